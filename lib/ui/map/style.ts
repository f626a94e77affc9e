import type { ExpressionSpecification, FilterSpecification, LayerSpecification, StyleSpecification } from 'maplibre-gl'
import type { MapClass } from '@/lib/domain/definition'
import { words } from '../words'
import { palettes, type Mode } from './palette'
import { patternId } from './patterns'

export type Show = 'rate' | 'count'
export type StyleInput = { mode: Mode; classes: readonly MapClass[]; basemap: 'none' | 'pdok'; show: Show; /** radius in px of a circle of 1 signal */ circleScale: number; /** the ground that is loaded: none, land only, or with sea around it */ ground: 'none' | 'land' | 'sea' }

export const emptyCollection = { type: 'FeatureCollection' as const, features: [] }
export const noFill = 'rgba(0, 0, 0, 0)'
export const pointsFromZoom = 14
/** From where there is room for all that a finding says; farther away only its first line. */
const labelsFromZoom = 12
/** Opacity of a pattern that is drawn lightly. */
export const quietPattern = 0.4
/** declared in fonts.css */
export const font = ['Buurtfocus Semibold', 'sans-serif']

/**
 * The colour of an area by its class, the same as in the legend. A class without a fill and an area without a class (outside
 * the filter) have no colour: nothing missing is ever coloured.
 */
export function fillColor(classes: readonly MapClass[], mode: Mode): ExpressionSpecification {
  const branches = classes.flatMap((c) => [c.id, c.fill ? c.fill[mode] : noFill])
  return ['case', ['==', ['typeof', ['get', 'class']], 'string'], ['match', ['get', 'class'], ...branches, noFill], noFill] as unknown as ExpressionSpecification
}

const classIn = (ids: readonly string[]): FilterSpecification => ['match', ['get', 'class'], ids.length ? [...ids] : ['-'], true, false] as unknown as FilterSpecification
const kinds = (...names: string[]): FilterSpecification => ['match', ['get', 'kind'], names, true, false] as unknown as FilterSpecification
const byKind = <V extends string | number>(values: Readonly<Record<string, V>>, other: V): ExpressionSpecification => ['match', ['get', 'kind'], ...Object.entries(values).flat(), other] as unknown as ExpressionSpecification

/** The ground by its kind, the first colour lowest. One layer, because each has its draws in every tile of every frame. */
export function groundLayer(colours: Readonly<Record<string, string>>): LayerSpecification {
  const order = Object.fromEntries(Object.keys(colours).map((kind, i) => [kind, i]))
  return { id: 'ground', type: 'fill', source: 'backdrop', filter: kinds(...Object.keys(colours)), layout: { 'fill-sort-key': byKind(order, 0) }, paint: { 'fill-color': byKind(colours, noFill) } }
}

const byZoom = (...stops: [number, unknown][]): ExpressionSpecification => ['interpolate', ['exponential', 1.5], ['zoom'], ...stops.flat()] as unknown as ExpressionSpecification

/** The outline of a finding by zoom: `plain`, thinner when it fades, thicker when it is the chosen one. */
const outlineWidth = (plain: number, more = 0): ExpressionSpecification => {
  const at = (scale: number): unknown => ['+', more, ['*', scale, ['case', ['==', ['get', 'chosen'], true], plain * 1.5, ['==', ['get', 'look'], 'fading'], plain * 0.6, plain]]]
  return byZoom([9, at(0.6)], [13, at(1)], [17, at(1.4)])
}
const outlineOpacity = ['case', ['all', ['==', ['get', 'look'], 'fading'], ['!=', ['get', 'chosen'], true]], 0.65, 1] as unknown as ExpressionSpecification

export const circleRadius = (scale: number): ExpressionSpecification => ['*', scale, ['sqrt', ['max', 0, ['coalesce', ['get', 'n'], 0]]]] as unknown as ExpressionSpecification

