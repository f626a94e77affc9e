import { sql } from 'drizzle-orm'
import type { ProblemInput, ProblemOutput, RawFinding } from '@/lib/analysis/problem-clusters'
import { clusterName } from '@/lib/domain/cluster-name'
import { rows, type Tx } from '../client'
import { isHeld, type HeldRun } from './runs'

/** What a finding belongs to: a work item that is there, a new one, or none (presence, and runs that are not standard). */
export type Belongs = number | 'new' | null
export type RunOutcome = {
  boundarySet: number
  input: ProblemInput
  result: ProblemOutput
  /** for every finding of every theme, in the order of the result */
  clusters: readonly Belongs[]
  /** work items that were not found again */
  goneClusters: readonly number[]
}

/**
 * Keeps what a run read and found, and brings the work items up to date; their history writes itself (triggers, drizzle/0013).
 * @returns false when the run was cancelled, or taken over or finished by another process, meanwhile; then nothing is kept
 */
export async function finishRun(tx: Tx, held: HeldRun, outcome: RunOutcome): Promise<boolean> {
  const { id } = held
  const { boundarySet, input, result } = outcome
  const found = result.themes.flatMap((t) => t.findings.map((f) => ({ ...f, theme: t.theme })))
  if (outcome.clusters.length !== found.length) throw new RangeError(`${found.length} findings, ${outcome.clusters.length} times what they belong to`)
  const [run] = await rows<{ gemeente: string }>(tx, sql`select gemeente from cluster_run where ${isHeld(held)} for update`)
  if (!run) return false
  const ids = input.areas.map((a) => a.id)
  await tx.execute(sql`insert into cluster_input (run, input) values (${id}, ${JSON.stringify(input)}::text::jsonb)`)
  const themes = result.themes.map(({ theme, total, state, dispersion, indicative, power }, place) => ({ theme, place, total, state, dispersion, indicative, power }))
  await tx.execute(sql`
    insert into cluster_theme (run, theme, place, total, state, dispersion, indicative, power)
    select ${id}, t.* from jsonb_to_recordset(${JSON.stringify(themes)}::text::jsonb) t(theme text, place int, total int, state text, dispersion float8, indicative boolean, power float8)`)
  const areas = result.themes.flatMap((t) => ids.map((area, i) => ({ theme: t.theme, area, reporters: t.reporters[i]!, expected: t.expected[i]!, trend: t.trend[i]! })))
  await tx.execute(sql`
    insert into cluster_area (run, theme, area, reporters, expected, trend)
    select ${id}, t.* from jsonb_to_recordset(${JSON.stringify(areas)}::text::jsonb) t(theme text, area bigint, reporters int, expected float8, trend text)`)
  const clusters = await keepClusters(tx, run.gemeente, found.map((f, i) => ({ ...f, belongs: outcome.clusters[i]! })), ids, outcome.goneClusters)
  const findings = found.map((f, i) => ({ ...columnsOf(f, ids), theme: f.theme, cluster: clusters[i]! }))
  await tx.execute(sql`
    insert into cluster_finding (run, theme, kind, label, areas, certainty, "from", "to", observed, expected, ratio, ratio_low, ratio_high, llr, p, once_in_years, since, signals, visits, people, sources, cluster)
    select ${id}, t.theme, t.kind, t.label, t.areas, t.certainty, t."from", t."to", t.observed, t.expected, t.ratio, t.low, t.high, t.llr, t.p, t.once, t.since, t.signals, t.visits, t.people, t.sources, t.cluster
    from jsonb_to_recordset(${JSON.stringify(findings.map((f, place) => ({ ...f, place })))}::text::jsonb) t(place int, theme text, kind text, label text, areas bigint[], certainty float8[], "from" date, "to" date, observed int, expected float8,
      ratio float8, low float8, high float8, llr float8, p float8, once float8, since date, signals int, visits int, people float8, sources int, cluster bigint)
    order by t.place`)
  await tx.execute(sql`
    update cluster_run set status = 'done', progress = 1, step = null, finished_at = now(), heartbeat = null, boundary_set = ${boundarySet}, method = ${result.method} where id = ${id}`)
  return true
}

/** A finding by its columns, with the ids of its areas. */
const columnsOf = (f: RawFinding, ids: readonly number[]): Record<string, unknown> => ({
  kind: f.kind, label: f.label, areas: f.areas.map((i) => ids[i]!), certainty: f.certainty, from: f.from, to: f.to, observed: f.observed, expected: f.expected,
  ratio: f.ratio?.value ?? null, low: f.ratio?.low ?? null, high: f.ratio?.high ?? null, llr: f.llr, p: f.p, once: f.onceInYears, since: f.since, signals: f.signals, visits: f.visits, people: f.people, sources: f.sources,
})

type Sighting = RawFinding & { theme: string; belongs: Belongs }

/** Makes new work items, brings those that are there up to date, and marks those that are gone. @returns per finding the number of its work item */
async function keepClusters(tx: Tx, gemeente: string, found: readonly Sighting[], ids: readonly number[], gone: readonly number[]): Promise<(number | null)[]> {
  const kept: (number | null)[] = []
  for (const f of found) {
    if (f.belongs === null) { kept.push(null); continue }
    const areas = `{${f.areas.map((i) => ids[i]!).join()}}`
    const core = `{${f.areas.filter((_, i) => f.certainty[i]! >= 0.8).map((i) => ids[i]!).join()}}`
    const names = await rows<{ name: string }>(tx, sql`select name from area where id = any(${areas}::bigint[]) order by id = any(${core}::bigint[]) desc, name`)
    const name = clusterName(names.map((n) => n.name))
    const state = f.label ?? 'new'
    const today = sql`(now() at time zone 'Europe/Amsterdam')::date`
    const [row] = await rows<{ id: number }>(tx, f.belongs === 'new'
      ? sql`insert into cluster (gemeente, theme, state, name, areas, first_seen, last_seen, since) values (${gemeente}, ${f.theme}, ${state}, ${name}, ${areas}::bigint[], ${today}, ${today}, ${f.since}::date) returning id`
      : sql`update cluster set state = ${state}, name = ${name}, areas = ${areas}::bigint[], last_seen = ${today}, since = coalesce(${f.since}::date, since) where id = ${f.belongs} returning id`)
    kept.push(row?.id ?? null)
  }
  if (gone.length > 0) await tx.execute(sql`update cluster set state = 'gone' where id = any(${`{${gone.join()}}`}::bigint[]) and state <> 'gone'`)
  return kept
}
