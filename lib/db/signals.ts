import { sql, type SQL } from 'drizzle-orm'
import type { SignalDetail, SignalItem } from '@/lib/domain/signal'
import type { SignalSort } from '@/lib/domain/signal-list'
import { werkYear } from './areas'
import { rows, type Tx } from './client'

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
  buurt: { by: sql`coalesce(a.name, '')`, type: sql`text` },
  status: { by: sql`s.status`, type: sql`text` },
}

/** How far a drawn point may lie from the real one, in metres: the accuracy that was stated for it. */
const jitterM: Record<'punt' | 'straat', number> = { punt: 10, straat: 60 }

const moved = (key: string): SQL => sql`
  ST_Transform(ST_Translate(s.point,
    (('x' || substr(encode(sha256(convert_to(s.id || ${key}::text, 'UTF8')), 'hex'), 1, 8))::bit(32)::bigint / 4294967296.0 * 2 - 1) * case s.accuracy when 'punt' then ${jitterM.punt}::float8 else ${jitterM.straat}::float8 end,
    (('x' || substr(encode(sha256(convert_to(s.id || ${key}::text, 'UTF8')), 'hex'), 9, 8))::bit(32)::bigint / 4294967296.0 * 2 - 1) * case s.accuracy when 'punt' then ${jitterM.punt}::float8 else ${jitterM.straat}::float8 end), 4326)`

/** Side of a cell of `signal.cell`, in metres; and the largest frame in which cells are listed (a larger one holds most signals anyway). */
const cellM = 500
const mostCells = 4_000

/** The cells (see lib/db/schema/signals.ts) that a frame in RD touches; null for a frame that is too large to list. */
async function cellsOf(tx: Tx, frameRd: SQL): Promise<number[] | null> {
  const [box] = await rows<{ x0: number; y0: number; x1: number; y1: number }>(tx, sql`
    select floor(ST_XMin(b) / ${cellM})::int as x0, floor(ST_YMin(b) / ${cellM})::int as y0, floor(ST_XMax(b) / ${cellM})::int as x1, floor(ST_YMax(b) / ${cellM})::int as y1
    from (select ST_Expand(${frameRd}, ${jitterM.straat}) as b) f`)
  const { x0, y0, x1, y1 } = box!
  if ((x1 - x0 + 1) * (y1 - y0 + 1) > mostCells) return null
  return Array.from({ length: x1 - x0 + 1 }, (_, i) => Array.from({ length: y1 - y0 + 1 }, (_, j) => (x0 + i) * 2000 + y0 + j)).flat()
}

const fields = (key: string): SQL => sql`
  s.id, s.theme, s.kind, s.evidence, s.source, s.channel, s.observed_on::text as "observedOn", s.accuracy, s.status, s.audience, a.code as "buurtCode", a.name as buurt,
  case when s.point is not null and s.accuracy <> 'buurt' then round(ST_X(${moved(key)})::numeric, 6)::float8 end as lon,
  case when s.point is not null and s.accuracy <> 'buurt' then round(ST_Y(${moved(key)})::numeric, 6)::float8 end as lat`

/**
 * Signals that the reader may see one by one (row-level security decides: team Zorg those of sensitive themes, a wijkmanager the others in
 * the own werkgebied): those that count, or with `status: 'cancelled'` those that were none. A point is moved within its stated accuracy, the same
 * way every time (asking again tells nothing more); accuracy `buurt` has none.
 */
