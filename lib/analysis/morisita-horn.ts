/** Hours per cell; cells that are left out are 0. */
export type Profile = ReadonlyMap<string, number>

/**
 * How alike two organisations spread their hours over cells, 0 (nowhere in common) to 1 (in the same proportions, however many hours each gives); null when one of
 * them gives none. Symmetric, and the same when all hours of one are doubled.
 *
 * Source: Morisita 1959; Horn 1966, doi:10.1086/282436.
 */
export function morisitaHorn(a: Profile, b: Profile): number | null {
  const [sumA, sumB] = [total(a), total(b)]
  if (sumA === 0 || sumB === 0) return null
  let common = 0
  for (const [cell, hours] of a) common += hours * (b.get(cell) ?? 0)
  const squares = (p: Profile, sum: number): number => [...p.values()].reduce((n, h) => n + h * h, 0) / (sum * sum)
  return (2 * common) / ((squares(a, sumA) + squares(b, sumB)) * sumA * sumB)
}

/**
 * Hours that two organisations both give where there is more than needed: the smaller of the two in every such cell. This says what is possibly double; likeness alone does not.
 * @param surplus hours above the need per cell, of all organisations together
 */
export function sharedSurplusHours(a: Profile, b: Profile, surplus: Profile): number {
  let hours = 0
  for (const [cell, h] of a) if ((surplus.get(cell) ?? 0) > 0) hours += Math.min(h, b.get(cell) ?? 0)
  return hours
}

const total = (p: Profile): number => [...p.values()].reduce((sum, h) => sum + h, 0)
