import type { ExpressionSpecification, FilterSpecification, StyleSpecification } from 'maplibre-gl'
import { palettes, type Mode } from './palette'
import { emptyCollection, font, groundLayer } from './style'

/** Layers that answer to the pointer, topmost first. */
export const previewLayers = ['rejected-point', 'point', 'rejected-area', 'area-fill'] as const

const filter = (...parts: unknown[]): FilterSpecification => ['all', ...parts] as unknown as FilterSpecification
const isPoint = ['==', ['geometry-type'], 'Point']
const isArea = ['match', ['geometry-type'], ['Polygon', 'MultiPolygon'], true, false]
const isRejected = ['==', ['get', 'rejected'], true]
const isText = ['has', 'text']
const isMarker = ['==', ['get', 'marker'], true]
const isWater = ['==', ['get', 'water'], true]
const wrong: Record<Mode, string> = { light: '#a4161a', dark: '#ff9c96' }
const good: Record<Mode, string> = { light: '#0b5468', dark: '#8fd0df' }

/** What is right in the accent colour, what is rejected as a larger open ring (or a dashed border) in red: told apart without colour too. */
export function previewStyle(mode: Mode): StyleSpecification {
  const c = palettes[mode]
  const coloured: ExpressionSpecification = ['case', ['==', ['typeof', ['get', 'n']], 'number'], ['case', ['>', ['coalesce', ['get', 'n'], 0], 0], 0.3, 0], 0.16] as unknown as ExpressionSpecification
  return {
    version: 8,
    sources: {
      backdrop: { type: 'geojson', data: emptyCollection },
      context: { type: 'geojson', data: emptyCollection },
      features: { type: 'geojson', data: emptyCollection },
    },
    layers: [
      { id: 'background', type: 'background', paint: { 'background-color': c.outside } },
      groundLayer({ sea: c.water, lake: c.water, land: c.land, builtup: c.builtup, business: c.builtup, park: c.green, wood: c.green }),
      { id: 'context-land', type: 'fill', source: 'context', filter: ['!=', ['get', 'water'], true], paint: { 'fill-color': c.land, 'fill-opacity': 0.6 } },
      { id: 'context-line', type: 'line', source: 'context', filter: ['!=', ['get', 'water'], true], paint: { 'line-color': c.border, 'line-width': 0.8, 'line-opacity': 0.7 } },
      { id: 'area-water', type: 'fill', source: 'features', filter: filter(isArea, isWater), paint: { 'fill-color': c.water } },
      { id: 'area-fill', type: 'fill', source: 'features', filter: filter(isArea, ['!', isWater], ['!', isRejected]), paint: { 'fill-color': good[mode], 'fill-opacity': coloured } },
      { id: 'area-line', type: 'line', source: 'features', filter: filter(isArea, ['!', isWater], ['!', isRejected]), paint: { 'line-color': good[mode], 'line-width': ['match', ['get', 'level'], 'gemeente', 2.6, 'wijk', 1.8, 1] as unknown as ExpressionSpecification } },
      { id: 'rejected-area', type: 'fill', source: 'features', filter: filter(isArea, isRejected), paint: { 'fill-color': wrong[mode], 'fill-opacity': 0.2 } },
      { id: 'rejected-area-line', type: 'line', source: 'features', filter: filter(isArea, isRejected), paint: { 'line-color': wrong[mode], 'line-width': 2.5, 'line-dasharray': [2, 1.5] } },
      { id: 'point', type: 'circle', source: 'features', filter: filter(isPoint, ['!', isText], ['!', isRejected]), paint: { 'circle-color': good[mode], 'circle-opacity': 0.75, 'circle-radius': ['interpolate', ['linear'], ['zoom'], 10, ['case', isMarker, 5, 2.2], 15, ['case', isMarker, 10, 5]] as unknown as ExpressionSpecification, 'circle-stroke-color': c.circleEdge, 'circle-stroke-width': ['case', isMarker, 1.5, 0.6] as unknown as ExpressionSpecification } },
      { id: 'highlight', type: 'circle', source: 'features', filter: ['==', ['get', 'id'], ''], paint: { 'circle-color': 'rgba(0, 0, 0, 0)', 'circle-radius': ['interpolate', ['linear'], ['zoom'], 10, 9, 15, 15], 'circle-stroke-color': c.selected, 'circle-stroke-width': 3 } },
      { id: 'rejected-point', type: 'circle', source: 'features', filter: filter(isPoint, isRejected), paint: { 'circle-color': 'rgba(0, 0, 0, 0)', 'circle-radius': ['interpolate', ['linear'], ['zoom'], 10, 5, 15, 9], 'circle-stroke-color': wrong[mode], 'circle-stroke-width': 2.5 } },
      { id: 'text', type: 'symbol', source: 'features', filter: filter(isPoint, isText), layout: { 'text-field': ['get', 'text'], 'text-font': font, 'text-size': 12, 'text-allow-overlap': false }, paint: { 'text-color': c.text, 'text-halo-color': c.halo, 'text-halo-width': 1.6 } },
    ],
  }
}
