import { drawPoisson } from '@/lib/analysis/draws'
import { gemeenteWindow } from '@/lib/analysis/scan-zones'
import { seededRandom } from '@/lib/analysis/seeded-random'
import { scatteredAreas, type ScatteredArea } from '@/lib/testing/scattered-areas'

export type ScannedTown = { areas: ScatteredArea[]; counts: number[]; window: { maxFrac: number; maxRadiusM: number } }

/** Reporters per inhabitant where nothing is the matter. */
const rate = 0.005

/**
 * Invented areas without two in the same place, with 5 reporters per 1,000 people and twice as many within 1.5 km of the first area; a gemeente is looked at
 * with circles of up to a quarter of its people, more areas with circles of up to 5 km.
 */
export function scannedTown(n: number): ScannedTown {
  const areas = scatteredAreas(n, 1).map((a, i) => ({ ...a, x: a.x + i / 65_536 }))
  const random = seededRandom(2, n)
  const counts = areas.map((a) => drawPoisson(a.people * rate * (Math.hypot(a.x - areas[0]!.x, a.y - areas[0]!.y) < 1500 ? 2 : 1), random))
  return { areas, counts: counts.map((c, i) => (areas[i]!.people > 0 ? c : 0)), window: n < 200 ? { maxFrac: gemeenteWindow, maxRadiusM: Infinity } : { maxFrac: 1, maxRadiusM: 5000 } }
}

/** Weekly counts of the same kind, 104 weeks, three times as many around the first area in the last four. */
export function scannedWeeks(areas: readonly ScatteredArea[]): number[][] {
  const random = seededRandom(3, areas.length)
  const near = areas.map((a) => Math.hypot(a.x - areas[0]!.x, a.y - areas[0]!.y) < 1500)
  return Array.from({ length: 104 }, (_, week) => areas.map((a, i) => drawPoisson((a.people * rate * (week >= 100 && near[i] ? 3 : 1)) / 12, random)))
}
