import { problemClusters, type ProblemInput, type RawFinding } from '@/lib/analysis/problem-clusters'
import { standardPeriod, type FindingKind } from '@/lib/domain/cluster'
import type { Period } from '@/lib/domain/period'
import { demoProblem } from '@/lib/testing/demo-problem'
import { asOf, withoutClusters } from './gemeente-without-clusters'
import { markdown, percent } from './markdown'

const kinds: FindingKind[] = ['area', 'recent', 'rise', 'fading', 'presence']
const together = 'all themes in one calculation'

/**
 * How often the whole calculation tells something in gemeenten where nothing is the matter: per theme over its own standard period, and of all themes in one
 * calculation over three months. Takes some seconds per gemeente.
 */
export function themeAlarms(gemeenten: number, say: (text: string) => void): string {
  const make = withoutClusters()
  const { themes } = make(0)
  const asked = [...themes.map((t) => ({ name: t.slug, theme: t.slug as string | null, period: standardPeriod(t.windowWeeks, asOf) })), { name: together, theme: null, period: standardPeriod(null, asOf) }]
  const counted = asked.map(({ name }) => ({ name, reporters: 0, any: 0, of: Object.fromEntries(kinds.map((kind) => [kind, 0])) as Record<FindingKind, number> }))
  for (let number = 0; number < gemeenten; number++) {
    const gemeente = make(number)
    // Counting is most of the work: once per period for all themes.
    const inputs = new Map<string, ProblemInput>()
    const inputOf = (period: Period): ProblemInput => {
      const input = inputs.get(period.from) ?? withoutCourse(demoProblem(gemeente, { theme: null, period }))
      inputs.set(period.from, input)
      return input
    }
    asked.forEach(({ theme, period }, row) => {
      const input = inputOf(period)
      const told = problemClusters({ ...input, themesLookedAt: input.themes.length, themes: input.themes.filter((t) => theme === null || t.theme === theme) }, { seed: number }).themes
      const findings: RawFinding[] = told.flatMap((t) => t.findings)
      const found = new Set(findings.map((f) => f.kind))
      counted[row]!.reporters += told.reduce((sum, t) => sum + t.total, 0) / gemeenten
      for (const kind of found) counted[row]!.of[kind]++
      if (found.has('area') || found.has('recent') || found.has('rise')) counted[row]!.any++
    })
    if ((number + 1) % 10 === 0) say(`calibration: ${number + 1} of ${gemeenten} gemeenten`)
  }
  return markdown(
    ['theme', 'reporters', 'any cluster', ...kinds],
    counted.map(({ name, reporters, any, of }) => [name === together ? name : `\`${name}\``, String(Math.round(reporters)), ...[any, ...kinds.map((kind) => of[kind])].map((n) => percent(n / gemeenten))]),
  )
}

/** Without the quarters: the course per buurt takes half of the time, and no finding depends on it. */
const withoutCourse = (input: ProblemInput): ProblemInput => ({ ...input, themes: input.themes.map((t) => ({ ...t, quarters: [] })) })
