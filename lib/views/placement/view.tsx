'use client'
import { useRouter } from 'next/navigation'
import { useEffect, useRef, useState } from 'react'
import type { PlacementAnswer, PlacementJob, PlacementQuestion, Scenario } from '@/lib/domain/placement'
import { Alert } from '@/lib/ui/alert'
import { Badge } from '@/lib/ui/badge'
import { Button, ButtonLink } from '@/lib/ui/button'
import { Method } from '@/lib/ui/method'
import { Progress } from '@/lib/ui/progress'
import { withChange } from '@/lib/ui/use-address'
import { words as shared } from '@/lib/ui/words'
import { useComputation, type Computed } from '@/lib/ui/use-computation'
import { AnswerView, OpenBuurten } from './answer-view'
import { Candidates, OwnPointForm, type Choice } from './candidates'
import { Compare } from './compare'
import { method, paramsOf, type Answer, type Params } from './definition'
import { PlaceMap } from './place-map'
import { QuestionForm } from './question-form'
import { dayOf, OpenScenario, SaveScenario, Scenarios } from './scenarios'
import { words } from './words'

const page = '/kaart/dekking/plek'
const hrefOf = (p: Params): string => {
  const query = withChange(new URLSearchParams(), p as Record<string, string | undefined>)
  return query ? `${page}?${query}` : page
}
const sources = [
  { name: 'Activiteiten, locaties, afspraken en geleverde inzet', date: 'tot en met de laatste invoer', licence: 'alleen voor gebruik binnen de gemeente' },
  { name: 'CBS / Kadaster, Wijk- en Buurtkaart en Kerncijfers wijken en buurten', date: 'het getoonde jaar', licence: 'CC BY 4.0' },
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
  const base: Params = { gemeente: params.gemeente, theme: params.theme, on: params.on }

  return (
    <div className="placement">
      <header className="placement__top">
        <p className="small"><a href={`/kaart/dekking${params.theme ? `?theme=${params.theme}` : ''}`}>{words.back}</a></p>
        <div className="placement__title">
          <h1>{words.title}</h1>
          {answer.meta.gemeente.fictional && <Badge>{shared.fictional}</Badge>}
        </div>
        <p className="quiet">{words.question}</p>
      </header>
      {!answer.meta.visible ? <Alert quiet>{words.notForRole}</Alert> : (
        <div className="placement__columns">
          <QuestionForm answer={answer} params={params} onAsk={go} />
          <section className="placement__result" aria-labelledby="antwoord" aria-busy={computed.status === 'busy'}>
            <h2 id="antwoord">{compared.length > 0 ? words.scenarios.comparing : (scenario?.name ?? words.answer.heading)}</h2>
            {answer.missing.length > 0 && <Alert kind="warning" quiet>{words.scenarioGone}</Alert>}
            {compared.length > 0 ? (
              <>
                <Compare sides={compared.map((c) => ({ title: c.name, href: hrefOf({ gemeente: params.gemeente, theme: params.theme, scenario: String(c.id) }), answer: c.answer }))} />
                <div className="actions"><ButtonLink href={hrefOf(base)}>{words.scenarios.stop}</ButtonLink></div>
              </>
            ) : (
              <>
                {scenario && <OpenScenario scenario={scenario} closeHref={hrefOf(base)} onAgain={again ? null : () => setAgainFor(scenario.id)} />}
                {!scenario && <Start answer={answer} />}
                <State computed={computed} stop={stop} retry={retry} />
                {scenario && again && job?.answer && <Again scenario={scenario} now={job.answer} />}
                {shown && <AnswerView answer={shown} onTake={scenario ? null : (ids) => go(paramsOf({ ...shown.question, must: [...ids] } satisfies PlacementQuestion))} />}
                {job?.answer && <Saving key={job.id} placement={job.id} onSaved={(s) => go({ gemeente: params.gemeente, theme: s.theme.slug, scenario: String(s.id) })} />}
                {scenario && input && <PlaceMap input={input} result={shown?.result ?? null} chosen={shown?.result.places.map((p) => p.id) ?? []} highlight={null} draft={null} onPlace={() => undefined} onSpot={() => undefined} />}
                {input && <OpenBuurten answer={shown} input={input} />}
              </>
            )}
            <Method question={words.question} method={method} sources={sources} />
          </section>
          <div className="placement__ask">
            {input && compared.length === 0 && !scenario && <Choosing answer={answer} params={params} input={input} shown={shown} go={go} />}
            <section aria-labelledby="opgeslagen">
              <h2 id="opgeslagen">{words.scenarios.heading}</h2>
              <Scenarios key={answer.compared.map((c) => c.id).join()} items={answer.scenarios} open={scenario?.id ?? null} compared={compared.map((c) => c.id)} theme={params.theme !== undefined} hrefOf={(id) => hrefOf({ gemeente: params.gemeente, theme: params.theme, scenario: String(id) })} onCompare={(ids) => go({ gemeente: params.gemeente, theme: params.theme, compare: ids.join() })} onChanged={(removed) => (removed !== null && (removed === scenario?.id || compared.some((c) => c.id === removed)) ? go({ gemeente: params.gemeente, theme: params.theme }) : router.refresh())} />
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

function State({ computed, stop, retry }: { computed: Computed<PlacementJob>; stop: () => void; retry: () => void }) {
  if (computed.status === 'busy') {
    const { progress } = computed
    return (
      <div className="placement__busy">
        <Progress label={words.form.computing} value={progress?.step === 'variants' ? progress.done : undefined} max={progress?.step === 'variants' ? progress.of : undefined} text={progress ? words.progress(progress) : undefined} />
        {computed.id && <Button onClick={stop}>{words.form.stop}</Button>}
      </div>
    )
  }
  if (computed.status === 'stopped') return <Alert action={<div><Button onClick={retry}>{words.form.compute}</Button></div>}>{words.stopped}</Alert>
  if (computed.status === 'failed') return <Alert kind="error" action={<div><Button onClick={retry}>{words.retry}</Button></div>}>{computed.message}</Alert>
  return null
}

function Again({ scenario, now }: { scenario: Scenario; now: PlacementAnswer }) {
  return (
    <>
      <p aria-live="polite">{words.scenarios.changed(scenario.answer.result.people, now.result.people)}</p>
      <Compare sides={[{ title: words.scenarios.then(dayOf(scenario.madeAt)), answer: scenario.answer }, { title: words.scenarios.now, answer: now }]} />
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
  return told ? <div ref={note} tabIndex={-1}><Alert kind="ok">{words.scenarios.saved}</Alert></div> : <SaveScenario placement={placement} onSaved={(s) => { setTold(true); onSaved(s) }} />
}
