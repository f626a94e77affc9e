import { sql, type SQL } from 'drizzle-orm'
import type { Feature, Position } from 'geojson'
import type { ImportKind, ImportPreview } from '@/lib/domain/import-run'
import { rows, type Tx } from '../client'
import type { RunRow } from './runs'
import { stageOf } from './stage'
import { boundarySetFor } from './subject'

const maxFeatures = 2_000
const maxRejectedFeatures = 300
const firstRows = 10

/** What the table of a kind shows, in order. Never a note, never who reported: an administrator reads no content of signals. */
const shown: Record<ImportKind, readonly string[]> = {
  boundaries: ['level', 'code', 'name', 'parent', 'water', 'inhabitants'],
  signals: ['sourceId', 'source', 'observedOn', 'kind', 'theme', 'evidence', 'accuracy', 'buurt', 'status', 'audience'],
  visits: ['sourceId', 'visitedOn', 'buurt', 'byRole', 'kind', 'planned'],
  indicators: ['code', 'year', 'label', 'value', 'unit', 'reason'],
  themes: ['slug', 'label', 'domain', 'sensitive', 'public', 'delicate'],
  werkgebieden: ['name', 'buurt'],
  postcodes: ['postcode', 'houseNumber', 'buurt'],
  organisations: ['sourceId', 'name', 'kind', 'from', 'to'],
  services: ['sourceId', 'name', 'organisation', 'serviceType', 'themes', 'targetGroups', 'professional'],
  venues: ['sourceId', 'name', 'kind', 'address', 'organisation'],
  activities: ['sourceId', 'name', 'service', 'venue', 'serviceArea', 'schedule', 'timesPerYear', 'from', 'to'],
  agreements: ['title', 'organisation', 'year', 'description', 'theme', 'level', 'buurt', 'hours', 'subsidyEur'],
  deliveries: ['sourceId', 'agreementLine', 'activity', 'from', 'to', 'hours', 'stage'],
  initiatives: ['sourceId', 'receivedOn', 'byWhom', 'buurt', 'theme', 'route', 'status'],
  focus: ['year', 'buurt', 'decidedOn', 'planFrom', 'executionFrom', 'aftercareFrom', 'endedOn'],
  wijkplatforms: ['sourceId', 'name', 'form', 'buurten', 'organisation'],
  'platform-meetings': ['sourceId', 'platform', 'heldOn', 'startTime', 'venue', 'place', 'status'],
  'platform-actions': ['sourceId', 'title', 'platform', 'by', 'due', 'status'],
  users: ['account', 'name', 'role', 'team', 'organisation', 'werkgebieden', 'sensitive', 'active'],
}

type Cell = string | number | boolean | null
const cell = (value: Cell | Cell[] | undefined): Cell => (Array.isArray(value) ? value.join(', ') : (value ?? null))

const isRejected = sql`exists (select from import_reject r where r.run = s.run and r.row = s.row)`

/** The staged rows of a run as they would be loaded. Empty when nothing is staged (any more). */
export async function previewRun(tx: Tx, run: RunRow): Promise<ImportPreview> {
  const [counted] = await rows<{ n: number }>(tx, sql`select count(*)::int as n from ${stageOf(run.kind)} where run = ${run.id}`)
  const set = await boundarySetFor(tx, run.gemeente ?? undefined, 9999)
  const first = await rows<{ row: number; rejected: boolean; data: Record<string, Cell | Cell[]>; areaName: string | null }>(tx, sql`
    select s.row, s.data, a.name as "areaName", ${isRejected} as rejected
    from (${run.kind === 'signals' ? firstSignals(run.id) : firstOthers(run.id)}) s
    left join lateral signal_places(s.point, null, ${set?.id ?? null}) p on true
    left join area a on a.id = p.area
    order by s.row`)
  const features = counted!.n === 0 ? [] : await featuresOf(tx, run)
  return {
    columns: [...shown[run.kind]],
    rows: first.map(({ row, rejected, data, areaName }) => ({ ...Object.fromEntries(shown[run.kind].map((c) => [c, (c === 'buurt' ? areaName : null) ?? cell(data[c])])), row, rejected })),
    features: { type: 'FeatureCollection', features },
    bounds: boundsOf(features.filter((f) => f.properties?.rejected !== true)) ?? boundsOf(features),
    total: counted!.n,
  }
}

const firstSignals = (run: number): SQL => sql`
  select run, row, point, jsonb_build_object('sourceId', source_id, 'source', source, 'observedOn', observed_on, 'kind', kind, 'theme', theme, 'evidence', evidence,
    'accuracy', accuracy, 'buurt', stated_buurt, 'status', status, 'audience', audience) as data
  from signal_stage where run = ${run} order by row limit ${firstRows}`
const firstOthers = (run: number): SQL => sql`
  select run, row, null::geometry as point, coalesce(data->'agreement', '{}') || coalesce(nullif(data->'line', 'null'), '{}') || (data - '{geometry,agreement,line}'::text[]) as data from import_stage where run = ${run} order by row limit ${firstRows}`

function featuresOf(tx: Tx, run: RunRow): Promise<Feature[]> {
  if (run.kind === 'boundaries') return stagedAreas(tx, run)
  if (run.kind === 'signals') return stagedPoints(tx, run)
  if (run.kind === 'venues') return stagedVenues(tx, run)
  if (run.kind === 'indicators' || run.kind === 'werkgebieden' || run.kind === 'postcodes' || run.kind === 'visits') return areasNamed(tx, run)
  return Promise.resolve([])
}

type FeatureRow = { geometry: string; properties: Record<string, unknown> }
const toFeature = ({ geometry, properties }: FeatureRow): Feature => ({ type: 'Feature', properties, geometry: JSON.parse(geometry) as Feature['geometry'] })

