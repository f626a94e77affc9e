import { phaseStarts } from '@/lib/domain/focus'
import type { PublicFocus, PublicMeasure } from '@/lib/domain/public-model'
import { datesOf, phaseOf, type Book } from './book'
import { longDate } from './format'
import { words } from './words'

const w = words.buurt

/** What is planned and what has been done in one round as focus buurt. */
export function Plan({ book, focus }: { book: Book; focus: PublicFocus }) {
  const on = book.model.madeOn
  const steps = phaseStarts(datesOf(focus))
  const now = phaseOf(focus, on)
  return (
    <>
      {steps.length > 0 && (
        <ol className="steps" aria-label={w.steps}>
          {steps.map(({ phase, from }) => {
            const state = phase === now ? 'now' : from <= on ? 'done' : 'coming'
            return (
              <li key={phase} className={state}>
                <strong>{w.step[phase]}</strong>
                <span>{phase === 'decided' || phase === 'regular' ? longDate(from) : w.from(longDate(from))}</span>
                <em>{{ now: w.stepNow, done: w.stepDone, coming: w.stepComing }[state]}</em>
              </li>
            )
          })}
        </ol>
      )}
      {focus.goal && <><h3>{w.goal}</h3><p>{focus.goal}</p></>}
      {focus.decision && <><h3>{w.decision}</h3><p>{focus.decision}</p></>}
      {focus.decidedOn && !steps.some((s) => s.phase === 'decided') && <p className="quiet">{w.decidedOn(longDate(focus.decidedOn))}</p>}
      <h3>{w.measures}</h3>
      {focus.measures.length === 0 ? <p className="quiet">{w.noMeasures}</p> : <ul className="measures">{focus.measures.map((m, i) => <Measure key={i} book={book} measure={m} />)}</ul>}
      <h3>{w.participation}</h3>
      {focus.participation.length === 0 ? <p className="quiet">{w.participationNone}</p> : <ul className="plain">{focus.participation.map((p, i) => <li key={i}>{w.heldOn(w.participationKind[p.kind] ?? p.kind, longDate(p.heldOn))}</li>)}</ul>}
    </>
  )
}

function Measure({ book, measure: m }: { book: Book; measure: PublicMeasure }) {
  const when = m.status === 'done' ? (m.doneOn ? w.doneOn(longDate(m.doneOn)) : null) : m.plannedFrom && m.plannedTo ? w.between(longDate(m.plannedFrom), longDate(m.plannedTo)) : m.plannedFrom ? w.from(longDate(m.plannedFrom)) : m.plannedTo ? w.until(longDate(m.plannedTo)) : null
  const about = [when, m.by ? w.by(m.by) : null, book.themeLabel(m.theme)].filter((text) => text !== null)
  return (
    <li>
      <span className={`state state-${m.status}`}>{w.status[m.status]}</span>
      <div>
        <strong>{m.title}</strong>
        {m.description && <p>{m.description}</p>}
        {about.length > 0 && <p className="small">{about.join(' · ')}</p>}
      </div>
    </li>
  )
}
