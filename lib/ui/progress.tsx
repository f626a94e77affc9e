import { useId } from 'react'

/** Real progress of long work; without `max` it only says that something goes on. */
export function Progress({ label, value, max, text }: { label: string; value?: number; max?: number; text?: string }) {
  const id = useId()
  return (
    <div className="progress">
      <label htmlFor={id}>{label}</label>
      <progress className="progress__bar" id={id} value={max === undefined ? undefined : value} max={max} />
      {text && <span className="quiet small">{text}</span>}
    </div>
  )
}
