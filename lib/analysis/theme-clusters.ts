import { areaFindings, minScanned } from './area-findings'
import { checkpoint } from './cancelled'
import type { ProblemInput, RawFinding, ThemeCounts, ThemeResult } from './problem-clusters'
import { recentFindings } from './recent-findings'
import { riseFindings } from './rise-findings'
import { scanPower } from './scan-power'
import { themeScene, type SceneOptions } from './theme-scene'
import { themeTrend } from './theme-trend'

/** A larger share of signals without reporter makes a result indicative: those people may have been counted twice. */
const muchUnkeyed = 0.3

/**
 * Everything about one theme, before what is told twice is taken out: findings areas and what fades, then the last weeks, then what rises.
 * Fewer than 20 reporters in the period are not scanned over areas; the last weeks are looked at all the same.
 */
export function themeClusters(input: ProblemInput, counts: ThemeCounts, options: SceneOptions): ThemeResult {
  const scene = themeScene(input, counts, options)
  const { people, sum } = scene
  const inhabited = people.filter((n) => n > 0).length
  const total = inhabited === 0 ? 0 : sum(counts.now)
  const state = inhabited === 0 ? 'no_people' : inhabited === 1 ? 'one_buurt' : total < minScanned ? 'too_few' : 'ok'
  const area = state === 'ok' ? areaFindings(scene) : null
  const findings: RawFinding[] = [...(area?.findings ?? [])]
  if (inhabited > 1) {
    checkpoint(options.watch('recent'), 0)
    findings.push(...recentFindings(scene))
    findings.push(...riseFindings(scene, input.themesLookedAt ?? input.themes.length, area?.foundBefore ?? (() => false)))
  }
  const power = area && scanPower(
    { zones: scene.zones, expected: people, cases: total },
    { seed: scene.seedFor(5), criticalLlr: area.scan.criticalLlr, replicates: options.replicates, dispersion: scene.dispersion, ...options.watch('power') },
  )
  checkpoint(options.watch('trend'), 0)
  return {
    theme: counts.theme, total, state, findings,
    dispersion: scene.dispersion,
    indicative: counts.unkeyedShare > muchUnkeyed,
    power: power?.share ?? null,
    reporters: [...counts.now],
    expected: people.map((n, i) => (n > 0 ? total * scene.shareOf([i]) : 0)),
    trend: themeTrend(input.areas, people, counts.quarters, scene.seedFor(9)),
  }
}
