'use client'
import dynamic from 'next/dynamic'
import { useCallback, useMemo, useState, type ReactNode } from 'react'
import useSWRImmutable from 'swr/immutable'
import type { Feature, FeatureCollection, MultiPolygon, Point, Polygon } from 'geojson'
import type { MapClass } from '@/lib/domain/definition'
import { Alert } from '../alert'
import { Button } from '../button'
import { readJson, type ProblemError } from '../read-json'
import { words } from '../words'
import { useCanDraw } from './can-draw'
import type { Camera, Tip, TipLayer } from './canvas'
import { circleAround } from './circle'
import { boundsOf, groupOutlines, outlineFeatures, type Outline } from './outline'
import { useMapSettings } from './settings'
import { pointsFromZoom, type Show } from './style'
import { useMode } from './use-mode'

const Canvas = dynamic(() => import('./canvas').then((m) => m.Canvas), { ssr: false })

/** What a view knows of one area; joined to its shape by code. */
export type AreaValue = { code: string; name: string; water: boolean; class: string; n: number; inhabitants: number | null; group: string | null }
type Shape = Feature<Polygon | MultiPolygon, { code: string; name: string; water: boolean; label: [number, number] }>

export const areaId = (area: { code: string; water: boolean }): string => (area.water ? `${area.code}-water` : area.code)

const land = (list: Shape[]): Shape[] => list.filter((a) => !a.properties.water)

/** Largest circle in px, for the largest count on the screen. */
const largestCircle = 22
export const circleScaleOf = (largestN: number): number => largestCircle / Math.sqrt(Math.max(1, largestN))

/** A circle that holds reporters close to each other, in degrees. */
type Spot = { lon: number; lat: number; radiusM: number; reporters: number }
/** What is not allowed is not asked again; a database that is away for a moment is. */
const whilePassing = { shouldRetryOnError: (problem: ProblemError) => problem.passing, errorRetryInterval: 3_000, keepPreviousData: true }
const noOutlines: readonly Outline[] = []
const nothing = () => {}

