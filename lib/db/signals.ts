import { sql, type SQL } from 'drizzle-orm'
import type { SignalDetail, SignalItem } from '@/lib/domain/signal'
import type { SignalSort } from '@/lib/domain/signal-list'
import { werkYear } from './areas'
import { rows, type Tx } from './client'
import { frameInRd } from './frame'

export type SignalQuery = {
  gemeente: string
  /** the boundaries in force, and their year: they decide the buurt and the werkgebied */
  boundarySet: number
  year: number
  /** only signals in these werkgebieden; null for everything that row-level security lets through */
  werkgebieden: readonly number[] | null
  theme?: string
  source?: string
  evidence?: string
  kind?: string
  /** [from, to) */
  from?: string
  to?: string
  buurt?: string
  /** only in these buurten (ids of areas) */
  areas?: readonly number[]
  /** without it: every signal that counts; `cancelled` gives those that do not */
  status?: string
  channel?: string
  /** default: newest first */
  sort?: SignalSort
  /** CRS84: west, south, east, north */
  bbox?: readonly [number, number, number, number]
  /** secret that decides how far each point is moved; without it nobody can undo the move */
  moveKey: string
  limit: number
  /** the last item of the page before: what it is sorted on, and its id */
  after?: { value: string; id: number }
}

/** What is sorted on, and its type: a cursor holds it as text. Ids break ties. */
const sortedOn: Record<string, { by: SQL; type: SQL }> = {
  observedOn: { by: sql`s.observed_on`, type: sql`date` },
  theme: { by: sql`s.theme`, type: sql`text` },
  buurt: { by: sql`coalesce(s.buurt, '')`, type: sql`text` },
  status: { by: sql`s.status`, type: sql`text` },
}

/** How far a drawn point may lie from the real one, in metres: the accuracy that was stated for it. */
const jitterM: Record<'punt' | 'straat', number> = { punt: 10, straat: 60 }

/** First four bytes of a hash from `byte` on, as a number in [-1, 1). */
const fraction = (byte: number): SQL => sql`(('x' || substr(h.hash, ${sql.raw(String(2 * byte + 1))}, 8))::bit(32)::bigint::float8 / 4294967296 * 2 - 1)`

/** For FROM: `m.point`, the point of signal `s` as it is drawn, in RD (EPSG:28992). `offset 0`: else the planner writes it out, hash and all, wherever it is used. */
const moved = (key: string): SQL => sql`
  lateral (
    select ST_Translate(s.point, ${fraction(0)} * h.most, ${fraction(4)} * h.most) as point
    from (select encode(sha256(convert_to(s.id || ${key}::text, 'UTF8')), 'hex') as hash,
                 case s.accuracy when 'punt' then ${jitterM.punt}::float8 else ${jitterM.straat}::float8 end as most offset 0) h
    offset 0) m`

/** For FROM: `d.point`, a point in RD as degrees (CRS84). */
const inDegrees = (pointRd: SQL): SQL => sql`lateral (select ST_Transform(${pointRd}, 4326) as point offset 0) d`

const lonLat = sql`
  case when s.accuracy <> 'buurt' then round(ST_X(d.point)::numeric, 6)::float8 end as lon,
  case when s.accuracy <> 'buurt' then round(ST_Y(d.point)::numeric, 6)::float8 end as lat`

/**
 * Signals that the reader may see one by one (row-level security decides: team Zorg those of sensitive themes, a wijkmanager the others in
 * the own werkgebied): those that count, or with `status: 'cancelled'` those that were none. A point is moved within its stated accuracy, the same
 * way every time (asking again tells nothing more); accuracy `buurt` has none.
 */
export async function listSignals(tx: Tx, query: SignalQuery): Promise<{ items: SignalItem[]; total: number; next: { value: string; id: number } | null }> {
  if (query.werkgebieden?.length === 0) return { items: [], total: 0, next: null }
  const frame = query.bbox && (await frameInRd(tx, query.bbox, jitterM.straat))
  const sort = query.sort ?? '-observedOn'
  const { by, type } = sortedOn[sort.replace('-', '')]!
  const [beyond, direction] = sort.startsWith('-') ? [sql`<`, sql`desc`] : [sql`>`, sql`asc`]
  const found = await rows<SignalItem & { total: number; sorted: string }>(tx, sql`
    with found as materialized (
      select s.id, s.theme, s.kind, s.evidence, s.source, s.channel, s.observed_on, s.accuracy, s.status, s.audience, sa.area, ${frame ? sql`m.point` : sql`s.point`}
      ${listed(query, frame)}),
    named as (select found.*, a.code as "buurtCode", a.name as buurt from found join area a on a.id = found.area),
    page as (
      select * from named s ${query.after ? sql`where (${by}, s.id) ${beyond} (${query.after.value}::${type}, ${query.after.id})` : sql``}
      order by ${by} ${direction}, s.id ${direction} limit ${query.limit})
    select (select count(*)::int from found) as total, s.id, s.theme, s.kind, s.evidence, s.source, s.channel, s.observed_on::text as "observedOn", s.accuracy, s.status, s.audience,
           s."buurtCode", s.buurt, ${lonLat}, ${by}::text as sorted
    from (values (1)) always left join page s on true
    ${frame ? sql`` : sql`left join ${moved(query.moveKey)} on true`} left join ${inDegrees(frame ? sql`s.point` : sql`m.point`)} on true
    order by ${by} ${direction}, s.id ${direction}`)
  const { total } = found[0]!
  const page = found.filter((row) => row.id !== null)
  const last = page.length === query.limit ? page.at(-1) : undefined
  return { items: page.map(({ total: _t, sorted: _s, ...item }) => item), total, next: last ? { value: last.sorted, id: last.id } : null }
}

