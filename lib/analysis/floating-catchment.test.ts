import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { floatingCatchment, minutesOnFoot, walkingWeight, type Link } from './floating-catchment'

type Fixture = {
  places: [number, number, number][]
  desks: [number, number, number][]
  e2sfca: number[]
  threeStep: number[]
  hospital: { people: number[]; doctors: number[]; cost: Record<string, [number, number, number]>; expected: Record<string, { gravity: number[]; gravityThreeStep: number[]; steps: number[] }> }
}
const fixture = JSON.parse(readFileSync('lib/testing/fixtures/floating-catchment.json', 'utf8')) as Fixture
const near = (found: readonly number[], expected: readonly number[]) => found.forEach((value, i) => expect(Math.abs(value - expected[i]!), `place ${i}`).toBeLessThanOrEqual(1e-12 * Math.max(1, Math.abs(expected[i]!))))

describe('a hand-worked town', () => {
  // Two places of 100 people; a desk of 10 hours beside the first (weight 1), 8 minutes from the second (0.68), and one of 4 hours that only the second reaches.
  const links: Link[] = [{ demand: 0, supply: 0, weight: 1 }, { demand: 1, supply: 0, weight: 0.68 }, { demand: 1, supply: 1, weight: 1 }]
  it('shares the hours over who can reach them', () => {
    const { access, unreached } = floatingCatchment([100, 100], [10, 4, 7], links)
    expect(access[0]).toBeCloseTo(10 / 168, 12)
    expect(access[1]).toBeCloseTo((10 / 168) * 0.68 + 4 / 100, 12)
    expect(unreached).toEqual([2])
  })
  it('reaches nobody without links, and nobody who does not live there takes a share', () => {
    expect(floatingCatchment([100], [10], [])).toEqual({ access: [0], unreached: [0] })
    expect(floatingCatchment([0, 100], [10], [{ demand: 0, supply: 0, weight: 1 }, { demand: 1, supply: 0, weight: 1 }]).access).toEqual([0.1, 0.1])
    expect(floatingCatchment([0], [10], [{ demand: 0, supply: 0, weight: 1 }])).toEqual({ access: [0], unreached: [0] })
  })
})

it('counts a walk in steps: exactly at 5, 10 and 20 minutes is still within', () => {
  expect([0, 5, 5.01, 10, 10.01, 20, 20.01, Infinity].map(walkingWeight)).toEqual([1, 1, 0.68, 0.68, 0.22, 0.22, 0, 0])
  expect(minutesOnFoot(800)).toBeCloseTo(13, 10)
})

describe('reference values (pysal/access)', () => {
  const links = fixture.places.flatMap(([x, y], demand) => fixture.desks.map(([sx, sy], supply): Link => {
    const m = Math.hypot(x - sx, y - sy)
    return { demand, supply, weight: m <= 500 ? 1 : m <= 1000 ? 0.68 : m <= 2000 ? 0.22 : 0 }
  }))
  const [people, hours] = [fixture.places.map((p) => p[2]), fixture.desks.map((d) => d[2])]
  it('60 places and 9 desks, two steps and three', () => {
    near(floatingCatchment(people, hours, links).access, fixture.e2sfca)
    near(floatingCatchment(people, hours, links, true).access, fixture.threeStep)
  })
  it.each(Object.keys(fixture.hospital.cost))('the hospital example %s', (name) => {
    const { people: pop, doctors, cost, expected } = fixture.hospital
    const [a13, a31, a12] = cost[name]!
    const minutes = [[1, a12, a13], [a12, 1, a13], [a31, a31, 1]]
    const linked = (weight: (m: number) => number): Link[] => minutes.flatMap((row, demand) => row.map((m, supply) => ({ demand, supply, weight: weight(m!) })))
    const gravity = (m: number): number => (m <= 61 ? 1 / m : 0)
    near(floatingCatchment(pop, doctors, linked(gravity)).access, expected[name]!.gravity)
    // The program lets people choose between all hospitals, also those that are out of reach.
    near(floatingCatchment(pop, doctors, linked(gravity).map((l) => ({ ...l, choice: 1 / minutes[l.demand]![l.supply]! })), true).access, expected[name]!.gravityThreeStep)
    near(floatingCatchment(pop, doctors, linked((m) => (m <= 10 ? 1 : m <= 30 ? 0.68 : m <= 60 ? 0.22 : 0))).access, expected[name]!.steps)
  })
})

describe('relations', () => {
  const town = fc.record({ people: fc.array(fc.integer({ min: 0, max: 500 }), { minLength: 1, maxLength: 8 }), hours: fc.array(fc.integer({ min: 0, max: 40 }), { minLength: 1, maxLength: 6 }), seed: fc.array(fc.constantFrom(0, 0.22, 0.68, 1), { minLength: 48, maxLength: 48 }) })
  const linksOf = ({ people, hours, seed }: { people: number[]; hours: number[]; seed: number[] }): Link[] => people.flatMap((_, demand) => hours.map((_h, supply) => ({ demand, supply, weight: seed[demand * 6 + supply]! })))
  const sum = (list: readonly number[]): number => list.reduce((a, b) => a + b, 0)
  it.each([false, true])('people x access adds up to the hours that somebody can reach (three steps: %s)', (compete) => {
    fc.assert(fc.property(town, (t) => {
      const { access, unreached } = floatingCatchment(t.people, t.hours, linksOf(t), compete)
      const reached = sum(t.hours) - sum(unreached.map((j) => t.hours[j]!))
      expect(sum(access.map((a, i) => a * t.people[i]!))).toBeCloseTo(reached, 8)
    }))
  })
  it('twice the hours is twice the access, and the order of links does not matter', () => {
    fc.assert(fc.property(town, (t) => {
      const links = linksOf(t)
      const once = floatingCatchment(t.people, t.hours, links).access
      const twice = floatingCatchment(t.people, t.hours.map((h) => 2 * h), [...links].reverse()).access
      twice.forEach((a, i) => expect(a).toBeCloseTo(2 * once[i]!, 9))
    }))
  })
})
