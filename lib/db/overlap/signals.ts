import { sql } from 'drizzle-orm'
import { rows, type Tx } from '../client'

export type SignalsInWindow = { buurt: string; theme: string; n: number }

/**
 * Counted signals per buurt and theme in the window of each theme up to a day, in whole months: the month of the day, and as many before it as the window holds. Exact where the reader sees exact
 * counts, multiples of five elsewhere; row-level security decides which.
 */
export function signalsInWindow(tx: Tx, set: { id: number }, on: string): Promise<SignalsInWindow[]> {
  return rows(tx, sql`
    with told as (select area, theme, month, n from signal_theme_month union all select area, theme, month, n from signal_rounded)
    select a.code as buurt, m.theme, sum(m.n)::int as n
    from told m join area a on a.id = m.area join theme t on t.slug = m.theme
    where a.boundary_set = ${set.id} and a.level = 'buurt'
      and m.month > date_trunc('month', ${on}::date) - make_interval(months => greatest(1, round(t.window_weeks / 4.345)::int)) and m.month <= ${on}::date
    group by a.code, m.theme having sum(m.n) > 0`)
}

export type ThemeReach = { slug: string; label: string; sensitive: boolean; reachM: number }
export function listThemeReach(tx: Tx): Promise<ThemeReach[]> {
  return rows(tx, sql`select slug, label, sensitive, reach_m as "reachM" from theme order by label`)
}
