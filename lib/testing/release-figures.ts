import { keyedRounding } from '@/lib/analysis/keyed-rounding'
import type { ThemeToTell } from '@/lib/db/release/leaves'
import { closedPeriods } from '@/lib/domain/public-period'
import { releaseDay, releaseTestKey, type SignalCount } from './release-town'

const grains: ThemeToTell['grain'][] = ['quarter', 'quarter', 'half_year']
const themes = ['zwerfafval', 'verkeer', 'ontmoeten']
/** Every figure that a publication of the town tells: area, theme, period, and where and when its signals are; of the delicate theme of wijken, of which one has its signals in two buurten. */
export const leaves = [...themes.flatMap((theme, t) =>
  (['aanleg', 'brink', 'centrum'] as const).flatMap((buurt, b) =>
    closedPeriods(grains[t]!, releaseDay).map((period, at) => ({ leaf: { area: ['PG99900101', 'PG99900102', 'PG99900201'][b]!, theme, period: period.id }, buurt, day: period.from, n: (3 * t + 5 * b + 7 * at) % 12 })),
  ),
), ...(['aanleg', 'centrum'] as const).flatMap((buurt, b) => closedPeriods('quarter', releaseDay).map((period, at) => ({ leaf: { area: ['WK999001', 'WK999002'][b]!, theme: 'jongeren', period: period.id }, buurt, day: period.from, n: (4 * b + 9 * at) % 23 })))]
export const baseOf = ({ area }: { area: string }): 5 | 10 => (area.startsWith('WK') ? 10 : 5)
export const rounded = (leaf: (typeof leaves)[number]['leaf'], n: number): number => keyedRounding(releaseTestKey, leaf, n, baseOf(leaf))
export const counts = (of: (leaf: (typeof leaves)[number]) => number): SignalCount[] => [
  ...leaves.flatMap((l) => {
    const beside = l.leaf.area === 'WK999001' ? Math.floor(of(l) / 2) : 0
    return [{ buurt: l.buurt, theme: l.leaf.theme, day: l.day, n: of(l) - beside }, { buurt: 'brink' as const, theme: l.leaf.theme, day: l.day, n: beside }]
  }),
  ...(['taal', 'canary-theme'] as const).map((theme) => ({ buurt: 'brink' as const, theme, day: '2026-05-05', n: 7 })),
]
/** Another number of signals that is rounded to the same figure; the same number where there is none. */
export const twin = (l: (typeof leaves)[number]): number => Array.from({ length: 20 }, (_, m) => m).find((m) => m !== l.n && rounded(l.leaf, m) === rounded(l.leaf, l.n)) ?? l.n
