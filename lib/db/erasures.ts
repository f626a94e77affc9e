import { sql, type SQL } from 'drizzle-orm'
import type { ErasureDone, ErasureFound, ErasureQuery } from '@/lib/domain/erasure'
import type { FreeTextAnswer } from '@/lib/domain/free-text'
import { writeAudit } from './audit'
import { rows, type Tx } from './client'
import { bumpDataVersion, lockWriting } from './imports/runs'
import { forgetEarlierVersions } from './signal-traces'

/** What was found is not what was confirmed any more: look again. */
export class ErasureChanged extends Error {
  constructor(
    readonly expected: number,
    readonly found: number,
  ) {
    super(`Expected ${expected} signals, found ${found}`)
    this.name = 'ErasureChanged'
  }
}

/** Signals of `s`; a point is compared in RD (EPSG:28992), so the radius is in metres. */
function matches({ gemeente, place, from, to }: ErasureQuery): SQL {
  const there =
    place.kind === 'point'
      ? sql`ST_DWithin(s.point, ST_Transform(ST_SetSRID(ST_MakePoint(${place.first}::float8, ${place.second}::float8), ${place.srid}::int), 28992), ${place.radiusM}::float8)`
      : sql`exists (select from signal_area sa join area a on a.id = sa.area where sa.signal = s.id and a.code = ${place.code})`
  return sql`s.gemeente = ${gemeente} and s.observed_on >= ${from}::date and s.observed_on < ${to}::date and ${there}`
}

/** How many signals there are, per date and class of theme: enough to answer who asks for access, and to decide. Every look is logged. */
export async function findErasable(tx: Tx, query: ErasureQuery): Promise<ErasureFound> {
  const items = await rows<ErasureFound['items'][number]>(tx, sql`
    select s.observed_on::text as "observedOn", t.sensitive, count(*)::int as n from signal s join theme t on t.slug = s.theme
    where ${matches(query)} group by 1, 2 order by 1 desc, 2`)
  const total = items.reduce((sum, item) => sum + item.n, 0)
  await writeAudit(tx, { action: 'privacy.search', objectType: 'signal', detail: { found: total, by: query.place.kind, from: query.from, to: query.to } })
  return { total, items }
}

/**
 * Erases the signals for good: the rows, what imports remember of them, what waits to be loaded over them. Counts follow, and no import
 * brings them back. The audit log keeps their ids.
 *
 * @param expected how many the administrator saw and confirmed
 * @param reason as `checkFreeText` let it through
 * @param by account that is named; the right was checked by the caller
 * @throws {ErasureChanged} when there are more or fewer by now
 */
export async function eraseSignals(tx: Tx, query: ErasureQuery, expected: number, reason: Extract<FreeTextAnswer, { ok: true }>, by: string): Promise<{ id: number; signals: number }> {
  await lockWriting(tx)
  await tx.execute(sql`drop table if exists erased`)
  await tx.execute(sql`create temporary table erased on commit drop as select s.id from signal s where ${matches(query)}`)
  const ids = (await rows<{ id: number }>(tx, sql`select id from erased order by id`)).map((r) => r.id)
  if (ids.length !== expected) throw new ErasureChanged(expected, ids.length)
  await forgetEarlierVersions(tx, 'erased')
  await tx.execute(sql`
    insert into signal_gone (key, why, gone_on)
    select signal_key(s.gemeente, s.source, s.source_id), 'erased', (now() at time zone 'Europe/Amsterdam')::date from signal s join erased e using (id)
    on conflict (key) do update set why = 'erased', import_run = null`)
  await tx.execute(sql`delete from signal s using erased e where e.id = s.id`)
  const [made] = await rows<{ id: number }>(tx, sql`
    insert into erasure (gemeente, by_user, signals, reason) values (${query.gemeente}, ${by}, ${ids.length}, ${reason.text}) returning id`)
  await writeAudit(tx, { action: 'privacy.erase', objectType: 'erasure', objectId: made!.id, detail: { signals: ids, ...(reason.confirmed.length > 0 ? { reasonConfirmed: reason.confirmed } : {}) } })
  await bumpDataVersion(tx)
  return { id: made!.id, signals: ids.length }
}

/** The last erasures, newest first. */
export function listErasures(tx: Tx, limit: number): Promise<ErasureDone[]> {
  return rows(tx, sql`
    select id, to_char(at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as at, gemeente, by_user as by, signals, reason from erasure order by id desc limit ${limit}`)
}
