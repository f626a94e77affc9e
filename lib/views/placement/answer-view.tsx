import type { PlacementAnswer, PlacementResult } from '@/lib/domain/placement'
import { coverageLabels } from '@/lib/domain/coverage'
import { Alert } from '@/lib/ui/alert'
import { Badge } from '@/lib/ui/badge'
import { Button } from '@/lib/ui/button'
import { count, longDate } from '@/lib/ui/format'
import { PlainTable } from '@/lib/ui/table'
import { said, words } from './words'

const text = words.answer

/** So many activities stand in a card; the others open. */
const shownFirst = 3

/** The answer in a sentence that anyone can repeat. */
function sentenceOf({ question, input, result }: PlacementAnswer): string {
  const names = result.places.map((p) => nameIn(input, p.id))
  return question.goal === 'distance' && names.length > 0 ? text.distanceSentence(names, result.distance.before, result.distance.after) : text.sentence(names, result.people, result.closed.length, result.asked.buurten)
}

export const nameIn = (input: PlacementAnswer['input'], id: string): string => input.candidates.find((c) => c.id === id)?.name ?? input.buurten.find((b) => b.code === id)?.name ?? id
export const proofOf = (result: PlacementResult): string => (result.places.length === 0 ? '' : result.proven ? text.proven : text.gap(result.gap))

/** The choice, why each place, what is nearly as good, what one more brings and what it depends on. */
export function AnswerView({ answer, onTake }: { answer: PlacementAnswer; /** chooses other places; null where nothing can be chosen */ onTake: ((ids: readonly string[]) => void) | null }) {
  const { input, result } = answer
  const name = (id: string): string => nameIn(input, id)
  return (
    <div className="computation__answer">
      <p className="answer__sentence">{sentenceOf(answer)}</p>
      {result.places.length > 0 && <p className="placement__proof">{result.proven ? <><Badge>{text.proven}</Badge> <span className="small quiet">{text.provenLong}</span></> : text.gap(result.gap)}</p>}
      {result.notices.map((n) => <Alert key={n.kind} quiet>{text.notice(n, name)}</Alert>)}
      {result.places.length > 0 && <Places answer={answer} />}
      {result.open.length > 0 && <p>{text.stillOpen(result.open.map(name))}</p>}
      {result.unreachable.length > 0 && <Alert kind="warning" quiet>{text.unreachable(result.unreachable.map(name))}</Alert>}
      {result.places.length > 0 && answer.question.goal === 'reach' && result.distance.after !== null && <p>{text.distance(result.distance.before, result.distance.after)}</p>}
      {answer.question.goal === 'reach' && result.weight > 0 && (
        <>
          <h3>{text.alternatives}</h3>
          {result.alternatives.length === 0 ? <p>{text.noAlternatives}</p> : (
            <ul className="placement__alternatives">
              {result.alternatives.map((a) => (
                <li key={[...a.in, '', ...a.out].join()}>
                  <span>{text.alternative(a.out.map(name), a.in.map(name), a.share, a.people)}</span>
                  {onTake && <Button look="subtle" aria-label={text.takeOf(a.in.map(name).join(', '))} onClick={() => onTake([...result.places.map((p) => p.id).filter((id) => !a.out.includes(id)), ...a.in])}>{text.take}</Button>}
                </li>
              ))}
            </ul>
          )}
          <Curve result={result} />
          <Robust answer={answer} />
        </>
      )}
    </div>
  )
}

function Places({ answer: { question, input, result } }: { answer: PlacementAnswer }) {
  const supply = new Map(input.supply.map((s) => [s.id, s]))
  const overlap = (o: PlacementResult['places'][number]['overlaps'][number]) => <li key={o.activity}>{text.overlap(supply.get(o.activity)!.name, supply.get(o.activity)!.organisation, supply.get(o.activity)!.serviceType, o.share)}</li>
  return (
    <>
      <h3>{text.why}</h3>
      <ol className="placement__cards">
        {result.places.map((p, i) => {
          const opens = input.candidates.find((c) => c.id === p.id)?.opens
          return (
            <li key={p.id} className="placement__card">
              <h4>{nameIn(input, p.id)}</h4>
              <ul>
                {question.must.includes(p.id) && <li>{text.must}</li>}
                <li>{p.adds.people < 0.5 ? text.nothing : i === 0 && !question.must.includes(p.id) ? text.first(p.adds.people) : text.next(p.adds.people)}</li>
                <li>{p.closes.length > 0 ? text.closes(p.closes.map((code) => nameIn(input, code))) : text.closesNone}</li>
                <li>{text.within(p.within)}</li>
                {p.stays !== null && <li>{text.stays(p.stays, p.leavesIn.map((v) => text.variants[v]))}</li>}
                {opens && <li>{text.opens(longDate(opens))}</li>}
                <li>
                  {text.overlaps(p.overlaps.length)}
                  {p.overlaps.length > 0 && <><ul>{p.overlaps.slice(0, shownFirst).map(overlap)}</ul><span className="small quiet">{text.overlapHelp}</span></>}
                  {p.overlaps.length > shownFirst && <details><summary>{text.moreOverlaps(p.overlaps.length - shownFirst)}</summary><ul>{p.overlaps.slice(shownFirst).map(overlap)}</ul></details>}
                </li>
              </ul>
            </li>
          )
        })}
      </ol>
    </>
  )
}

function Curve({ result: { curve } }: { result: PlacementResult }) {
  if (curve.length < 2) return null
  return (
    <>
      <h3>{text.curve}</h3>
      <PlainTable caption={text.curve} hideCaption numeric={[0, 1, 2]} head={Object.values(text.curveColumn)} rows={curve.map((c, i) => [String(c.places), count(c.people), i === 0 ? '' : signed(c.people - curve[i - 1]!.people)])} />
    </>
  )
}

const signed = (n: number): string => `${n < -0.5 ? '−' : '+'} ${count(Math.abs(n))}`

function Robust({ answer: { input, result } }: { answer: PlacementAnswer }) {
  const chosen = [...result.places.map((p) => p.id)].sort().join()
  return (
    <>
      <h3>{text.robust}</h3>
      <PlainTable
        caption={text.robust}
        hideCaption
        head={Object.values(text.robustColumn)}
        numeric={[2]}
        rows={result.variants.map((v) => [text.variants[v.variant], [...v.places].sort().join() === chosen ? text.same : v.places.map((id) => nameIn(input, id)).join(', ') || '–', v.share === null ? '–' : said.percent(v.share)])}
      />
    </>
  )
}

/** The buurten that are open, and what becomes of each. */
export function OpenBuurten({ answer, input }: { answer: PlacementAnswer | null; input: PlacementAnswer['input'] }) {
  const result = answer?.result
  const rows = input.buurten.filter((b) => (result ? [...result.closed, ...result.open, ...result.unreachable].includes(b.code) : b.need && ['gap', 'thin'].includes(b.class)))
  if (rows.length === 0) return null
  const after = (code: string): string => (!result ? '' : result.closed.includes(code) ? words.start.after.closed : result.open.includes(code) ? words.start.after.open : words.start.after.unreachable)
  return <PlainTable caption={words.start.buurten} head={Object.values(words.start.column)} numeric={[2]} rows={rows.map((b) => [b.name, coverageLabels[b.class], b.inhabitants === null ? '–' : count(b.inhabitants), after(b.code)])} />
}
