import type { RotationAnswer } from '@/lib/domain/rotation'
import { Alert } from '@/lib/ui/alert'
import { Badge } from '@/lib/ui/badge'
import { PlainTable } from '@/lib/ui/table'
import { words } from './words'

const text = words.answer
/** From these shares of the weighings on: fixed core, and changing. */
const coreFrom = 0.8
const variesFrom = 0.2

export const namesIn = ({ input }: Pick<RotationAnswer, 'input'>) => (code: string): string => input.buurten.find((b) => b.code === code)?.name ?? input.left.find((b) => b.code === code)?.name ?? code

/** Buurten that were never in focus, also not in this schedule. */
const neverIn = ({ input, result }: Pick<RotationAnswer, 'input' | 'result'>) => input.buurten.filter((b) => b.past.length === 0 && !result.starts.some((s) => s.code === b.code))

/** The schedule in a sentence that anyone can repeat. */
const sentenceOf = (answer: RotationAnswer): string => text.sentence(answer.result.starts.length, answer.input.from, answer.input.from + answer.question.years - 1, neverIn(answer).length)

export const proofOf = ({ result }: Pick<RotationAnswer, 'result'>): string => (result.proven ? text.proven : text.gap(result.gap))

/** The schedule in words: how sure it is, what had to bend, and who begins when. */
export function Told({ answer }: { answer: RotationAnswer }) {
  const { input, question, result } = answer
  const nameOf = namesIn(answer)
  return (
    <>
      <p className="answer__sentence">{sentenceOf(answer)}</p>
      {result.hand === null && <p>{result.proven ? <><Badge>{text.proven}</Badge> <span className="small quiet">{text.provenLong}</span></> : text.gap(result.gap)}</p>}
      {result.bent.length > 0 && result.hand === null && <Alert kind="warning" quiet><p>{text.bent}</p><ul>{result.bent.map((b) => <li key={JSON.stringify(b)}>{words.broken(b, nameOf)}</li>)}</ul></Alert>}
      <h3>{text.cohorts}</h3>
      <dl className="rooster__cohorts">
        {Array.from({ length: question.years }, (_, i) => input.from + i).map((year) => (
          <div key={year}>
            <dt>{text.cohort(year)}</dt>
            <dd>{result.starts.filter((s) => s.year === year).map((s) => `${nameOf(s.code)}${s.fixed ? ` (${text.fixed})` : ''}`).join(', ') || text.nobody}</dd>
          </div>
        ))}
      </dl>
    </>
  )
}

/** Who is never in focus, and who is not in the schedule at all. */
export function Never({ answer }: { answer: RotationAnswer }) {
  const never = neverIn(answer)
  const unknown = answer.input.buurten.filter((b) => Object.entries(b.values).some(([c, [low, high]]) => high - low > 0.5 && answer.question.weights[c as 'need'] > 0 && c !== 'physical'))
  return (
    <>
      {never.length > 0 && <details className="rooster__never"><summary>{text.neverHeading} ({never.length})</summary><ul>{never.map((b) => <li key={b.code}>{b.name}</li>)}</ul></details>}
      {answer.input.left.length > 0 && <p className="small quiet">{text.left(answer.input.left.map((b) => b.name))}</p>}
      {unknown.length > 0 && <p className="small quiet">{text.unknown}{unknown.map((b) => b.name).join(', ')}.</p>}
    </>
  )
}

/** In how many weighings a buurt begins, in words; those that begin in the first year of this schedule, and those that sometimes would. */
export function Robust({ answer }: { answer: RotationAnswer }) {
  const { robust, starts } = answer.result
  if (!robust || robust.draws === 0) return null
  const nameOf = namesIn(answer)
  const label = (first: number): string => (first >= coreFrom ? words.robust.core : first >= variesFrom ? words.robust.varies : words.robust.seldom)
  const shown = robust.buurten.filter((b) => b.first >= 0.05 || starts.some((s) => s.code === b.code))
  return <PlainTable caption={words.robust.heading} hideCaption head={Object.values(words.robust.column)} rows={shown.map((b) => [nameOf(b.code), label(b.first), words.robust.said(b.first, b.any, robust.draws)])} />
}
