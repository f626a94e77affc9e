'use client'
import { useRef, useState, type FormEvent } from 'react'
import { IconDownload } from '@/lib/ui/icons'
import { importKinds, type ImportKind } from '@/lib/domain/import-run'
import { Alert } from '@/lib/ui/alert'
import { Button } from '@/lib/ui/button'
import { accepts, checkDraft, places, type Draft, type DraftErrors } from './draft'
import { FileField } from './file-field'
import { MoreFields, PlaceFields } from './option-fields'
import { yearInName } from './sizes'
import { StepHeading } from './step-heading'
import { words } from './words'

export type Choices = { gemeenten: { code: string; name: string; years: number[] }[]; themes: { slug: string; label: string }[]; thisYear: number }

/** In the order in which an installation needs them. */
const order: readonly ImportKind[] = ['boundaries', 'themes', 'werkgebieden', ...importKinds.filter((k) => !['boundaries', 'themes', 'werkgebieden'].includes(k))]

/** Step 1: what, from where, and what the file does not say itself. */
export function Choose({ draft, choices, problem, takeFocus, onKind, onChange, onSubmit }: {
  draft: Draft | null
  choices: Choices
  problem: { detail: string; retry: boolean } | null
  takeFocus: boolean
  onKind: (kind: ImportKind) => void
  onChange: (draft: Draft) => void
  onSubmit: (draft: Draft) => void
}) {
  const [errors, setErrors] = useState<DraftErrors>({})
  const [fromName, setFromName] = useState(false)
  const form = useRef<HTMLFormElement>(null)
  const text = words.choose

  function submit(event: FormEvent) {
    event.preventDefault()
    if (!draft) return
    const found = checkDraft(draft)
    setErrors(found)
    if (Object.keys(found).length === 0) return onSubmit(draft)
    setTimeout(() => form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus())
  }
  const change = (part: Partial<Draft>) => {
    if (!draft) return
    const next = { ...draft, ...part }
    if ('year' in part) setFromName(false)
    if (Object.keys(errors).length > 0) setErrors(checkDraft(next))
    onChange(next)
  }
  function pick(file: File) {
    if (!draft) return
    const year = draft.kind === 'boundaries' && (draft.year === '' || fromName) ? yearInName(file.name, choices.thisYear) : null
    change({ file, ...(year && { year: String(year) }) })
    if (year) setFromName(true)
  }

  const needsGemeente = draft && draft.kind !== 'boundaries' && draft.kind !== 'themes'
  const blocked = needsGemeente && choices.gemeenten.length === 0
  return (
    <form ref={form} className="step" onSubmit={submit} noValidate>
      <StepHeading takeFocus={takeFocus}>{text.title}</StepHeading>
      <fieldset className="kinds">
        <legend className="visually-hidden">{text.kind}</legend>
        {order.map((kind) => (
          <label key={kind} className="kind">
            <input type="radio" name="kind" value={kind} checked={draft?.kind === kind} onChange={() => onKind(kind)} aria-labelledby={`kind-${kind}`} aria-describedby={`kind-${kind}-text`} />
            <span className="kind__label" id={`kind-${kind}`}>
              {words.kinds[kind].label}
            </span>
            <span className="quiet small" id={`kind-${kind}-text`}>
              {words.kinds[kind].text}
            </span>
          </label>
        ))}
      </fieldset>
      {blocked && <Alert kind="warning">{text.needsBoundaries}</Alert>}
      {draft && !blocked && (
        <div className="choices">
          {places[draft.kind].length > 1 && (
            <fieldset className="where">
              <legend className="field__label">{text.where}</legend>
              {places[draft.kind].map((where) => (
                <label key={where}>
                  <input type="radio" name="where" value={where} checked={draft.where === where} onChange={() => change({ where, at: '' })} />
                  <span>{text[where]}</span>
                </label>
              ))}
            </fieldset>
          )}
          {draft.where === 'file' && (
            <>
              <FileField file={draft.file} accept={accepts[draft.kind]} help={words.formats[draft.kind]} error={errors.file} onPick={pick} />
              {draft.kind !== 'boundaries' && (
                <p>
                  <a className="utrecht-link with-icon" href={`/api/v1/imports/template?kind=${draft.kind}`} download>
                    <IconDownload size={18} aria-hidden="true" />
                    {text.template}
                  </a>{' '}
                  <span className="quiet small">{text.templateHelp}</span>
                </p>
              )}
            </>
          )}
          <PlaceFields draft={draft} choices={choices} errors={errors} yearFromName={fromName} onChange={change} />
          <MoreFields draft={draft} choices={choices} onChange={change} />
          {Object.keys(errors).length > 0 && <Alert kind="error">{text.wrong}</Alert>}
          {problem && <Alert kind="error">{problem.detail}</Alert>}
          <div className="step__actions">
            <Button look="primary" type="submit">
              {problem?.retry ? words.upload.again : text.submit}
            </Button>
            <span className="quiet small">{text.submitHelp}</span>
          </div>
        </div>
      )}
    </form>
  )
}
