'use client'
import { useId, type ReactNode } from 'react'
import { maxFreeText } from '@/lib/domain/free-text'
import { findPersonalData, kindLabel } from '@/lib/domain/personal-data'
import { words } from './words'

/**
 * Free text that is kept: counts what is left, says what looks like personal data while it is typed, and asks to confirm what may be
 * harmless. What counts is `checkFreeText` on the server; this only spares a round trip.
 *
 * Nothing here stops typing or sending: the findings stand in words below the field and are read out politely.
 */
export function FreeText({ id: given, label, help, value, confirmed, onChange, onConfirm, error, required, max = maxFreeText, rows = 3 }: {
  /** for links to the box */
  id?: string
  label: ReactNode
  /** beside what is said of personal data */
  help?: string
  value: string
  confirmed: boolean
  onChange: (value: string) => void
  onConfirm: (confirmed: boolean) => void
  /** from the server, or because it is empty */
  error?: string
  required?: boolean
  max?: number
  rows?: number
}) {
  const own = useId()
  const id = given ?? own
  const text = words.freeText
  const findings = findPersonalData(value)
  const blocks = findings.some((f) => f.severity === 'block')
  const asks = findings.length > 0 && !blocks
  const over = value.trim().length - max
  const described = [`${id}-help`, `${id}-count`, error ? `${id}-error` : null, findings.length > 0 ? `${id}-found` : null].filter(Boolean).join(' ')
  return (
    <div className="field free-text">
      <label className="field__label" htmlFor={id}>
        {label}
      </label>
      <div className="field__help" id={`${id}-help`}>
        {help} {text.hint}
      </div>
      {error && (
        <div className="field__error" id={`${id}-error`}>
          {error}
        </div>
      )}
      <textarea
        id={id}
        className={`utrecht-textbox free-text__box${blocks || over > 0 || error ? ' utrecht-textbox--invalid' : ''}`}
        rows={rows}
        value={value}
        required={required}
        aria-describedby={described}
        aria-invalid={blocks || over > 0 || error ? true : undefined}
        onChange={(e) => onChange(e.target.value)}
      />
      <div className={over > 0 ? 'field__error' : 'field__help'} id={`${id}-count`}>
        {over > 0 ? text.over(over) : text.left(-over)}
      </div>
      <div role="status" id={`${id}-found`}>
        {findings.length > 0 && (
          <div className={`utrecht-alert utrecht-alert--${blocks ? 'error' : 'warning'}`}>
            <div className="utrecht-alert__content">
              <div className="utrecht-alert__message">
                <strong>{blocks ? text.blocked : text.asked}</strong>
                <ul className="free-text__found">
                  {findings.map((f) => (
                    <li key={f.start}>
                      <mark>{value.slice(f.start, f.end)}</mark> {text.looksLike(kindLabel[f.kind])}
                    </li>
                  ))}
                </ul>
              </div>
            </div>
          </div>
        )}
      </div>
      {asks && (
        <label className="check">
          <input type="checkbox" checked={confirmed} onChange={(e) => onConfirm(e.target.checked)} />
          <span>{text.confirm}</span>
        </label>
      )}
    </div>
  )
}
