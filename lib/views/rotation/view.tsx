'use client'
import { useRouter } from 'next/navigation'
import { useMemo, useState } from 'react'
import { changedByHand, needsReason } from '@/lib/analysis/rotation-hand'
import { restYears } from '@/lib/domain/focus'
import type { RotationAnswer, RotationJob, RotationQuestion, RotationScenario } from '@/lib/domain/rotation'
import { boundariesAndFigures, ownSource } from '@/lib/domain/sources'
import { Alert } from '@/lib/ui/alert'
import { Badge } from '@/lib/ui/badge'
import { Button, ButtonLink } from '@/lib/ui/button'
import { Computing } from '@/lib/ui/computing'
import { dayOfMoment } from '@/lib/ui/format'
import { Method } from '@/lib/ui/method'
import { scenarioWords } from '@/lib/ui/scenario-words'
import { OpenScenario, SaveScenario, Scenarios } from '@/lib/ui/scenarios'
import { useAddress, withChange } from '@/lib/ui/use-address'
import { words as shared } from '@/lib/ui/words'
import { useComputation } from '@/lib/ui/use-computation'
import { namesIn, Never, Robust, Told } from './answer-view'
import { Choices } from './choices'
import { Compare } from './compare'
import { changesOf, changesText, method, params as schema, paramsOf, type Answer, type Params } from './definition'
import { Hand } from './hand'
import { QuestionForm } from './question-form'
import { Ring } from './ring'
import { Why } from './why'
import { words } from './words'
import { YearMap } from './year-map'

const page = '/kaart/focus/rooster'
const api = '/api/v1/rotation-scenarios'
const hrefOf = (p: Params): string => {
  const query = withChange(new URLSearchParams(), p as Record<string, string | undefined>)
  return query ? `${page}?${query}` : page
}
const sources = [
  ownSource('Focusbuurten, cohorten en criteria per buurt'),
  boundariesAndFigures,
]

/** The rotation planner: the question at the left, the schedule at the right. Question and changes by hand are in the address; the schedule is computed for it. */
export function RotationView({ answer, params }: { answer: Answer; params: Params }) {
  const router = useRouter()
  const go = (p: Params): void => router.push(hrefOf(p), { scroll: false })
  const { scenario, compared, meta } = answer
  const [againFor, setAgainFor] = useState<number | null>(null)
  const again = scenario !== null && againFor === scenario.id
  const asked = !meta.makes || compared.length > 0 || (scenario && !again) || answer.fault ? null : scenario ? { ...scenario.answer.question, draws: 0 as const } : answer.input && { ...answer.question, draws: 0 as const }
  const { computed, stop, again: retry } = useComputation<RotationJob>('/api/v1/rotations', asked)
  const job = computed.status === 'done' ? computed.job : null
  const base: Params = { gemeente: params.gemeente }
  return (
    <div className="computation rooster">
      <header className="computation__top">
        <p className="small"><a href="/kaart/focus/kandidaten">{words.back}</a></p>
        <div className="computation__title">
          <h1>{words.title}</h1>
          {meta.gemeente.fictional && <Badge>{shared.fictional}</Badge>}
        </div>
        <p className="quiet">{words.question}</p>
      </header>
      {!meta.visible ? <Alert quiet>{words.notForRole}</Alert> : (
        <div className="computation__columns rooster__columns">
          <section className="computation__result rooster__result" aria-labelledby="rooster" aria-busy={computed.status === 'busy'}>
            <h2 id="rooster">{compared.length > 0 ? scenarioWords.comparing : (scenario?.name ?? words.answer.heading)}</h2>
            {answer.missing.length > 0 && <Alert kind="warning" quiet>{scenarioWords.gone}</Alert>}
            {answer.fault && <Alert kind="warning" quiet>{words.faults[answer.fault]}</Alert>}
            {!meta.makes && !scenario && compared.length === 0 && <p>{words.notMaker}</p>}
            {compared.length > 0 ? (
              <>
                <Compare sides={compared.map((c) => ({ title: c.name, href: hrefOf({ ...base, scenario: String(c.id) }), answer: c.answer }))} />
                <div className="actions"><ButtonLink href={hrefOf(base)}>{scenarioWords.stop}</ButtonLink></div>
              </>
            ) : (
              <>
                {scenario && (
                  <OpenScenario madeAt={scenario.madeAt} closeHref={hrefOf(base)} onAgain={again || !meta.makes ? null : () => setAgainFor(scenario.id)}>
                    {meta.makes && <TakeOver scenario={scenario} />}
                  </OpenScenario>
                )}
                <Computing computed={computed} counts="weighings" says={words.progress} stop={stop} again={retry} />
                {scenario && again && job?.answer && <Compare sides={[{ title: scenarioWords.then(dayOfMoment(scenario.madeAt)), answer: scenario.answer }, { title: scenarioWords.now, answer: job.answer }]} />}
                {scenario ? <Schedule key={`s${scenario.id}`} answer={scenario.answer} of={{ scenario: scenario.id }} params={params} go={go} /> : job?.answer && <Schedule key={job.id} answer={job.answer} of={{ rotation: job.id }} params={params} go={go} />}
              </>
            )}
            <Method question={words.question} method={method} sources={sources} />
          </section>
          <div className="computation__ask rooster__ask">
            {meta.makes && !scenario && compared.length === 0 && <QuestionForm answer={answer} params={params} onAsk={go} />}
            {meta.makes && answer.input && (
              <section aria-labelledby="keuzes">
                <h2 id="keuzes">{words.choices.heading}</h2>
                <Choices key={`${params.must} ${params.never} ${params.together} ${params.apart}`} input={answer.input} question={answer.question} nameOf={namesIn({ input: answer.input })} onChange={(q) => go(paramsOf(q))} />
              </section>
            )}
            <section aria-labelledby="opgeslagen">
              <h2 id="opgeslagen">{scenarioWords.heading}</h2>
              <Scenarios
                key={compared.map((c) => c.id).join()} api={api} items={answer.scenarios} open={scenario?.id ?? null} compared={compared.map((c) => c.id)}
                hrefOf={(id) => hrefOf({ ...base, scenario: String(id) })}
                says={(s) => ({
                  text: words.scenarios.item(s.starts, s.from, s.years, s.byHand),
                  action: meta.makes && s.starts > 0 && <p><a className="utrecht-link" href={proposalHref(s, s.from)} aria-label={words.scenarios.takeOverOf(s.name)}>{words.scenarios.takeOver}</a></p>,
                })}
                onCompare={(ids) => go({ ...base, compare: ids.join() })} onChanged={(removed) => (removed !== null && (removed === scenario?.id || compared.some((c) => c.id === removed)) ? go(base) : router.refresh())}
              />
            </section>
          </div>
        </div>
      )}
    </div>
  )
}

