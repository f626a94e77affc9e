import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { keyedRounding } from '@/lib/analysis/keyed-rounding'
import { publicationAreas, type BuurtToMerge } from '@/lib/analysis/publication-areas'
import { seededRandom } from '@/lib/analysis/seeded-random'
import { keptUseful } from './usefulness'
import { baseIn, leafOf, leavesOf, seededWorld } from './world'

/** The scheme once more, from its description alone: HMAC by its definition (RFC 2104) over SHA-256, and the comparison in whole numbers. */
function roundedAgain(key: Uint8Array, { area, theme, period }: { area: string; theme: string; period: string }, count: number, base: 5 | 10): number {
  const sha256 = (...parts: Uint8Array[]): Buffer => parts.reduce((hash, part) => hash.update(part), createHash('sha256')).digest()
  const padded = (byte: number): Uint8Array => Uint8Array.from({ length: 64 }, (_, i) => (key[i] ?? 0) ^ byte)
  const message = [area, theme, period].flatMap((text) => {
    const bytes = new TextEncoder().encode(text)
    return [Uint8Array.of(bytes.length >>> 24, (bytes.length >>> 16) & 255, (bytes.length >>> 8) & 255, bytes.length & 255), bytes]
  })
  const digest = sha256(padded(0x5c), sha256(padded(0x36), ...message))
  let u = 0n
  for (const byte of digest.subarray(0, 8)) u = u * 256n + BigInt(byte)
  u /= 2n ** 11n // 53 bits
  const rest = BigInt(count % base)
  return count - Number(rest) + (BigInt(base) * u < rest * 2n ** 53n ? base : 0)
}

/** Areas once more: pairs of groups in a matrix of who borders whom, merged until nothing is too small. */
function areasAgain(buurten: readonly BuurtToMerge[]): string[] {
  const sets: BuurtToMerge[][] = buurten.map((b) => [b])
  const people = (set: BuurtToMerge[]): number => set.reduce((sum, b) => sum + (b.inhabitants ?? 0), 0)
  const first = (set: BuurtToMerge[]): string => set.reduce((least, b) => (b.code < least ? b.code : least), '~')
  const smaller = (a: BuurtToMerge[], b: BuurtToMerge[]): boolean => people(a) < people(b) || (people(a) === people(b) && first(a) < first(b))
  const gap = (a: BuurtToMerge[], b: BuurtToMerge[]): number => Math.min(...a.flatMap((x) => b.map((y) => Math.hypot(x.middle.x - y.middle.x, x.middle.y - y.middle.y))))
  const border = (a: BuurtToMerge[], b: BuurtToMerge[]): boolean => a.some((x) => b.some((y) => x.neighbours.includes(y.code)))
  for (;;) {
    let small: BuurtToMerge[] | null = null
    for (const set of sets) if (people(set) < 250 && sets.some((o) => o !== set && o[0]!.wijk === set[0]!.wijk) && (!small || smaller(set, small))) small = set
    if (!small) break
    let host: BuurtToMerge[] | null = null
    for (const set of sets) {
      if (set === small || set[0]!.wijk !== small[0]!.wijk) continue
      const better = !host || (border(small, set) !== border(small, host) ? border(small, set) : border(small, set) ? smaller(set, host) : gap(small, set) < gap(small, host) || (gap(small, set) === gap(small, host) && smaller(set, host)))
      if (better) host = set
    }
    host!.push(...small)
    sets.splice(sets.indexOf(small), 1)
  }
  return sets.map((set) => set.map((b) => b.code).sort().join(' ')).sort()
}

describe('the scheme, made a second time from its description', () => {
  it('rounds every count of two towns the same', () => {
    for (const [seed, key] of [[1, new Uint8Array(32).fill(7)], [2, Uint8Array.from({ length: 40 }, (_, i) => 5 * i)]] as const) {
      const world = seededWorld({ buurten: 40, themes: 8, quarters: 4 }, seed)
      for (const [name, count] of world.counts) expect(keyedRounding(key, leafOf(name), count, baseIn(world, name))).toBe(roundedAgain(key, leafOf(name), count, baseIn(world, name)))
    }
    expect(keyedRounding(new Uint8Array(32), { area: 'é', theme: '', period: '|' }, 3, 5)).toBe(roundedAgain(new Uint8Array(32), { area: 'é', theme: '', period: '|' }, 3, 5))
  })

  it('merges a hundred towns the same, each area of at least 250 people or a whole wijk', () => {
    for (let seed = 0; seed < 100; seed++) {
      const random = seededRandom(seed, 14)
      const buurten = Array.from({ length: 24 }, (_, i): BuurtToMerge => {
        const [column, row] = [i % 6, Math.floor(i / 6)]
        const beside = [[0, 1], [1, 0], [0, -1], [-1, 0]].flatMap(([x, y]) => (column + x! >= 0 && column + x! < 6 && row + y! >= 0 && row + y! < 4 ? [`BU${10 + (row + y!) * 6 + column + x!}`] : []))
        return { code: `BU${10 + i}`, name: `Buurt ${i}`, wijk: `WK${Math.floor(random() * 4)}`, inhabitants: random() < 0.1 ? null : Math.floor(random() * 400), neighbours: beside, middle: { x: column + random() / 4, y: row + random() / 4 } }
      })
      const areas = publicationAreas(buurten)
      expect(areas.map((a) => [...a.buurten].sort().join(' ')).sort()).toEqual(areasAgain(buurten))
      for (const area of areas) {
        const people = buurten.filter((b) => area.buurten.includes(b.code)).reduce((sum, b) => sum + (b.inhabitants ?? 0), 0)
        expect(people >= 250 || buurten.filter((b) => b.wijk === area.wijk).length === area.buurten.length).toBe(true)
      }
    }
  })
})

describe('what is published', () => {
  it('stays useful: areas keep their order, sums of a wijk and a year are near, and nothing is too high or too low on average', () => {
    const world = seededWorld({ buurten: 65, themes: 10, quarters: 8 })
    const useful = keptUseful(world, leavesOf(world, new Uint8Array(32).fill(7)))
    expect(useful.rankCorrelation).toBeGreaterThanOrEqual(0.95)
    expect(useful.wijkYearError).toBeLessThanOrEqual(0.05)
    expect(Math.abs(useful.bias)).toBeLessThan(0.05)
    expect(useful.mostAway).toEqual({ 5: 4, 10: 9 })
  })
})
