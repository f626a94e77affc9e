import { useId, type ComponentPropsWithRef, type ReactElement, type ReactNode } from 'react'

type Described = { 'aria-describedby': string | undefined; 'aria-invalid': true | undefined; id: string }

/** Label, help and error around one control; ties them together for screen readers. */
export function Field({ label, help, error, children }: { label: string; help?: ReactNode; error?: string; children: (props: Described) => ReactElement }) {
  const id = useId()
  const described = [help ? `${id}-help` : null, error ? `${id}-error` : null].filter(Boolean).join(' ')
  return (
    <div className="field">
      <label className="field__label" htmlFor={id}>
        {label}
      </label>
      {help && (
        <div className="field__help" id={`${id}-help`}>
          {help}
        </div>
      )}
      {error && (
        <div className="field__error" id={`${id}-error`}>
          {error}
        </div>
      )}
      {children({ id, 'aria-describedby': described || undefined, 'aria-invalid': error ? true : undefined })}
    </div>
  )
}

export function Textbox({ className, ...rest }: ComponentPropsWithRef<'input'>) {
  return <input className={['utrecht-textbox', 'utrecht-textbox--html-input', rest['aria-invalid'] ? 'utrecht-textbox--invalid' : '', className].filter(Boolean).join(' ')} {...rest} />
}