/** How many of the same signals lie in each buurt, by code; a frame does not count here. */
export async function countListed(tx: Tx, query: SignalQuery): Promise<{ code: string; n: number }[]> {
  if (query.werkgebieden?.length === 0) return []
  return rows(tx, sql`
    select a.code, f.n from (select sa.area, count(*)::int as n ${listed(query, undefined)} group by sa.area) f
    join area a on a.id = f.area where not a.water`)
}

/**
 * FROM and WHERE of the list: signals `s` with their place `sa`, and in a frame their moved point `m`. The areas that may be are looked up first, as an
 * array: joined, the planner takes the few signals of a frame for one, and walks all areas for each of them.
 */
const listed = (query: SignalQuery, frame: Awaited<ReturnType<typeof frameInRd>> | undefined): SQL => sql`
  from signal s
  join signal_area sa on sa.signal = s.id and sa.boundary_set = ${query.boundarySet}
  ${frame ? sql`cross join ${moved(query.moveKey)}` : sql``}
  where s.gemeente = ${query.gemeente} and ${query.status === 'cancelled' ? sql`s.status = 'cancelled' and s.duplicate_of is null` : sql`signal_counts(s.status, s.duplicate_of)`}
    and sa.area = any((
      select array_agg(a.id) from area a
      where a.boundary_set = ${query.boundarySet} and a.level = 'buurt'
        ${query.buurt ? sql`and a.code = ${query.buurt}` : sql``}
        ${query.werkgebieden ? sql`and a.code in (select wb.buurt_code from werkgebied_buurt wb where wb.gemeente = ${query.gemeente} and wb.year = ${werkYear(query.gemeente, query.year)}
                and wb.werkgebied in ${[...query.werkgebieden]})` : sql``})::bigint[])
    ${query.status && query.status !== 'cancelled' ? sql`and s.status = ${query.status}` : sql``}
    ${query.channel ? sql`and s.channel = ${query.channel}` : sql``}
    ${query.theme ? sql`and s.theme = ${query.theme}` : sql``}
    ${query.source ? sql`and s.source = ${query.source}` : sql``}
    ${query.evidence ? sql`and s.evidence = ${query.evidence}` : sql``}
    ${query.kind ? sql`and s.kind = ${query.kind}` : sql``}
    ${query.from ? sql`and s.observed_on >= ${query.from}::date` : sql``}
    ${query.to ? sql`and s.observed_on < ${query.to}::date` : sql``}
    ${query.areas ? sql`and sa.area = any(${`{${query.areas.join()}}`}::bigint[])` : sql``}
    ${frame ? sql`and s.accuracy <> 'buurt' and ${frame.mayHold(sql`s`)} and ${frame.holds(sql`m.point`)}` : sql``}`

/** One signal with its note; null when it does not exist or the reader may not see it: the two cannot be told apart. */
export async function findSignal(tx: Tx, id: number, moveKey: string): Promise<SignalDetail | null> {
  const [found] = await rows<SignalDetail>(tx, sql`
    select s.id, s.theme, s.kind, s.evidence, s.source, s.channel, s.observed_on::text as "observedOn", s.accuracy, s.status, s.audience, a.code as "buurtCode", a.name as buurt, ${lonLat},
           s.source_id as "sourceId", s.note, t.sensitive, s.close_reason as "closeReason", s.duplicate_of as "duplicateOf", coalesce(s.recorded_by = (select my_id()), false) as own
    from signal s join theme t on t.slug = s.theme
    left join lateral (
      select sa.area from signal_area sa join boundary_set b on b.id = sa.boundary_set where sa.signal = s.id order by b.year desc limit 1) place on true
    left join area a on a.id = place.area
    cross join ${moved(moveKey)} cross join ${inDegrees(sql`m.point`)}
    where s.id = ${id}`)
  return found ?? null
}
