'use client'
import { useId, useMemo, useState } from 'react'
import useSWRImmutable from 'swr/immutable'
import type { FeatureCollection, MultiPolygon, Polygon } from 'geojson'
import { IconCurrentLocation, IconHome2, IconMap } from '@/lib/ui/icons'
import { accuracyLabels, type SignalItem } from '@/lib/domain/signal'
import { Button } from '@/lib/ui/button'
import { Field } from '@/lib/ui/field'
import { boundsOf } from '@/lib/ui/map/outline'
import { PreviewMap } from '@/lib/ui/map/preview-map'
import type { Lists } from '@/lib/ui/outbox/store'
import { readJson } from '@/lib/ui/read-json'
import { Segmented } from '@/lib/ui/segmented'
import { Select } from '@/lib/ui/select'
import type { Draft, Place } from './draft'
import { useHere } from './use-here'
import { words } from './words'

/** The third tap: here, a buurt from the list, or a place on the map; and how precisely it is kept. */
export function PlaceField({ lists, draft, coarse, online, error, onPlace, onAccuracy }: { lists: Lists; draft: Draft; coarse: boolean; online: boolean; error?: string; onPlace: (place: Place | null) => void; onAccuracy: (accuracy: SignalItem['accuracy']) => void }) {
  const id = useId()
  const { place } = draft
  const [open, setOpen] = useState<Place['how'] | null>(place?.how ?? null)
  const here = useHere((found) => onPlace({ how: 'here', ...found }))
  const way = (how: Place['how'], label: string, icon: React.ReactNode, choose: () => void) => (
    <button type="button" className="tile tile--button" aria-pressed={open === how} onClick={() => { setOpen(how); choose() }}>
      {icon}
      <span className="tile__text">{label}</span>
    </button>
  )
  return (
    <fieldset className="tiles" id="veld-place" tabIndex={-1} aria-describedby={error ? `${id}-error` : undefined}>
      <legend>{words.place}</legend>
      {error && (
        <div className="field__error" id={`${id}-error`}>
          {error}
        </div>
      )}
      <div className="tiles__grid" data-n={3}>
        {way('here', here.busy ? words.hereBusy : words.here, <IconCurrentLocation size={22} aria-hidden="true" />, () => { onPlace(null); here.look() })}
        {way('buurt', words.buurt, <IconHome2 size={22} aria-hidden="true" />, () => onPlace(lists.buurten.length === 1 ? { how: 'buurt', code: lists.buurten[0]!.code } : null))}
        {way('map', words.onMap, <IconMap size={22} aria-hidden="true" />, () => onPlace(null))}
      </div>
      <div role="status" className="small">
        {open === 'here' && (here.problem ?? (place?.how === 'here' ? words.hereFound(place.accuracyM ?? 0) : ''))}
        {open === 'map' && place?.how === 'map' && words.onMapChosen(place.lat.toFixed(5).replace('.', ','), place.lon.toFixed(5).replace('.', ','))}
      </div>
      {open === 'buurt' && (
        <Field label={words.chooseBuurt}>
          {(props) => <Select {...props} value={place?.how === 'buurt' ? place.code : ''} onChange={(e) => onPlace(e.target.value ? { how: 'buurt', code: e.target.value } : null)} options={[{ value: '', label: words.chooseBuurt }, ...lists.buurten.map((b) => ({ value: b.code, label: b.name }))]} />}
        </Field>
      )}
      {open === 'map' && (online ? <PickMap lists={lists} place={place} onPlace={onPlace} /> : <p>{words.onMapOffline}</p>)}
      {coarse && place !== null && <p className="quiet small">{words.coarse}</p>}
      {!coarse && place !== null && place.how !== 'buurt' && (
        <div className="field">
          <span className="field__label">{words.accuracy}</span>
          <Segmented label={words.accuracy} value={draft.accuracy} options={Object.entries(accuracyLabels).map(([value, label]) => ({ value, label }))} onChange={(value) => onAccuracy(value as SignalItem['accuracy'])} />
        </div>
      )}
    </fieldset>
  )
}

/** A small map of the buurten where one may record; a tap chooses, and so does the button for what lies in the middle. */
function PickMap({ lists, place, onPlace }: { lists: Lists; place: Place | null; onPlace: (place: Place) => void }) {
  const areas = useSWRImmutable<FeatureCollection<Polygon | MultiPolygon, { code: string; name: string; water: boolean }>>(`/api/v1/areas?gemeente=${lists.gemeente.code}&level=buurt`, readJson)
  const backdrop = useSWRImmutable<FeatureCollection>(`/api/v1/backdrop?gemeente=${lists.gemeente.code}`, readJson)
  const [centre, setCentre] = useState<{ lon: number; lat: number } | null>(null)
  const codes = useMemo(() => new Set(lists.buurten.map((b) => b.code)), [lists.buurten])
  const own = useMemo(() => areas.data?.features.filter((f) => codes.has(f.properties.code) && !f.properties.water) ?? [], [areas.data, codes])
  const bounds = useMemo(() => boundsOf(own), [own])
  const chosen = place?.how === 'map' ? place : null
  const features = useMemo((): FeatureCollection => ({ type: 'FeatureCollection', features: chosen ? [{ type: 'Feature', properties: { marker: true }, geometry: { type: 'Point', coordinates: [chosen.lon, chosen.lat] } }] : [] }), [chosen])
  const context = useMemo((): FeatureCollection => ({ type: 'FeatureCollection', features: own }), [own])
  if (areas.error) return <p>{words.onMapOffline}</p>
  if (!bounds) return <p className="quiet">{words.loading}</p>
  return (
    <div className="pick-map">
      <p className="quiet small">{words.onMapHint}</p>
      <PreviewMap label={words.onMapLabel} features={features} context={context} backdrop={backdrop.data} bounds={bounds} attribution="" tipOf={() => null} onPick={(at) => onPlace({ how: 'map', ...at })} onCentre={setCentre} />
      <div>
        <Button disabled={centre === null} onClick={() => centre && onPlace({ how: 'map', ...centre })}>
          {words.onMapCentre}
        </Button>
      </div>
    </div>
  )
}