/** Boundaries in the file, from large to small. Coarser when the file is large; a shape that is not valid stays as it came. */
async function stagedAreas(tx: Tx, run: RunRow): Promise<Feature[]> {
  const [size] = await rows<{ bytes: number }>(tx, sql`select coalesce(sum(length(data->>'geometry')), 0)::bigint as bytes from import_stage where run = ${run.id}`)
  const toleranceM = size!.bytes < 3_000_000 ? 0 : size!.bytes < 30_000_000 ? 15 : 60
  const rd = sql`ST_Transform(ST_SetSRID(ST_Force2D(ST_GeomFromGeoJSON(s.data->>'geometry')), (s.data->>'srid')::int), 28992)`
  const shape = toleranceM === 0 ? rd : sql`case when ${isRejected} then ${rd} else ST_SimplifyPreserveTopology(${rd}, ${toleranceM}) end`
  const found = await rows<FeatureRow>(tx, sql`
    select ST_AsGeoJSON(ST_Transform(${shape}, 4326), 5) as geometry, -- 28992 -> CRS84
           jsonb_build_object('row', s.row, 'rejected', ${isRejected}, 'name', s.data->>'name', 'code', s.data->>'code', 'level', s.data->>'level', 'water', (s.data->>'water')::boolean) as properties
    from import_stage s where s.run = ${run.id}
    order by case s.data->>'level' when 'gemeente' then 0 when 'wijk' then 1 else 2 end, s.row limit ${maxFeatures}`)
  return found.map(toFeature)
}

/**
 * Points spread evenly over the file, and the first rejected ones. Signals about a sensitive or unknown theme stand in the
 * middle of their square of 100 m; a signal that is only known per buurt is not drawn at all.
 */
async function stagedPoints(tx: Tx, run: RunRow): Promise<Feature[]> {
  const many = maxFeatures - maxRejectedFeatures
  const evenly: SQL = sql`
    with ends as (select min(row) as low, max(row) as high from signal_stage where run = ${run.id}),
    wanted as (select distinct (low + (high - low) * step::bigint / ${many - 1})::int as at from ends, generate_series(0, ${many - 1}) step)
    select distinct p.row from wanted w
    cross join lateral (select s.row from signal_stage s where s.run = ${run.id} and s.row >= w.at order by s.row limit 1) p`
  const wrong = sql`select distinct row from import_reject where run = ${run.id} order by row limit ${maxRejectedFeatures}`
  const found = await rows<FeatureRow>(tx, sql`
    with chosen as (select row from (${evenly}) e union select row from (${wrong}) w),
    placed as (
      select s.row, s.theme, s.kind, ${isRejected} as rejected, coalesce(t.sensitive, true) as blurred, s.point as p -- EPSG:28992
      from chosen c join signal_stage s on s.run = ${run.id} and s.row = c.row left join theme t on t.slug = s.theme
      where s.point is not null and s.accuracy <> 'buurt')
    select ST_AsGeoJSON(ST_Transform(case when blurred then ST_SnapToGrid(p, 50, 50, 100, 100) else p end, 4326), 6) as geometry, -- 28992 -> CRS84
           jsonb_build_object('row', row, 'rejected', rejected, 'theme', theme, 'kind', kind) as properties
    from placed order by row`)
  return found.map(toFeature)
}

async function stagedVenues(tx: Tx, run: RunRow): Promise<Feature[]> {
  const found = await rows<FeatureRow>(tx, sql`
    select ST_AsGeoJSON(ST_Transform(ST_SetSRID(ST_MakePoint((s.data->'point'->>'x')::float8, (s.data->'point'->>'y')::float8), (s.data->'point'->>'srid')::int), 4326), 6) as geometry, -- as given -> CRS84
           jsonb_build_object('row', s.row, 'rejected', ${isRejected}, 'name', s.data->>'name', 'kind', s.data->>'kind') as properties
    from import_stage s where s.run = ${run.id} order by s.row limit ${maxFeatures}`)
  return found.map(toFeature)
}

/** Buurten that the rows speak of, with how many rows; the others stay empty. */
async function areasNamed(tx: Tx, run: RunRow): Promise<Feature[]> {
  const set = await boundarySetFor(tx, run.gemeente ?? undefined, run.kind === 'visits' ? 9999 : (run.options.year ?? 9999))
  if (!set) return []
  const found = await rows<FeatureRow>(tx, sql`
    with named as (
      select coalesce(s.data->>'buurt', s.data->>'code') as code, count(distinct s.row)::int as n, min(s.data->>'name') as "group"
      from import_stage s where s.run = ${run.id} group by 1)
    select ST_AsGeoJSON(ST_Transform(a.geom, 4326), 5) as geometry, -- 28992 -> CRS84
           jsonb_build_object('rejected', false, 'name', a.name, 'code', a.code, 'level', a.level, 'water', a.water, 'n', case when a.water then 0 else coalesce(d.n, 0) end, 'group', d."group") as properties
    from area a left join named d on d.code = a.code
    where a.boundary_set = ${set.id} and a.level = 'buurt' order by a.code limit ${maxFeatures}`)
  return found.map(toFeature)
}

function boundsOf(features: readonly Feature[]): ImportPreview['bounds'] {
  let box: [number, number, number, number] | null = null
  const visit = (at: unknown): void => {
    const list = at as Position | unknown[]
    if (typeof list[0] !== 'number') return list.forEach(visit)
    const [lon, lat] = list as [number, number]
    box = box ? [Math.min(box[0], lon), Math.min(box[1], lat), Math.max(box[2], lon), Math.max(box[3], lat)] : [lon, lat, lon, lat]
  }
  for (const { geometry, properties } of features) if ('coordinates' in geometry && properties?.water !== true) visit(geometry.coordinates)
  return box
}

