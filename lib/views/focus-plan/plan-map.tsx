'use client'
import { useMemo } from 'react'
import useSWRImmutable from 'swr/immutable'
import type { Feature, FeatureCollection, MultiPolygon, Polygon } from 'geojson'
import { boundsOf } from '@/lib/ui/map/outline'
import { PreviewMap } from '@/lib/ui/map/preview-map'
import { readJson } from '@/lib/ui/read-json'
import type { Plan } from './definition'
import { words } from './words'

type Point = { lon: number; lat: number }

/** The buurt with the places of its measures; a click picks a place for a new one. */
export function PlanMap({ plan, picked, onPick }: { plan: Plan; picked: Point | null; onPick?: (at: Point) => void }) {
  const { code: gemeente, boundaryYear } = plan.gemeente
  const areas = useSWRImmutable<FeatureCollection>(`/api/v1/areas?gemeente=${gemeente}&level=buurt&year=${boundaryYear}`, readJson)
  const backdrop = useSWRImmutable<FeatureCollection>(`/api/v1/backdrop?gemeente=${gemeente}`, readJson, { shouldRetryOnError: false })
  const own = String(plan.period.buurtCode)
  const bounds = useMemo(() => {
    const land = (areas.data?.features ?? []).filter((f) => f.properties?.water !== true) as Feature<Polygon | MultiPolygon>[]
    const chosen = land.filter((f) => f.properties?.code === own)
    return boundsOf(chosen.length > 0 ? chosen : land)
  }, [areas.data, own])
  if (!areas.data || !bounds) return <p className="quiet">{words.loading}</p>
  const spot = (id: string | number, name: string, at: Point): Feature => ({ type: 'Feature', properties: { id, name, marker: true }, geometry: { type: 'Point', coordinates: [at.lon, at.lat] } })
  const features = [...(plan.measures ?? []).flatMap((m) => (m.point ? [spot(m.id, m.title, m.point)] : [])), ...(picked ? [spot('nieuw', words.addMeasure, picked)] : [])]
  return (
    <PreviewMap
      label={onPick ? words.map : words.mapReading}
      features={{ type: 'FeatureCollection', features }}
      context={areas.data}
      backdrop={backdrop.data}
      bounds={bounds}
      attribution=""
      tipOf={(p) => (p.marker === true ? { title: String(p.name), lines: [] } : null)}
      onPick={onPick}
      highlight={picked ? 'nieuw' : null}
    />
  )
}
