import { describe, expect, it } from 'vitest'
import type { ProblemOutput, RawFinding, ThemeResult } from '@/lib/analysis/problem-clusters'
import type { RunQuestion } from '@/lib/domain/cluster'
import { keepsItems, sightingsOf } from './sightings'

const finding = (areas: number[], kind: RawFinding['kind'] = 'area'): RawFinding => ({
  kind, label: kind === 'fading' ? 'fading' : 'new', areas, certainty: areas.map(() => 1), from: '2026-01-01', to: '2026-04-01', observed: 20, expected: 5, ratio: null, llr: 9, p: 0.001, onceInYears: null, since: null,
  signals: 22, visits: 3, people: 2_000, sources: 2,
})
const output = (...findings: RawFinding[]): ProblemOutput => ({
  method: 'test', themes: [{ theme: 'zwerfafval', total: 99, state: 'ok', dispersion: null, indicative: false, power: null, reporters: [], expected: [], trend: [], findings } satisfies ThemeResult],
})
const ids = [10, 11, 12, 13, 14, 15, 16]

const item = (id: number, areas: number[], gone = false) => ({ id, areas, gone })

describe('which findings go on with which work item', () => {
  it('the same areas are the same item, others a new one, and what was not found again is gone', () => {
    expect(sightingsOf(output(finding([0, 1, 2, 3]), finding([4])), ids, [item(1, [10, 11, 12]), item(2, [15, 16])])).toEqual({ clusters: [1, 'new'], gone: [2] })
  })
  it('what fades goes on with its item and never begins one; presence neither', () => {
    const open = [item(1, [10, 11])]
    expect(sightingsOf(output(finding([0, 1], 'fading'), finding([5], 'fading'), finding([6], 'presence')), ids, open)).toEqual({ clusters: [1, null, null], gone: [] })
    expect(sightingsOf(output(finding([0, 1], 'presence')), ids, open)).toEqual({ clusters: [null], gone: [1] })
  })
  it('nothing found: all are gone; nothing there: all are new', () => {
    expect(sightingsOf(output(), ids, [item(1, [10]), item(2, [11])])).toEqual({ clusters: [], gone: [1, 2] })
    expect(sightingsOf(output(finding([0], 'recent'), finding([1], 'rise')), ids, [])).toEqual({ clusters: ['new', 'new'], gone: [] })
  })
  it('what was gone comes back as itself, but not before one that is followed, and not because it fades', () => {
    expect(sightingsOf(output(finding([0, 1])), ids, [item(1, [10, 11], true)])).toEqual({ clusters: [1], gone: [] })
    expect(sightingsOf(output(finding([0, 1])), ids, [item(1, [10, 11], true), item(2, [10, 11, 12])])).toEqual({ clusters: [2], gone: [] })
    expect(sightingsOf(output(finding([0, 1], 'fading')), ids, [item(1, [10, 11], true)])).toEqual({ clusters: [null], gone: [] })
    expect(sightingsOf(output(), ids, [item(1, [10], true)])).toEqual({ clusters: [], gone: [] })
  })
  it('a calculation with parameters of somebody’s own leaves all items as they are', () => {
    expect(sightingsOf(output(finding([0]), finding([1])), ids, null)).toEqual({ clusters: [null, null], gone: [] })
  })
})

it('only what everybody sees of one theme makes and ends work items', () => {
  const question: RunQuestion = { gemeente: 'GM9001', theme: 'zwerfafval', period: { from: '2026-01-01', to: '2026-04-01' }, source: null, evidence: null, kind: 'knelpunt' }
  expect(keepsItems(question, true)).toBe(true)
  expect(keepsItems(question, false)).toBe(false)
  for (const other of [{ theme: null }, { source: 'a' }, { evidence: 'beleving' }, { kind: 'kans' as const }]) expect(keepsItems({ ...question, ...other }, true)).toBe(false)
})
