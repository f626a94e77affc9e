import { sql, type SQL } from 'drizzle-orm'
import type { SignalItem } from '@/lib/domain/signal'
import { werkYear } from './areas'
import { rows, type Tx } from './client'

export type SignalQuery = {
  gemeente: string
  /** the boundaries in force, and their year: they decide the buurt and the werkgebied */
  boundarySet: number
  year: number
  /** only signals in these werkgebieden; an empty list gives nothing */
  werkgebieden: readonly number[]
  theme?: string
  source?: string
  evidence?: string
  kind?: string
  /** [from, to) */
  from?: string
  to?: string
  buurt?: string
  /** CRS84: west, south, east, north */
  bbox?: readonly [number, number, number, number]
  /** secret that decides how far each point is moved; without it nobody can undo the move */
  moveKey: string
  limit: number
  /** the last item of the page before */
  after?: { observedOn: string; id: number }
}

/** How far a drawn point may lie from the real one, in metres: the accuracy that was stated for it. */
const jitterM: Record<'punt' | 'straat', number> = { punt: 10, straat: 60 }

const moved = (key: string): SQL => sql`
  ST_Transform(ST_Translate(s.point,
    (('x' || substr(md5(s.id || ${key}::text), 1, 8))::bit(32)::bigint / 4294967296.0 * 2 - 1) * case s.accuracy when 'punt' then ${jitterM.punt}::float8 else ${jitterM.straat}::float8 end,
    (('x' || substr(md5(s.id || ${key}::text), 9, 8))::bit(32)::bigint / 4294967296.0 * 2 - 1) * case s.accuracy when 'punt' then ${jitterM.punt}::float8 else ${jitterM.straat}::float8 end), 4326)`

/**
 * Counted signals in the reader's werkgebieden, newest first. A point is moved within its stated accuracy, the same way every
 * time (asking again tells nothing more); sensitive themes and accuracy `buurt` have none.
 */
export async function listSignals(tx: Tx, query: SignalQuery): Promise<{ items: SignalItem[]; total: number }> {
  if (query.werkgebieden.length === 0) return { items: [], total: 0 }
  // What is in the frame is decided by the point as it is drawn: asking for smaller and smaller frames finds nothing else.
  const frame = query.bbox && sql`ST_MakeEnvelope(${query.bbox[0]}, ${query.bbox[1]}, ${query.bbox[2]}, ${query.bbox[3]}, 4326)`
  const box = query.bbox && sql`ST_Transform(ST_MakeEnvelope(${query.bbox[0]}, ${query.bbox[1]}, ${query.bbox[2]}, ${query.bbox[3]}, 4326), 28992)`
  const where = sql`
    from signal s
    join signal_area sa on sa.signal = s.id and sa.boundary_set = ${query.boundarySet}
    join area a on a.id = sa.area
    join theme t on t.slug = s.theme
    where s.gemeente = ${query.gemeente} and signal_counts(s.status, s.duplicate_of)
      and exists (select from werkgebied_buurt wb where wb.gemeente = s.gemeente and wb.buurt_code = a.code and wb.year = ${werkYear(query.gemeente, query.year)}
                  and wb.werkgebied in ${[...query.werkgebieden]})
      ${query.theme ? sql`and s.theme = ${query.theme}` : sql``}
      ${query.source ? sql`and s.source = ${query.source}` : sql``}
      ${query.evidence ? sql`and s.evidence = ${query.evidence}` : sql``}
      ${query.kind ? sql`and s.kind = ${query.kind}` : sql``}
      ${query.from ? sql`and s.observed_on >= ${query.from}::date` : sql``}
      ${query.to ? sql`and s.observed_on < ${query.to}::date` : sql``}
      ${query.buurt ? sql`and a.code = ${query.buurt}` : sql``}
      ${box ? sql`and s.accuracy <> 'buurt' and not t.sensitive and s.point && ST_Expand(${box}, ${jitterM.straat}) and ST_Intersects(${moved(query.moveKey)}, ${frame})` : sql``}`
  const [counted] = await rows<{ n: number }>(tx, sql`select count(*)::int as n ${where}`)
  const items = await rows<SignalItem>(tx, sql`
    select s.id, s.theme, s.kind, s.evidence, s.source, s.observed_on::text as "observedOn", s.accuracy, s.status, a.code as "buurtCode",
           case when s.point is not null and s.accuracy <> 'buurt' and not t.sensitive then round(ST_X(${moved(query.moveKey)})::numeric, 6)::float8 end as lon,
           case when s.point is not null and s.accuracy <> 'buurt' and not t.sensitive then round(ST_Y(${moved(query.moveKey)})::numeric, 6)::float8 end as lat
    ${where} ${query.after ? sql`and (s.observed_on, s.id) < (${query.after.observedOn}::date, ${query.after.id})` : sql``}
    order by s.observed_on desc, s.id desc limit ${query.limit}`)
  return { items, total: counted!.n }
}
