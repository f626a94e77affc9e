'use client'
import 'maplibre-gl/dist/maplibre-gl.css'
import './fonts.css'
import { AttributionControl, Map as MapLibreMap, NavigationControl, Popup, setWorkerUrl, type GeoJSONSource, type MapMouseEvent } from 'maplibre-gl'
import { useEffect, useMemo, useRef, useState } from 'react'
import type { FeatureCollection } from 'geojson'
import type { MapClass } from '@/lib/domain/definition'
import { words } from '../words'
import type { Mode } from './palette'
import { patternImage } from './patterns'
import { emptyCollection, mapStyle, type Show, type StyleInput } from './style'

/** What a tip is about. */
export type TipLayer = 'area' | 'point' | 'spot' | 'outline'
export type Tip = { title: string; lines: readonly string[] }
export type Camera = { camera: string; bounds: [number, number, number, number]; zoom: number }

export type CanvasProps = {
  classes: readonly MapClass[]
  basemap: 'none' | 'pdok'
  mode: Mode
  show: Show
  circleScale: number
  ground: StyleInput['ground']
  areas: FeatureCollection
  labels: FeatureCollection
  groups: FeatureCollection
  backdrop: FeatureCollection | undefined
  points: FeatureCollection | undefined
  spots: FeatureCollection | undefined
  outlines: FeatureCollection
  outlineLabels: FeatureCollection
  attribution: string
  selected: string | undefined
  hovered: string | null
  /** zoom/lat/lon from the address; absent: fit */
  camera: string | undefined
  fit: [number, number, number, number]
  tipOf: (layer: TipLayer, properties: Record<string, unknown>) => Tip | null
  onSelect: (id: string | null) => void
  onOutline: (id: string) => void
  onHover: (id: string | null) => void
  /** `byUser` is false for moves that the screen made itself */
  onMove: (to: Camera, byUser: boolean) => void
  onFailure: (what: 'webgl' | 'basemap') => void
}

const locale = {
  'Map.Title': words.map,
  'NavigationControl.ZoomIn': words.zoomIn,
  'NavigationControl.ZoomOut': words.zoomOut,
  'NavigationControl.ResetBearing': words.resetNorth,
  'AttributionControl.ToggleAttribution': words.attributionToggle,
  'Popup.Close': words.closePopup,
}

const cameraText = (map: MapLibreMap): string => {
  const { lng, lat } = map.getCenter()
  return `${map.getZoom().toFixed(2)}/${lat.toFixed(5)}/${lng.toFixed(5)}`
}
const cameraOf = (map: MapLibreMap): Camera => {
  const b = map.getBounds()
  return { camera: cameraText(map), bounds: [b.getWest(), b.getSouth(), b.getEast(), b.getNorth()], zoom: map.getZoom() }
}
/** Room for the legend, which lies over the left of a wide map. */
const fitOptions = (map: HTMLElement) => ({ padding: { top: 24, right: 24, bottom: 30, left: map.clientWidth > 640 ? 330 : map.clientWidth > 560 ? 318 : 24 }, maxZoom: 15 })
const ours = { byScreen: true }

/** MapLibre in React: made once, then told what changed. Loaded on demand; everything around it works without. */
export function Canvas(props: CanvasProps) {
  const container = useRef<HTMLDivElement>(null)
  const [map, setMap] = useState<MapLibreMap | null>(null)

  const { mode, classes, basemap, show, circleScale, ground } = props
  const style = useMemo(() => mapStyle({ mode, classes, basemap, show, circleScale, ground }), [mode, classes, basemap, show, circleScale, ground])
  const { areas, labels, groups, backdrop, points, spots, outlines, outlineLabels, hovered } = props
  const selected = useFeature(areas, props.selected)
  const pointedAt = useFeature(areas, hovered)
  const content: Content = { style, data: { areas, labels, groups, backdrop, points, spots, outlines, 'outline-labels': outlineLabels, selected, hovered: pointedAt }, view: props.camera ?? props.fit.join() }
  const latest = useRef({ props, content })
  useEffect(() => {
    latest.current = { props, content }
  })
  /** What the map was told last. */
  const told = useRef(content)

  useEffect(() => {
    // Strict Mode mounts twice in development: wait a tick, so that only the second makes a map.
    let made: MapLibreMap | undefined
    const timer = setTimeout(() => {
      try {
        made = makeMap(container.current!, (told.current = latest.current.content), latest)
      } catch {
        latest.current.props.onFailure('webgl')
        return
      }
      const ready = made
      // So that a test (or a curious colleague) can ask the map itself what it paints.
      Object.assign(container.current!, { map: ready })
      ready.once('load', () => setMap(ready))
    })
    return () => {
      clearTimeout(timer)
      made?.remove()
      setMap(null)
    }
  }, [])

  useEffect(() => {
    if (!map) return
    const before = told.current
    told.current = content
    // Only the looks change; the data of the sources stays.
    if (before.style !== content.style) map.setStyle(content.style, { diff: true, transformStyle: (old, next) => ({ ...next, sources: { ...next.sources, ...old?.sources } }) })
    for (const [source, data] of Object.entries(content.data)) if (data !== before.data[source]) void map.getSource<GeoJSONSource>(source)?.setData(data ?? emptyCollection)
    const { camera, fit } = props
    if (before.view === content.view || camera === cameraText(map)) return
    if (camera) {
      const [zoom, lat, lon] = camera.split('/').map(Number)
      map.jumpTo({ zoom, center: [lon!, lat!] }, ours)
    } else map.fitBounds(fit, { ...fitOptions(map.getContainer()), duration: 500 }, ours)
  })

  return <div ref={container} className="map__canvas" data-ready={map !== null || undefined} />
}

