import { sql } from 'drizzle-orm'
import { rows, type Tx } from '../client'

export type VerdictRow = {
  id: number
  first: number
  second: number
  verdict: 'double' | 'complementary' | 'wanted' | 'withdrawn'
  reason: string
  expires: string | null
  /** role of who said it; null when nobody is known */
  by: string | null
  /** whether the reader said it */
  mine: boolean
  at: string
  /** day in Amsterdam */
  on: string
  firstVersion: number
  secondVersion: number
  firstOrganisation: number
  secondOrganisation: number
  /** what both were called then */
  firstWas: string
  secondWas: string
  replaces: number | null
}

const columns = sql`
  v.id, v.first, v.second, v.verdict, v.reason, v.expires::text as expires, u.role as by, coalesce(v.by_user = my_id(), false) as mine,
  to_char(v.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as at, (v.at at time zone 'Europe/Amsterdam')::date::text as "on",
  v.first_version as "firstVersion", v.second_version as "secondVersion", v.first_organisation as "firstOrganisation", v.second_organisation as "secondOrganisation",
  v.first_was as "firstWas", v.second_was as "secondWas", v.replaces`

/** All verdicts of a gemeente that the reader may see, oldest first. */
export function listVerdicts(tx: Tx, gemeente: string): Promise<VerdictRow[]> {
  return rows(tx, sql`select ${columns} from overlap_verdict v left join user_roles() u on u.id = v.by_user where v.gemeente = ${gemeente} order by v.id`)
}

/** The last verdict of a pair, also one that was taken back; null when there is none that the reader may see. */
export async function lastVerdict(tx: Tx, first: number, second: number): Promise<VerdictRow | null> {
  return (await rows<VerdictRow>(tx, sql`select ${columns} from overlap_verdict v left join user_roles() u on u.id = v.by_user where (v.first, v.second) = (${first}, ${second}) order by v.id desc limit 1`))[0] ?? null
}

export async function findVerdict(tx: Tx, id: number): Promise<VerdictRow | null> {
  return (await rows<VerdictRow>(tx, sql`select ${columns} from overlap_verdict v left join user_roles() u on u.id = v.by_user where v.id = ${id}`))[0] ?? null
}

export type NewVerdict = { first: number; second: number; verdict: VerdictRow['verdict']; reason: string; expires: string | null; firstVersion: number | null; secondVersion: number | null; replaces: number | null }

/**
 * Adds what was said; who, when and what was judged the database fills in (drizzle/0015).
 * @throws SQLSTATE 42501 for who may not judge this pair, 23505 when somebody said something since `replaces`, BF015 when an activity changed since those versions, BF016 when there is no such pair
 */
export async function addVerdict(tx: Tx, v: NewVerdict): Promise<number> {
  const [made] = await rows<{ id: number }>(tx, sql`
    insert into overlap_verdict (first, second, verdict, reason, expires, first_version, second_version, replaces)
    values (${v.first}, ${v.second}, ${v.verdict}, ${v.reason}, ${v.expires}, ${v.firstVersion}, ${v.secondVersion}, ${v.replaces}) returning id`)
  return made!.id
}

/** Which of these pairs the reader may judge as a wijkmanager: both activities in an own werkgebied. */
export async function pairInMyAreas(tx: Tx, first: number, second: number): Promise<boolean> {
  const [found] = await rows<{ own: boolean }>(tx, sql`select activities_in_my_areas(array[${first}, ${second}]::bigint[]) as own`)
  return found!.own
}
