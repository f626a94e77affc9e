'use client'
import 'maplibre-gl/dist/maplibre-gl.css'
import { AttributionControl, Map as MapLibreMap, NavigationControl, Popup, setWorkerUrl, type GeoJSONSource, type MapMouseEvent } from 'maplibre-gl'
import { useEffect, useRef, useState } from 'react'
import type { FeatureCollection } from 'geojson'
import { words } from '../words'
import type { Mode } from './palette'
import { previewLayers, previewStyle } from './preview-style'
import { emptyCollection } from './style'

export type Bounds = [number, number, number, number]
export type PreviewTip = { title: string; lines: readonly string[] }
type Props = {
  label: string
  mode: Mode
  features: FeatureCollection
  context?: FeatureCollection
  backdrop?: FeatureCollection
  bounds: Bounds
  attribution: string
  tipOf: (properties: Record<string, unknown>) => PreviewTip | null
  /** a click: where, in degrees, and what lies there, topmost first */
  onPick?: (at: { lon: number; lat: number }, what: Record<string, unknown>[]) => void
  /** `id` of a feature to point out */
  highlight?: number | string | null
  onFailure: () => void
  /** the middle of the map, each time it stands still */
  onCentre?: (at: { lon: number; lat: number }) => void
}

/** MapLibre in React for one look: made once, then told what changed. */
export function PreviewCanvas(props: Props) {
  const container = useRef<HTMLDivElement>(null)
  const [map, setMap] = useState<MapLibreMap | null>(null)
  const latest = useRef(props)
  useEffect(() => {
    latest.current = props
  })

  useEffect(() => {
    // Strict Mode mounts twice in development: wait a tick, so that only the second makes a map.
    let made: MapLibreMap | undefined
    const timer = setTimeout(() => {
      try {
        made = makeMap(container.current!, latest)
      } catch {
        latest.current.onFailure()
        return
      }
      const ready = made
      ready.once('load', () => setMap(ready))
    })
    return () => {
      clearTimeout(timer)
      made?.remove()
      setMap(null)
    }
  }, [])

  const { mode, features, context, backdrop, bounds } = props
  useEffect(() => {
    map?.setStyle(previewStyle(mode), { diff: true, transformStyle: (before, after) => ({ ...after, sources: { ...after.sources, ...before?.sources } }) })
  }, [map, mode])
  useEffect(() => {
    if (!map) return
    for (const [source, data] of Object.entries({ features, context, backdrop })) void map.getSource<GeoJSONSource>(source)?.setData(data ?? emptyCollection)
  }, [map, features, context, backdrop])
  const { highlight = null } = props
  useEffect(() => void map?.setFilter('highlight', ['==', ['get', 'id'], highlight ?? '']), [map, mode, highlight])
  const [west, south, east, north] = bounds
  useEffect(() => {
    map?.fitBounds([west, south, east, north], { padding: 24, maxZoom: 15, duration: 0 })
  }, [map, west, south, east, north])

  return <div ref={container} className="preview-map__canvas" data-ready={map !== null || undefined} />
}

function makeMap(container: HTMLDivElement, latest: { current: Props }): MapLibreMap {
  setWorkerUrl('/maplibre/maplibre-gl-worker.mjs')
  const { bounds, attribution, label, mode } = latest.current
  const map = new MapLibreMap({
    container,
    style: previewStyle(mode),
    locale: { 'Map.Title': label, 'NavigationControl.ZoomIn': words.zoomIn, 'NavigationControl.ZoomOut': words.zoomOut, 'AttributionControl.ToggleAttribution': words.attributionToggle, 'Popup.Close': words.closePopup },
    bounds,
    fitBoundsOptions: { padding: 24, maxZoom: 15 },
    maxPitch: 0,
    dragRotate: false,
    pitchWithRotate: false,
    attributionControl: false,
    // The page scrolls past the map; zooming asks for ctrl or two fingers.
    cooperativeGestures: false,
    scrollZoom: false,
  })
  map.touchZoomRotate.disableRotation()
  map.keyboard.disableRotation()
  map.addControl(new NavigationControl({ showCompass: false }), 'top-right')
  map.addControl(new AttributionControl({ compact: false, customAttribution: attribution }), 'bottom-right')
  const tip = new Popup({ closeButton: false, closeOnClick: false, className: 'map-tip', offset: 12, maxWidth: '260px' })
  const picks = latest.current.onPick !== undefined
  const under = (event: MapMouseEvent) => map.queryRenderedFeatures(event.point, { layers: previewLayers.filter((id) => map.getLayer(id)) })
  map.on('click', (event) => latest.current.onPick?.({ lon: event.lngLat.lng, lat: event.lngLat.lat }, under(event).map((f) => f.properties)))
  map.on('mousemove', (event) => {
    const found = under(event)[0]
    if (picks) map.getCanvas().style.cursor = found ? 'pointer' : 'crosshair'
    const content = found && latest.current.tipOf(found.properties)
    if (!content) return void tip.remove()
    const node = document.createElement('div')
    node.append(Object.assign(document.createElement('strong'), { textContent: content.title }))
    for (const line of content.lines) node.append(Object.assign(document.createElement('div'), { textContent: line }))
    tip.setLngLat(event.lngLat).setDOMContent(node).addTo(map)
  })
  map.on('mouseout', () => void tip.remove())
  for (const name of ['load', 'moveend'] as const) map.on(name, () => latest.current.onCentre?.({ lon: map.getCenter().lng, lat: map.getCenter().lat }))
  return map
}
