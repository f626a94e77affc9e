'use client'
import { useId } from 'react'
import type { RegisterRecord } from '@/lib/domain/register'
import { Alert } from '@/lib/ui/alert'
import { Select } from '@/lib/ui/select'
import { boxId } from './control'
import { words } from './initiative-words'
import type { Choices } from './shapes'

const text = words.owner
export const ownerFields = ['ownerTeam', 'ownerUser', 'ownerOrganisation'] as const
type OwnerField = (typeof ownerFields)[number]
/** `none`: nobody yet; `wijkmanager`: what is refused (N2). */
type OwnerKind = OwnerField | 'none' | 'wijkmanager'
export type Owner = { kind: OwnerKind; value: string | number | null }

export const ownerOf = (record: RegisterRecord): Owner => {
  const kind = ownerFields.find((name) => record[name] !== null && record[name] !== undefined && record[name] !== '')
  return kind ? { kind, value: record[kind] as string | number } : { kind: 'none', value: null }
}

/** The three fields of the owner, of which at most one is filled. */
export const fieldsOf = ({ kind, value }: Owner): RegisterRecord => Object.fromEntries(ownerFields.map((name) => [name, name === kind ? value : null]))

/** Why this cannot be saved; null when it can. */
export function problemOf({ kind, value }: Owner): string | null {
  if (kind === 'wijkmanager') return text.n2
  return kind !== 'none' && value === null ? text.missing : null
}

/** Who owns an initiative: a team, an adviser or an organisation. The wijkmanager can be pointed at, and is told why not. */
export function OwnerChoice({ owner, choices, error, onChange, mayBeNobody }: { owner: Owner; choices: Choices; error?: string; onChange: (owner: Owner) => void; mayBeNobody: boolean }) {
  const name = useId()
  const kinds: OwnerKind[] = [...(mayBeNobody ? (['none'] as const) : []), ...ownerFields, 'wijkmanager']
  const options: Record<OwnerField, Choices['teams']> = { ownerTeam: choices.teams, ownerUser: choices.advisers, ownerOrganisation: choices.organisations }
  return (
    <fieldset className="group" id={boxId('ownerUser')} tabIndex={-1}>
      <legend className="field__label">{text.title}</legend>
      {error && owner.kind !== 'wijkmanager' && <div className="field__error">{error}</div>}
      {kinds.map((kind) => (
        <div key={kind} className="owner">
          <label className="choice">
            <input type="radio" name={name} value={kind} checked={owner.kind === kind} onChange={() => onChange({ kind, value: null })} />
            <span>{text.kinds[kind]}</span>
          </label>
          {kind !== 'none' && kind !== 'wijkmanager' && owner.kind === kind && (
            <Select
              aria-label={text.which[kind]}
              value={String(owner.value ?? '')}
              onChange={(e) => onChange({ kind, value: e.target.value === '' ? null : kind === 'ownerTeam' ? e.target.value : Number(e.target.value) })}
              options={[{ value: '', label: text.choose }, ...(options[kind] ?? [])]}
            />
          )}
        </div>
      ))}
      {owner.kind === 'wijkmanager' && (
        <Alert kind="error" title={text.n2}>
          {text.n2Help}
        </Alert>
      )}
    </fieldset>
  )
}
