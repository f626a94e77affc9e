'use client'
import { useState } from 'react'
import { phaseLabels } from '@/lib/domain/focus'
import { Alert } from '@/lib/ui/alert'
import { Badge } from '@/lib/ui/badge'
import { Button, ButtonLink } from '@/lib/ui/button'
import { Field, Textbox } from '@/lib/ui/field'
import { longDate } from '@/lib/ui/format'
import { UntilLive } from '@/lib/ui/until-live'
import type { Plan } from './definition'
import { MeasureForm, degrees } from './measure-form'
import { MeasureRow } from './measure-row'
import { PlanMap } from './plan-map'
import { budgetText, hoursText, progressText } from './progress'
import { Talks } from './talks'
import { useChange } from './use-change'
import { euro, words } from './words'

/** The plan of one focus buurt: made, adopted, carried out and handed over here; on paper one A4. */
export function PlanView({ plan }: { plan: Plan }) {
  const { busy, told, change, undo } = useChange()
  const [place, setPlace] = useState({ lat: '', lon: '' })
  const at = { lat: degrees(place.lat), lon: degrees(place.lon) }
  const { period, measures } = plan
  const planned = (measures ?? []).filter((m) => m.carriedTo === null)
  const text = (field: string): string | null => (period[field] as string | null) ?? null
  const count = (test: (m: (typeof planned)[number]) => boolean): number => planned.filter(test).length
  const open = count((m) => (m.status === 'planned' || m.status === 'running') && m.handedOn === null)
  return (
    <div className="plan">
      <p className="quiet">{words.planOf}{plan.gemeente.fictional && <> <Badge>{words.fictional}</Badge></>}</p>
      <h1>{words.plan(plan.name, plan.year)}</h1>
      {plan.phase && <p className="lead"><strong>{phaseLabels[plan.phase]}</strong>{plan.next && `. ${words.next(plan.next.phase, longDate(plan.next.from))}`}</p>}
      <div role="status" className="no-print">
        {told && <Alert kind={told.kind === 'ok' ? 'ok' : 'error'} action={told.undo && <div><Button onClick={() => void undo()}>{words.undo}</Button></div>}>{told.text}</Alert>}
      </div>
      <div className="actions no-print">
        {period.may.update && <ButtonLink href={`/focusbuurten/${period.id}/wijzigen`}>{words.change}</ButtonLink>}
        {plan.toResult && <ButtonLink href={`/focus/${plan.year}/${String(period.buurtCode)}/resultaat`}>{words.toResult}</ButtonLink>}
        <ButtonLink href={`/kaart/focus?gemeente=${plan.gemeente.code}&selected=${String(period.buurtCode)}`}>{words.onMap}</ButtonLink>
        <Button onClick={() => window.print()}>{words.print}</Button>
      </div>
      <section className="plan-facts">
        <p><strong>{words.goal}:</strong> {text('goal') ?? words.noGoal}</p>
        <ul>{plan.starts.map((s) => <li key={s.phase} aria-current={s.phase === plan.phase ? 'step' : undefined}>{words.starts[s.phase](longDate(s.from))}</li>)}</ul>
        <p>{text('adoptedOn') ? words.adopted(longDate(text('adoptedOn')!)) : words.notAdopted}</p>
        {measures && <p>{progressText({ total: planned.length, done: count((m) => m.status === 'done'), running: count((m) => m.status === 'running'), late: count((m) => m.late), open, handed: count((m) => m.handedOn !== null), budgetEur: 0 })}</p>}
        {plan.hours && <p>{hoursText(plan.hours, plan.today)}</p>}
        {measures && plan.role !== 'organisation' && <p>{words.cohort(plan.year)}: {budgetText(plan.cohort.plannedEur, plan.cohort.budgetEur)}</p>}
        {plan.phase === 'aftercare' && open > 0 && <Alert kind="warning" quiet>{words.aftercareOpen(open)}</Alert>}
      </section>
      {!text('adoptedOn') && period.may.update && plan.role === 'planner' && <Adopt plan={plan} busy={busy} change={change} />}
      <Talks plan={plan} busy={busy} change={change} />
      <section aria-labelledby="maatregelen">
        <h2 id="maatregelen">{words.measures}</h2>
        {measures === null ? <p>{words.hidden}</p> : measures.length === 0 ? <p>{words.noMeasures}</p> : <Measures plan={plan} busy={busy} change={change} />}
        {plan.may.addMeasure && (
          <div className="no-print plan-builder">
            <h3>{words.addMeasure}</h3>
            <MeasureForm plan={plan} place={place} onPlace={setPlace} busy={busy} change={change} />
          </div>
        )}
        <div className="plan-map"><PlanMap plan={plan} picked={at.lat !== null && at.lon !== null ? { lat: at.lat, lon: at.lon } : null} {...(plan.may.addMeasure && { onPick: ({ lat, lon }: { lat: number; lon: number }) => setPlace({ lat: lat.toFixed(5).replace('.', ','), lon: lon.toFixed(5).replace('.', ',') }) })} /></div>
      </section>
      <p className="quiet small">{words.printed(longDate(plan.today))}</p>
    </div>
  )
}

function Measures({ plan, busy, change }: { plan: Plan; busy: boolean; change: ReturnType<typeof useChange>['change'] }) {
  const measures = plan.measures!
  const sum = measures.filter((m) => m.carriedTo === null).reduce((total, m) => total + (m.budgetEur ?? 0), 0)
  const { head } = words
  return (
    <div className="plan-table" role="region" aria-label={words.measures} tabIndex={0}>
      <table>
        <thead><tr><th scope="col">{head.title}</th><th scope="col">{head.where}</th><th scope="col">{head.owner}</th><th scope="col">{head.planned}</th><th scope="col" className="numeric">{head.budget}</th><th scope="col">{head.status}</th></tr></thead>
        <tbody>{measures.map((m) => <MeasureRow key={`${m.id}-${m.version}-${m.carriedTo}`} plan={plan} measure={m} busy={busy} change={change} />)}</tbody>
        <tfoot><tr><th scope="row" colSpan={4}>{words.sum}</th><td className="numeric">{euro(sum)}</td><td /></tr></tfoot>
      </table>
    </div>
  )
}

/** "Stel plan vast": the database refuses it without samenspraak (P4), and what it says is shown. */
function Adopt({ plan, busy, change }: { plan: Plan; busy: boolean; change: ReturnType<typeof useChange>['change'] }) {
  const [day, setDay] = useState(plan.today)
  return (
    <form className="no-print plan-adopt" aria-label={words.adoptTitle} onSubmit={(e) => { e.preventDefault(); void change({ register: 'focus-periods', method: 'PATCH', id: plan.period.id, version: plan.period.version, body: { adoptedOn: day }, told: words.adoptDone }) }}>
      <UntilLive>
      <Field label={words.adoptDay} help={words.adoptHelp}>{(box) => <Textbox {...box} type="date" required max={plan.today} value={day} onChange={(e) => setDay(e.target.value)} />}</Field>
      <Button look="primary" type="submit" aria-disabled={busy || undefined}>{words.adopt}</Button>
      </UntilLive>
    </form>
  )
}
