import { sql } from 'drizzle-orm'
import { rows, type Tx } from '../client'

/** The mark of the key of the newest release of a gemeente that was ever public; null before the first. */
export async function newestKeyMark(tx: Tx, gemeente: string): Promise<string | null> {
  const [newest] = await rows<{ mark: string }>(tx, sql`
    select key_mark as mark from public_release where gemeente = ${gemeente} and published_at is not null and key_mark is not null order by published_at desc, number desc limit 1`)
  return newest?.mark ?? null
}

/** What was ever told of a gemeente with another key than this one: a period of a theme was rounded by the key of the first release that told of it. */
export function toldWithOtherKey(tx: Tx, gemeente: string, mark: string): Promise<{ theme: string; period: string }[]> {
  return rows(tx, sql`
    select theme, period from (
      select distinct on (l.theme, l.period) l.theme, l.period, r.key_mark from pub.leaf l join public_release r on r.number = l.release
      where r.gemeente = ${gemeente} and r.published_at is not null order by l.theme, l.period, r.published_at, r.number) first
    where key_mark is distinct from ${mark} order by 1, 2`)
}

/** Takes figures over as they stand in the newest release that still tells of them; what only a withdrawn release told stays untold. */
export async function keepFigures(tx: Tx, release: number, gemeente: string, kept: readonly { theme: string; period: string }[]): Promise<void> {
  await tx.execute(sql`
    insert into pub.leaf (release, area, theme, period, p, base)
    select ${release}, l.area, l.theme, l.period, l.p, l.base
    from json_to_recordset(${JSON.stringify(kept)}::text::json) k(theme text, period text)
    cross join lateral (
      select r.number from public_release r
      where r.gemeente = ${gemeente} and r.status = 'published' and exists (select from pub.leaf x where x.release = r.number and x.theme = k.theme and x.period = k.period)
      order by r.published_at desc, r.number desc limit 1) newest
    join pub.leaf l on l.release = newest.number and l.theme = k.theme and l.period = k.period`)
}
