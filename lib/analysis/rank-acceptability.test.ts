import { describe, expect, it } from 'vitest'
import { makeRandom } from '@/lib/demo/random'
import { readFixture } from '@/lib/testing/fixtures'
import { rankAcceptability, type Alternative, type Weighing } from './rank-acceptability'

const reference = readFixture<{ alternatives: number[][]; exact: { first: number; central: number[] | null }[] }>('rank-acceptability.json')
const sure = (rows: readonly (readonly number[])[]): Alternative[] => rows.map((row, i) => ({ id: `b${String(i).padStart(5, '0')}`, low: row, high: row }))
const ask = (alternatives: Alternative[], over: Partial<Weighing> = {}) => rankAcceptability({ alternatives, weights: null, kappa: 20, draws: 20_000, seed: 7, top: 1, ...over })
const randomRows = (seed: number, n: number, k: number): number[][] => {
  const random = makeRandom(seed, 'acceptability')
  return Array.from({ length: n }, () => Array.from({ length: k }, () => random.next()))
}
const within = (share: number, draws: number): number => 3 * Math.sqrt((share * (1 - share)) / draws)

/** Exact for two criteria: the shares of [0, 1] of the first weight between the points where two buurten stand equal. */
function exactOfTwo(rows: readonly (readonly number[])[], top: number): number[] {
  const sum = (r: readonly number[], w: number): number => w * r[0]! + (1 - w) * r[1]!
  const cuts = [0, 1, ...rows.flatMap((a) => rows.flatMap((b) => {
    const w = (b[1]! - a[1]!) / (a[0]! - a[1]! - b[0]! + b[1]!)
    return w > 0 && w < 1 ? [w] : []
  }))].sort((a, b) => a - b)
  const shares = rows.map(() => 0)
  cuts.slice(1).forEach((to, i) => {
    const w = (cuts[i]! + to) / 2
    const ahead = rows.map((_, b) => b).sort((a, b) => sum(rows[b]!, w) - sum(rows[a]!, w))
    for (const b of ahead.slice(0, top)) shares[b]! += to - cuts[i]!
  })
  return shares
}

type Point = [number, number]
/** Cuts the triangle of all weighings (w1, w2, 1 - w1 - w2) down to where a buurt comes before each of the others: its share of the area. */
function shareAhead(row: readonly number[], others: readonly (readonly number[])[]): number {
  let polygon: Point[] = [[0, 0], [1, 0], [0, 1]]
  for (const other of others) {
    const d = row.map((v, c) => v - other[c]!)
    const value = ([x, y]: Point): number => d[2]! + x * (d[0]! - d[2]!) + y * (d[1]! - d[2]!)
    polygon = polygon.flatMap((p, i): Point[] => {
      const q = polygon[(i + 1) % polygon.length]!
      const [a, b] = [value(p), value(q)]
      const cut: Point[] = a > 0 !== b > 0 ? [[p[0] + ((q[0] - p[0]) * a) / (a - b), p[1] + ((q[1] - p[1]) * a) / (a - b)]] : []
      return [...(a > 0 ? [p] : []), ...cut]
    })
  }
  return Math.abs(polygon.reduce((sum, [x, y], i) => sum + x * polygon[(i + 1) % polygon.length]![1] - y * polygon[(i + 1) % polygon.length]![0], 0)) // twice the area, over that of the triangle
}

