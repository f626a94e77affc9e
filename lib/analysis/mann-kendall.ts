import { normalAbove } from './gamma'

export type MannKendall = {
  /** pairs that rise minus pairs that fall */
  s: number
  variance: number
  z: number
  /** two-sided */
  p: number
}

/**
 * Whether a series rises or falls steadily, by the order of its values alone. Equal values make the variance smaller; all equal: z 0, p 1.
 * Source: Mann 1945, doi:10.2307/1907187; Kendall 1975 (ties); continuity correction of one
 */
export function mannKendall(series: readonly number[]): MannKendall {
  const n = series.length
  let s = 0
  for (let i = 0; i < n; i++) for (let j = i + 1; j < n; j++) s += Math.sign(series[j]! - series[i]!)
  const ties = new Map<number, number>()
  for (const value of series) ties.set(value, (ties.get(value) ?? 0) + 1)
  const weight = (t: number) => t * (t - 1) * (2 * t + 5)
  const variance = Math.max(0, weight(n) - [...ties.values()].reduce((sum, t) => sum + weight(t), 0)) / 18
  const z = variance > 0 && s !== 0 ? (s - Math.sign(s)) / Math.sqrt(variance) : 0
  return { s, variance, z, p: Math.min(1, 2 * normalAbove(Math.abs(z))) }
}
