'use client'
import { phaseLabels } from '@/lib/domain/focus'
import { Alert } from '@/lib/ui/alert'
import { AnswerHead, Download } from '@/lib/ui/answer-head'
import { ButtonLink } from '@/lib/ui/button'
import { CopyLink } from '@/lib/ui/copy-link'
import { longDate, longMoment } from '@/lib/ui/format'
import { Method } from '@/lib/ui/method'
import { words as shared } from '@/lib/ui/words'
import { ClassCell } from './class-cell'
import { focus, type Answer, type AreaRow, type FocusRow, type Params } from './definition'
import { Ring } from './ring'
import { nextSentence, sentence } from './sentence'
import { words } from './words'

type Props = { answer: Answer; params: Params; csv: string; href: (change: { selected?: string }) => string; go: (change: { selected?: string }) => void; onClose: () => void; focused: boolean }

export function FocusPanel({ answer, params, csv, href, go, onClose, focused }: Props) {
  const { meta, choices } = answer
  const row = answer.areas.find((a) => a.code === params.selected)
  return (
    <>
      <AnswerHead
        over={row ? words.buurtIn(row.wijkName, meta.gemeente.name) : words.overview} badge={meta.gemeente.fictional && shared.fictional} title={row?.name ?? choices.werkgebieden.find((w) => w.slug === params.werkgebied)?.name ?? meta.gemeente.name}
        close={row ? { href: href({ selected: undefined }), onClose } : null} focusOn={focused && params.selected}
      >
        {row && <p><ClassCell id={row.class} /></p>}
        <p className="answer__sentence" aria-live="polite">{sentence(answer, row)} {row && nextSentence(row)}</p>
        {row && (row.late ?? 0) > 0 && <p>{words.late(row.late!)}</p>}
        {row?.class === 'aftercare' && (row.open ?? 0) > 0 && <p>{words.open(row.open!)}</p>}
        <p className="quiet small">{meta.on > meta.today ? words.later(longDate(meta.on)) : words.asOfDay(longDate(meta.on))}</p>
      </AnswerHead>
      {params.selected && !row && <Alert quiet>{words.unknownSelected}</Alert>}
      {meta.ignored.length > 0 && <Alert quiet>{words.ignored(meta.ignored.map((name) => words.ignoredNames[name] ?? name).join(', '))}</Alert>}
      {row ? <History answer={answer} row={row} /> : <Ring answer={answer} href={href} go={go} />}
      <div className="actions">
        <ButtonLink href={`/focus?gemeente=${meta.gemeente.code}`}>{words.plans}</ButtonLink>
        <Download href={csv} />
        <CopyLink />
      </div>
      <Method question={focus.question} method={focus.method} sources={focus.sources} />
      <ul className="footnotes quiet small">
        <li>{shared.boundary(meta.boundaryYear)}</li>
        <li>{words.asOf(longMoment(meta.asOf))}</li>
      </ul>
    </>
  )
}

/** Every time that this buurt was or will be focus buurt, the latest first. */
function History({ answer, row }: { answer: Answer; row: AreaRow }) {
  const of = answer.findings.filter((f) => f.codes.includes(row.code)).sort((a, b) => b.year - a.year)
  if (of.length === 0) return null
  return (
    <section className="focus-history">
      <h3>{words.historyTitle}</h3>
      {of.map((f) => <Period key={f.id} of={f} row={row} />)}
    </section>
  )
}

function Period({ of: f, row }: { of: FocusRow; row: AreaRow }) {
  return (
    <article>
      <h4>{words.cohort(f.year)}{f.phase && `: ${phaseLabels[f.phase]}`}</h4>
      <ul>
        {f.starts.map((s) => <li key={s.phase} aria-current={s.phase === f.phase ? 'step' : undefined}>{words.starts[s.phase](longDate(s.from))}</li>)}
      </ul>
      <p className="small">{f.adoptedOn ? words.adopted(longDate(f.adoptedOn)) : words.notAdopted}{f.measures && ` · ${words.measures(f.measures.done, f.measures.total)}`}</p>
      {f.reasonAgain && <p className="small">{words.again(f.reasonAgain)}</p>}
      {f.code !== row.code && <p className="quiet small">{words.was(f.name, f.year)}</p>}
      <p><a href={`/focus/${f.year}/${f.code}`}>{words.toPlan(f.name, f.year)}</a></p>
    </article>
  )
}