export async function listSignals(tx: Tx, query: SignalQuery): Promise<{ items: SignalItem[]; total: number; next: { value: string; id: number } | null }> {
  if (query.werkgebieden?.length === 0) return { items: [], total: 0, next: null }
  const where = await whereOf(tx, query)
  const [counted] = await rows<{ n: number }>(tx, sql`select count(*)::int as n ${where}`)
  const sort = query.sort ?? '-observedOn'
  const down = sort.startsWith('-')
  const { by, type } = sortedOn[sort.replace('-', '')]!
  const [beyond, direction] = down ? [sql`<`, sql`desc`] : [sql`>`, sql`asc`]
  const items = await rows<SignalItem & { sorted?: string }>(tx, sql`
    select ${fields(query.moveKey)}, ${by}::text as sorted
    ${where} ${query.after ? sql`and (${by}, s.id) ${beyond} (${query.after.value}::${type}, ${query.after.id})` : sql``}
    order by ${by} ${direction}, s.id ${direction} limit ${query.limit}`)
  const last = items.at(-1)
  const next = last && items.length === query.limit ? { value: last.sorted!, id: last.id } : null
  for (const item of items) delete item.sorted
  return { items, total: counted!.n, next }
}

/** How many of the same signals lie in each buurt, by code. */
export async function countListed(tx: Tx, query: SignalQuery): Promise<{ code: string; n: number }[]> {
  if (query.werkgebieden?.length === 0) return []
  return rows(tx, sql`select a.code, count(*)::int as n ${await whereOf(tx, query)} and a.code is not null group by a.code`)
}

async function whereOf(tx: Tx, query: SignalQuery): Promise<SQL> {
  // What is in the frame is decided by the point as it is drawn: asking for smaller and smaller frames finds nothing else.
  const frame = query.bbox && sql`ST_MakeEnvelope(${query.bbox[0]}, ${query.bbox[1]}, ${query.bbox[2]}, ${query.bbox[3]}, 4326)`
  const cells = frame && (await cellsOf(tx, sql`ST_Transform(${frame}, 28992)`))
  return sql`
    from signal s
    join signal_area sa on sa.signal = s.id and sa.boundary_set = ${query.boundarySet}
    join area a on a.id = sa.area
    where s.gemeente = ${query.gemeente} and ${query.status === 'cancelled' ? sql`s.status = 'cancelled' and s.duplicate_of is null` : sql`signal_counts(s.status, s.duplicate_of)`}
      ${query.werkgebieden ? sql`and exists (select from werkgebied_buurt wb where wb.gemeente = s.gemeente and wb.buurt_code = a.code and wb.year = ${werkYear(query.gemeente, query.year)}
                  and wb.werkgebied in ${[...query.werkgebieden]})` : sql``}
      ${query.status && query.status !== 'cancelled' ? sql`and s.status = ${query.status}` : sql``}
      ${query.channel ? sql`and s.channel = ${query.channel}` : sql``}
      ${query.theme ? sql`and s.theme = ${query.theme}` : sql``}
      ${query.source ? sql`and s.source = ${query.source}` : sql``}
      ${query.evidence ? sql`and s.evidence = ${query.evidence}` : sql``}
      ${query.kind ? sql`and s.kind = ${query.kind}` : sql``}
      ${query.from ? sql`and s.observed_on >= ${query.from}::date` : sql``}
      ${query.to ? sql`and s.observed_on < ${query.to}::date` : sql``}
      ${query.buurt ? sql`and a.code = ${query.buurt}` : sql``}
      ${cells ? sql`and s.cell = any(${`{${cells.join()}}`}::int[])` : sql``}
      ${frame ? sql`and s.accuracy <> 'buurt' and ST_Intersects(${moved(query.moveKey)}, ${frame})` : sql``}`
}

/** One signal with its note; null when it does not exist or the reader may not see it: the two cannot be told apart. */
export async function findSignal(tx: Tx, id: number, moveKey: string): Promise<SignalDetail | null> {
  const [found] = await rows<SignalDetail>(tx, sql`
    select ${fields(moveKey)}, s.source_id as "sourceId", s.note, t.sensitive, s.close_reason as "closeReason", s.duplicate_of as "duplicateOf",
           coalesce(s.recorded_by = (select my_id()), false) as own
    from signal s join theme t on t.slug = s.theme
    left join lateral (
      select sa.area from signal_area sa join boundary_set b on b.id = sa.boundary_set where sa.signal = s.id order by b.year desc limit 1) place on true
    left join area a on a.id = place.area
    where s.id = ${id}`)
  return found ?? null
}
