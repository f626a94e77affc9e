import { describe, expect, it } from 'vitest'
import { scatteredAreas } from '@/lib/testing/scattered-areas'
import { borderCertainty } from './border-certainty'
import { Cancelled } from './cancelled'
import { poissonLlr } from './scan-llr'
import { scanPower } from './scan-power'
import { scanZones } from './scan-zones'

const areas = scatteredAreas(60, 2)
const zones = scanZones(areas.map(({ x, y, people }) => ({ x, y, weight: people })), { maxFrac: 0.25 })
const expected = areas.map((a) => a.people)
const power = (cases: number, relativeRisk: number, size = 5): number => scanPower({ zones, expected, cases }, { seed: 3, relativeRisk, areas: size, simulations: 200 }).share

describe('scanPower', { timeout: 60_000 }, () => {
  it('grows with the risk, with the reporters and with the size of the place', () => {
    expect(power(300, 3)).toBeGreaterThan(power(300, 2))
    expect(power(300, 2)).toBeGreaterThan(power(300, 1.5))
    expect(power(1000, 2)).toBeGreaterThan(power(300, 2))
    expect(power(300, 2)).toBeGreaterThan(power(50, 2))
    expect(power(300, 2)).toBeGreaterThan(power(300, 2, 1))
    expect(power(5000, 5)).toBe(1)
  })

  it('is at most the rate of false alarms when nothing is raised (200 maps by chance: fewer than 24 in 99.99 % of the cases)', () => {
    expect(power(300, 1)).toBeLessThan(24 / 200)
  })

  it('meets the place better when there is more to see', () => {
    const overlap = (cases: number): number => scanPower({ zones, expected, cases }, { seed: 3, simulations: 200 }).overlap!
    expect(overlap(3000)).toBeGreaterThan(overlap(150))
    expect(overlap(3000)).toBeLessThanOrEqual(1)
  })

  it('finds less when reporters hang together', () => {
    const held = scanPower({ zones, expected, cases: 300 }, { seed: 3, simulations: 200, dispersion: 3 }).share
    expect(held).toBeLessThan(power(300, 2))
  })

  it('is the same with the limit of the scan itself, and with the same seed', () => {
    expect(power(300, 2)).toBe(power(300, 2))
    const strict = scanPower({ zones, expected, cases: 300 }, { seed: 3, simulations: 200, criticalLlr: 1e9 })
    expect(strict).toEqual({ share: 0, overlap: null })
  })

  it('finds nothing where nothing can be found', () => {
    const none = { share: 0, overlap: null }
    expect(scanPower({ zones, expected, cases: 0 }, { seed: 1 })).toEqual(none)
    expect(scanPower({ zones, expected: expected.map(() => 0), cases: 10 }, { seed: 1 })).toEqual(none)
    const one = scanZones([{ x: 0, y: 0, weight: 9 }], { maxFrac: 1 })
    expect(scanPower({ zones: one, expected: [9], cases: 10 }, { seed: 1 })).toEqual(none)
    expect(() => scanPower({ zones, expected, cases: 300 }, { seed: 1, shouldStop: () => true })).toThrow(Cancelled)
  })
})

describe('borderCertainty', () => {
  // on a line: three areas far above, one in doubt, six ordinary
  const line = scanZones(Array.from({ length: 10 }, (_, i) => ({ x: i * 100 + i * i, y: 0, weight: 100 })), { maxFrac: 0.5 })
  const means = [30, 30, 30, 15, 8, 8, 8, 8, 8, 8]
  const same = means.map(() => 1)
  // three areas with 90 of 153 where 45.9 are expected: far above any limit of chance
  const critical = 6
  const certainty = (of: number[], limit: number | null = critical): number[] => borderCertainty({ zones: line, means: of, expected: same }, { seed: 4, criticalLlr: limit })

  it('is sure of the middle, in doubt about the edge, and sure of what lies outside', () => {
    expect(poissonLlr(90, (153 * 3) / 10, 153)).toBeGreaterThan(3 * critical)
    const found = certainty(means)
    expect(Math.min(...found.slice(0, 3))).toBeGreaterThan(0.95)
    expect(found[3]).toBeGreaterThan(0.05)
    expect(found[3]).toBeLessThan(0.95)
    expect(Math.max(...found.slice(4))).toBeLessThan(0.1)
  })

  it('finds nothing sure when nothing stands out, and nothing at all without a limit', () => {
    expect(Math.max(...certainty(same.map(() => 12)))).toBeLessThan(0.3)
    expect(certainty(means, null)).toEqual(same.map(() => 0))
  })

  it('is the same with the same seed, falls as the limit rises, and leaves out areas without a mean or people', () => {
    expect(certainty(means)).toEqual(certainty(means))
    const strict = certainty(means, 25)
    certainty(means).forEach((f, i) => expect(strict[i]).toBeLessThanOrEqual(f))
    const missing = certainty(means.map((m, i) => (i === 1 ? NaN : m)))
    expect(missing[1]).toBe(0)
    expect(missing[0]).toBeGreaterThan(0.5)
    const withEmpty = scanZones(Array.from({ length: 11 }, (_, i) => ({ x: i * 100 + i * i, y: 0, weight: i === 10 ? 0 : 100 })), { maxFrac: 0.5 })
    expect(borderCertainty({ zones: withEmpty, means: [...means, 50], expected: [...same, 1] }, { seed: 4, criticalLlr: critical })).toEqual([...certainty(means), 0])
    expect(() => borderCertainty({ zones: line, means, expected: same }, { seed: 1, criticalLlr: 6, shouldStop: () => true })).toThrow(Cancelled)
  })
})
