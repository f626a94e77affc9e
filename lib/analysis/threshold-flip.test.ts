import { describe, expect, it } from 'vitest'
import { makeRandom } from '@/lib/demo/random'
import { candidatesOf, chosenOf, flipsOf, mostPoints, type Choice } from './threshold-flip'

/** A seeded choice; measured values are whole numbers, some not known, so that equal ones occur. */
function randomChoice(seed: number): Choice {
  const random = makeRandom(seed, 'threshold-flip')
  const n = 5 + random.int(8)
  return {
    buurten: Array.from({ length: n }, (_, i) => ({ id: `b${String.fromCharCode(97 + i)}`, values: Array.from({ length: 3 }, () => Math.round(random.next() * 20) / 20), measured: Array.from({ length: 2 }, () => (random.next() < 0.1 ? null : random.int(20))) })),
    weights: [10 + random.int(60), random.int(40), random.int(40)], limits: [{ key: 'a', direction: 'from', value: random.int(20) }, { key: 'b', direction: 'to', value: random.int(20) }],
    atLeast: 1 + random.int(2), top: 1 + random.int(3),
  }
}

describe('flipsOf', () => {
  it('a hand-made choice: what has to change, and by how much', () => {
    const choice: Choice = {
      buurten: [{ id: 'a', values: [1, 0], measured: [10] }, { id: 'b', values: [0, 1], measured: [8] }, { id: 'c', values: [1, 1], measured: [4] }, { id: 'd', values: [0, 0], measured: [null] }],
      weights: [60, 40], limits: [{ key: 'x', direction: 'from', value: 5 }], atLeast: 1, top: 1,
    }
    const [a, b, c, d] = flipsOf(choice)
    // b is as far as a at 60 against 60, and a comes first by its name: 61 points, or 39 for the other
    expect([a, b]).toMatchObject([{ chosen: true, weight: { criterion: 0, from: 60, to: 39 }, threshold: { from: 5, to: 4 } }, { chosen: false, weight: { criterion: 0, from: 60, to: 39 }, threshold: null }])
    expect(c).toMatchObject({ chosen: false, candidate: false, weight: null, threshold: { to: 4 } })
    expect(d).toMatchObject({ candidate: false, weight: null, threshold: null })
  })

  it('is the answer of trying every weight, and every threshold on a fine grid', () => {
    for (let seed = 1; seed <= 80; seed++) {
      const choice = randomChoice(seed)
      const before = chosenOf(choice)
      const candidates = candidatesOf(choice)
      const turned = (changed: Choice): Set<string> => {
        const after = chosenOf(changed)
        return new Set(choice.buurten.map((b) => b.id).filter((id) => after.has(id) !== before.has(id)))
      }
      const points = new Map<string, number>()
      const parts = new Map<string, number>()
      choice.weights.forEach((from, c) => {
        for (let p = 0; p <= mostPoints; p++) {
          const weights = choice.weights.map((w, i) => (i === c ? p : w))
          if (weights.some((w) => w > 0)) for (const id of turned({ ...choice, weights })) points.set(id, Math.min(points.get(id) ?? Infinity, Math.abs(p - from)))
        }
      })
      choice.limits.forEach((limit, l) => {
        const known = choice.buurten.flatMap((b) => b.measured[l] ?? [])
        const spread = Math.max(...known) - Math.min(...known) || 1
        for (let v = -30; v <= 50; v += 0.5) for (const id of turned({ ...choice, limits: choice.limits.map((o, i) => (i === l ? { ...o, value: v } : o)) })) parts.set(id, Math.min(parts.get(id) ?? Infinity, Math.abs(v - limit.value) / spread))
      })
      flipsOf(choice).forEach((f, i) => {
        expect(f.weight ? Math.abs(f.weight.to - f.weight.from) : undefined, `${seed} ${f.id} weight`).toBe(candidates[i] ? points.get(f.id) : undefined)
        const tried = f.threshold && choice.limits.map((o, l) => (l === f.threshold!.limit ? { ...o, value: f.threshold!.to } : o))
        expect(f.threshold !== null, `${seed} ${f.id} threshold`).toBe(parts.has(f.id))
        if (!f.threshold || !tried) return
        expect(turned({ ...choice, limits: tried }).has(f.id)).toBe(true)
        // values are whole numbers: half way to the next one, or on it; the grid may only be nearer by less than that half
        const known = choice.buurten.flatMap((b) => b.measured[f.threshold!.limit] ?? [])
        const share = Math.abs(f.threshold.to - f.threshold.from) / (Math.max(...known) - Math.min(...known) || 1)
        expect(share, `${seed} ${f.id} share`).toBeGreaterThanOrEqual(parts.get(f.id)! - 1e-9)
      })
    }
  })

  it('exactly at a threshold passes, what is not known never does, and without thresholds all are candidates', () => {
    const buurten = [{ id: 'a', values: [1], measured: [5] }, { id: 'b', values: [1], measured: [null] }]
    expect(candidatesOf({ buurten, limits: [{ key: 'x', direction: 'from', value: 5 }], atLeast: 1 })).toEqual([true, false])
    expect(candidatesOf({ buurten, limits: [{ key: 'x', direction: 'to', value: 5 }], atLeast: 3 })).toEqual([true, false])
    expect(candidatesOf({ buurten, limits: [], atLeast: 1 })).toEqual([true, true])
  })
})
