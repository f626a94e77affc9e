'use client'
import { useId, type ReactNode } from 'react'
import { IconFilterOff } from './icons'
import { isDate } from '@/lib/domain/period'
import { Chip } from './chip'
import { words } from './words'

/** The filters of a screen, in a row. `onClear` takes them all away; null when nothing is narrowed. */
export function FilterRow({ onClear, children }: { onClear: (() => void) | null; children: ReactNode }) {
  return (
    <div className="chips" role="group" aria-label={words.filters.label}>
      {children}
      {onClear && (
        <button type="button" className="icon-button" aria-label={words.filters.clear} title={words.filters.clear} onClick={onClear}>
          <IconFilterOff size={20} aria-hidden="true" />
        </button>
      )}
    </div>
  )
}

/** Which gemeente; not shown when there is one. */
export function GemeenteChip({ of, value, onChange }: { of: readonly { code: string; name: string }[]; value: string; onChange: (code: string | undefined) => void }) {
  return of.length > 1 && <Chip label={words.filters.gemeente} options={of.map((g) => ({ value: g.code, label: g.name }))} value={value} onChange={onChange} />
}

export function WerkgebiedChip({ of, value, onChange }: { of: readonly { slug: string; name: string }[]; value: string | undefined; onChange: (slug: string | undefined) => void }) {
  return of.length > 0 && <Chip label={words.filters.werkgebied} all={words.filters.all} options={of.map((w) => ({ value: w.slug, label: w.name }))} value={value} onChange={onChange} />
}

export function ThemeChip({ of, value, onChange }: { of: readonly { slug: string; label: string }[]; value: string | undefined; onChange: (slug: string | undefined) => void }) {
  return <Chip label={words.filters.theme} all={words.filters.all} options={of.map((t) => ({ value: t.slug, label: t.label }))} value={value} onChange={onChange} />
}

/** The day of a screen; `undefined` is today. */
export function DayChip({ value, today, max, onChange }: { value: string; today: string; max?: string; onChange: (day: string | undefined) => void }) {
  const id = useId()
  return (
    <div className="chip" data-active={value !== today}>
      <label htmlFor={id}>{words.filters.day}</label>
      <input key={value} id={id} className="chip__day" type="date" defaultValue={value} max={max} required onChange={(e) => isDate(e.target.value) && e.target.value !== value && onChange(e.target.value === today ? undefined : e.target.value)} />
    </div>
  )
}
