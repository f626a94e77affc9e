/** Where to look for signals about somebody: around a point, or in a buurt. Distances in metres. */
type ErasurePlace = { kind: 'point'; first: number; second: number; srid: 4326 | 28992; radiusM: number } | { kind: 'buurt'; code: string }

/** Signals of a gemeente at a place, observed in [from, to). */
export type ErasureQuery = { gemeente: string; place: ErasurePlace; from: string; to: string }

/** What an administrator may see of the signals that were found: no content, no place, not even the theme. */
export type ErasureFound = { total: number; items: { observedOn: string; sensitive: boolean; n: number }[] }

/** An erasure that was done. */
export type ErasureDone = { id: number; at: string; gemeente: string; by: string; signals: number; reason: string }

/** Limits of the radius in metres: less finds nothing, more finds a neighbourhood. */
export const radiusLimits = { min: 5, max: 500 }

/**
 * Two numbers as people copy them from a map: latitude and longitude ("52.9563, 4.7601", as most maps give), the other way round, or x and y
 * in RD. null when it is not a place in the Netherlands.
 */
export function parsePoint(text: string): { first: number; second: number; srid: 4326 | 28992 } | null {
  const decimal = /^\s*(-?\d{1,6}(?:[.,]\d{1,10})?)\s*(?:;|,\s|\s)\s*(-?\d{1,6}(?:[.,]\d{1,10})?)\s*$/.exec(text) ?? /^\s*(-?\d{1,6}(?:\.\d{1,10})?)\s*,\s*(-?\d{1,6}(?:\.\d{1,10})?)\s*$/.exec(text)
  if (!decimal) return null
  const [a, b] = [decimal[1]!, decimal[2]!].map((n) => Number(n.replace(',', '.'))) as [number, number]
  const within = (n: number, low: number, high: number): boolean => n >= low && n <= high
  if (within(a, 50.5, 53.8) && within(b, 3.1, 7.4)) return { first: b, second: a, srid: 4326 }
  if (within(a, 3.1, 7.4) && within(b, 50.5, 53.8)) return { first: a, second: b, srid: 4326 }
  if (within(a, 7_000, 300_000) && within(b, 289_000, 629_000)) return { first: a, second: b, srid: 28992 }
  return null
}
