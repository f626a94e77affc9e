'use client'
import { Field, Textbox } from '@/lib/ui/field'
import { Select } from '@/lib/ui/select'
import type { Choices } from './choose'
import type { Draft, DraftErrors } from './draft'
import { words } from './words'

type Props = { draft: Draft; choices: Choices; onChange: (part: Partial<Draft>) => void }
const text = words.choose

/** What must be known to begin: where the service is, for which gemeente, of which year. */
export function PlaceFields({ draft, choices, errors, yearFromName, onChange }: Props & { errors: DraftErrors; yearFromName: boolean }) {
  const { kind, where } = draft
  const service = where === 'pdok' ? { label: text.pdokYear, help: text.pdokHelp } : where === 'cbs' ? { label: text.cbsTable, help: text.cbsHelp } : where === 'file' ? null : { label: text.address, help: text.addressHelp[where] }
  return (
    <>
      {service && (
        <Field label={service.label} help={service.help} error={errors.at}>
          {(props) => <Textbox {...props} className={where === 'pdok' || where === 'cbs' ? 'narrow' : undefined} value={draft.at} onChange={(e) => onChange({ at: e.target.value })} inputMode={where === 'pdok' ? 'numeric' : where === 'cbs' ? undefined : 'url'} autoComplete="off" spellCheck={false} />}
        </Field>
      )}
      {kind === 'boundaries' && where !== 'pdok' && (
        <Field label={text.year} help={yearFromName ? text.yearFromName : text.yearHelp} error={errors.year}>
          {(props) => <Textbox {...props} className="narrow" value={draft.year} onChange={(e) => onChange({ year: e.target.value })} inputMode="numeric" autoComplete="off" required />}
        </Field>
      )}
      {kind === 'boundaries' ? (
        <Field label={text.gemeenteCode} help={where === 'pdok' ? text.gemeenteCodeHelp : text.gemeenteOptional} error={errors.gemeente}>
          {(props) => <Textbox {...props} className="narrow" value={draft.gemeente} onChange={(e) => onChange({ gemeente: e.target.value })} autoComplete="off" spellCheck={false} required={where === 'pdok'} />}
        </Field>
      ) : kind === 'themes' ? null : (
        <Field label={text.gemeente}>
          {(props) => <Select {...props} value={draft.gemeente} onChange={(e) => onChange({ gemeente: e.target.value })} options={choices.gemeenten.map((g) => ({ value: g.code, label: `${g.name} (${g.code})` }))} />}
        </Field>
      )}
    </>
  )
}

/** What has a good default. */
export function MoreFields({ draft, choices, onChange }: Props) {
  const { kind, where } = draft
  if (kind === 'themes' || kind === 'werkgebieden') return null
  const sourceLabel = kind === 'indicators' ? text.figureSource : text.source
  const sourceHelp = kind === 'indicators' ? text.figureSourceHelp : kind === 'boundaries' ? text.boundarySourceHelp : text.sourceHelp
  return (
    <details className="more">
      <summary>{text.more}</summary>
      <div className="choices">
        {(kind === 'boundaries' || kind === 'indicators') && (
          <Field label={text.level}>
            {(props) => (
              <Select
                {...props}
                value={draft.level}
                onChange={(e) => onChange({ level: e.target.value as Draft['level'] })}
                options={[{ value: '', label: text.anyLevel }, ...(['gemeente', 'wijk', 'buurt'] as const).map((value) => ({ value, label: text.levels[value] }))]}
              />
            )}
          </Field>
        )}
        {(kind === 'indicators' || kind === 'postcodes') && (
          <Field label={kind === 'postcodes' ? text.postcodeYear : text.figureYear} help={kind === 'postcodes' ? text.postcodeYearHelp : text.figureYearHelp}>
            {(props) => <Textbox {...props} className="narrow" value={draft.year} onChange={(e) => onChange({ year: e.target.value })} inputMode="numeric" autoComplete="off" />}
          </Field>
        )}
        {kind !== 'postcodes' && (
          <Field label={sourceLabel} help={sourceHelp}>
            {(props) => <Textbox {...props} value={draft.source} onChange={(e) => onChange({ source: e.target.value })} maxLength={80} autoComplete="off" />}
          </Field>
        )}
        {kind === 'signals' && (
          <Field label={text.theme} help={text.themeHelp}>
            {(props) => <Select {...props} value={draft.theme} onChange={(e) => onChange({ theme: e.target.value })} options={[{ value: '', label: text.noTheme }, ...choices.themes.map((t) => ({ value: t.slug, label: t.label }))]} />}
          </Field>
        )}
        {(kind === 'signals' || kind === 'boundaries' || kind === 'venues' || kind === 'initiatives') && where === 'file' && (
          <label className="check">
            <input type="checkbox" checked={draft.swapAxes} onChange={(e) => onChange({ swapAxes: e.target.checked })} />
            <span>{words.check.swapButton}</span>
          </label>
        )}
      </div>
    </details>
  )
}
