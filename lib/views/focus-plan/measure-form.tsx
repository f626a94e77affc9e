'use client'
import { useState } from 'react'
import { Button } from '@/lib/ui/button'
import { Field, Textbox } from '@/lib/ui/field'
import { Select } from '@/lib/ui/select'
import { UntilLive } from '@/lib/ui/until-live'
import type { Plan } from './definition'
import { ownerFields } from './owner'
import type { Change } from './use-change'
import { words } from './words'

const empty = { title: '', owner: '', theme: '', from: '', to: '', money: '' }
export type Place = { lat: string; lon: string }
export const degrees = (text: string): number | null => (/^-?\d{1,3}([.,]\d+)?$/.test(text.trim()) ? Number(text.trim().replace(',', '.')) : null)

/** A new measure: what, by whom, when, for how much, and where. Its id is made here, so that sending it twice makes one. */
export function MeasureForm({ plan, place, onPlace, busy, change }: { plan: Plan; place: Place; onPlace: (place: Place) => void; busy: boolean; change: (change: Change) => Promise<boolean> }) {
  const [given, setGiven] = useState({ ...empty, owner: plan.role === 'adviser' ? (plan.choices.owners[0]?.value ?? '') : '' })
  const [sourceId, setSourceId] = useState(() => crypto.randomUUID())
  const [tried, setTried] = useState(false)
  const money = given.money.trim() === '' ? null : Number(given.money.trim().replace(/\.(?=\d{3})/g, '').replace(',', '.'))
  const at = place.lat === '' && place.lon === '' ? null : { lat: degrees(place.lat), lon: degrees(place.lon) }
  const wrong = {
    title: given.title.trim() === '' ? words.whatMissing : undefined,
    money: money !== null && !(money >= 0) ? words.moneyWrong : undefined,
    place: at && (at.lat === null || at.lon === null) ? words.placeWrong : undefined,
  }
  const set = (part: Partial<typeof empty>) => setGiven({ ...given, ...part })

  async function send() {
    setTried(true)
    if (wrong.title || wrong.money || wrong.place) return
    const body = {
      gemeente: plan.gemeente.code, sourceId, focusPeriod: plan.period.id, title: given.title.trim(), theme: given.theme || null, plannedFrom: given.from || null, plannedTo: given.to || null, budgetEur: money, status: 'planned', ...ownerFields('owner', given.owner),
      point: at ? { lat: at.lat, lon: at.lon } : null,
    }
    if (!(await change({ register: 'measures', method: 'POST', body, told: words.added(body.title) }))) return
    setGiven({ ...empty, owner: given.owner })
    setSourceId(crypto.randomUUID())
    setTried(false)
    onPlace({ lat: '', lon: '' })
  }

  return (
    <form className="plan-form" aria-label={words.addMeasure} noValidate onSubmit={(e) => { e.preventDefault(); void send() }}>
      <UntilLive>
      <Field label={words.what} error={tried ? wrong.title : undefined}>{(box) => <Textbox {...box} required maxLength={120} value={given.title} onChange={(e) => set({ title: e.target.value })} />}</Field>
      <div className="plan-form__row">
        <Field label={words.owner}>{(box) => <Select {...box} value={given.owner} onChange={(e) => set({ owner: e.target.value })} options={[...(plan.role === 'adviser' ? [] : [{ value: '', label: words.ownerNone }]), ...plan.choices.owners]} />}</Field>
        <Field label={words.theme}>{(box) => <Select {...box} value={given.theme} onChange={(e) => set({ theme: e.target.value })} options={[{ value: '', label: words.themeNone }, ...plan.choices.themes]} />}</Field>
      </div>
      <div className="plan-form__row">
        <Field label={words.from}>{(box) => <Textbox {...box} type="date" value={given.from} onChange={(e) => set({ from: e.target.value })} />}</Field>
        <Field label={words.to}>{(box) => <Textbox {...box} type="date" value={given.to} onChange={(e) => set({ to: e.target.value })} />}</Field>
        <Field label={words.money} error={tried ? wrong.money : undefined}>{(box) => <Textbox {...box} inputMode="decimal" value={given.money} onChange={(e) => set({ money: e.target.value })} />}</Field>
      </div>
      <div className="plan-form__row">
        <Field label={words.lat} help={words.placeHelp} error={tried ? wrong.place : undefined}>{(box) => <Textbox {...box} inputMode="decimal" value={place.lat} onChange={(e) => onPlace({ ...place, lat: e.target.value })} />}</Field>
        <Field label={words.lon}>{(box) => <Textbox {...box} inputMode="decimal" value={place.lon} onChange={(e) => onPlace({ ...place, lon: e.target.value })} />}</Field>
      </div>
      <div className="actions">
        <Button look="primary" type="submit" aria-disabled={busy || undefined}>{words.addMeasure}</Button>
        {at && <Button look="subtle" onClick={() => onPlace({ lat: '', lon: '' })}>{words.clearPlace}</Button>}
      </div>
      </UntilLive>
    </form>
  )
}
