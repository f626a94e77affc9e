import { useId, type ReactNode } from 'react'

/** A yes or no with its explanation under it. */
export function Checkbox({ name, label, help, checked, disabled }: { name: string; label: string; help?: ReactNode; checked: boolean; disabled?: boolean }) {
  const id = useId()
  return (
    <div className="check">
      <input id={id} type="checkbox" name={name} value="ja" defaultChecked={checked} disabled={disabled} aria-describedby={help ? `${id}-help` : undefined} />
      <label htmlFor={id}>{label}</label>
      {help && (
        <span className="quiet small check__help" id={`${id}-help`}>
          {help}
        </span>
      )}
    </div>
  )
}
