import { drawNormal } from '@/lib/analysis/draws'
import { seededRandom } from '@/lib/analysis/seeded-random'

export type ScatteredArea = { x: number; y: number; people: number }

/**
 * Invented areas as a country has them: towns of about 42 areas, coordinates in metres, numbers of people that differ a lot, and 4 % without anybody.
 * The same seed gives the same areas.
 */
export function scatteredAreas(n: number, seed: number): ScatteredArea[] {
  const random = seededRandom(seed, n)
  const towns = Math.max(1, Math.round(n / 42))
  const side = Math.sqrt(n) * 1500
  const centres = Array.from({ length: towns }, () => [random() * side, random() * side] as const)
  return Array.from({ length: n }, (_, i) => {
    const [x, y] = centres[i % towns]!
    const people = random() < 0.04 ? 0 : Math.round(Math.exp(6.75 + 0.85 * drawNormal(random)) / 5) * 5
    return { x: Math.round(x + drawNormal(random) * 2500), y: Math.round(y + drawNormal(random) * 2500), people }
  })
}
