import { describe, expect, it } from 'vitest'
import { makeRandom } from '@/lib/demo/random'
import { comparableBuurten, type Profile } from './comparable-buurten'

const town: Profile[] = [
  { code: 'a', figures: [10, 100], eligible: false },
  { code: 'b', figures: [11, 100], eligible: true },
  { code: 'c', figures: [10, 300], eligible: true },
  { code: 'd', figures: [10, 100], eligible: false },
  { code: 'e', figures: [14, null], eligible: true },
]

describe('comparableBuurten', () => {
  it('a hand-made town: in standard deviations, without buurten in focus, with what both have', () => {
    const sd = [Math.sqrt(2.4), Math.sqrt(7_500)] // of 10 11 10 10 14, and of 100 100 300 100
    const found = comparableBuurten('a', town, 5)
    expect(found.map((c) => [c.code, c.shared])).toEqual([['b', 2], ['c', 2], ['e', 1]])
    expect(found.map((c) => c.distance)).toEqual([1 / sd[0]! / Math.SQRT2, 200 / sd[1]! / Math.SQRT2, 4 / sd[0]!].map((d) => expect.closeTo(d, 12)))
    expect(comparableBuurten('a', town, 1).map((c) => c.code)).toEqual(['b'])
  })

  it('does not depend on units or on the order of the buurten', () => {
    const random = makeRandom(1, 'comparable')
    const many = Array.from({ length: 40 }, (_, i): Profile => ({ code: `b${i + 10}`, figures: [random.int(100), random.int(50), random.next() < 0.2 ? null : random.int(9)], eligible: i % 4 !== 0 }))
    const codes = (list: readonly Profile[]) => comparableBuurten('b10', list, 6).map((c) => c.code)
    expect(codes([...many].reverse())).toEqual(codes(many))
    expect(codes(many.map((p) => ({ ...p, figures: p.figures.map((v, f) => (v === null ? null : v * [1000, 0.01, 7][f]! + 3)) })))).toEqual(codes(many))
    expect(codes(many).every((code) => many.find((p) => p.code === code)!.eligible)).toBe(true)
  })

  it('leaves out what is the same everywhere, too little known, and answers for who is not there', () => {
    const same = town.map((p) => ({ ...p, figures: [...p.figures, 7] }))
    expect(comparableBuurten('a', same, 5).map((c) => c.code)).toEqual(['b', 'c'])
    expect(comparableBuurten('z', town, 5)).toEqual([])
    expect(comparableBuurten('a', [{ code: 'a', figures: [null], eligible: true }, { code: 'b', figures: [1], eligible: true }], 5)).toEqual([])
  })
})