/** The whole style; sources are filled by the map. Order: ground, classes, streets and water over them, borders, circles, street-level spots, outlines of findings, what is chosen, names. */
export function mapStyle({ mode, classes, basemap, show, circleScale, ground: loaded }: StyleInput): StyleSpecification {
  const c = palettes[mode]
  const rate = show === 'rate' ? 'visible' : 'none'
  const count = show === 'count' ? 'visible' : 'none'
  const onPhoto = basemap === 'pdok'
  const line = (id: string, color: string, width: ExpressionSpecification, opacity: number, names: string[], minzoom = 0): LayerSpecification => ({
    id: `line-${id}`, type: 'line', source: 'backdrop', minzoom, filter: kinds(...names), layout: { 'line-cap': 'round', 'line-join': 'round' }, paint: { 'line-color': color, 'line-width': width, 'line-opacity': opacity },
  })
  return {
    version: 8,
    sources: {
      backdrop: { type: 'geojson', data: emptyCollection },
      areas: { type: 'geojson', data: emptyCollection },
      // The areas that are pointed at and chosen once more, by themselves: lines over all of them, mostly unseen, cost a fifth of a frame.
      hovered: { type: 'geojson', data: emptyCollection },
      selected: { type: 'geojson', data: emptyCollection },
      labels: { type: 'geojson', data: emptyCollection },
      groups: { type: 'geojson', data: emptyCollection },
      points: { type: 'geojson', data: emptyCollection },
      spots: { type: 'geojson', data: emptyCollection },
      outlines: { type: 'geojson', data: emptyCollection },
      'outline-labels': { type: 'geojson', data: emptyCollection },
      ...(onPhoto && {
        basemap: {
          type: 'raster' as const,
          tiles: ['https://service.pdok.nl/brt/achtergrondkaart/wmts/v2_0/grijs/EPSG:3857/{z}/{x}/{y}.png'],
          tileSize: 256,
          maxzoom: 19,
          attribution: words.kadaster,
        },
      }),
    },
    layers: [
      { id: 'background', type: 'background', paint: { 'background-color': loaded === 'sea' ? c.water : c.outside } },
      groundLayer({ sea: c.water, lake: c.water, land: c.land, beach: c.beach, dunes: c.dunes, farmland: c.farmland, builtup: c.builtup, business: c.builtup, park: c.green, wood: c.green }),
      // Over the ground, so that something is there when its tiles do not come.
      ...(onPhoto ? [{ id: 'basemap', type: 'raster', source: 'basemap', paint: mode === 'dark' ? { 'raster-brightness-max': 0.35, 'raster-contrast': 0.2 } : {} } satisfies LayerSpecification] : []),
      { id: 'area-water', type: 'fill', source: 'areas', filter: ['==', ['get', 'water'], true], paint: { 'fill-color': c.water, 'fill-opacity': onPhoto ? 0.4 : 1 } },
      // Under the classes the land is plain, so that "geen signalen" looks as in the legend and not like dunes.
      { id: 'area-land', type: 'fill', source: 'areas', filter: ['==', ['get', 'water'], false], layout: { visibility: show === 'rate' || loaded === 'none' ? 'visible' : 'none' }, paint: { 'fill-color': c.land, 'fill-opacity': onPhoto ? 0 : 1 } },
      { id: 'area-fill', type: 'fill', source: 'areas', layout: { visibility: rate }, paint: { 'fill-color': fillColor(classes, mode), 'fill-opacity': onPhoto ? 0.75 : 1 } },
      ...classes.flatMap((k): LayerSpecification[] =>
        k.pattern === 'none' || k.pattern === 'outline' ? [] : [{ id: `area-pattern-${k.id}`, type: 'fill', source: 'areas', filter: classIn([k.id]), layout: { visibility: rate }, paint: { 'fill-pattern': patternId(k.pattern, mode), 'fill-opacity': k.quiet ? quietPattern : 1 } }]),
      { id: 'line-water-fill', type: 'fill', source: 'backdrop', filter: ['all', kinds('pond', 'canal', 'ditch'), ['==', ['geometry-type'], 'Polygon']] as unknown as FilterSpecification, paint: { 'fill-color': c.water, 'fill-opacity': 0.9 } },
      line('ditch', c.water, byZoom([12, 0.4], [16, 3]), 0.8, ['ditch'], 12.5),
      line('canal', c.water, byZoom([10, 0.8], [14, 4], [17, 20]), 0.9, ['canal']),
      { id: 'building', type: 'fill', source: 'backdrop', minzoom: 14.5, filter: kinds('building'), paint: { 'fill-color': c.ink, 'fill-opacity': 0.25 } },
      line('path', c.street, byZoom([14, 0.5], [17, 3]), 0.5, ['path', 'dike'], 13.5),
      line('street', c.street, byZoom([12, 0.5], [14, 1.6], [17, 9]), 0.6, ['street'], 12),
      line('road', c.street, byZoom([10, 0.6], [14, 3], [17, 13]), 0.7, ['road', 'pier'], 11),
      line('main', c.street, byZoom([9, 1], [14, 5], [17, 18]), 0.8, ['main_road']),
      line('rail', c.rail, byZoom([10, 0.6], [16, 3]), 0.9, ['railway']),
      { id: 'area-line', type: 'line', source: 'areas', filter: ['==', ['get', 'water'], false], paint: { 'line-color': c.border, 'line-width': byZoom([9, 0.4], [13, 1], [17, 2]), 'line-opacity': ['case', ['==', ['get', 'shown'], true], 0.9, 0.35] } },
      // Rings are drawn anticlockwise outside: a line shifted to the left lies within the area.
      ...classes.flatMap((k): LayerSpecification[] =>
        k.pattern !== 'outline' ? [] : [{ id: `area-outline-${k.id}`, type: 'line', source: 'areas', filter: classIn([k.id]), layout: { visibility: rate, 'line-join': 'round' }, paint: { 'line-color': c.outline, 'line-width': byZoom([9, 1], [13, 2], [17, 4]), 'line-offset': byZoom([9, -1], [13, -2], [17, -4]) } }]),
      { id: 'group-line', type: 'line', source: 'groups', layout: { 'line-cap': 'round', 'line-join': 'round' }, paint: { 'line-color': c.group, 'line-width': byZoom([9, 1], [13, 2], [17, 3]), 'line-opacity': 0.75 } },
      {
        id: 'circle', type: 'circle', source: 'labels', filter: ['>', ['coalesce', ['get', 'n'], 0], 0], layout: { visibility: count, 'circle-sort-key': ['-', 0, ['coalesce', ['get', 'n'], 0]] },
        paint: { 'circle-radius': circleRadius(circleScale), 'circle-color': c.circle, 'circle-opacity': 0.75, 'circle-stroke-color': c.circleEdge, 'circle-stroke-width': 1.5 },
      },
      { id: 'spot', type: 'fill', source: 'spots', minzoom: pointsFromZoom, paint: { 'fill-color': c.finding, 'fill-opacity': 0.14 } },
      { id: 'spot-line', type: 'line', source: 'spots', minzoom: pointsFromZoom, paint: { 'line-color': c.finding, 'line-width': 1.5 } },
      // A light edge parts the outline from any fill; the core is drawn through, the edge in dashes.
      { id: 'outline-edge', type: 'line', source: 'outlines', layout: { 'line-join': 'round' }, paint: { 'line-color': c.findingEdge, 'line-width': outlineWidth(4, 3), 'line-opacity': outlineOpacity } },
      { id: 'outline-core', type: 'line', source: 'outlines', filter: ['==', ['get', 'part'], 'core'], layout: { 'line-join': 'round', 'line-cap': 'round' }, paint: { 'line-color': c.finding, 'line-width': outlineWidth(4), 'line-opacity': outlineOpacity } },
      { id: 'outline-dash', type: 'line', source: 'outlines', filter: ['==', ['get', 'part'], 'edge'], layout: { 'line-join': 'round' }, paint: { 'line-color': c.finding, 'line-width': outlineWidth(4), 'line-opacity': outlineOpacity, 'line-dasharray': [1.6, 1.1] } },
      // Wide and unseen: what a finger or a mouse can hit.
      { id: 'outline-hit', type: 'line', source: 'outlines', paint: { 'line-color': c.finding, 'line-width': 20, 'line-opacity': 0 } },
      { id: 'area-hover', type: 'line', source: 'hovered', layout: { 'line-join': 'round' }, paint: { 'line-color': c.hover, 'line-width': 2.5 } },
      { id: 'area-selected-edge', type: 'line', source: 'selected', layout: { 'line-join': 'round' }, paint: { 'line-color': c.selectedEdge, 'line-width': 7 } },
      { id: 'area-selected', type: 'line', source: 'selected', layout: { 'line-join': 'round' }, paint: { 'line-color': c.selected, 'line-width': 3.5 } },
      {
        id: 'street-name', type: 'symbol', source: 'backdrop', minzoom: 14.5, filter: kinds('street', 'road', 'main_road'),
        layout: { 'symbol-placement': 'line', 'text-field': ['coalesce', ['get', 'name'], ''], 'text-font': font, 'text-size': 11, 'symbol-spacing': 320 },
        paint: { 'text-color': c.text, 'text-opacity': 0.75, 'text-halo-color': c.halo, 'text-halo-width': 1.4 },
      },
      {
        id: 'point', type: 'circle', source: 'points', minzoom: pointsFromZoom,
        paint: { 'circle-radius': byZoom([14, 4], [18, 8]), 'circle-color': ['match', ['get', 'kind'], 'kans', c.circleEdge, c.point], 'circle-stroke-color': ['match', ['get', 'kind'], 'kans', c.point, c.circleEdge], 'circle-stroke-width': 2 },
      },
      {
        id: 'name', type: 'symbol', source: 'labels', minzoom: 10,
        filter: ['==', ['get', 'water'], false],
        layout: {
          'text-field': ['get', 'name'], 'text-font': font, 'text-size': ['interpolate', ['linear'], ['zoom'], 11, 11.5, 14, 14.5], 'text-max-width': 7, 'text-line-height': 1.1, 'text-padding': 6,
          'symbol-sort-key': ['-', 0, ['coalesce', ['get', 'inhabitants'], 0]],
          ...(show === 'count' ? { 'text-anchor': 'top' as const, 'text-offset': ['step', ['coalesce', ['get', 'n'], 0], ['literal', [0, 0]], 1, ['literal', [0, 0.5]]] as unknown as ExpressionSpecification } : {}),
        },
        paint: { 'text-color': c.text, 'text-halo-color': c.halo, 'text-halo-width': 1.6, 'text-halo-blur': 0.3, 'text-opacity': ['case', ['==', ['get', 'shown'], true], 1, 0.6] },
      },
      // Last, so that names make room for it.
      {
        id: 'outline-label', type: 'symbol', source: 'outline-labels', minzoom: 9,
        layout: {
          'text-field': ['step', ['zoom'], ['get', 'short'], labelsFromZoom, ['get', 'label']], 'text-font': font, 'text-size': ['interpolate', ['linear'], ['zoom'], 11, 12.5, 14, 15], 'text-line-height': 1.15, 'text-max-width': 12, 'text-padding': 6,
          'text-variable-anchor': ['left', 'right', 'bottom', 'top'], 'text-radial-offset': 1.6, 'text-justify': 'auto', 'symbol-sort-key': ['case', ['==', ['get', 'chosen'], true], 0, ['==', ['get', 'look'], 'fading'], 2, 1],
        },
        paint: { 'text-color': c.finding, 'text-halo-color': c.halo, 'text-halo-width': 2.2 },
      },
    ],
  }
}
