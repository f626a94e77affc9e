import { sql } from 'drizzle-orm'
import type { CloseReason, Receipt, SignalEvent, SignalNeighbour } from '@/lib/domain/signal'
import { findBoundarySet } from './areas'
import { rows, type Tx } from './client'
import { findSignal } from './signals'

/** A signal as it is kept: what may not be kept was left out before. `lon`, `lat` in CRS84; null for accuracy `buurt`. */
export type NewSignal = {
  gemeente: string
  sourceId: string
  theme: string
  kind: string
  evidence: string
  channel: string
  observedOn: string
  accuracy: string
  lon: number | null
  lat: number | null
  buurtCode: string | null
  audience: string
  note: string | null
}

/**
 * Records a signal for `uid`; the same `sourceId` again changes nothing. Without RETURNING: who may record need not be allowed to read it.
 * Whether the place exists and is in the own werkgebied the database says (42501, BF003, BF004; drizzle/0012).
 * @returns the number of the signal and whether it is new; null when somebody else has this id
 */
export async function recordSignal(tx: Tx, uid: number, s: NewSignal): Promise<{ id: number; made: boolean } | null> {
  const point = s.lon === null ? sql`null` : sql`ST_Transform(ST_SetSRID(ST_MakePoint(${s.lon}, ${s.lat}), 4326), 28992)` // CRS84 -> RD
  const before = await recordedId(tx, s.gemeente, s.sourceId)
  if (before !== null) return { id: before, made: false }
  await tx.execute(sql`
    insert into signal (gemeente, source, source_id, kind, theme, evidence, channel, observed_on, point, accuracy, stated_buurt, audience, note, recorded_by)
    values (${s.gemeente}, 'app', ${s.sourceId}, ${s.kind}, ${s.theme}, ${s.evidence}, ${s.channel}, ${s.observedOn}::date, ${point}, ${s.accuracy}, ${s.buurtCode}, ${s.audience}, ${s.note}, ${uid})
    on conflict do nothing`)
  const id = await recordedId(tx, s.gemeente, s.sourceId)
  return id === null ? null : { id, made: true }
}

async function recordedId(tx: Tx, gemeente: string, sourceId: string): Promise<number | null> {
  const [found] = await rows<{ id: number | null }>(tx, sql`select recorded_signal(${gemeente}, ${sourceId}) as id`)
  return found?.id ?? null
}

/** The buurt of a point (CRS84) by the newest boundaries of a gemeente; null outside it, or when no boundaries are loaded. */
export async function buurtAt(tx: Tx, gemeente: string, lon: number, lat: number): Promise<string | null> {
  const set = await findBoundarySet(tx, gemeente, 9999)
  if (!set) return null
  const [found] = await rows<{ code: string }>(tx, sql`
    select a.code from signal_places(ST_Transform(ST_SetSRID(ST_MakePoint(${lon}, ${lat}), 4326), 28992), null, ${set.id}) p join area a on a.id = p.area`)
  return found?.code ?? null
}

/** What a theme allows to keep; null when there is no such theme. */
export async function findTheme(tx: Tx, slug: string): Promise<{ sensitive: boolean } | null> {
  const [found] = await rows<{ sensitive: boolean }>(tx, sql`select sensitive from theme where slug = ${slug}`)
  return found ?? null
}

/** What the recorder is told; the signal itself only when the recorder may see it. */
export async function receiptOf(tx: Tx, id: number, s: NewSignal, moveKey: string): Promise<Receipt> {
  const item = await findSignal(tx, id, moveKey)
  return { id, sourceId: s.sourceId, theme: s.theme, kind: s.kind as Receipt['kind'], observedOn: s.observedOn, accuracy: s.accuracy as Receipt['accuracy'], buurtCode: item?.buurtCode ?? s.buurtCode, noteKept: s.note !== null, item }
}

export type SignalFields = { status?: string; closeReason?: CloseReason | null; audience?: string; note?: string | null }

/** Changes a signal that the reader may see; history is written by a trigger. @returns whether there was one to change */
export async function changeSignal(tx: Tx, id: number, fields: SignalFields): Promise<boolean> {
  const parts = [
    ...(fields.status === undefined ? [] : [sql`status = ${fields.status}`, sql`close_reason = ${fields.closeReason ?? null}`]),
    ...(fields.audience === undefined ? [] : [sql`audience = ${fields.audience}`]),
    ...(fields.note === undefined ? [] : [sql`note = ${fields.note}`]),
  ]
  if (parts.length === 0) return true
  return (await rows(tx, sql`update signal set ${sql.join(parts, sql`, `)} where id = ${id} returning id`)).length > 0
}

/** Says that a signal repeats another one (which then counts for both), or that it does not (null). */
export async function repeatSignal(tx: Tx, id: number, of: number | null): Promise<boolean> {
  return (await rows(tx, sql`update signal set duplicate_of = ${of} where id = ${id} returning id`)).length > 0
}

/** How many signals repeat this one. */
export async function countDuplicates(tx: Tx, id: number): Promise<number> {
  const [found] = await rows<{ n: number }>(tx, sql`select count(*)::int as n from signal where duplicate_of = ${id}`)
  return found!.n
}

/** Relates two signals, or takes that back; the order of the two does not matter, and doing it twice changes nothing. */
export async function linkSignals(tx: Tx, a: number, b: number, related: boolean): Promise<void> {
  const [first, second] = a < b ? [a, b] : [b, a]
  if (related) await tx.execute(sql`insert into signal_link (first, second) select ${first}, ${second} where not exists (select from signal_link where first = ${first} and second = ${second})`)
  else await tx.execute(sql`delete from signal_link where first = ${first} and second = ${second}`)
}

/** What happened to a signal, newest first, by role and never by name. */
export function signalEvents(tx: Tx, id: number): Promise<SignalEvent[]> {
  return rows(tx, sql`
    select to_char(e.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as at, u.role as by, e.kind as change, e.before, e.after
    from signal_event e left join user_roles() u on u.id = e.by_user
    where e.signal = ${id} order by e.at desc, e.id desc limit 200`)
}

/** The signals that belong to one, as far as the reader may see them. */
export function signalNeighbours(tx: Tx, id: number): Promise<SignalNeighbour[]> {
  return rows(tx, sql`
    with near as (
      select duplicate_of as id, 'first' as "as" from signal where id = ${id} and duplicate_of is not null
      union all select id, 'duplicate' from signal where duplicate_of = ${id}
      union all select case when first = ${id} then second else first end, 'related' from signal_link where ${id} in (first, second))
    select s.id, s.theme, s.kind, s.observed_on::text as "observedOn", a.name as buurt, near."as"
    from near join signal s on s.id = near.id
    left join lateral (select sa.area from signal_area sa join boundary_set b on b.id = sa.boundary_set where sa.signal = s.id order by b.year desc limit 1) p on true
    left join area a on a.id = p.area
    order by near."as", s.observed_on desc, s.id`)
}
