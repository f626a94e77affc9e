import { sql, type SQL } from 'drizzle-orm'
import type { Finding, TrendLabel } from '@/lib/domain/cluster'
import { clusterName } from '@/lib/domain/cluster-name'
import { rows, type Tx } from '../client'

type Row = Omit<Finding, 'theme' | 'name' | 'buurten' | 'ratio'> & {
  themeSlug: string
  themeLabel: string
  codes: string[]
  names: string[]
  core: boolean[]
  ratio: number | null
  ratioLow: number | null
  ratioHigh: number | null
}

/** From this share of the trials on a buurt belongs to the core of a finding; what lies below is its edge (4-methods.md 1.3). */
const coreShare = 0.8

const sortedOn = sql`order by f.p_below nulls last, f.told, f.p, f.theme, f.id`

/**
 * Findings as far as this reader is told of them: exactly who sees the counts of all their buurten exactly (row-level security), rounded everybody
 * else who may see counts (the function `rounded_findings`, see drizzle/0013), and nobody else at all. The strongest first.
 * @param of condition on `cluster_finding f` for the exact ones, and the arguments of the function for the others
 */
async function tellFindings(tx: Tx, of: { exact: SQL; rounded: SQL }): Promise<(Finding & { run: number })[]> {
  const found = await rows<Row & { run: number }>(tx, sql`
    with told as (
      select f.id, f.run, f.theme, f.kind, f.label, f.areas, array(select c >= ${coreShare} from unnest(f.certainty) with ordinality u(c, i) order by i) as core, f."from", f."to", 'exact' as told, f.observed, f.expected,
             f.ratio, f.ratio_low, f.ratio_high, f.p, p_limit(f.p) as p_below, f.once_in_years, f.since, f.signals, f.visits, f.people, f.sources, f.cluster
      from cluster_finding f where ${of.exact}
      union all
      select r.id, r.run, r.theme, r.kind, r.label, r.areas, array(select c >= ${coreShare} from unnest(r.certainty) with ordinality u(c, i) order by i), r."from", r."to", 'rounded', r.observed, r.expected,
             null, null, null, null, r.p_below, null, r.since, null, r.visits, r.people, null, r.cluster
      from rounded_findings(${of.rounded}) r)
    select f.id, f.run, f.kind, f.label, f.theme as "themeSlug", t.label as "themeLabel", b.codes, b.names, b.core, f."from"::text as "from", f."to"::text as "to", f.told, f.observed, f.expected,
           f.ratio, f.ratio_low as "ratioLow", f.ratio_high as "ratioHigh", f.p, f.p_below as "pBelow", f.once_in_years as "onceInYears", f.since::text as since, f.signals, f.visits, f.people, f.sources, f.cluster
    from told f join theme t on t.slug = f.theme
    cross join lateral (
      select array_agg(a.code order by u.core desc, a.name) as codes, array_agg(a.name order by u.core desc, a.name) as names, array_agg(u.core order by u.core desc, a.name) as core
      from unnest(f.areas, f.core) u(id, core) join area a on a.id = u.id) b
    where b.codes is not null ${sortedOn}`)
  return found.map(findingOf)
}

function findingOf({ themeSlug, themeLabel, codes, names, core, ratio, ratioLow, ratioHigh, ...row }: Row & { run: number }): Finding & { run: number } {
  return {
    ...row,
    theme: { slug: themeSlug, label: themeLabel },
    name: clusterName(names),
    buurten: codes.map((code, i) => ({ code, name: names[i]!, part: core[i] ? 'core' : 'edge' })),
    ratio: ratio === null ? null : { value: ratio, low: ratioLow!, high: ratioHigh! },
  }
}

/** What a run found. */
export async function listFindings(tx: Tx, run: number): Promise<Finding[]> {
  return (await tellFindings(tx, { exact: sql`f.run = ${run}`, rounded: sql`${run}::bigint, null` })).map(({ run: _run, ...finding }) => finding)
}

/** How runs told of work items, with the number of the run. */
export function sightingsOf(tx: Tx, clusters: readonly number[]): Promise<(Finding & { run: number })[]> {
  const ids = sql`${`{${clusters.join()}}`}::bigint[]`
  return tellFindings(tx, { exact: sql`f.cluster = any(${ids})`, rounded: sql`null, ${ids}` })
}

export type BuurtReporters = { reporters: number; expected: number; /** null when the run is about several themes */ trend: TrendLabel | null }

/**
 * Unique reporters per buurt (id of the area) of a run, where the reader may see the counts exactly. Without `theme` all themes of the run together,
 * for buurten where the reader sees them all.
 */
export async function reportersPerBuurt(tx: Tx, run: number, theme?: string): Promise<Map<number, BuurtReporters>> {
  const found = await rows<BuurtReporters & { area: number }>(tx, sql`
    select a.area, sum(a.reporters)::int as reporters, sum(a.expected)::float8 as expected, case when count(*) = 1 then min(a.trend) end as trend
    from cluster_area a where a.run = ${run} and (${theme ?? null}::text is null or a.theme = ${theme ?? null})
    group by a.area having ${theme ?? null}::text is not null or count(*) = (select count(*) from theme_states(${run}))`)
  return new Map(found.map(({ area, ...row }) => [area, row]))
}

export type ThemeFacts = {
  theme: string
  /** unique reporters; null when the reader may not see them */
  total: number | null
  state: 'ok' | 'too_few' | 'no_people' | 'one_buurt'
  /** variance / mean of weekly counts; null when unknown, or not told to this reader */
  dispersion: number | null
  indicative: boolean
  /** chance to find a doubling in five buurten, 0..1, in tenths for who may not see the total; null without a scan */
  power: number | null
}

/** What a run says of each theme as a whole, in the order of the run. */
export function themeFacts(tx: Tx, run: number): Promise<ThemeFacts[]> {
  return rows(tx, sql`
    select s.theme, t.total, s.state, t.dispersion, s.indicative, coalesce(t.power, s.power) as power
    from theme_states(${run}) s left join cluster_theme t on t.run = ${run} and t.theme = s.theme order by s.place`)
}
