'use client'
import { useMemo } from 'react'
import type { Feature, FeatureCollection, MultiPolygon, Polygon } from 'geojson'
import type { SeenShape } from '@/lib/domain/focus-decision'
import { seenWords as words } from '../seen-words'
import { boundsOf } from './outline'
import { PreviewMap } from './preview-map'

/** Buurten that are proposed or chosen, over all others. What was proposed and not chosen has a dashed border. A table beside it says the same. */
export function SeenMap({ shapes, chosen, proposed }: { shapes: readonly SeenShape[]; chosen: readonly string[]; proposed: readonly string[] }) {
  const context = useMemo((): FeatureCollection => ({ type: 'FeatureCollection', features: shapes.map(featureOf) }), [shapes])
  const bounds = useMemo(() => boundsOf(shapes.filter((s) => !s.water).map(featureOf)), [shapes])
  const features = useMemo((): FeatureCollection => ({
    type: 'FeatureCollection',
    features: shapes.filter((s) => !s.water && (chosen.includes(s.code) || proposed.includes(s.code))).flatMap((s): Feature[] => {
      const taken = chosen.includes(s.code)
      const says = taken ? words.chosen : words.notChosen
      return [
        { ...featureOf(s), properties: { id: s.code, name: s.name, level: 'buurt', n: 1, says, ...(taken ? {} : { rejected: true }) } },
        { type: 'Feature', properties: { text: s.name }, geometry: { type: 'Point', coordinates: s.label } },
      ]
    }),
  }), [shapes, chosen, proposed])
  if (!bounds) return null
  return (
    <figure className="seen-map">
      <PreviewMap label={words.map} features={features} context={context} bounds={bounds} attribution="" tipOf={(p) => (p.name && p.says ? { title: String(p.name), lines: [String(p.says)] } : null)} />
      <figcaption className="small quiet">{words.map}. {words.mapDashed} {words.mapText}</figcaption>
    </figure>
  )
}

const featureOf = (s: SeenShape): Feature<Polygon | MultiPolygon> => ({ type: 'Feature', properties: { code: s.code, name: s.name, water: s.water, level: 'buurt' }, geometry: s.geometry as Polygon | MultiPolygon })