/** Looks, what is in the sources (undefined: not there yet), and where to look. */
type Content = { style: ReturnType<typeof mapStyle>; data: Record<string, FeatureCollection | undefined>; view: string }
type Latest = { readonly current: { props: CanvasProps } }

/** With its data from the start: filled afterwards it would draw an empty map first, and be told of the rest source by source. */
function makeMap(container: HTMLDivElement, { style, data }: Content, latest: Latest): MapLibreMap {
  setWorkerUrl('/maplibre/maplibre-gl-worker.mjs')
  const { camera, fit, attribution } = latest.current.props
  const [zoom, lat, lon] = camera?.split('/').map(Number) ?? []
  const map = new MapLibreMap({
    container,
    style: { ...style, sources: { ...style.sources, ...Object.fromEntries(Object.entries(data).map(([name, of]) => [name, { type: 'geojson' as const, data: of ?? emptyCollection }])) } },
    locale,
    ...(camera ? { zoom, center: [lon!, lat!] } : { bounds: fit, fitBoundsOptions: fitOptions(container) }),
    minZoom: 6,
    maxZoom: 18,
    maxPitch: 0,
    dragRotate: false,
    pitchWithRotate: false,
    attributionControl: false,
    fadeDuration: window.matchMedia('(prefers-reduced-motion: reduce)').matches ? 0 : 150,
  })
  map.touchZoomRotate.disableRotation()
  map.keyboard.disableRotation()
  map.addControl(new NavigationControl({ showCompass: false }), 'top-right')
  map.addControl(new AttributionControl({ compact: false, customAttribution: attribution }), 'bottom-right')
  map.setMissingStyleImageResolver((id) => {
    const image = patternImage(id)
    if (image) map.addImage(id, image, { pixelRatio: 2 })
  })
  map.on('error', (event) => {
    if ('sourceId' in event && event.sourceId === 'basemap') latest.current.props.onFailure('basemap')
  })

  const tip = new Popup({ closeButton: false, closeOnClick: false, className: 'map-tip', offset: 14, maxWidth: '260px' })
  let over: string | null = null
  const hit = (event: MapMouseEvent) => {
    const layers = ['point', 'outline-label', 'outline-hit', 'spot', 'circle', 'area-fill', 'area-land', 'area-water'].filter((id) => map.getLayer(id))
    return map.queryRenderedFeatures(event.point, { layers })[0]
  }
  map.on('mousemove', (event) => {
    const found = hit(event)
    const layer = found && layerOf(found.source)
    const id = layer === 'area' ? String(found!.properties.id) : null
    if (id !== over) latest.current.props.onHover((over = id))
    map.getCanvas().style.cursor = found ? 'pointer' : ''
    const content = found && latest.current.props.tipOf(layerOf(found.source), found.properties)
    if (!content) return void tip.remove()
    tip.setLngLat(event.lngLat).setDOMContent(tipNode(content)).addTo(map)
  })
  map.on('mouseout', () => {
    tip.remove()
    if (over !== null) latest.current.props.onHover((over = null))
  })
  map.on('click', (event) => {
    const found = hit(event)
    const layer = found && layerOf(found.source)
    if (layer === 'outline') return latest.current.props.onOutline(String(found!.properties.id))
    if (layer === 'point' || layer === 'spot') return
    latest.current.props.onSelect(found ? String(found.properties.id) : null)
  })
  map.on('moveend', (event) => latest.current.props.onMove(cameraOf(map), !('byScreen' in event)))
  map.on('load', () => latest.current.props.onMove(cameraOf(map), false))
  return map
}

const layerOf = (source: string): TipLayer => (source === 'points' ? 'point' : source === 'spots' ? 'spot' : source.startsWith('outline') ? 'outline' : 'area')

function tipNode({ title, lines }: Tip): HTMLElement {
  const node = document.createElement('div')
  node.append(Object.assign(document.createElement('strong'), { textContent: title }))
  for (const line of lines) node.append(Object.assign(document.createElement('div'), { textContent: line }))
  return node
}

/** The one area with this id, or nothing. */
function useFeature(areas: FeatureCollection, id: string | null | undefined): FeatureCollection {
  return useMemo(() => (id ? { type: 'FeatureCollection', features: areas.features.filter((area) => area.properties?.id === id) } : emptyCollection), [areas, id])
}
