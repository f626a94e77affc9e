const dayMs = 86_400_000

/** ISO date to a day number (days since 1970-01-01, no time zone). @throws {RangeError} for anything but a real `yyyy-mm-dd` */
export function toDay(iso: string): number {
  const ms = Date.parse(`${iso}T00:00:00Z`)
  if (!/^\d{4}-\d{2}-\d{2}$/.test(iso) || Number.isNaN(ms) || new Date(ms).toISOString().slice(0, 10) !== iso) throw new RangeError(`expected a date like 2026-11-01, got ${iso}`)
  return ms / dayMs
}

/** Day number to ISO date. */
export function toIso(day: number): string {
  return new Date(day * dayMs).toISOString().slice(0, 10)
}

/** 0 = Monday .. 6 = Sunday. */
export function weekday(day: number): number {
  return (((day + 3) % 7) + 7) % 7
}

/** Share of the year that has passed, 0..1. */
export function yearShare(day: number): number {
  const date = new Date(day * dayMs)
  return (day - Date.UTC(date.getUTCFullYear(), 0, 1) / dayMs) / 365.25
}

/** First of the three years that end on `asOf`: [since, asOf], both included. */
export function firstDay(asOf: string): number {
  const [y, m, d] = asOf.split('-').map(Number) as [number, number, number]
  const same = new Date(Date.UTC(y - 3, m - 1, d))
  // 29 February has no counterpart: the period then starts on 1 March
  return same.getTime() / dayMs + (same.getUTCDate() === d ? 1 : 0)
}
