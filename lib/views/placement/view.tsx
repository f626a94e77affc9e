'use client'
import { useRouter } from 'next/navigation'
import { useEffect, useRef, useState } from 'react'
import type { PlacementAnswer, PlacementJob, PlacementQuestion, Scenario } from '@/lib/domain/placement'
import { boundariesAndFigures, ownSource } from '@/lib/domain/sources'
import { Alert } from '@/lib/ui/alert'
import { Badge } from '@/lib/ui/badge'
import { ButtonLink } from '@/lib/ui/button'
import { Computing } from '@/lib/ui/computing'
import { Method } from '@/lib/ui/method'
import { dayOfMoment } from '@/lib/ui/format'
import { scenarioWords } from '@/lib/ui/scenario-words'
import { OpenScenario, SaveScenario, Scenarios } from '@/lib/ui/scenarios'
import { withChange } from '@/lib/ui/use-address'
import { words as shared } from '@/lib/ui/words'
import { useComputation } from '@/lib/ui/use-computation'
import { AnswerView, OpenBuurten } from './answer-view'
import { Candidates, OwnPointForm, type Choice } from './candidates'
import { Compare } from './compare'
import { method, paramsOf, type Answer, type Params } from './definition'
import { PlaceMap } from './place-map'
import { QuestionForm } from './question-form'
import { words } from './words'

const page = '/kaart/dekking/plek'
const api = '/api/v1/placement-scenarios'
const hrefOf = (p: Params): string => {
  const query = withChange(new URLSearchParams(), p as Record<string, string | undefined>)
  return query ? `${page}?${query}` : page
}
const sources = [
  ownSource('Activiteiten, locaties, afspraken en geleverde inzet'),
  boundariesAndFigures,
]

/** "Waar spreekuur?": the question at the left, its answer at the right. The question is in the address; the answer is computed for it. */
export function PlacementView({ answer, params }: { answer: Answer; params: Params }) {
  const router = useRouter()
  const go = (p: Params): void => router.push(hrefOf(p), { scroll: false })
  const { scenario, compared } = answer
  const [againFor, setAgainFor] = useState<number | null>(null)
  const again = scenario !== null && againFor === scenario.id
  const asked = compared.length > 0 || (scenario && !again) ? null : scenario ? { ...scenario.answer.question, on: undefined } : answer.refusal ? null : answer.input && answer.question
  const { computed, stop, again: retry } = useComputation<PlacementJob>('/api/v1/placements', asked)
  const job = computed.status === 'done' ? computed.job : null
  const shown: PlacementAnswer | null = scenario && !again ? scenario.answer : (job?.answer ?? null)
  const input = shown?.input ?? answer.input
  const kept: Params = { gemeente: params.gemeente, theme: params.theme }
  const base: Params = { ...kept, on: params.on }

  return (
    <div className="computation">
      <header className="computation__top">
        <p className="small"><a href={`/kaart/dekking${params.theme ? `?theme=${params.theme}` : ''}`}>{words.back}</a></p>
        <div className="computation__title">
          <h1>{words.title}</h1>
          {answer.meta.gemeente.fictional && <Badge>{shared.fictional}</Badge>}
        </div>
        <p className="quiet">{words.question}</p>
      </header>
      {!answer.meta.visible ? <Alert quiet>{words.notForRole}</Alert> : (
        <div className="computation__columns placement__columns">
          <QuestionForm answer={answer} params={params} onAsk={go} />
          <section className="computation__result placement__result" aria-labelledby="antwoord" aria-busy={computed.status === 'busy'}>
            <h2 id="antwoord">{compared.length > 0 ? scenarioWords.comparing : (scenario?.name ?? words.answer.heading)}</h2>
            {answer.missing.length > 0 && <Alert kind="warning" quiet>{scenarioWords.gone}</Alert>}
            {compared.length > 0 ? (
              <>
                <Compare sides={compared.map((c) => ({ title: c.name, href: hrefOf({ ...kept, scenario: String(c.id) }), answer: c.answer }))} />
                <div className="actions"><ButtonLink href={hrefOf(base)}>{scenarioWords.stop}</ButtonLink></div>
              </>
            ) : (
              <>
                {scenario && <OpenScenario madeAt={scenario.madeAt} closeHref={hrefOf(base)} onAgain={again ? null : () => setAgainFor(scenario.id)} />}
                {!scenario && <Start answer={answer} />}
                <Computing computed={computed} counts="variants" says={words.progress} stop={stop} again={retry} />
                {scenario && again && job?.answer && <Again scenario={scenario} now={job.answer} />}
                {shown && <AnswerView answer={shown} onTake={scenario ? null : (ids) => go(paramsOf({ ...shown.question, must: [...ids] } satisfies PlacementQuestion))} />}
                {job?.answer && <Saving key={job.id} placement={job.id} onSaved={(s) => go({ gemeente: params.gemeente, theme: s.theme.slug, scenario: String(s.id) })} />}
                {scenario && input && <PlaceMap input={input} result={shown?.result ?? null} chosen={shown?.result.places.map((p) => p.id) ?? []} highlight={null} draft={null} onPlace={() => undefined} onSpot={() => undefined} />}
                {input && <OpenBuurten answer={shown} input={input} />}
              </>
            )}
            <Method question={words.question} method={method} sources={sources} />
          </section>
          <div className="computation__ask placement__ask">
            {input && compared.length === 0 && !scenario && <Choosing answer={answer} params={params} input={input} shown={shown} go={go} />}
            <section aria-labelledby="opgeslagen">
              <h2 id="opgeslagen">{scenarioWords.heading}</h2>
              <Scenarios
                key={compared.map((c) => c.id).join()} api={api} items={answer.scenarios} none={params.theme && words.scenarios.none} open={scenario?.id ?? null} compared={compared.map((c) => c.id)}
                hrefOf={(id) => hrefOf({ ...kept, scenario: String(id) })} says={(s) => ({ text: `${s.theme.label}. ${words.scenarios.item(s.places, s.people, s.closed)}` })}
                onCompare={(ids) => go({ ...kept, compare: ids.join() })} onChanged={(removed) => (removed !== null && (removed === scenario?.id || compared.some((c) => c.id === removed)) ? go(kept) : router.refresh())}
              />
            </section>
          </div>
        </div>
      )}
    </div>
  )
}

