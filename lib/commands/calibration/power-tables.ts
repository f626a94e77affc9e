import { poissonNull } from '@/lib/analysis/scan-null'
import { scanPower } from '@/lib/analysis/scan-power'
import { criticalLlr } from '@/lib/analysis/scan-significance'
import { gemeenteWindow, scanZones } from '@/lib/analysis/scan-zones'
import { nullMaxima, prepareScan } from '@/lib/analysis/spatial-scan'
import type { ProblemInput } from '@/lib/analysis/problem-clusters'
import { markdown, percent } from './markdown'

const seed = 1
const numbers = [100, 300, 1000]
const risks = [1.5, 2, 3]
/** In the runs where reporters hang together counts vary so many times as much as by chance. */
const clumped = 2.5

/** What the spatial scan finds in the buurten of this gemeente, and how often it finds something where there is nothing; over `gemeenten` drawn ones each. */
export function powerTables({ areas }: Pick<ProblemInput, 'areas'>, gemeenten: number): { power: string; alarms: string } {
  const people = areas.map((a) => a.inhabitants ?? 0)
  const zones = scanZones(areas.map(({ x, y }, i) => ({ x, y, weight: people[i]! })), { maxFrac: gemeenteWindow })
  const inhabited = people.filter((n) => n > 0)
  const scanOf = (cases: number, dispersion: number | null) => prepareScan({ zones, counts: people.map((n, i) => (i === people.indexOf(inhabited[0]!) ? cases : 0)), expected: people }, { dispersion })!
  const limitOf = (cases: number, dispersion: number | null): number => criticalLlr(nullMaxima(scanOf(cases, dispersion), { seed, from: 0, to: 999 }))

  const power = numbers.map((cases) => {
    const limit = limitOf(cases, null)
    const cell = (size: number) => (relativeRisk: number): string => {
      const { share, overlap } = scanPower({ zones, expected: people, cases }, { seed: seed + 1, areas: size, relativeRisk, criticalLlr: limit, simulations: gemeenten })
      return `${percent(share)}${overlap === null ? '' : ` (${overlap.toFixed(2)})`}`
    }
    return [String(cases), ...risks.map(cell(1)), ...risks.map(cell(5))]
  })
  const alarms = numbers.map((cases) => {
    const rate = (really: number | null, taken: number | null): string => {
      const scan = scanOf(cases, null)
      const maxima = nullMaxima({ ...scan, draw: poissonNull(Float64Array.from(zones.x, (_, l) => people.reduce((sum, n, i) => sum + (zones.locationOf[i] === l ? n : 0), 0)), cases, really) }, { seed: seed + 2, from: 0, to: gemeenten })
      const limit = limitOf(cases, taken)
      return percent(maxima.filter((llr) => llr > limit).length / gemeenten)
    }
    return [String(cases), rate(null, null), rate(clumped, null), rate(clumped, clumped)]
  })
  return {
    power: markdown(['reporters', ...[1, 5].flatMap((size) => risks.map((risk) => `${size === 1 ? 'one buurt' : 'five buurten'}, ${risk} x`))], power),
    alarms: markdown(['reporters', 'independent', `hang together (${clumped} x), not known`, `hang together (${clumped} x), known`], alarms),
  }
}
