'use client'
import { useState } from 'react'
import { measureStatus, type MeasureStatus } from '@/lib/domain/registers/measures'
import { Button } from '@/lib/ui/button'
import { Field, Textbox } from '@/lib/ui/field'
import { shortDate } from '@/lib/ui/format'
import { Select } from '@/lib/ui/select'
import type { Measure, Plan } from './definition'
import { ownerFields } from './owner'
import type { Change } from './use-change'
import { euro, words } from './words'

type Props = { plan: Plan; measure: Measure; busy: boolean; change: (change: Change) => Promise<boolean> }
const day = (date: string | null): string | null => (date ? shortDate(date) : null)

/** A measure in the plan: how it stands, and under "Bijwerken" what can be done with it. */
export function MeasureRow({ plan, measure: m, busy, change }: Props) {
  const said = [m.carriedTo !== null ? words.carried(m.carriedTo) : null, m.doneOn ? words.doneOn(shortDate(m.doneOn)) : null, m.handedTo && m.handedOn ? words.handed(m.handedTo, shortDate(m.handedOn)) : null].filter(Boolean)
  return (
    <>
      <tr data-id={m.id}>
        <th scope="row"><a href={`/maatregelen/${m.id}`}>{m.title}</a></th>
        <td>{m.point ? words.spot(m.point.lat.toFixed(4).replace('.', ','), m.point.lon.toFixed(4).replace('.', ',')) : words.whole}</td>
        <td>{m.owner ?? words.nobody}</td>
        <td>{words.between(day(m.plannedFrom), day(m.plannedTo))}</td>
        <td className="numeric">{m.budgetEur === null ? '–' : euro(m.budgetEur)}</td>
        <td>{measureStatus[m.status]}{m.late && <strong className="plan-late"> ({words.late})</strong>}{said.map((s) => <span key={s} className="quiet small plan-said">{s}</span>)}</td>
      </tr>
      {m.may.update && (
        <tr className="no-print">
          <td colSpan={6}>
            <details className="plan-update">
              <summary aria-label={words.updateOf(m.title)}>{words.update}</summary>
              <Update plan={plan} measure={m} busy={busy} change={change} />
            </details>
          </td>
        </tr>
      )}
    </>
  )
}

function Update({ plan, measure: m, busy, change }: Props) {
  const [status, setStatus] = useState<MeasureStatus>(m.status)
  const [doneOn, setDoneOn] = useState(m.doneOn ?? plan.today)
  const [to, setTo] = useState(plan.choices.owners[0]?.value ?? '')
  const [handedOn, setHandedOn] = useState(plan.today)
  const [target, setTarget] = useState(String(plan.carryTo.at(-1)!.period))
  const [year, setYear] = useState(String(Number((m.plannedTo ?? plan.today).slice(0, 4)) + 1))
  const patch = (body: object, told: string) => change({ register: 'measures', method: 'PATCH', id: m.id, version: m.version, body, told })
  const open = (m.status === 'planned' || m.status === 'running') && m.carriedTo === null && m.handedOn === null
  const all = !plan.may.progressOnly
  const carry = () => change({
    register: 'measures', method: 'POST', told: words.carriedDone(m.title, year),
    body: { gemeente: plan.gemeente.code, sourceId: `verder-${m.id}`, focusPeriod: Number(target), title: m.title, description: m.description, point: m.point, status: 'planned', plannedFrom: `${year}-01-01`, plannedTo: `${Number(year) + 1}-01-01`, budgetEur: m.budgetEur, carriedFrom: m.id, ...m.ownerFields, theme: m.themeSlug },
  })
  return (
    <div className="plan-update__parts">
      <form aria-label={words.status} onSubmit={(e) => { e.preventDefault(); void patch({ status, doneOn: status === 'done' ? doneOn : null }, words.saved) }}>
        <Field label={words.status}>{(box) => <Select {...box} value={status} onChange={(e) => setStatus(e.target.value as MeasureStatus)} options={Object.entries(measureStatus).map(([value, label]) => ({ value, label }))} />}</Field>
        {status === 'done' && <Field label={words.doneDay}>{(box) => <Textbox {...box} type="date" required max={plan.today} value={doneOn} onChange={(e) => setDoneOn(e.target.value)} />}</Field>}
        <Button look="primary" type="submit" aria-disabled={busy || undefined}>{words.save}</Button>
      </form>
      {all && open && (
        <form aria-label={words.carryTitle} onSubmit={(e) => { e.preventDefault(); void carry() }}>
          {plan.carryTo.length > 1 && <Field label={words.carryTo}>{(box) => <Select {...box} value={target} onChange={(e) => setTarget(e.target.value)} options={plan.carryTo.map((c) => ({ value: String(c.period), label: c.label }))} />}</Field>}
          <Field label={words.carryYear}>{(box) => <Textbox {...box} inputMode="numeric" pattern="20\d\d" required className="narrow" value={year} onChange={(e) => setYear(e.target.value)} />}</Field>
          <Button type="submit" aria-disabled={busy || undefined}>{words.carry}</Button>
        </form>
      )}
      {all && open && plan.choices.owners.length > 0 && (
        <form aria-label={words.handTitle} onSubmit={(e) => { e.preventDefault(); void patch({ ...ownerFields('handedTo', to), handedOn }, words.handedDone(m.title)) }}>
          <Field label={words.handTo}>{(box) => <Select {...box} value={to} onChange={(e) => setTo(e.target.value)} options={plan.choices.owners} />}</Field>
          <Field label={words.handDay}>{(box) => <Textbox {...box} type="date" required value={handedOn} onChange={(e) => setHandedOn(e.target.value)} />}</Field>
          <Button type="submit" aria-disabled={busy || undefined}>{words.hand}</Button>
        </form>
      )}
      <div className="actions">
        {all && <a href={`/maatregelen/${m.id}/wijzigen`}>{words.edit}</a>}
        {m.may.delete && <Button look="subtle" onClick={() => void change({ register: 'measures', method: 'DELETE', id: m.id, version: m.version, told: words.removed(m.title) })}>{words.remove}</Button>}
      </div>
    </div>
  )
}
