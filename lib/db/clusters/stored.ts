import { sql } from 'drizzle-orm'
import type { ProblemInput, ThemeResult } from '@/lib/analysis/problem-clusters'
import type { FindingKind, ClusterLabel, RunQuestion, TrendLabel } from '@/lib/domain/cluster'
import { rows, type Tx } from '../client'

/** What a run was made with; null when there is no such run or its input was dropped. For the program only. */
export async function runInput(tx: Tx, id: number): Promise<{ question: RunQuestion; seed: number; method: string; boundarySet: number; input: ProblemInput } | null> {
  const [found] = await rows<{ gemeente: string; theme: string | null; from: string; to: string; source: string | null; evidence: string | null; kind: RunQuestion['kind']; seed: number; method: string; boundarySet: number; input: ProblemInput }>(tx, sql`
    select r.gemeente, r.theme, r."from"::text as "from", r."to"::text as "to", r.source, r.evidence, r.kind, r.seed, r.method, r.boundary_set as "boundarySet", i.input
    from cluster_run r join cluster_input i on i.run = r.id where r.id = ${id} and r.status = 'done'`)
  if (!found) return null
  const { gemeente, theme, from, to, source, evidence, kind, ...rest } = found
  return { question: { gemeente, theme, period: { from, to }, source, evidence, kind }, ...rest }
}

type FindingRow = {
  theme: string; kind: FindingKind; label: ClusterLabel | null; areas: number[]; certainty: number[]; from: string; to: string; observed: number; expected: number; ratio: number | null; low: number | null; high: number | null
  llr: number | null; p: number; onceInYears: number | null; since: string | null; signals: number | null; visits: number | null; people: number; sources: number
}

/** What a run found, as it came from the sums: to compare with the same sums done again. Areas by their index in the input. For the program only. */
export async function storedResult(tx: Tx, id: number, input: ProblemInput): Promise<ThemeResult[]> {
  const indexOf = new Map(input.areas.map((a, i) => [a.id, i]))
  const themes = await rows<Omit<ThemeResult, 'reporters' | 'expected' | 'trend' | 'findings'>>(tx, sql`
    select theme, total, state, dispersion, indicative, power from cluster_theme where run = ${id} order by place`)
  const areas = await rows<{ theme: string; area: number; reporters: number; expected: number; trend: TrendLabel }>(tx, sql`select theme, area, reporters, expected, trend from cluster_area where run = ${id}`)
  const found = await rows<FindingRow>(tx, sql`
    select theme, kind, label, areas, certainty, "from"::text as "from", "to"::text as "to", observed, expected, ratio, ratio_low as low, ratio_high as high, llr, p, once_in_years as "onceInYears",
           since::text as since, signals, visits, people, sources from cluster_finding where run = ${id} order by id`)
  return themes.map((t) => {
    const own = areas.filter((a) => a.theme === t.theme).sort((a, b) => indexOf.get(a.area)! - indexOf.get(b.area)!)
    return {
      ...t,
      reporters: own.map((a) => a.reporters), expected: own.map((a) => a.expected), trend: own.map((a) => a.trend),
      findings: found.filter((f) => f.theme === t.theme).map(({ theme: _theme, ratio, low, high, areas: members, ...f }) => ({ ...f, areas: members.map((a) => indexOf.get(a)!), ratio: ratio === null ? null : { value: ratio, low: low!, high: high! } })),
    }
  })
}
