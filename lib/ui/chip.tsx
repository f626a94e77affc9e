'use client'
import { useId } from 'react'
import { Select, type Option } from './select'

/** A filter as a native select in a pill: its label is always readable, and it stands out when it narrows the screen. */
export function Chip({ label, all, options, value, onChange }: { label: string; /** text of "no filter"; none when a choice is needed */ all?: string; options: readonly Option[]; value: string | undefined; onChange: (value: string | undefined) => void }) {
  const id = useId()
  return (
    <div className="chip" data-active={all !== undefined && value !== undefined}>
      <label htmlFor={id}>{label}</label>
      <Select id={id} value={value ?? ''} onChange={(e) => onChange(e.target.value || undefined)} options={all === undefined ? options : [{ value: '', label: all }, ...options]} />
    </div>
  )
}
