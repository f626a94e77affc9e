'use client'
import { useMemo } from 'react'
import useSWRImmutable from 'swr/immutable'
import type { Feature, FeatureCollection, MultiPolygon, Polygon } from 'geojson'
import type { PlacementResult, ShownInput } from '@/lib/domain/placement'
import { boundsOf } from '@/lib/ui/map/outline'
import { PreviewMap } from '@/lib/ui/map/preview-map'
import { readJson } from '@/lib/ui/read-json'
import { words } from './words'

const text = words.map
type At = { lon: number; lat: number }

/** Buurten that are open or closed by the choice, places to choose from, and a circle of the reach around each chosen one. The lists beside it say the same. */
export function PlaceMap({ input, result, chosen, highlight, draft, onPlace, onSpot }: { input: ShownInput; result: PlacementResult | null; chosen: readonly string[]; highlight: string | null; /** an own point that is not on the list yet */ draft: At | null; onPlace: (id: string) => void; onSpot: (at: At) => void }) {
  const areas = useSWRImmutable<FeatureCollection>(`/api/v1/areas?gemeente=${input.gemeente.code}&level=buurt&year=${input.boundaryYear}`, readJson)
  const backdrop = useSWRImmutable<FeatureCollection>(`/api/v1/backdrop?gemeente=${input.gemeente.code}`, readJson, { shouldRetryOnError: false })
  const features = useMemo(() => (areas.data ? featuresOf(areas.data, input, result, chosen, draft) : null), [areas.data, input, result, chosen, draft])
  const bounds = useMemo(() => areas.data && boundsOf(areas.data.features.filter((f) => f.properties?.water !== true) as Feature<Polygon | MultiPolygon>[]), [areas.data])
  if (areas.error || !features || !bounds) return <p className="quiet">{areas.error ? words.failed : text.loading}</p>
  return (
    <figure className="computation__map">
      <PreviewMap
        label={text.label}
        features={features}
        context={areas.data}
        backdrop={backdrop.data}
        bounds={bounds}
        attribution=""
        highlight={highlight}
        tipOf={(p) => (p.name ? { title: String(p.name), lines: p.says ? [String(p.says)] : [] } : null)}
        onPick={(at, what) => {
          const place = what.find((p) => p.place === true)
          if (place) onPlace(String(place.id))
          else onSpot(at)
        }}
      />
      <figcaption className="small quiet">
        <ul className="placement__key">
          <li><span className="key key--chosen" aria-hidden="true" /> {text.legend.chosen}</li>
          <li><span className="key key--other" aria-hidden="true" /> {text.legend.other}</li>
          <li><span className="key key--closed" aria-hidden="true" /> {text.legend.closed}</li>
          <li><span className="key key--open" aria-hidden="true" /> {text.legend.open}</li>
        </ul>
        {text.hint}
      </figcaption>
    </figure>
  )
}

function featuresOf(areas: FeatureCollection, input: ShownInput, result: PlacementResult | null, chosen: readonly string[], draft: At | null): FeatureCollection {
  const closed = new Set(result?.closed ?? [])
  const open = new Set(result ? [...result.open, ...result.unreachable] : input.buurten.filter((b) => b.need && b.class !== 'covered').map((b) => b.code))
  const shown = areas.features.flatMap((f): Feature[] => {
    const code = String(f.properties?.code)
    if (f.properties?.water === true || !(closed.has(code) || open.has(code))) return []
    return [{ ...f, properties: { id: code, name: f.properties?.name as string, level: 'buurt', ...(closed.has(code) ? { n: 1, says: text.tipClosed } : { rejected: true, says: text.tipOpen }) } }]
  })
  const circles = input.candidates.filter((c) => chosen.includes(c.id)).map((c): Feature => ({ type: 'Feature', properties: { level: 'wijk', n: 0, name: c.name }, geometry: { type: 'Polygon', coordinates: [circle(c, input.reachM)] } }))
  const points = input.candidates.map((c): Feature => ({ type: 'Feature', properties: { id: c.id, place: true, name: c.name, marker: chosen.includes(c.id), says: chosen.includes(c.id) ? text.tipChosen : text.tipCandidate }, geometry: { type: 'Point', coordinates: [c.lon, c.lat] } }))
  const own: Feature[] = draft ? [{ type: 'Feature', properties: { id: 'draft', marker: true }, geometry: { type: 'Point', coordinates: [draft.lon, draft.lat] } }] : []
  return { type: 'FeatureCollection', features: [...shown, ...circles, ...points, ...own] }
}

/** A circle of metres in degrees: for the eye only. */
function circle({ lon, lat }: At, radiusM: number): [number, number][] {
  const perDegree = 111_320
  return Array.from({ length: 65 }, (_, i) => {
    const angle = (i % 64) * (Math.PI / 32)
    return [lon + (Math.cos(angle) * radiusM) / (perDegree * Math.cos((lat * Math.PI) / 180)), lat + (Math.sin(angle) * radiusM) / perDegree]
  })
}
