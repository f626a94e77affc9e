/** Hours and euro of a line; null counts as nothing. */
export type Line = { hours: number | null; subsidyEur: number | null }
export type Agreed = { hours: number | null; subsidyEur: number | null }
type Sum = { lines: number; agreed: number | null; /** what is not yet in a line; null when the agreement says no total */ left: number | null }
export type LineSums = { hours: Sum; subsidyEur: Sum }

/** What the lines of an agreement add up to, beside its totals. Euro in cents underneath, so that 0.1 + 0.2 is 0.3. */
export function sumLines(lines: readonly Line[], agreed: Agreed): LineSums {
  const sum = (name: keyof Line): Sum => {
    const cents = (value: number | null): number => Math.round((value ?? 0) * 100)
    const total = lines.reduce((all, line) => all + cents(line[name]), 0)
    return { lines: total / 100, agreed: agreed[name], left: agreed[name] === null ? null : (cents(agreed[name]) - total) / 100 }
  }
  return { hours: sum('hours'), subsidyEur: sum('subsidyEur') }
}
