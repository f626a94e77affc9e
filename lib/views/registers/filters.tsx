'use client'
import { useRouter } from 'next/navigation'
import { useId } from 'react'
import { IconFilterOff } from '@/lib/ui/icons'
import type { Register } from '@/lib/domain/register'
import { filterKind } from '@/lib/domain/register-query'
import { Chip } from '@/lib/ui/chip'
import { Textbox } from '@/lib/ui/field'
import { withChange } from '@/lib/ui/use-address'
import { optionsOf } from './options'
import type { Choices, Option } from './shapes'
import { words } from './words'

const text = words.list
/** So many stand in sight; the others fold away. */
const inSight = 5

type Props = { register: Register; query: string; choices: Choices; year: number }

/** The filters of a register as chips; a choice goes into the address, and back to the first page. */
export function Filters({ register, query, choices, year }: Props) {
  const router = useRouter()
  const now = new URLSearchParams(query)
  const go = (change: Record<string, string | undefined>) => {
    const to = withChange(now, { ...change, cursor: undefined })
    router.push(to ? `/${register.slug}?${to}` : `/${register.slug}`, { scroll: false })
  }
  const names = filterNames(register)
  const given = names.filter((name) => now.has(name))
  const chip = (name: string) => <FilterChip key={name} name={name} register={register} value={now.get(name) ?? undefined} choices={choices} year={year} onChange={(value) => go({ [name]: value })} />
  // What is chosen is never folded away.
  const first = names.slice(0, inSight)
  const rest = names.slice(inSight)
  return (
    <div className="filters">
      <form
        className="filters__q"
        role="search"
        action={`/${register.slug}`}
        onSubmit={(event) => {
          event.preventDefault()
          const q = String(new FormData(event.currentTarget).get('q') ?? '').trim()
          go({ q: q || undefined })
        }}
      >
        {[...now].filter(([name]) => name !== 'q' && name !== 'cursor').map(([name, value]) => <input key={name} type="hidden" name={name} value={value} />)}
        <Textbox key={now.get('q') ?? ''} type="search" name="q" aria-label={text.search(register.title)} placeholder={text.searchHint} defaultValue={now.get('q') ?? ''} maxLength={120} autoComplete="off" />
      </form>
      <div className="chips" role="group" aria-label={text.filters}>
        {first.map(chip)}
        {rest.filter((name) => now.has(name)).map(chip)}
        {(given.length > 0 || now.has('q')) && (
          <button type="button" className="icon-button" aria-label={text.clear} title={text.clear} onClick={() => go(Object.fromEntries(['q', ...names].map((name) => [name, undefined])))}>
            <IconFilterOff size={20} aria-hidden="true" />
          </button>
        )}
      </div>
      {rest.some((name) => !now.has(name)) && (
        <details className="filters__more">
          <summary>{text.moreFilters}</summary>
          <div className="chips">{rest.filter((name) => !now.has(name)).map(chip)}</div>
        </details>
      )}
    </div>
  )
}

/** The filters of a register in the order of the screen: those that are no field come first, because they are asked most. */
const filterNames = (register: Register): string[] => {
  const own = Object.keys(register.fields).filter((name) => register.fields[name]!.filter)
  return [...new Set([...Object.keys(register.filters ?? {}), ...own])].filter((name) => filterKind(register, name) !== null)
}

const labelOf = (register: Register, name: string): string => register.filters?.[name] ?? register.fields[name]!.label

function FilterChip({ name, register, value, choices, year, onChange }: { name: string; register: Register; value: string | undefined; choices: Choices; year: number; onChange: (value: string | undefined) => void }) {
  const id = useId()
  const label = labelOf(register, name)
  const kind = filterKind(register, name)!
  if (kind === 'date' || kind === 'text')
    return (
      <div className="chip" data-active={value !== undefined}>
        <label htmlFor={id}>{label}</label>
        <input
          key={value ?? ''}
          id={id}
          className="chip__input"
          type={kind === 'date' ? 'date' : 'text'}
          defaultValue={value ?? ''}
          autoComplete="off"
          onBlur={(e) => e.target.value.trim() !== (value ?? '') && onChange(e.target.value.trim() || undefined)}
          onKeyDown={(e) => e.key === 'Enter' && e.currentTarget.blur()}
        />
      </div>
    )
  const options = withCurrent(choicesOf(kind, name, register, choices, year), value)
  return options.length === 0 ? null : <Chip label={label} all={text.allOf} options={options} value={value} onChange={onChange} />
}

/** A value of the address that is in no list stays in sight. */
const withCurrent = (options: readonly Option[], value: string | undefined): readonly Option[] => (value === undefined || options.some((o) => o.value === value) ? options : [...options, { value, label: value }])

function choicesOf(kind: string, name: string, register: Register, choices: Choices, year: number): readonly Option[] {
  switch (kind) {
    case 'yesno': return [{ value: 'true', label: words.yes }, { value: 'false', label: words.no }]
    case 'days': return [30, 60, 90, 180, 365].map((n) => ({ value: String(n), label: text.days(n) }))
    case 'year': return Array.from({ length: 6 }, (_, i) => String(year + 1 - i)).map((y) => ({ value: y, label: y }))
    case 'buurt': return choices.buurten ?? []
    case 'owner': return [{ value: 'none', label: text.ownerNone }, { value: 'me', label: text.ownerMe }, ...(choices.teams ?? []).map((t) => ({ value: `team:${t.value}`, label: t.label }))]
    default: break
  }
  const field = register.fields[name]
  if (field?.filter) return optionsOf(field, choices)
  return (name === 'theme' ? choices.themes : name === 'werkgebied' ? choices.slugs : name === 'organisation' ? choices.organisations : undefined) ?? []
}
