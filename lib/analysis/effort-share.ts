/** What is done in a buurt and what is signalled there; null when not known or not told. */
export type EffortRow = { hours: number | null; euro: number | null; signals: number | null }
/** Shares of the whole gemeente, 0..1; null when there is nothing to divide by, or not known. */
export type EffortShare = { hours: number | null; euro: number | null; signals: number | null; /** share of the hours / share of the signals; 1 is in proportion. null without signals */ hoursPerSignal: number | null; euroPerSignal: number | null }

/**
 * The proportion (*verhouding*) of effort to signals per buurt: which part of all hours and euro, beside which part of all signals. It says nothing about effect: few signals where much is done may be the
 * work of those who do it. What is not known of one buurt leaves the others as they are.
 */
export function effortShares(rows: readonly EffortRow[]): EffortShare[] {
  const totalOf = (of: keyof EffortRow): number => rows.reduce((sum, r) => sum + (r[of] ?? 0), 0)
  const totals = { hours: totalOf('hours'), euro: totalOf('euro'), signals: totalOf('signals') }
  const part = (row: EffortRow, of: keyof EffortRow): number | null => (row[of] === null || totals[of] === 0 ? null : row[of] / totals[of])
  return rows.map((row) => {
    const [hours, euro, signals] = [part(row, 'hours'), part(row, 'euro'), part(row, 'signals')]
    const per = (share: number | null): number | null => (share === null || !signals ? null : share / signals)
    return { hours, euro, signals, hoursPerSignal: per(hours), euroPerSignal: per(euro) }
  })
}
