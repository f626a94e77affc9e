'use client'
import { useMemo, useState } from 'react'
import useSWRImmutable from 'swr/immutable'
import type { Feature, FeatureCollection } from 'geojson'
import { Button } from '@/lib/ui/button'
import { Field, Textbox } from '@/lib/ui/field'
import { PreviewMap } from '@/lib/ui/map/preview-map'
import { readJson } from '@/lib/ui/read-json'
import { Select } from '@/lib/ui/select'
import { moved, readDegrees, writeDegrees, type Point } from './degrees'
import { landOf } from './land'
import type { RawPoint } from './raw'
import type { Option } from './shapes'
import { words } from './words'

const text = words.point
const stepM = 10
const nudges = [['north', 0, stepM], ['south', 0, -stepM], ['west', -stepM, 0], ['east', stepM, 0]] as const
const arrows = { north: '↑', south: '↓', west: '←', east: '→' } as const

const readPoint = (raw: RawPoint): Point | null => {
  const [lon, lat] = [readDegrees(raw.lon), readDegrees(raw.lat)]
  return lon === null || lat === null ? null : { lon, lat }
}
const write = ({ lon, lat }: Point): RawPoint => ({ lon: writeDegrees(lon), lat: writeDegrees(lat) })

/** A place: two boxes that say it all, and four ways to fill them: the map, where you are, the middle of a buurt, and steps of 10 m. */
export function PointField({ name, value, buurten, gemeente, onChange }: { name: string; value: RawPoint; buurten: readonly Option[]; gemeente: { code: string; boundaryYear: number }; onChange: (value: RawPoint) => void }) {
  const [mapOpen, setMapOpen] = useState(false)
  const [buurt, setBuurt] = useState('')
  const [here, setHere] = useState<'idle' | 'busy' | 'failed'>('idle')
  const asked = mapOpen || buurt !== ''
  const areas = useSWRImmutable<FeatureCollection>(asked ? `/api/v1/areas?gemeente=${gemeente.code}&level=buurt&year=${gemeente.boundaryYear}` : null, readJson)
  const point = readPoint(value)

  function locate() {
    setHere('busy')
    const failed = () => setHere('failed')
    if (!navigator.geolocation) return failed()
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => {
        setHere('idle')
        onChange(write({ lon: coords.longitude, lat: coords.latitude }))
      },
      failed,
      { enableHighAccuracy: true, timeout: 10_000 },
    )
  }
  async function startAt(code: string) {
    setBuurt(code)
    if (code === '') return
    const known = areas.data ?? (await readJson<FeatureCollection>(`/api/v1/areas?gemeente=${gemeente.code}&level=buurt&year=${gemeente.boundaryYear}`).catch(() => null))
    const label = known?.features.find((f) => f.properties?.code === code && f.properties.water !== true)?.properties?.label as [number, number] | undefined
    if (label) onChange(write({ lon: label[0], lat: label[1] }))
  }

  return (
    <div className="point">
      <div className="point__boxes">
        <Field label={text.lat}>{(box) => <Textbox {...box} name={`${name}-lat`} value={value.lat} inputMode="decimal" autoComplete="off" onChange={(e) => onChange({ ...value, lat: e.target.value })} />}</Field>
        <Field label={text.lon}>{(box) => <Textbox {...box} name={`${name}-lon`} value={value.lon} inputMode="decimal" autoComplete="off" onChange={(e) => onChange({ ...value, lon: e.target.value })} />}</Field>
        <Field label={text.fromBuurt}>{(box) => <Select {...box} value={buurt} onChange={(e) => void startAt(e.target.value)} options={[{ value: '', label: words.form.choose }, ...buurten]} />}</Field>
      </div>
      <div className="actions">
        <Button onClick={locate} disabled={here === 'busy'}>
          {here === 'busy' ? text.hereBusy : text.here}
        </Button>
        {!mapOpen && <Button onClick={() => setMapOpen(true)}>{text.showMap}</Button>}
        {point && (
          <span className="nudges" role="group" aria-label={text.nudge}>
            {nudges.map(([to, east, north]) => (
              <button key={to} type="button" className="icon-button" aria-label={text[to]} title={text[to]} onClick={() => onChange(write(moved(point, east, north)))}>
                <span aria-hidden="true">{arrows[to]}</span>
              </button>
            ))}
          </span>
        )}
        {(value.lon !== '' || value.lat !== '') && (
          <Button look="subtle" onClick={() => onChange({ lon: '', lat: '' })}>
            {text.clear}
          </Button>
        )}
      </div>
      <p className="field__error" role="status">
        {here === 'failed' && text.hereFailed}
      </p>
      {mapOpen && <PickMap point={point} areas={areas.data} gemeente={gemeente.code} onPick={(at) => onChange(write(at))} />}
    </div>
  )
}

function PickMap({ point, areas, gemeente, onPick }: { point: Point | null; areas: FeatureCollection | undefined; gemeente: string; onPick: (at: Point) => void }) {
  const backdrop = useSWRImmutable<FeatureCollection>(`/api/v1/backdrop?gemeente=${gemeente}`, readJson, { shouldRetryOnError: false })
  const bounds = useMemo(() => landOf(areas), [areas])
  if (!areas || !bounds) return <p className="quiet">{words.map.loading}</p>
  const features: Feature[] = point ? [{ type: 'Feature', properties: { id: 'plek', marker: true }, geometry: { type: 'Point', coordinates: [point.lon, point.lat] } }] : []
  return <PreviewMap label={text.map} features={{ type: 'FeatureCollection', features }} context={areas} backdrop={backdrop.data} bounds={bounds} attribution="" tipOf={() => null} onPick={onPick} highlight={point ? 'plek' : null} />
}
