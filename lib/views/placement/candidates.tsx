'use client'
import { useId, useState } from 'react'
import useSWRImmutable from 'swr/immutable'
import type { FeatureCollection } from 'geojson'
import type { OwnPoint, ShownInput } from '@/lib/domain/placement'
import { Button } from '@/lib/ui/button'
import { Field, Textbox } from '@/lib/ui/field'
import { longDate } from '@/lib/ui/format'
import { readJson } from '@/lib/ui/read-json'
import { Select } from '@/lib/ui/select'
import { words } from './words'

const text = words.places
export type Choice = 'free' | 'must' | 'never'
type At = { lon: number; lat: number }

/** The places to choose from, each free, fixed or left out; and own points. */
export function Candidates({ input, kinds, choiceOf, onChoice, onRemove }: { input: ShownInput; kinds: readonly { id: string; label: string }[]; choiceOf: (id: string) => Choice; onChoice: (id: string, choice: Choice) => void; onRemove: (id: string) => void }) {
  const [search, setSearch] = useState('')
  const label = new Map(kinds.map((k) => [k.id, k.label]))
  const wanted = search.trim().toLocaleLowerCase('nl')
  const shown = input.candidates.filter((c) => wanted === '' || c.name.toLocaleLowerCase('nl').includes(wanted))
  const option = (value: Choice) => ({ value, label: text[value] })
  return (
    <>
      <p>{text.intro(input.candidates.length)}</p>
      <Field label={text.search}>{(box) => <Textbox {...box} type="search" value={search} onChange={(e) => setSearch(e.target.value)} />}</Field>
      <div className="utrecht-table-container placement__places" tabIndex={0} role="group" aria-label={text.heading}>
        <table className="utrecht-table utrecht-table--html-table">
          <thead className="utrecht-table__header">
            <tr className="utrecht-table__row">
              {Object.values(text.column).map((name) => <th key={name} scope="col" className="utrecht-table__header-cell">{name}</th>)}
            </tr>
          </thead>
          <tbody className="utrecht-table__body">
            {shown.map((c) => (
              <tr key={c.id} className="utrecht-table__row">
                <th scope="row" className="utrecht-table__cell">{c.name}</th>
                <td className="utrecht-table__cell">
                  {c.kind === 'own' ? text.own : (label.get(c.kind) ?? c.kind)}
                  {c.opens && <><br /><span className="small quiet">{text.opens(longDate(c.opens))}</span></>}
                </td>
                <td className="utrecht-table__cell">
                  <span className="placement__choice">
                    <Select id={`keuze-${c.id}`} aria-label={text.choiceOf(c.name)} value={choiceOf(c.id)} onChange={(e) => onChoice(c.id, e.target.value as Choice)} options={[option('free'), option('must'), option('never')]} />
                    {c.kind === 'own' && <Button look="subtle" aria-label={text.remove(c.name)} onClick={() => onRemove(c.id)}>×</Button>}
                  </span>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </>
  )
}

/** An own point: by a click on the map, by degrees, or from the middle of a buurt. */
export function OwnPointForm({ input, own, draft, onDraft, onAdd }: { input: ShownInput; own: readonly OwnPoint[]; draft: At | null; onDraft: (at: At | null) => void; onAdd: (point: OwnPoint) => void }) {
  const [name, setName] = useState('')
  const [degrees, setDegrees] = useState<{ lon: string; lat: string } | null>(null)
  const [wrong, setWrong] = useState(false)
  const error = useId()
  const areas = useSWRImmutable<FeatureCollection>(`/api/v1/areas?gemeente=${input.gemeente.code}&level=buurt&year=${input.boundaryYear}`, readJson)
  const shown = degrees ?? { lon: draft ? draft.lon.toFixed(5).replace('.', ',') : '', lat: draft ? draft.lat.toFixed(5).replace('.', ',') : '' }
  const read = (given: string): number => Number(given.trim().replace(',', '.') || NaN)
  const usual = text.ownDefault(own.length + 1)

  function add(): void {
    const point = { id: `p${own.length + 1}`, name: (name.trim() || usual).replace(/[;~]/g, ' '), lon: read(shown.lon), lat: read(shown.lat) }
    if (!(Math.abs(point.lon) <= 180) || !(Math.abs(point.lat) <= 90)) return setWrong(true)
    setWrong(false)
    setName('')
    setDegrees(null)
    onDraft(null)
    onAdd(point)
  }
  return (
    <details className="placement__own" open={draft !== null || undefined}>
      <summary>{text.addOwn}</summary>
      <div className="placement__fields">
        <p className="field__help">{text.ownHelp}</p>
        <Field label={text.ownName}>{(box) => <Textbox {...box} value={name} maxLength={60} placeholder={usual} autoComplete="off" onChange={(e) => setName(e.target.value)} />}</Field>
        <div className="placement__degrees">
          {(['lat', 'lon'] as const).map((part) => (
            <Field key={part} label={text[part]}>{(box) => <Textbox {...box} aria-describedby={wrong ? error : undefined} aria-invalid={wrong || undefined} inputMode="decimal" autoComplete="off" value={shown[part]} onChange={(e) => setDegrees({ ...shown, [part]: e.target.value })} />}</Field>
          ))}
        </div>
        <Field label={text.fromBuurt}>
          {(box) => (
            <Select
              {...box}
              value=""
              onChange={(e) => {
                const at = areas.data?.features.find((f) => f.properties?.code === e.target.value && f.properties.water !== true)?.properties?.label as [number, number] | undefined
                if (!at) return
                setDegrees(null)
                if (name === '') setName(input.buurten.find((b) => b.code === e.target.value)?.name ?? '')
                onDraft({ lon: at[0], lat: at[1] })
              }}
              options={[{ value: '', label: text.chooseBuurt }, ...input.buurten.map((b) => ({ value: b.code, label: b.name }))]}
            />
          )}
        </Field>
        <p className="field__error" id={error} role="status">{wrong && text.ownWrong}</p>
        <div className="actions">
          <Button onClick={add}>{text.add}</Button>
        </div>
      </div>
    </details>
  )
}