/** A schedule with its ring, map, changes by hand, why, and how firm it is. A scenario is shown as it was saved. */
function Schedule({ answer, of, params, go }: { answer: RotationAnswer; of: { rotation: string } | { scenario: number }; params: Params; go: (p: Params) => void }) {
  const [reasons, setReasons] = useState<Record<string, string>>({})
  const [asking, setAsking] = useState<string | null>(null)
  const editable = 'rotation' in of
  const address = useAddress(schema)
  const change = address.params?.change
  const changes = useMemo(() => (editable ? changesOf(change) : []), [editable, change])
  const shown = useMemo((): RotationAnswer => (changes.length === 0 ? answer : { ...answer, result: changedByHand(answer.input, answer.question, answer.result, changes) }), [answer, changes])
  const nameOf = namesIn(answer)
  const again = needsReason(shown.input, shown.result.starts, restYears)
  const goWith = (next: typeof changes): void => address.go({ change: changesText(next) })
  return (
    <div className="computation__answer">
      <Told answer={shown} />
      {(shown.result.hand || changes.length > 0) && <Hand answer={shown} again={again} reasonOf={(code) => reasons[code] ?? ''} onReason={(code, reason) => setReasons({ ...reasons, [code]: reason })} onUndo={editable ? () => goWith(changes.slice(0, -1)) : null} onUndoAll={editable && changes.length > 1 ? () => goWith([]) : null} />}
      <h3>{words.answer.ring}</h3>
      <Ring answer={shown} onMove={editable ? (code, year) => goWith([...changes, { code, year }]) : null} onWhy={setAsking} />
      {asking && <Why answer={answer} of={of} code={asking} nameOf={nameOf} onClose={() => setAsking(null)} />}
      {editable && <SaveScenario<RotationScenario> api={api} body={{ rotation: of.rotation, changes: changes.map((c) => ({ ...c, reason: reasons[c.code]?.trim() || undefined })) }} example={words.scenarios.nameHelp} onSaved={(s) => go({ gemeente: params.gemeente, scenario: String(s.id) })} />}
      <YearMap answer={shown} />
      <Never answer={shown} />
      <h3>{words.robust.heading}</h3>
      {answer.result.robust ? <Robust answer={answer} /> : editable && <Weighings question={answer.question} />}
    </div>
  )
}

/** The schedule as a proposal, year by year. */
function TakeOver({ scenario }: { scenario: RotationScenario }) {
  const years = [...new Set(scenario.answer.result.starts.map((s) => s.year))].sort((a, b) => a - b)
  if (years.length === 0) return null
  return <p>{words.scenarios.takeOver}: {years.map((year, i) => <span key={year}>{i > 0 && ', '}<a className="utrecht-link" href={proposalHref(scenario, year)}>{words.scenarios.takeOverYear(year)}</a></span>)}</p>
}
const proposalHref = (s: { id: number; gemeente: string }, year: number): string => `/focus/${year}?gemeente=${s.gemeente}&scenario=${s.id}`

/** The schedule tried against other weighings, when it is asked: beside what is on the screen, with how far it is. */
function Weighings({ question }: { question: RotationQuestion }) {
  const [wanted, setWanted] = useState(false)
  const { computed, stop, again } = useComputation<RotationJob>('/api/v1/rotations', wanted ? { ...question, draws: 50 } : null)
  if (computed.status === 'done' && computed.job.answer) return <Robust answer={computed.job.answer} />
  if (wanted && computed.status !== 'idle') return <Computing computed={computed} counts="weighings" says={words.progress} stop={stop} again={again} />
  return (
    <>
      <p>{words.robust.help}</p>
      <div className="actions"><Button onClick={() => setWanted(true)}>{words.robust.start}</Button></div>
    </>
  )
}
