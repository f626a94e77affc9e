import { sql } from 'drizzle-orm'
import type { Grain } from '@/lib/domain/public-period'
import type { PublicLeaf, PublicTheme, RoundingBase } from '@/lib/domain/public-model'
import type { LeafChange } from '@/lib/domain/release'
import { rows, type Tx } from '../client'

/** With how long its periods are. */
export type ThemeToTell = PublicTheme & { grain: Grain }

/** Themes of which figures may be public: marked public, and not sensitive. */
export function publicThemes(tx: Tx): Promise<ThemeToTell[]> {
  return rows(tx, sql`select slug, label, delicate, public_period as grain from theme where public and not sensitive order by slug`)
}

/** A period of a theme that was public before: by which boundaries, and in fives per area or in tens per wijk. */
export type ToldBefore = { theme: string; period: string; boundaryYear: number; base: RoundingBase }

/** Everything that was ever public about signals of a gemeente, also when it was withdrawn: it has been seen. */
export function toldBefore(tx: Tx, gemeente: string): Promise<ToldBefore[]> {
  return rows(tx, sql`
    select distinct l.theme, l.period, r.boundary_year as "boundaryYear", l.base from pub.leaf l join public_release r on r.number = l.release
    where r.gemeente = ${gemeente} and r.published_at is not null order by 1, 2, 3, 4`)
}

/**
 * Exact numbers of signals per buurt (code), theme and period [from, to) of whole months, all as they are at one moment. Counted as on every map of ours: a signal
 * that was cancelled or that repeats another counts no more, also not when two were merged later. Who may see a signal by itself (its audience) is about that
 * signal: a rounded figure of a public theme tells of none of them. For the worker only; what comes of it is rounded before anything else sees it.
 */
export function exactCounts(tx: Tx, set: { id: number }, asked: readonly { theme: string; period: string; from: string; to: string }[]): Promise<{ theme: string; period: string; buurt: string; n: number }[]> {
  return rows(tx, sql`
    select q.theme, q.period, a.code as buurt, sum(m.n)::int as n
    from json_to_recordset(${JSON.stringify(asked)}::text::json) q(theme text, period text, "from" date, "to" date)
    join signal_theme_month m on m.theme = q.theme and m.month >= q."from" and m.month < q."to"
    join area a on a.id = m.area and a.boundary_set = ${set.id} and a.level = 'buurt'
    group by 1, 2, 3`)
}

/** `base`: what each figure is a multiple of; the database checks it. */
export async function writeLeaves(tx: Tx, release: number, leaves: readonly (PublicLeaf & { base: RoundingBase })[]): Promise<void> {
  await tx.execute(sql`delete from pub.leaf where release = ${release}`)
  await tx.execute(sql`
    insert into pub.leaf (release, area, theme, period, p, base)
    select ${release}, l.area, l.theme, l.period, l.p, l.base from json_to_recordset(${JSON.stringify(leaves)}::text::json) l(area text, theme text, period text, p integer, base smallint)`)
}

/** The rounded figures of a release, in a fixed order. Runs as the role of the publication. */
export function readLeaves(tx: Tx, release: number): Promise<PublicLeaf[]> {
  return rows(tx, sql`select area, theme, period, p from pub.leaf where release = ${release} order by theme collate "C", period collate "C", area collate "C"`)
}

/** Every figure of a release that is another, new, or gone since an earlier release; `before` null: there was none. */
export function leafChanges(tx: Tx, before: number | null, after: number, all = false): Promise<LeafChange[]> {
  return rows(tx, sql`
    select coalesce(n.area, o.area) as area, coalesce(a.name, coalesce(n.area, o.area)) as "areaName", coalesce(n.theme, o.theme) as theme, coalesce(t.label, coalesce(n.theme, o.theme)) as "themeLabel",
           coalesce(n.period, o.period) as period, coalesce(n.base, o.base) as base, o.p as before, n.p as after
    from (select * from pub.leaf where release = ${after}) n
    full join (select * from pub.leaf where release = ${before ?? -1}) o on (o.area, o.theme, o.period) = (n.area, n.theme, n.period)
    left join theme t on t.slug = coalesce(n.theme, o.theme)
    left join lateral (select x.name from pub.publication_area x where x.code = coalesce(n.area, o.area) order by x.boundary_year desc limit 1) a on true
    where ${all} or n.p is distinct from o.p
    order by 4, period desc, 2`)
}
