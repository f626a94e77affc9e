import { sql } from 'drizzle-orm'
import type { ProblemInput } from '@/lib/analysis/problem-clusters'
import type { RunQuestion } from '@/lib/domain/cluster'
import { slicesOf } from '@/lib/domain/cluster-slices'
import { addDays, type Period } from '@/lib/domain/period'
import { findBoundarySet, findInhabitantsYear } from '../areas'
import { rows, type Tx } from '../client'
import { countReporters } from './input-counts'
import { readNeighbours } from './neighbours'
import { findPiles } from './piles'

/**
 * Everything that a calculation of problem clusters reads, as it is now. For the program: it finds the piles and the neighbours on the way.
 *
 * Areas are the land buurten of the boundaries in force at the end of the period; where people live is the point inside them that also carries their
 * name. People at risk are the inhabitants of the newest year that is not after it (of a buurt without a figure the last one of three years before), or what
 * the indicator says that the theme names.
 * @throws {RangeError} when the gemeente has no boundaries, or the theme does not exist
 */
export async function readClusterInput(tx: Tx, q: RunQuestion): Promise<{ boundarySet: number; input: ProblemInput }> {
  const year = Number(addDays(q.period.to, -1).slice(0, 4))
  const set = await findBoundarySet(tx, q.gemeente, year)
  if (!set) throw new RangeError(`no boundaries of ${q.gemeente}`)
  const themes = await rows<{ slug: string; population: string | null }>(tx, sql`select slug, population from theme where ${q.theme}::text is null or slug = ${q.theme} order by slug`)
  if (q.theme !== null && themes.length === 0) throw new RangeError(`no theme ${q.theme}`)
  await findPiles(tx, q.gemeente, set.id)
  const neighbours = await readNeighbours(tx, set.id)

  const areas = await readAreas(tx, set, year)
  const indexOf = new Map(areas.map((a, i) => [a.id, i]))
  const { lastDay, reach } = await readReach(tx, q)
  const slices = slicesOf(q.period, lastDay, reach)
  const counted = await countReporters(tx, { ...q, boundarySet: set.id }, themes.map((t) => t.slug), slices, areas.map((a) => a.id))
  const atRisk = new Map<string, Map<string, number>>()
  for (const population of new Set(themes.flatMap((t) => t.population ?? []))) atRisk.set(population, await readPeople(tx, q.gemeente, population, year))
  const visits = await readVisits(tx, q.gemeente, areas, [q.period, slices.recent, ...slices.earlier])
  const input: ProblemInput = {
    areas: areas.map(({ id, x, y, inhabitants }) => ({ id, x, y, inhabitants, neighbours: (neighbours.get(id) ?? []).map((n) => indexOf.get(n)!) })),
    period: q.period,
    recent: slices.recent,
    themes: counted.themes.map((c, i) => {
      const own = atRisk.get(themes[i]!.population ?? '')
      return { ...c, atRisk: areas.map((a) => (own && own.size > 0 ? (own.get(a.code) ?? null) : a.inhabitants)) }
    }),
    themesLookedAt: await countThemes(tx),
    everything: counted.everything,
    recentEverything: counted.recentEverything,
    earlierEverything: counted.earlierEverything,
    visits: visits?.[0] ?? null,
    recentVisits: visits?.[1] ?? null,
    earlierVisits: visits?.slice(2) ?? null,
  }
  return { boundarySet: set.id, input }
}

/** What rises must stand out from: every theme is looked at every week, also when this question is about one. */
async function countThemes(tx: Tx): Promise<number> {
  const [found] = await rows<{ n: number }>(tx, sql`select count(*)::int as n from theme`)
  return found!.n
}

type AreaRow = { id: number; code: string; x: number; y: number; inhabitants: number | null }

/** Land buurten by code, in RD metres (EPSG:28992). */
async function readAreas(tx: Tx, set: { id: number; gemeente: string }, year: number): Promise<AreaRow[]> {
  const figures = await findInhabitantsYear(tx, set.gemeente, year)
  const people = figures && (await readPeople(tx, set.gemeente, 'inhabitants', figures.year))
  const found = await rows<AreaRow>(tx, sql`
    select id, code, ST_X(label_point) as x, ST_Y(label_point) as y, inhabitants from area where boundary_set = ${set.id} and level = 'buurt' and not water order by code`)
  return found.map((a) => ({ ...a, inhabitants: people ? (people.get(a.code) ?? null) : a.inhabitants }))
}

/** Persons per buurt by the newest figure of at most three years before the end of `year`. */
async function readPeople(tx: Tx, gemeente: string, indicator: string, year: number): Promise<Map<string, number>> {
  const found = await rows<{ code: string; n: number }>(tx, sql`
    select distinct on (area_code) area_code as code, round(value)::int as n from indicator_value
    where gemeente = ${gemeente} and indicator = ${indicator} and level = 'buurt' and value between 0 and 20000000 and year between ${year - 3} and ${year}
    order by area_code, year desc`)
  return new Map(found.map((r) => [r.code, r.n]))
}

/**
 * The last day with a counted signal in the period, and the first day from which on all signals are there: after the last month of which some were
 * deleted because their time was over.
 */
async function readReach(tx: Tx, q: RunQuestion): Promise<{ lastDay: string | null; reach: string }> {
  const [found] = await rows<{ lastDay: string | null; reach: string }>(tx, sql`
    select (select max(observed_on) from signal where gemeente = ${q.gemeente} and observed_on >= ${q.period.from}::date and observed_on < ${q.period.to}::date and signal_counts(status, duplicate_of))::text as "lastDay",
           greatest(
             (select coalesce(min(observed_on), ${q.period.to}::date) from signal where gemeente = ${q.gemeente} and signal_counts(status, duplicate_of)),
             (select max(e.month) + interval '1 month' from signal_expired e join area a on a.id = e.area where a.gemeente = ${q.gemeente} and (${q.theme}::text is null or e.theme = ${q.theme})))::date::text as reach`)
  return found!
}

/** Visits per area in each of some periods; null in a gemeente where nobody writes them down. */
async function readVisits(tx: Tx, gemeente: string, areas: readonly AreaRow[], periods: readonly Period[]): Promise<number[][] | null> {
  const [any] = await rows<{ any: boolean }>(tx, sql`select exists (select from visit where gemeente = ${gemeente}) as any`)
  if (!any!.any) return null
  const found = await rows<{ code: string; n: number[] }>(tx, sql`
    select buurt_code as code, array[${sql.join(periods.map((p) => sql`(count(*) filter (where visited_on >= ${p.from}::date and visited_on < ${p.to}::date))::int`), sql`, `)}] as n
    from visit where gemeente = ${gemeente} group by 1`)
  const visits = new Map(found.map((r) => [r.code, r.n]))
  return periods.map((_, i) => areas.map((a) => visits.get(a.code)?.[i] ?? 0))
}
