import { areaFindings, minScanned } from './area-findings'
import { checkpoint } from './cancelled'
import type { ProblemInput, RawFinding, ThemeCounts, ThemeResult } from './problem-clusters'
import { recentFindings } from './recent-findings'
import { themeScene, type SceneOptions } from './theme-scene'
import { themeTrend } from './theme-trend'

/** A larger share of signals without reporter makes a result indicative: those people may have been counted twice. */
const muchUnkeyed = 0.3

/**
 * Everything about one theme, before what is told twice is taken out: findings in the order area, fading, recent, rise.
 * Fewer than 20 reporters in the period are not scanned over areas; the last weeks are looked at all the same.
 */
export function themeClusters(input: ProblemInput, counts: ThemeCounts, options: SceneOptions): ThemeResult {
  const scene = themeScene(input, counts, options)
  const { people, sum } = scene
  const inhabited = people.filter((n) => n > 0).length
  const total = inhabited === 0 ? 0 : sum(counts.now)
  const state = inhabited === 0 ? 'no_people' : inhabited === 1 ? 'one_buurt' : total < minScanned ? 'too_few' : 'ok'
  const findings: RawFinding[] = []
  if (state === 'ok') findings.push(...areaFindings(scene).findings)
  if (inhabited > 1) {
    checkpoint(options.watch('recent'), 0)
    findings.push(...recentFindings(scene))
  }
  checkpoint(options.watch('trend'), 0)
  return {
    theme: counts.theme, total, state, findings,
    dispersion: scene.dispersion,
    indicative: counts.unkeyedShare > muchUnkeyed,
    power: null,
    reporters: [...counts.now],
    expected: people.map((n, i) => (n > 0 ? total * scene.shareOf([i]) : 0)),
    trend: themeTrend(input.areas, people, counts.quarters, scene.seedFor(9)),
  }
}
