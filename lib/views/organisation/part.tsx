import './organisation.css'
import { Alert } from '@/lib/ui/alert'
import { Swatch } from '@/lib/ui/legend'
import { PlainTable } from '@/lib/ui/table'
import { workClasses, type OrganisationAnswer, type OtherRow, type WorkRow } from './definition'
import { Ladder } from './ladder'
import { MarkCooperation } from './mark'
import { WorkMap } from './work-map'
import { words } from './words'

/** What stands on the page of an organisation under its own fields: where it works, its agreements on the ladder, and who else is there. */
export function OrganisationPart({ answer, here, mayConfirm }: { answer: OrganisationAnswer; /** address of the page */ here: string; mayConfirm: boolean }) {
  const { ladder, where } = answer
  const { meta } = ladder
  const years = [...new Set([...meta.years, meta.year])].sort((a, b) => b - a)
  const shown = where.filter((w) => w.class !== 'none')
  const works = where.filter((w) => w.class === 'works').length
  return (
    <>
      {years.length > 1 && (
        <nav className="years" aria-label={words.year}>
          {years.map((y) => (
            <a key={y} href={`${here}?year=${y}`} aria-current={y === meta.year ? 'true' : undefined}>
              {y}
            </a>
          ))}
        </nav>
      )}
      <section className="block" aria-labelledby="waar">
        <h2 id="waar">{words.where.title}</h2>
        {shown.length === 0 ? (
          <p className="quiet">{words.where.none}</p>
        ) : (
          <>
            <p>
              {words.where.summary(works, where.filter((w) => !w.water).length)} {shown.some((w) => w.class === 'wide') && words.where.wide}
            </p>
            <WorkMap rows={where} gemeente={meta.gemeente.code} year={meta.boundaryYear} />
            <Buurten rows={shown.filter((w) => w.class !== 'wide')} />
          </>
        )}
      </section>
      <section className="block" aria-labelledby="ladder">
        <h2 id="ladder">{words.ladder.title(meta.year)}</h2>
        {answer.seesAgreements ? <Ladder answer={ladder} mayConfirm={mayConfirm} /> : <Alert quiet>{words.ladder.hidden}</Alert>}
      </section>
      <section className="block" aria-labelledby="anderen">
        <h2 id="anderen">{words.others.title}</h2>
        <p className="quiet">{words.others.lead}</p>
        {answer.others.length === 0 ? (
          <p>{words.others.none}</p>
        ) : (
          <PlainTable caption={words.others.table} hideCaption head={words.others.head} rows={answer.others.map((o) => otherCells(o, answer.mayMark))} />
        )}
      </section>
    </>
  )
}

function Buurten({ rows }: { rows: readonly WorkRow[] }) {
  if (rows.length === 0) return null
  return (
    <PlainTable
      caption={words.where.table}
      hideCaption
      head={words.where.head}
      numeric={[1, 2]}
      rows={rows.map((r) => [
        <a key="a" className="utrecht-link" href={`/activiteiten?selected=${r.code}`}>{r.name}</a>,
        String(r.activities), String(r.lines), r.themes.join(', '),
        <span key="k" className="class-cell"><Swatch of={workClasses.find((c) => c.id === r.class)!} id={`tabel-${r.class}`} />{workClasses.find((c) => c.id === r.class)!.label}</span>,
      ])}
    />
  )
}

const few = 4
const listed = (names: readonly string[]): string => (names.length <= few ? names.join(', ') : `${names.slice(0, few - 1).join(', ')} ${words.others.more(names.length - few + 1)}`)

const otherCells = (o: OtherRow, mayMark: boolean) => [
  <a key="o" className="utrecht-link" href={`/organisaties/${o.organisation}`}>{o.organisationName}</a>,
  o.themeLabel,
  o.wide ? `${listed(o.buurten)} (${words.others.wide})` : listed(o.buurten),
  <ul key="a" className="plain-list">{o.activities.map((a) => <li key={a.id}><a className="utrecht-link" href={`/activiteiten/${a.id}`}>{a.name}</a></li>)}</ul>,
  o.cooperates ? words.others.cooperates : mayMark ? <MarkCooperation key="m" other={o} /> : '',
]
