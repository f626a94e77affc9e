/** By what an amount was divided: hours that were delivered, or (without any) the inhabitants that are served; `equally` when nobody is known to live there. */
export type EuroMethod = 'hours' | 'inhabitants' | 'equally'
/** A part that gets its share: an activity, or a buurt. `hours` are delivered hours. */
export type EuroPart<Key> = { key: Key; hours: number; inhabitants: number }
export type Apportioned<Key> = { method: EuroMethod; parts: { key: Key; euro: number }[] }

/**
 * Divides an amount of subsidy over what it is for: by delivered hours; when none was delivered by the inhabitants that are served. The parts add up to the amount; no part, no euro. It says
 * where money went in proportion, not what something cost.
 *
 * @param amountEur 0 or more
 * @throws {RangeError} for a negative amount, hours or inhabitants
 */
export function apportionedEuro<Key>(amountEur: number, parts: readonly EuroPart<Key>[]): Apportioned<Key> {
  if (!(amountEur >= 0) || parts.some((p) => !(p.hours >= 0) || !(p.inhabitants >= 0))) throw new RangeError('amounts, hours and inhabitants must be 0 or more')
  const sum = (of: (p: EuroPart<Key>) => number): number => parts.reduce((total, p) => total + of(p), 0)
  const [hours, inhabitants] = [sum((p) => p.hours), sum((p) => p.inhabitants)]
  const method: EuroMethod = hours > 0 ? 'hours' : inhabitants > 0 ? 'inhabitants' : 'equally'
  const share = (p: EuroPart<Key>): number => (method === 'hours' ? p.hours / hours : method === 'inhabitants' ? p.inhabitants / inhabitants : 1 / parts.length)
  return { method, parts: parts.map((p) => ({ key: p.key, euro: amountEur * share(p) })) }
}

/** One of the two of a pair, in what they share: euro a year and hours a month; null when not known or not for the reader. */
export type Side = { euro: number | null; hours: number | null; /** of what it reaches, the share that both reach, 0..1 */ share: number }

/**
 * Euro a year that go with the overlapping hours of a pair: the hours that overlap x what an hour costs of both together where both are. null when the euro or the
 * hours of one of them are not known. Not more than the euro of both in what they share.
 */
export function euroOfPair(sides: readonly [Side, Side], overlappingHours: number | null): number | null {
  if (overlappingHours === null || sides.some((s) => s.euro === null || s.hours === null)) return null
  const hours = sides.reduce((sum, s) => sum + s.hours! * s.share, 0)
  const euro = sides.reduce((sum, s) => sum + s.euro! * s.share, 0)
  return hours > 0 ? (euro * overlappingHours) / hours : 0
}