describe('rankAcceptability', () => {
  it('equals the exact shares and central weights of the reference', () => {
    const draws = 200_000
    const found = ask(sure(reference.alternatives), { draws, whole: true })
    reference.exact.forEach(({ first, central }, i) => {
      expect(Math.abs(found[i]!.top - first)).toBeLessThanOrEqual(within(first, draws))
      expect(found[i]!.ranks[0]).toBe(found[i]!.top)
      if (central === null) expect(found[i]!.central).toBeNull()
      else central.forEach((w, c) => expect(found[i]!.central![c]).toBeCloseTo(w, 2))
    })
  })

  it('equals the lengths of intervals for two criteria, whatever is chosen', () => {
    for (let seed = 1; seed <= 12; seed++) {
      const rows = randomRows(seed, 3 + (seed % 9), 2)
      const top = 1 + (seed % 3)
      const exact = exactOfTwo(rows, top)
      // a bound of three standard errors is passed by chance now and then: four here, over a hundred comparisons
      ask(sure(rows), { top, seed }).forEach((b, i) => expect(Math.abs(b.top - exact[i]!), `${seed} ${i}`).toBeLessThanOrEqual((4 / 3) * within(exact[i]!, 20_000) + 1e-12))
    }
  })

  it('equals the areas of polygons for three criteria: first, among two, and who comes before whom', () => {
    for (let seed = 20; seed < 26; seed++) {
      const rows = randomRows(seed, 5, 3)
      const two = ask(sure(rows), { top: 2, seed })
      const one = ask(sure(rows), { top: 1, seed, whole: true })
      rows.forEach((row, i) => {
        const others = rows.filter((_, o) => o !== i)
        const first = shareAhead(row, others)
        const amongTwo = first + others.reduce((sum, _, o) => sum + shareAhead(row, others.filter((_, p) => p !== o)) - first, 0)
        expect(Math.abs(one[i]!.top - first)).toBeLessThanOrEqual((4 / 3) * within(first, 20_000) + 1e-12)
        expect(Math.abs(two[i]!.top - amongTwo)).toBeLessThanOrEqual((4 / 3) * within(amongTwo, 20_000) + 1e-12)
        rows.forEach((other, o) => {
          if (o === i) return
          const exact = shareAhead(row, [other])
          expect(Math.abs(one[i]!.before[o]! - exact)).toBeLessThanOrEqual((4 / 3) * within(exact, 20_000) + 1e-12)
        })
      })
    }
  })

  it('adds up: every draw has `top` buurten, every buurt one rank, and of two one comes first', () => {
    const found = ask(sure(randomRows(3, 9, 4)), { weights: [40, 30, 20, 10], top: 4, whole: true, draws: 500 })
    const total = (list: readonly number[]): number => list.reduce((sum, x) => sum + x, 0)
    expect(total(found.map((b) => b.top))).toBeCloseTo(4, 9)
    for (const [i, b] of found.entries()) {
      expect(total(b.ranks)).toBeCloseTo(1, 9)
      expect(total(b.ranks.slice(0, 4))).toBeCloseTo(b.top, 9)
      found.forEach((other, o) => o !== i && expect(b.before[o]! + other.before[i]!).toBeCloseTo(1, 9))
      if (b.central) expect(total(b.central)).toBeCloseTo(1, 9)
    }
  })

  it('does not depend on the order of the buurten, also where values are not known', () => {
    const rows = sure(randomRows(4, 30, 5)).map((a, i) => (i % 3 === 0 ? { ...a, low: [0, ...a.low.slice(1)], high: [1, ...a.high.slice(1)] } : a))
    const shares = (list: Alternative[]) => Object.fromEntries(ask(list, { top: 5, weights: [1, 2, 3, 4, 5], draws: 800 }).map((b) => [b.id, b.top]))
    expect(shares([...rows].reverse())).toEqual(shares(rows))
  })

  it('a buurt that is worse on everything never comes before the other', () => {
    const rows = randomRows(5, 20, 6)
    rows.push(rows[0]!.map((v) => v * 0.99))
    const found = ask(sure(rows), { top: 3, draws: 2_000, whole: true })
    expect(found[20]!.before[0]).toBe(0)
    expect(found[20]!.top).toBeLessThanOrEqual(found[0]!.top)
  })

  it('equal buurten share what is to be shared; the same as a full sort; the same seed, the same answer', () => {
    const rows = [...randomRows(6, 40, 3), [1, 1, 1], [1, 1, 1]]
    const found = ask(sure(rows), { draws: 1_000 })
    expect(found.slice(40).map((b) => b.top)).toEqual([0.5, 0.5])
    const quick = ask(sure(rows), { draws: 300, top: 7 })
    const sorted = ask(sure(rows), { draws: 300, top: 7, whole: true })
    quick.forEach((b, i) => expect(b.top).toBeCloseTo(sorted[i]!.ranks.slice(0, 7).reduce((sum, r) => sum + r, 0), 12))
    expect(ask(sure(rows), { draws: 300, top: 7 })).toEqual(quick)
  })

  it('what is not known is anything between its ends; weights of 0 stay 0; closer weights change less', () => {
    const unknown: Alternative[] = [{ id: 'a', low: [0], high: [1] }, { id: 'b', low: [0.25], high: [0.25] }]
    expect(Math.abs(ask(unknown, { weights: [1] })[0]!.top - 0.75)).toBeLessThanOrEqual(within(0.75, 20_000))
    const two = sure([[1, 0], [0, 1]])
    expect(ask(two, { weights: [0, 3] }).map((b) => b.top)).toEqual([0, 1])
    const firm = ask(two, { weights: [60, 40], kappa: 200 })[0]!.top
    expect(firm).toBeGreaterThan(ask(two, { weights: [60, 40], kappa: 20 })[0]!.top)
  })

  it('refuses weights that mean nothing, and answers for nobody and for fewer than asked', () => {
    for (const weights of [[-1, 2], [0, 0], [NaN, 1]]) expect(() => ask(sure([[1, 0]]), { weights })).toThrow(RangeError)
    expect(ask([], {})).toEqual([])
    expect(ask(sure([[0.1, 0.2], [0.3, 0.1]]), { top: 4, draws: 10 }).map((b) => b.top)).toEqual([1, 1])
  })
})
