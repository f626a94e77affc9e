import { describe, expect, it } from 'vitest'
import type { RunQuestion } from './cluster'
import { frameOf, itemChange, maxFrameDegrees, seedOf } from './cluster-query'

it('the seed follows from the question, whole and positive', () => {
  const question: RunQuestion = { gemeente: 'GM9001', theme: 'zwerfafval', period: { from: '2026-01-01', to: '2026-04-01' }, source: null, evidence: null, kind: 'knelpunt' }
  expect(seedOf({ ...question, period: { ...question.period } })).toBe(seedOf(question))
  const others = [{ theme: 'lawaai' }, { theme: null }, { gemeente: 'GM9002' }, { kind: 'kans' as const }, { source: 'a' }, { evidence: 'a' }, { period: { from: '2026-01-01', to: '2026-05-01' } }]
  expect(new Set([question, ...others.map((o) => ({ ...question, ...o }))].map(seedOf)).size).toBe(8)
  expect(seedOf(question)).toSatisfy((n: number) => Number.isInteger(n) && n >= 0 && n < 2 ** 31)
})

describe('the owner of a cluster', () => {
  const problems = (given: object): string[] => itemChange.safeParse(given).error?.issues.map((i) => i.path.join('.')) ?? []
  it('is a team, an adviser, or nobody', () => {
    for (const owner of [{ ownerTeam: 'zorg' }, { ownerUser: 3 }, { ownerTeam: null }, { ownerUser: null }, { ownerTeam: null, ownerUser: 3 }]) expect(problems({ version: 1, ...owner }), JSON.stringify(owner)).toEqual([])
  })
  it('is not both, not left out, and comes with the version that was read', () => {
    expect(problems({ version: 1, ownerTeam: 'zorg', ownerUser: 3 })).toEqual(['ownerUser'])
    expect(problems({ version: 1 })).toEqual(['ownerTeam'])
    expect(problems({ ownerTeam: 'zorg' })).toEqual(['version'])
    expect(problems({ version: 1, ownerTeam: 'Zorg!' })).toEqual(['ownerTeam'])
    expect(problems({ version: 1, ownerUser: 1.5 })).toEqual(['ownerUser'])
  })
})

describe('a frame of the map', () => {
  it('is west, south, east, north', () => {
    expect(frameOf('4.70,52.90,4.75,52.95')).toEqual({ bbox: [4.7, 52.9, 4.75, 52.95] })
    expect(frameOf(`4,52,${4 + maxFrameDegrees},52.05`)).toHaveProperty('bbox')
  })
  it('is refused when it is turned around, empty or too large', () => {
    for (const text of ['4.75,52.9,4.7,52.95', '4.7,52.9,4.7,52.95', '4,52,4.2,52.05', '4,52,4.05,52.2', '-200,52,-199.95,52.05']) expect(frameOf(text), text).toHaveProperty('problem')
  })
})
