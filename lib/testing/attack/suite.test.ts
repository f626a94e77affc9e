import { afterAll, describe, expect, it } from 'vitest'
import { openSolver } from '@/lib/solver/open-solver'
import { publicModel } from '@/lib/testing/public-model'
import { leafBounds } from './leaf-bounds'
import { naiveFiles } from './naive'
import { plainFiles } from './plain-files'
import { attack, broken, fewestCandidates, positiveControl } from './suite'
import { modelOf, seededWorld } from './world'

const key = new Uint8Array(32).fill(7)
const world = seededWorld({ buurten: 18, themes: 6, quarters: 3 })
const model = modelOf(world, key)
const known = { ...world, gemeente: publicModel().gemeente }
const solver = openSolver()
afterAll(() => solver.close())

describe('the attacks', () => {
  it('break at least a tenth of what a naive publication of the same signals hides, and name only true counts', async () => {
    const result = await positiveControl(naiveFiles(world), known, world.counts, solver.solve)
    expect(result.hidden).toBeGreaterThan(50)
    expect(result.broken).toBeGreaterThanOrEqual(0.1 * result.hidden)
    const found = await attack(naiveFiles(world), known, solver.solve)
    for (const [leaf, { low, high }] of found.byProgram!) {
      expect(low).toBeLessThanOrEqual(world.counts.get(leaf)!)
      expect(high).toBeGreaterThanOrEqual(world.counts.get(leaf)!)
    }
  }, 60_000)

  it('are void when they break nothing', async () => {
    const nothing = naiveFiles(world).filter((file) => file.address === '/open-data/signalen.csv')
    await expect(positiveControl(nothing, known, world.counts, solver.solve)).rejects.toThrow(/void/)
  })

  it('leave at least five counts for every leaf of a rounded publication, ten for one of a delicate theme', async () => {
    const found = await attack(plainFiles(model), known, solver.solve)
    expect(found.findings).toEqual([])
    expect(found.leaves).toBe(world.counts.size)
    expect(found.byProgram!.size).toBe(world.counts.size)
    for (const [leaf, { low, high }] of found.byProgram!) {
      expect(high! - low + 1).toBeGreaterThanOrEqual(fewestCandidates(known, leaf))
      expect(low).toBeLessThanOrEqual(world.counts.get(leaf)!)
      expect(high).toBeGreaterThanOrEqual(world.counts.get(leaf)!)
    }
    expect(broken(found, world.counts, () => true).broken).toBe(0)
  }, 60_000)

  it('come to the same ends with every claim in one program', async () => {
    const { claims, byProgram } = await attack(plainFiles(model), known, solver.solve)
    const only = [...world.counts.keys()].filter((_, i) => i % 40 === 0)
    const whole = await leafBounds(claims.claims, solver.solve, { all: true, whole: true, only })
    expect(claims.claims.length).toBeGreaterThan(world.counts.size)
    for (const leaf of only) expect(whole.get(leaf)).toEqual(byProgram!.get(leaf))
  }, 60_000)
})
