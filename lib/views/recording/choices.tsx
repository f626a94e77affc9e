'use client'
import { useId, type ReactNode } from 'react'

/** Large choices, one of them: native radio buttons, so that arrow keys, a thumb and a screen reader all work. */
export function Choices<T extends string>({ legend, value, options, error, onChoose, name }: {
  legend: string
  name: string
  value: T | null
  options: readonly { value: T; label: string; help?: ReactNode }[]
  error?: string
  onChoose: (value: T) => void
}) {
  const id = useId()
  return (
    <fieldset className="tiles" id={`veld-${name}`} tabIndex={-1} aria-describedby={error ? `${id}-error` : undefined}>
      <legend>{legend}</legend>
      {error && (
        <div className="field__error" id={`${id}-error`}>
          {error}
        </div>
      )}
      <div className="tiles__grid" data-n={options.length}>
        {options.map((o) => (
          <label key={o.value} className="tile">
            <input type="radio" name={`${id}-${name}`} value={o.value} checked={o.value === value} onChange={() => onChoose(o.value)} />
            <span className="tile__text">{o.label}</span>
            {o.help && <span className="tile__help small">{o.help}</span>}
          </label>
        ))}
      </div>
    </fieldset>
  )
}
