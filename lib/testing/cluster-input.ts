import type { ProblemInput, ThemeCounts } from '@/lib/analysis/problem-clusters'

const side = 6
const weeks = 26

/**
 * Counts of a town of 6 x 6 buurten of 500 m with 800 people each: everywhere a reporter or two, and in four buurten beside each other in one corner 12 each, in
 * the last months. For tests of what is done with a calculation, not of its sums.
 */
export function clusteredTown(theme = 'zwerfafval'): ProblemInput {
  const places = Array.from({ length: side * side }, (_, i) => ({ column: i % side, row: Math.floor(i / side) }))
  const areas = places.map(({ column, row }, i) => ({
    id: 100 + i, x: 100_000 + column * 500, y: 500_000 + row * 500, inhabitants: 800,
    neighbours: places.flatMap((p, j) => (i !== j && Math.abs(p.column - column) <= 1 && Math.abs(p.row - row) <= 1 ? [j] : [])),
  }))
  const many = places.map(({ column, row }) => column < 2 && row < 2)
  const few = areas.map((_, i) => 1 + (i % 2))
  const now = few.map((n, i) => (many[i] ? 12 : n))
  const counts: ThemeCounts = {
    theme, atRisk: areas.map(() => 800), now, recent: now.map((n) => Math.ceil(n / 2)), earlier: [few, few], recentEarlier: [few, few],
    quarters: Array.from({ length: 8 }, (_, q) => few.map((n, i) => (many[i] && q > 5 ? 6 : n))),
    weeks: Array.from({ length: weeks }, (_, w) => areas.map((_, i) => (many[i] ? Number(w % 2 === 0) : Number((w + i) % 19 === 0)))),
    signals: now.map((n) => n + 1), recentSignals: now, sources: areas.map((_, i) => (i % 3 === 0 ? [0, 1] : [1, 2])), recentSources: areas.map(() => [0, 1]), unkeyedShare: 0.1,
  }
  return { areas, period: { from: '2026-01-01', to: '2026-07-01' }, recent: { from: '2026-04-08', to: '2026-07-01' }, themes: [counts], everything: now, recentEverything: counts.recent, earlierEverything: [few, few], visits: areas.map(() => 3), recentVisits: areas.map(() => 1), earlierVisits: [areas.map(() => 3), areas.map(() => 3)] }
}
