import { addDays } from '@/lib/domain/period'
import type { Watch } from './cancelled'
import { explainedByPresence } from './presence-rule'
import type { ProblemInput, ThemeCounts } from './problem-clusters'
import { reporterDispersion } from './reporter-dispersion'
import { gemeenteWindow, scanZones, type Zones } from './scan-zones'
import { seededRandom } from './seeded-random'
import { weekSince } from './since'
import type { CalculationStep } from './words'

export type SceneOptions = {
  seed: number
  replicates: number
  /** for a step that is done in parts: which of how many */
  watch(step: CalculationStep, part?: number, parts?: number): Watch
}

/** The period asked, the last weeks, or the an earlier period by its number (0 is the nearest). */
export type Moment = 'period' | 'recent' | number

/** What every part of the calculation of one theme looks at. All arrays are per area. */
export type ThemeScene = {
  input: ProblemInput
  counts: ThemeCounts
  /** people at risk; 0 where nobody lives or nobody knows: such an area takes no part */
  people: number[]
  /** 0..1 of all people at risk who live in these areas */
  shareOf(areas: readonly number[]): number
  /** over these areas, or over all that take part */
  sum(values: readonly number[], areas?: readonly number[]): number
  zones: Zones
  dispersion: number | null
  /** day on which reporters in these areas began to come faster, by the weekly counts; null when that cannot be told */
  since(areas: readonly number[]): string | null
  /** whether these areas have more of everything because somebody comes there more often */
  presence(areas: readonly number[], when: Moment): boolean
  /** number of sources that reported */
  sources(areas: readonly number[], when: 'period' | 'recent'): number
  /** a seed of its own for one purpose within this theme */
  seedFor(...purpose: number[]): number
  options: SceneOptions
}

export function themeScene(input: ProblemInput, counts: ThemeCounts, options: SceneOptions): ThemeScene {
  const people = counts.atRisk.map((n) => (n !== null && n > 0 ? n : 0))
  const lived = people.flatMap((n, i) => (n > 0 ? [i] : []))
  const sum = (values: readonly number[], areas: readonly number[] = lived) => areas.reduce((total, i) => total + values[i]!, 0)
  const shareOf = (areas: readonly number[]) => sum(people, areas) / sum(people)
  const everywhere = counts.weeks.map((week) => sum(week))
  const theme = hashOf(counts.theme)
  return {
    input, counts, people, sum, shareOf, options,
    zones: scanZones(input.areas.map(({ x, y }, i) => ({ x, y, weight: people[i]! })), { maxFrac: gemeenteWindow }),
    dispersion: reporterDispersion(counts.weeks.map((week) => week.map((n, i) => (people[i]! > 0 ? n : 0)))),
    since(areas) {
      const week = weekSince(counts.weeks.map((row) => sum(row, areas)), everywhere, shareOf(areas))
      return week === null ? null : addDays(input.recent.to, -7 * (counts.weeks.length - week))
    },
    presence(areas, when) {
      const visits = when === 'recent' ? input.recentVisits : when === 'period' ? input.visits : input.earlierVisits && input.earlierVisits[when]!
      if (visits === null) return false
      const inhabitants = input.areas.map((area) => area.inhabitants ?? 0)
      const all = inhabitants.flatMap((n, i) => (n > 0 ? [i] : []))
      const [own, everything] =
        when === 'recent' ? [counts.recent, input.recentEverything] : when === 'period' ? [counts.now, input.everything] : [counts.earlier[when]!, input.earlierEverything[when]!]
      const over = (where: readonly number[]) => ({ theme: sum(own, where), everything: sum(everything, where), people: sum(inhabitants, where), visits: sum(visits, where) })
      return explainedByPresence({ place: over(areas), gemeente: over(all), buurten: all.length })
    },
    sources: (areas, when) => new Set(areas.flatMap((i) => (when === 'recent' ? counts.recentSources : counts.sources)[i]!)).size,
    seedFor: (...purpose) => Math.floor(seededRandom(options.seed, theme, ...purpose)() * 2 ** 32),
  }
}

/** FNV-1a of a slug: a theme has the same chance draws whether it is asked for alone or with others. */
function hashOf(text: string): number {
  let hash = 2166136261
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 16777619)
  return hash >>> 0
}