/** The map and the places to choose from: each change asks the question anew. */
function Choosing({ answer, params, input, shown, go }: { answer: Answer; params: Params; input: PlacementAnswer['input']; shown: PlacementAnswer | null; go: (p: Params) => void }) {
  const [draft, setDraft] = useState<{ lon: number; lat: number } | null>(null)
  const [highlight, setHighlight] = useState<string | null>(null)
  const q = answer.question!
  const choiceOf = (id: string): Choice => (q.must.includes(id) ? 'must' : q.never.includes(id) ? 'never' : 'free')
  const change = (next: Partial<PlacementQuestion>): void => go({ ...params, ...pick(paramsOf({ ...q, ...next })) })
  const choose = (id: string, choice: Choice): void => {
    const without = (ids: readonly string[]): string[] => ids.filter((other) => other !== id)
    const must = choice === 'must' ? [...without(q.must), id] : without(q.must)
    change({ must, never: choice === 'never' ? [...without(q.never), id] : without(q.never), places: Math.max(q.places, must.length) })
  }
  /** Own points are p1, p2, ... in their order: taking one away moves those behind it up. */
  const removeOwn = (id: string): void => {
    const own = q.own.filter((p) => p.id !== id)
    const moved = (ids: readonly string[]): string[] => ids.flatMap((old) => {
      if (old === id) return []
      const at = own.findIndex((p) => p.id === old)
      return [at < 0 ? old : `p${at + 1}`]
    })
    change({ own: own.map((p, i) => ({ ...p, id: `p${i + 1}` })), must: moved(q.must), never: moved(q.never) })
  }
  return (
    <>
      <PlaceMap
        input={input} result={shown?.result ?? null} chosen={shown?.result.places.map((p) => p.id) ?? q.must} highlight={highlight} draft={draft} onSpot={setDraft}
        onPlace={(id) => {
          setHighlight(id)
          document.getElementById(`keuze-${id}`)?.focus()
        }}
      />
      <section aria-labelledby="plekken">
        <h2 id="plekken">{words.places.heading}</h2>
        <OwnPointForm key={`${params.own} ${draft?.lon} ${draft?.lat}`} input={input} own={q.own} draft={draft} onDraft={setDraft} onAdd={(point) => change({ own: [...q.own, point] })} />
        <Candidates input={input} kinds={answer.choices.kinds} choiceOf={choiceOf} onChoice={choose} onRemove={removeOwn} />
      </section>
    </>
  )
}

const pick = ({ own, must, never, places }: Params): Params => ({ own, must, never, places })

function Start({ answer }: { answer: Answer }) {
  const { input, refusal, question } = answer
  if (refusal) return <Alert kind="warning" quiet>{words.refused(refusal.why, refusal.name)}</Alert>
  if (!input || !question) return <p>{words.start.chooseTheme}</p>
  const open = input.buurten.filter((b) => b.need && (question.classes as readonly string[]).includes(b.class))
  const people = open.reduce((sum, b) => sum + (b.inhabitants ?? 0), 0)
  return <p>{open.length === 0 ? words.start.nothing(input.theme.label) : words.start.open(input.theme.label, open.length, people)}</p>
}

function Again({ scenario, now }: { scenario: Scenario; now: PlacementAnswer }) {
  return (
    <>
      <p aria-live="polite">{words.scenarios.changed(scenario.answer.result.people, now.result.people)}</p>
      <Compare sides={[{ title: scenarioWords.then(dayOfMoment(scenario.madeAt)), answer: scenario.answer }, { title: scenarioWords.now, answer: now }]} />
    </>
  )
}

/** The form to save; after it, what was saved is on the screen. */
function Saving({ placement, onSaved }: { placement: string; onSaved: (s: Scenario) => void }) {
  const [told, setTold] = useState(false)
  const note = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (told) note.current?.focus()
  }, [told])
  return told ? <div ref={note} tabIndex={-1}><Alert kind="ok">{scenarioWords.saved}</Alert></div> : <SaveScenario<Scenario> api={api} body={{ placement }} example={words.scenarios.nameHelp} onSaved={(s) => { setTold(true); onSaved(s) }} />
}
