import './organisation.css'
import type { ReactNode } from 'react'
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
            <WorkMap rows={where} of={meta} />
            <Long caption={words.where.table} head={words.where.head} numeric={[1, 2]} rows={[...shown].filter((w) => w.class !== 'wide').sort((a, b) => b.activities - a.activities || a.name.localeCompare(b.name, 'nl')).map(buurtCells)} all={words.where.all} />
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
          <Long caption={words.others.table} head={words.others.head} rows={answer.others.map((o) => otherCells(o, answer.mayMark))} all={words.others.all} />
        )}
      </section>
    </>
  )
}

const shownAtOnce = 8

/** A table whose first rows are shown, the rest on request. */
function Long({ caption, head, numeric, rows, all }: { caption: string; head: readonly string[]; numeric?: readonly number[]; rows: readonly (readonly ReactNode[])[]; all: (n: number) => string }) {
  if (rows.length === 0) return null
  return (
    <>
      <PlainTable caption={caption} hideCaption head={head} numeric={numeric} rows={rows.slice(0, shownAtOnce)} />
      {rows.length > shownAtOnce && (
        <details>
          <summary>{all(rows.length - shownAtOnce)}</summary>
          <PlainTable caption={`${caption}: ${all(rows.length - shownAtOnce)}`} hideCaption head={head} numeric={numeric} rows={rows.slice(shownAtOnce)} />
        </details>
      )}
    </>
  )
}

const buurtCells = (r: WorkRow) => {
  const of = workClasses.find((c) => c.id === r.class)!
  return [
    <a key="a" className="utrecht-link" href={`/activiteiten?selected=${r.code}`}>{r.name}</a>,
    String(r.activities), String(r.lines), r.themes.join(', '),
    <span key="k" className="class-cell"><Swatch of={of} id={`tabel-${r.class}`} />{of.label}</span>,
  ]
}

const few = 4
const listed = (names: readonly string[]): string => (names.length <= few ? names.join(', ') : `${names.slice(0, few - 1).join(', ')} ${words.others.more(names.length - few + 1)}`)

const otherCells = (o: OtherRow, mayMark: boolean) => [
  <a key="o" className="utrecht-link" href={`/organisaties/${o.organisation}`}>{o.organisationName}</a>,
  o.themeLabel,
  o.wide ? `${listed(o.buurten)} (${words.others.wide})` : listed(o.buurten),
  <ul key="a" className="plain-list">{o.activities.slice(0, few - 1).map((a) => <li key={a.id}><a className="utrecht-link" href={`/activiteiten/${a.id}`}>{a.name}</a></li>)}{o.activities.length >= few && <li className="quiet">{words.others.more(o.activities.length - few + 1)}</li>}</ul>,
  o.cooperates ? words.others.cooperates : mayMark ? <MarkCooperation key="m" other={o} /> : '',
]
