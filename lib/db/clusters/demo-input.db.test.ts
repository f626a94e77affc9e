import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { ProblemInput, ThemeCounts } from '@/lib/analysis/problem-clusters'
import { loadDemo } from '@/lib/commands/load-demo'
import { makeDemo, type DemoGemeente } from '@/lib/demo'
import { availableEngines } from '@/lib/testing/databases'
import { demoProblem } from '@/lib/testing/demo-problem'
import { inDb, useDatabase } from '@/lib/testing/imports'
import { readClusterInput } from './input'

const asOf = '2026-11-01'
const signals = 6_000

describe.each(availableEngines())('the input of a calculation on the invented gemeente (%s)', (engine) => {
  useDatabase(engine)
  const folder = mkdtempSync(path.join(tmpdir(), 'buurtfocus-demo-'))
  let demo: DemoGemeente
  beforeAll(async () => {
    demo = makeDemo({ asOf, signals })
    await loadDemo({ asOf, signals, folder, hashKey: 'test', supply: false, log: () => {} })
  }, 400_000)
  afterAll(() => rmSync(folder, { recursive: true, force: true }))

  const codes = (): string[] => demo.areas.filter((a) => a.level === 'buurt' && !a.water).map((a) => a.code)
  /** The same numbers in the order of the codes. */
  const byCode = <T>(list: readonly T[]): T[] => codes().map((code, i) => ({ code, value: list[i]! })).sort((a, b) => (a.code < b.code ? -1 : 1)).map((v) => v.value)
  const named = (indexes: readonly number[], names: readonly string[]): string[] => indexes.map((i) => names[i]!).sort()

  it.each([
    ['eenzaamheid', { from: '2026-05-01', to: '2026-11-01' }],
    ['zwerfafval', { from: '2026-08-01', to: '2026-11-01' }],
    ['verkeersveiligheid', { from: '2025-11-01', to: '2026-11-01' }],
    [null, { from: '2026-08-01', to: '2026-11-01' }],
  ])('is the same as counted in memory: %s', async (theme, period) => {
    const question = { gemeente: demo.gemeente.code, theme, period, source: null, evidence: null, kind: 'knelpunt' as const }
    const { input } = await inDb((tx) => readClusterInput(tx, question))
    const expected = demoProblem(demo, { theme, period })
    const lists = (i: ProblemInput, order: <T>(list: readonly T[]) => T[]) => ({
      recent: i.recent, everything: order(i.everything), recentEverything: order(i.recentEverything), earlierEverything: i.earlierEverything.map(order),
      visits: order(i.visits!), recentVisits: order(i.recentVisits!), earlierVisits: i.earlierVisits!.map(order), inhabitants: order(i.areas.map((a) => a.inhabitants)),
    })
    const same = <T>(list: readonly T[]): T[] => [...list]
    expect(lists(input, same)).toEqual(lists(expected, byCode))
    const counts = (t: ThemeCounts, order: <T>(list: readonly T[]) => T[]) => ({
      atRisk: order(t.atRisk), now: order(t.now), recent: order(t.recent), earlier: t.earlier.map(order), recentEarlier: t.recentEarlier.map(order), quarters: t.quarters.map(order), weeks: t.weeks.map(order),
      signals: order(t.signals), recentSignals: order(t.recentSignals), nSources: order(t.sources.map((s) => s.length)), nRecentSources: order(t.recentSources.map((s) => s.length)),
    })
    expect(input.themes.map((t) => t.theme).sort()).toEqual(expected.themes.map((t) => t.theme).sort())
    for (const own of input.themes) {
      const other = expected.themes.find((t) => t.theme === own.theme)!
      expect(counts(own, same), own.theme).toEqual(counts(other, byCode))
    }
    const neighbours = (i: ProblemInput, order: readonly string[]) => Object.fromEntries(i.areas.map((a, at) => [order[at]!, named(a.neighbours, order)]))
    expect(neighbours(input, [...codes()].sort())).toEqual(neighbours(expected, codes()))
  })
})
