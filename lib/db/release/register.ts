import { sql } from 'drizzle-orm'
import type { ReleaseCounts, ReleaseProblem, ReleaseRow } from '@/lib/domain/release'
import { rows, type Tx } from '../client'
import { arrayText } from '../text-array'

/** A process that gave no sign of life for so long is dead, and what it was making is made again. */
const deadAfterS = 60

const iso = (column: string) => sql.raw(`to_char(r.${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')`)
const columns = sql`
  r.number, r.id, r.gemeente, r.status, r.until_period as "untilPeriod", ${iso('asked_at')} as "askedAt", ${iso('made_at')} as "madeAt", r.made_on::text as "madeOn", r.boundary_year as "boundaryYear",
  r.periods, r.sha256, r.counts, r.problem, ${iso('published_at')} as "publishedAt", ${iso('withdrawn_at')} as "withdrawnAt", r.withdrawn_reason as "withdrawnReason"`

/** Publications, the newest first. */
export function listReleases(tx: Tx, gemeente: string | null = null): Promise<ReleaseRow[]> {
  return rows(tx, sql`select ${columns} from public_release r where ${gemeente}::text is null or r.gemeente = ${gemeente} order by r.number desc limit 200`)
}

export async function findRelease(tx: Tx, number: number): Promise<ReleaseRow | null> {
  return (await rows<ReleaseRow>(tx, sql`select ${columns} from public_release r where r.number = ${number}`))[0] ?? null
}

export async function findReleaseById(tx: Tx, id: string): Promise<ReleaseRow | null> {
  return (await rows<ReleaseRow>(tx, sql`select ${columns} from public_release r where r.id = ${id}`))[0] ?? null
}

/** Asks for a publication; it is made by whoever looks for work next. @throws SQLSTATE 23505 when one is asked for already, 42501 for who may not */
export async function askRelease(tx: Tx, gemeente: string, untilPeriod: string | null): Promise<number> {
  const [made] = await rows<{ number: number }>(tx, sql`insert into public_release (gemeente, until_period) values (${gemeente}, ${untilPeriod}) returning number`)
  return made!.number
}

/** Takes what was asked, or what a process that died left; with a number only that one. Two processes never take the same. */
export async function takeRelease(tx: Tx, number: number | null = null): Promise<ReleaseRow | null> {
  const [taken] = await rows<ReleaseRow>(tx, sql`
    update public_release r set status = 'making', alive_at = clock_timestamp()
    where r.number = (select n.number from public_release n
      where (n.status = 'asked' or (n.status = 'making' and n.alive_at < clock_timestamp() - make_interval(secs => ${deadAfterS}))) and (${number}::bigint is null or n.number = ${number})
      order by n.number limit 1 for update skip locked)
    returning ${columns}`)
  return taken ?? null
}

/** Whether something waits: one short question, to be asked every few seconds. */
export async function releaseWaits(tx: Tx): Promise<boolean> {
  const [found] = await rows<{ waits: boolean }>(tx, sql`
    select exists (select from public_release where status = 'asked' or (status = 'making' and alive_at < clock_timestamp() - make_interval(secs => ${deadAfterS}))) as waits`)
  return found!.waits
}

export async function stillMaking(tx: Tx, number: number): Promise<void> {
  await tx.execute(sql`update public_release set alive_at = clock_timestamp() where number = ${number} and status = 'making'`)
}

/** Until the transaction ends, nobody publishes a draft of this gemeente. */
export async function holdDrafts(tx: Tx, gemeente: string): Promise<void> {
  await tx.execute(sql`select 1 from public_release where gemeente = ${gemeente} and status = 'draft' for update`)
}

export type Made = { id: string; madeOn: string; boundaryYear: number; periods: readonly string[]; sha256: string; counts: ReleaseCounts; keyMark: string }

/** Notes what was made. The same contents as a release that is there already are that one: then this one only says so. @returns the number that counts */
export async function finishRelease(tx: Tx, number: number, made: Made): Promise<number> {
  const [known] = await rows<{ number: number }>(tx, sql`select number from public_release where id = ${made.id} and number <> ${number} and status <> 'withdrawn'`)
  if (known) {
    await tx.execute(sql`update public_release set status = 'failed', problem = 'same' where number = ${number}`)
    await tx.execute(sql`delete from pub.leaf where release = ${number}`)
    return known.number
  }
  // A draft that nobody published is replaced by the next one; what was withdrawn keeps its place in the register, without the id.
  await tx.execute(sql`delete from public_release d using public_release n where n.number = ${number} and d.gemeente = n.gemeente and d.status = 'draft' and d.number <> n.number`)
  await tx.execute(sql`update public_release set id = null where id = ${made.id} and status = 'withdrawn'`)
  await tx.execute(sql`
    update public_release set status = 'draft', id = ${made.id}, made_at = clock_timestamp(), made_on = ${made.madeOn}, boundary_year = ${made.boundaryYear}, periods = ${arrayText(made.periods)}::text::text[],
      sha256 = ${made.sha256}, counts = ${JSON.stringify(made.counts)}::text::jsonb, key_mark = ${made.keyMark} where number = ${number}`)
  return number
}

/** It could not be made: what was counted for it goes. */
export async function failRelease(tx: Tx, number: number, problem: ReleaseProblem): Promise<void> {
  await tx.execute(sql`delete from pub.leaf where release = ${number} and exists (select from public_release where number = ${number} and status in ('asked', 'making'))`)
  await tx.execute(sql`update public_release set status = 'failed', problem = ${problem} where number = ${number} and status in ('asked', 'making')`)
}

/** @throws SQLSTATE BF022 when it is no draft, 42501 for who may not. @returns false when there is none that the reader may change */
export async function publishRelease(tx: Tx, number: number): Promise<boolean> {
  return (await rows(tx, sql`update public_release set status = 'published' where number = ${number} returning 1 as one`)).length > 0
}

/** @throws SQLSTATE BF022 when there is nothing to withdraw, 42501 for who may not. @returns false when there is none that the reader may change */
export async function withdrawRelease(tx: Tx, number: number, reason: string): Promise<boolean> {
  return (await rows(tx, sql`update public_release set status = 'withdrawn', withdrawn_reason = ${reason} where number = ${number} returning 1 as one`)).length > 0
}

/** What is public now, by the register, the newest first: the files follow it. */
export function publicNow(tx: Tx): Promise<{ id: string; madeOn: string }[]> {
  return rows(tx, sql`select id, made_on::text as "madeOn" from public_release where status = 'published' order by published_at desc, number desc`)
}

/** The release before this one that was published: what its figures are compared with. */
export async function releaseBefore(tx: Tx, gemeente: string, number: number): Promise<number | null> {
  const [found] = await rows<{ number: number }>(tx, sql`select number from public_release where gemeente = ${gemeente} and status = 'published' and number <> ${number} order by published_at desc limit 1`)
  return found?.number ?? null
}
