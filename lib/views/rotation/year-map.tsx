'use client'
import { useMemo } from 'react'
import useSWRImmutable from 'swr/immutable'
import type { Feature, FeatureCollection, MultiPolygon, Polygon } from 'geojson'
import type { RotationAnswer } from '@/lib/domain/rotation'
import { boundsOf } from '@/lib/ui/map/outline'
import { PreviewMap } from '@/lib/ui/map/preview-map'
import { readJson } from '@/lib/ui/read-json'
import { words } from './words'

const text = words.answer

/** Buurten that start in these years, each with its year. The table beside it says the same. */
export function YearMap({ answer }: { answer: RotationAnswer }) {
  const { input, result } = answer
  const areas = useSWRImmutable<FeatureCollection>(`/api/v1/areas?gemeente=${input.gemeente.code}&level=buurt&year=${input.boundaryYear}`, readJson)
  const backdrop = useSWRImmutable<FeatureCollection>(`/api/v1/backdrop?gemeente=${input.gemeente.code}`, readJson, { shouldRetryOnError: false })
  const features = useMemo(() => (areas.data ? featuresOf(areas.data, result) : null), [areas.data, result])
  const bounds = useMemo(() => areas.data && boundsOf(areas.data.features.filter((f) => f.properties?.water !== true) as Feature<Polygon | MultiPolygon>[]), [areas.data])
  if (areas.error || !features || !bounds) return <p className="quiet">{areas.error ? words.failed : text.mapLoading}</p>
  return (
    <figure className="computation__map">
      <PreviewMap label={text.map} features={features} context={areas.data} backdrop={backdrop.data} bounds={bounds} attribution="" tipOf={(p) => (p.name ? { title: String(p.name), lines: p.says ? [String(p.says)] : [] } : null)} />
      <figcaption className="small quiet">{text.map}</figcaption>
    </figure>
  )
}

function featuresOf(areas: FeatureCollection, result: RotationAnswer['result']): FeatureCollection {
  const features = areas.features.flatMap((f): Feature[] => {
    const { code, name, water, label } = f.properties as { code: string; name: string; water?: boolean; label?: [number, number] }
    if (water === true) return []
    const years = result.starts.filter((s) => s.code === code).map((s) => s.year)
    if (years.length === 0) return []
    return [
      { ...f, properties: { id: code, name, level: 'buurt', n: 1, says: years.join(', ') } },
      ...(label ? [{ type: 'Feature', properties: { text: years.join(', ') }, geometry: { type: 'Point', coordinates: label } } satisfies Feature] : []),
    ]
  })
  return { type: 'FeatureCollection', features }
}
