import { sql } from 'drizzle-orm'
import type { Period } from '@/lib/domain/period'
import { rows, type Tx } from '../client'
import { frameInRd, type Bbox } from '../frame'
import type { SignalFilter } from '../signal-counts'
import { offPiles } from './piles'

/** A place where many reporters are close to each other; no test stands behind it. */
export type Spot = {
  /** theme when the question names none */
  theme: string
  /** CRS84, the middle of a square of 50 m */
  lon: number
  lat: number
  /** the circle holds all of its reporters */
  radiusM: number
  /** unique reporters and signals in it */
  reporters: number
  signals: number
}

/** Reporters that are this close to each other belong together (4-methods.md 1.5), and at least so many make a spot. */
const closeM = 100
const leastReporters = 5
/** Middles lie on a grid of so many metres, and no circle is smaller than its radius: a single point cannot be read from it. */
const gridM = 50
const leastRadiusM = 100
/** Spots that lie in the frame have their reporters up to so far outside it. */
const aroundM = 500

/**
 * Spots with their middle in a frame of the map, of the signals that the reader may see one by one and that have a point, per theme. A reporter counts
 * once per square of 100 m, signals without a reporter once per square and ISO week; piles are left out. Sorted by the hash of the reporter, so that a
 * point between two spots falls in the same one every time.
 */
export async function spotsInFrame(tx: Tx, set: { gemeente: string }, bbox: Bbox, filter: SignalFilter & { period: Period }): Promise<Spot[]> {
  const frame = await frameInRd(tx, bbox, aroundM)
  return rows(tx, sql`
    with near as (
      select s.id, s.theme, s.point, s.observed_on, s.reporter_key, floor(ST_X(s.point) / ${closeM}::int) as col, floor(ST_Y(s.point) / ${closeM}::int) as line
      from signal s
      where s.gemeente = ${set.gemeente} and s.accuracy <> 'buurt' and ${frame.mayHold(sql`s`)} and signal_counts(s.status, s.duplicate_of)
        and s.observed_on >= ${filter.period.from}::date and s.observed_on < ${filter.period.to}::date
        and (${filter.theme ?? null}::text is null or s.theme = ${filter.theme ?? null}) and (${filter.source ?? null}::text is null or s.source = ${filter.source ?? null})
        and (${filter.evidence ?? null}::text is null or s.evidence = ${filter.evidence ?? null}) and (${filter.kind ?? null}::text is null or s.kind = ${filter.kind ?? null})
        and ${offPiles(set.gemeente)}),
    reporter as (
      select distinct on (theme, col, line, coalesce(reporter_key, date_trunc('week', observed_on)::date::text)) id, theme, point, reporter_key, col, line, count(*) over (partition by theme, col, line, coalesce(reporter_key, date_trunc('week', observed_on)::date::text)) as signals
      from near order by theme, col, line, coalesce(reporter_key, date_trunc('week', observed_on)::date::text), observed_on, id),
    grouped as (
      select *, ST_ClusterDBSCAN(point, ${closeM}::float8, ${leastReporters}::int) over (partition by theme order by md5(coalesce(reporter_key, id::text)), id) as spot from reporter),
    spot as (
      select theme, spot, round(avg(ST_X(point)) / ${gridM}::int) * ${gridM}::int as x, round(avg(ST_Y(point)) / ${gridM}::int) * ${gridM}::int as y,
             count(distinct coalesce(reporter_key, id::text))::int as reporters, sum(signals)::int as signals
      from grouped where spot is not null group by theme, spot)
    select p.theme, round(ST_X(d.point)::numeric, 6)::float8 as lon, round(ST_Y(d.point)::numeric, 6)::float8 as lat, -- CRS84
           (select greatest(${leastRadiusM}::int, ceil(max(ST_Distance(g.point, m.point)) / 10) * 10) from grouped g where g.theme = p.theme and g.spot = p.spot)::int as "radiusM", p.reporters, p.signals
    from spot p cross join lateral (select ST_SetSRID(ST_MakePoint(p.x, p.y), 28992) as point) m cross join lateral (select ST_Transform(m.point, 4326) as point offset 0) d
    where p.reporters >= ${leastReporters} and ${frame.holds(sql`m.point`)}
    order by p.reporters desc, p.theme, p.x, p.y`)
}
