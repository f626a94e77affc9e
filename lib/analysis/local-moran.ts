import { normalAbove } from './gamma'

export type LocalMoran = {
  moran: number
  /** mean and variance when the other values are put on the other areas at random, the own value held fixed */
  expected: number
  variance: number
  z: number
  /** two-sided */
  p: number
  /** own value against the mean, then that of the neighbours */
  quadrant: 'high-high' | 'low-low' | 'high-low' | 'low-high'
}

/**
 * Local Moran's I with weights that add up to 1 per area: whether an area is like its neighbours. For experts' exports only, not for the map.
 *
 * Areas without a value take no part; one without neighbours has no answer, and no area has when all values are equal.
 * Source: Anselin 1995, doi:10.1111/j.1538-4632.1995.tb00338.x; conditional moments Sokal, Oden and Thomson 1998, doi:10.1111/j.1538-4632.1998.tb00406.x
 */
export function localMoran(values: readonly (number | null)[], neighbours: readonly (readonly number[])[]): (LocalMoran | null)[] {
  const used = values.flatMap((value) => (value === null ? [] : [value]))
  const n = used.length
  const mean = used.reduce((a, b) => a + b, 0) / n
  const variance = used.reduce((sum, x) => sum + (x - mean) ** 2, 0) / n
  return values.map((value, i): LocalMoran | null => {
    const around = neighbours[i]!.flatMap((j) => (j === i || values[j] === null || values[j] === undefined ? [] : [values[j]! - mean]))
    if (value === null || around.length === 0 || n < 3 || !(variance > 0)) return null
    const own = value - mean
    const lag = around.reduce((a, b) => a + b, 0) / around.length
    const moran = (own / variance) * lag
    const expected = -(own ** 2) / ((n - 1) * variance)
    const squares = 1 / around.length
    const spread = (own / variance) ** 2 * (n / (n - 2)) * (squares - 1 / (n - 1)) * (variance - own ** 2 / (n - 1))
    const z = spread > 0 ? (moran - expected) / Math.sqrt(spread) : 0
    return { moran, expected, variance: spread, z, p: 2 * normalAbove(Math.abs(z)), quadrant: `${own > 0 ? 'high' : 'low'}-${lag > 0 ? 'high' : 'low'}` }
  })
}
