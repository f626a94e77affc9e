/** An area with fewer reporters over all weeks says nothing about spread. */
const minReporters = 10

/**
 * How much more weekly counts of reporters vary than independent reports would: variance / mean per area, averaged. About 1 when people report independently.
 *
 * Above 1.5 reports hang together (one campaign, one family) and chance must be reckoned with wider bounds. Areas with fewer than ten reporters take no part;
 * null when none is left or there are fewer than two weeks. Seasons and growth raise it a little.
 * @param weeks [week][area] unique reporters
 */
export function reporterDispersion(weeks: readonly (readonly number[])[]): number | null {
  const n = weeks.length
  if (n < 2) return null
  const ratios = weeks[0]!.flatMap((_, area) => {
    const counts = weeks.map((week) => week[area]!)
    const total = counts.reduce((a, b) => a + b, 0)
    if (total < minReporters) return []
    const mean = total / n
    return [counts.reduce((sum, c) => sum + (c - mean) ** 2, 0) / (n - 1) / mean]
  })
  return ratios.length === 0 ? null : ratios.reduce((a, b) => a + b, 0) / ratios.length
}