/** A map of buurten for any view: shapes from the API joined to the values of the view, in the colours of its classes. */
export function AreaMap(props: {
  /** whose buurten, in which boundaries */
  of: { gemeente: { code: string; fictional: boolean }; boundaryYear: number }
  classes: readonly MapClass[]
  values: readonly AreaValue[]
  /** one colour per class, or a circle per count */
  show?: Show
  selected: string | undefined
  hovered: string | null
  camera: string | undefined
  /** address of the points in a box; null where none are shown */
  pointsAddress?: (bbox: string) => string | null
  /** address of street-level spots in a box; null where none are shown */
  spotsAddress?: (bbox: string) => string | null
  /** drawn over the areas, by their codes */
  outlines?: readonly Outline[]
  tipOf: (layer: TipLayer, properties: Record<string, unknown>) => Tip | null
  onSelect: (code: string | undefined) => void
  onOutline?: (id: string) => void
  onHover: (id: string | null) => void
  onCamera: (camera: string) => void
  /** over the map; told how many points are drawn, null when none can be (zoomed out, or not allowed) */
  legend: (points: { n: number | null; spots: number | null; zoomedIn: boolean; allowed: boolean }) => ReactNode
}) {
  const { of: { gemeente: { code: gemeente, fictional }, boundaryYear: year }, values, show = 'rate', selected, onSelect, onCamera, pointsAddress, spotsAddress, outlines = noOutlines } = props
  const { basemap } = useMapSettings()
  const mode = useMode()
  const canDraw = useCanDraw()
  const shapes = useSWRImmutable<FeatureCollection<Polygon | MultiPolygon>>(`/api/v1/areas?gemeente=${gemeente}&level=buurt&year=${year}`, readJson)
  const backdrop = useSWRImmutable<FeatureCollection>(`/api/v1/backdrop?gemeente=${gemeente}`, readJson)
  const [failed, setFailed] = useState<{ webgl?: boolean; basemap?: boolean }>({})
  const [view, setView] = useState<Camera | null>(null)

  const zoomedIn = view !== null && view.zoom >= pointsFromZoom
  const address = zoomedIn && pointsAddress ? pointsAddress(roundedBox(view.bounds)) : null
  const points = useSWRImmutable<FeatureCollection, ProblemError>(address, readJson, whilePassing)
  const shownPoints = address && !points.error ? points.data : undefined
  const spotsAt = zoomedIn && spotsAddress ? spotsAddress(roundedBox(view.bounds)) : null
  const spots = useSWRImmutable<{ items: Spot[] }, ProblemError>(spotsAt, readJson, whilePassing)
  const found = spotsAt && !spots.error ? spots.data : undefined
  const shownSpots = useMemo((): FeatureCollection | undefined => found && { type: 'FeatureCollection', features: found.items.map((spot) => ({ type: 'Feature', properties: spot, geometry: { type: 'Polygon', coordinates: [circleAround(spot)] } })) }, [found])

  const features = shapes.data?.features as Shape[] | undefined
  const joined = useMemo(() => {
    if (!features) return null
    const byId = new Map(values.map((v) => [areaId(v), v]))
    const areas = features.map((f): Shape => {
      const value = byId.get(areaId(f.properties))
      return { ...f, properties: { ...f.properties, ...value, id: areaId(f.properties), shown: value !== undefined } as Shape['properties'] }
    })
    const shown = areas.filter((a) => byId.has(areaId(a.properties)))
    return {
      areas: { type: 'FeatureCollection', features: areas } satisfies FeatureCollection,
      labels: {
        type: 'FeatureCollection',
        features: areas.map((a): Feature<Point> => ({ type: 'Feature', properties: a.properties, geometry: { type: 'Point', coordinates: a.properties.label } })),
      } satisfies FeatureCollection,
      fit: boundsOf(land(shown)) ?? boundsOf(land(areas)) ?? boundsOf(areas),
    }
  }, [features, values])

  // Made anew only when an area changes groups: a source that is told nothing draws nothing.
  const membership = useMemo(() => JSON.stringify(values.map((v) => [areaId(v), v.group])), [values])
  const groups = useMemo(() => {
    const groupOf = new Map(JSON.parse(membership) as [string, string | null][])
    return groupOutlines(land(features ?? []), (a) => groupOf.get(areaId(a.properties as Shape['properties'])) ?? null)
  }, [features, membership])

  const outlined = useMemo(() => outlineFeatures(features ?? [], outlines), [features, outlines])

  const largest = Math.max(...values.map((v) => v.n), 1)
  const select = useCallback((id: string | null) => onSelect(id?.replace(/-water$/, '')), [onSelect])
  const move = useCallback(
    (to: Camera, byUser: boolean) => {
      setView(to)
      if (byUser) onCamera(to.camera)
    },
    [onCamera],
  )

  return (
    <div className="map">
      {failed.webgl || !canDraw ? (
        <div className="map__notice">
          <Alert>{words.noWebgl}</Alert>
        </div>
      ) : shapes.error ? (
        <div className="map__notice">
          <Alert kind="warning" action={<div><Button onClick={() => void shapes.mutate()}>{words.retry}</Button></div>}>{words.mapFailed}</Alert>
        </div>
      ) : joined?.fit ? (
        <Canvas
          key={gemeente}
          classes={props.classes}
          basemap={basemap}
          mode={mode}
          show={show}
          circleScale={show === 'count' ? circleScaleOf(largest) : 1}
          ground={!backdrop.data?.features.length ? 'none' : backdrop.data.features.some((f) => f.properties?.kind === 'sea') ? 'sea' : 'land'}
          areas={joined.areas}
          labels={joined.labels}
          groups={groups}
          backdrop={backdrop.data}
          points={shownPoints}
          spots={shownSpots}
          outlines={outlined.lines}
          outlineLabels={outlined.labels}
          attribution={words.boundarySource(year, fictional)}
          selected={selected}
          hovered={props.hovered}
          camera={props.camera}
          fit={joined.fit}
          tipOf={props.tipOf}
          onSelect={select}
          onOutline={props.onOutline ?? nothing}
          onHover={props.onHover}
          onMove={move}
          onFailure={(what) => setFailed((was) => (was[what] ? was : { ...was, [what]: true }))}
        />
      ) : (
        <p className="map__loading quiet">{words.mapLoading}</p>
      )}
      {failed.basemap && <p className="map__toast" role="status">{words.basemapFailed}</p>}
      {props.legend({ n: shownPoints?.features.length ?? null, spots: shownSpots?.features.length ?? null, zoomedIn, allowed: !points.error || points.error.passing })}
    </div>
  )
}

/** west,south,east,north on a grid of 0.01 degree, so that a small move asks nothing new. */
function roundedBox([west, south, east, north]: [number, number, number, number]): string {
  const down = (x: number) => (Math.floor(x * 100) / 100).toFixed(2)
  const up = (x: number) => (Math.ceil(x * 100) / 100).toFixed(2)
  return [down(west), down(south), up(east), up(north)].join(',')
}
