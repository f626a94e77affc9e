import type { ReactElement, ReactNode } from 'react'
import type { Field } from '@/lib/domain/register'

export const boxId = (name: string): string => `veld-${name}`

export const labelOf = (field: Field): ReactNode => (
  <>
    {field.label}
    {field.required && (
      <span className="quiet" aria-hidden="true">
        {' '}
        *
      </span>
    )}
  </>
)

type Described = { id: string; 'aria-describedby': string | undefined; 'aria-invalid': true | undefined; 'aria-required': true | undefined }

/** Label, help and problem around one box, with an id that the list of problems can link to. */
export function Control({ name, field, error, help, children }: { name: string; field: Field; error: string | undefined; help?: string; children: (props: Described) => ReactElement }) {
  const id = boxId(name)
  const said = help ?? field.help
  return (
    <div className="field">
      <label className="field__label" htmlFor={id}>
        {labelOf(field)}
      </label>
      <Said id={id} help={said} error={error} />
      {children({ id, 'aria-describedby': describedBy(id, said, error), 'aria-invalid': error ? true : undefined, 'aria-required': field.required || undefined })}
    </div>
  )
}

/** As `Control`, for several boxes together. */
export function Group({ name, field, error, help, children }: { name: string; field: Field; error: string | undefined; help?: string; children: ReactNode }) {
  const id = boxId(name)
  const said = help ?? field.help
  return (
    <fieldset className="group" id={id} tabIndex={-1} aria-describedby={describedBy(id, said, error)}>
      <legend className="field__label">{labelOf(field)}</legend>
      <Said id={id} help={said} error={error} />
      {children}
    </fieldset>
  )
}

const describedBy = (id: string, help: string | undefined, error: string | undefined): string | undefined => [help ? `${id}-help` : null, error ? `${id}-fout` : null].filter(Boolean).join(' ') || undefined

function Said({ id, help, error }: { id: string; help: string | undefined; error: string | undefined }) {
  return (
    <>
      {help && (
        <div className="field__help" id={`${id}-help`}>
          {help}
        </div>
      )}
      {error && (
        <div className="field__error" id={`${id}-fout`}>
          {error}
        </div>
      )}
    </>
  )
}
