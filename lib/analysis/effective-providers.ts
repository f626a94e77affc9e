/** Hours a month of one organisation in a cell (buurt x theme x service x target group). */
export type ProviderHours = { organisation: number; hours: number }
export type Cell = {
  /** hours a month of all together */
  hours: number
  /** as how many equally large organisations it looks, 1 to the number of organisations; null when there is no supply */
  effectiveProviders: number | null
  /** hours that are given by others than the one that gives most */
  secondHours: number
  /** hours above the need */
  surplusHours: number
  /** hours that are both: given by another than the first, and not needed. Two that fill a need together give 0; one that gives too much gives 0 as well */
  doubleHours: number
  /** needed hours that nobody gives */
  shortHours: number
}

/**
 * Whether more than one organisation does the same in a place, and whether it is needed ("4W": who, what, where, when). The effective number of providers is 1 / sum of
 * squared shares; hours of one organisation are added up first. An organisation that gives nothing does not count.
 *
 * @param need hours a month that are needed here, 0 or more
 * @throws {RangeError} for negative hours
 * Source: Hirschman 1964 and Simpson 1949 for the inverse sum of squared shares; the cells of ActivityInfo and the 4W matrix of OCHA.
 */
export function effectiveProviders(rows: readonly ProviderHours[], need: number): Cell {
  const perOrganisation = new Map<number, number>()
  for (const { organisation, hours } of rows) {
    if (!(hours >= 0)) throw new RangeError(`hours must be 0 or more, got ${hours}`)
    perOrganisation.set(organisation, (perOrganisation.get(organisation) ?? 0) + hours)
  }
  const amounts = [...perOrganisation.values()].filter((h) => h > 0)
  const hours = amounts.reduce((sum, h) => sum + h, 0)
  const secondHours = hours - Math.max(0, ...amounts)
  const surplusHours = Math.max(0, hours - need)
  return {
    hours, secondHours, surplusHours,
    effectiveProviders: hours > 0 ? 1 / amounts.reduce((sum, h) => sum + (h / hours) ** 2, 0) : null,
    doubleHours: Math.min(secondHours, surplusHours),
    shortHours: Math.max(0, need - hours),
  }
}

/**
 * Cells of one place together. Hours are added up cell by cell and never computed again on the sums, which would let a surplus here hide a shortage there. The effective number of providers
 * is 1 / the mean concentration, weighted by hours: how sure it is that two hours of the same kind come from the same organisation.
 */
export function together(cells: readonly Cell[]): Cell {
  const sum = (of: (c: Cell) => number): number => cells.reduce((total, c) => total + of(c), 0)
  const hours = sum((c) => c.hours)
  const concentration = hours > 0 ? sum((c) => (c.effectiveProviders === null ? 0 : c.hours / hours / c.effectiveProviders)) : 0
  return {
    hours, effectiveProviders: concentration > 0 ? 1 / concentration : null, secondHours: sum((c) => c.secondHours), surplusHours: sum((c) => c.surplusHours),
    doubleHours: sum((c) => c.doubleHours), shortHours: sum((c) => c.shortHours),
  }
}
