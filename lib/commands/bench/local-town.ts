import { drawPoisson } from '@/lib/analysis/draws'
import { seededRandom } from '@/lib/analysis/seeded-random'
import { scatteredAreas } from '@/lib/testing/scattered-areas'

export type LocalTown = { people: number[]; reporters: number[]; neighbours: number[][] }

/** So many nearest others are neighbours of an area, both ways: about six each, as buurten that touch have. */
const nearest = 4

/** Invented areas with people, reporters among them and neighbours, the same for the same number of areas. */
export function localTown(n: number): LocalTown {
  const areas = scatteredAreas(2 * n, 4).filter((a) => a.people > 0).slice(0, n)
  const random = seededRandom(5, n)
  const sets = areas.map(() => new Set<number>())
  areas.forEach((a, i) => {
    const apart = (j: number): number => Math.hypot(areas[j]!.x - a.x, areas[j]!.y - a.y)
    const others = areas.flatMap((b, j) => (j !== i && Math.abs(b.x - a.x) < 20_000 && Math.abs(b.y - a.y) < 20_000 ? [j] : [])).sort((j, k) => apart(j) - apart(k) || j - k)
    for (const j of others.slice(0, nearest)) {
      sets[i]!.add(j)
      sets[j]!.add(i)
    }
  })
  return { people: areas.map((a) => a.people), reporters: areas.map((a) => drawPoisson(a.people * 0.005 * (random() < 0.1 ? 2 : 1), random)), neighbours: sets.map((set) => [...set].sort((a, b) => a - b)) }
}
