/** A buurt with its figures before the start, in a fixed order of figures; null: not known. */
export type Profile = { code: string; figures: readonly (number | null)[]; /** may be compared with: not in focus itself, and with enough inhabitants */ eligible: boolean }
export type Comparable = { code: string; /** mean distance per figure, in standard deviations */ distance: number; /** figures that both have */ shared: number }

/** At least this share of the figures must be known of both. */
const leastShared = 0.5

/**
 * The `k` buurten most like a buurt by their figures: each figure in standard deviations of the buurten that are given (not counting the buurt itself only where it is not among them), and of those the root of the
 * mean square over the figures that both have. Nearest first, equal ones by code.
 *
 * The figures must be of before the start, so that what focus did has no say in what it is compared with. A figure that is the same everywhere says nothing and is left out. It does not know of anything
 * that no figure tells.
 * @returns fewer than `k` when there are not so many, none when the buurt is not given or has no figures
 * Source: nearest-neighbour matching, Rubin 1973, doi:10.2307/2529685
 */
export function comparableBuurten(code: string, profiles: readonly Profile[], k: number): Comparable[] {
  const own = profiles.find((p) => p.code === code)
  if (!own) return []
  const scales = own.figures.map((_, f) => {
    const known = profiles.flatMap((p) => p.figures[f] ?? [])
    const mean = known.reduce((sum, v) => sum + v, 0) / known.length
    return Math.sqrt(known.reduce((sum, v) => sum + (v - mean) ** 2, 0) / known.length)
  })
  const useful = scales.flatMap((sd, f) => (sd > 0 && own.figures[f] !== null ? [f] : []))
  return profiles
    .filter((p) => p.eligible && p.code !== code)
    .flatMap((p): Comparable[] => {
      const both = useful.filter((f) => p.figures[f] !== null)
      if (both.length === 0 || both.length < leastShared * own.figures.length) return []
      return [{ code: p.code, shared: both.length, distance: Math.sqrt(both.reduce((sum, f) => sum + ((p.figures[f]! - own.figures[f]!) / scales[f]!) ** 2, 0) / both.length) }]
    })
    .sort((a, b) => a.distance - b.distance || (a.code < b.code ? -1 : 1))
    .slice(0, k)
}
