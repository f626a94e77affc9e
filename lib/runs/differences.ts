/** A value of a result that did not come out the same; `at` says where ("themes.0.findings.1.p"). */
export type Difference = { at: string; stored: unknown; again: unknown }

/** Every value in which two results differ, each number compared to its last bit; a list of other length differs as a whole too. */
export function differences(stored: unknown, again: unknown, at = ''): Difference[] {
  const inner = (key: string | number): string => (at === '' ? String(key) : `${at}.${key}`)
  if (Array.isArray(stored) && Array.isArray(again)) {
    const length = stored.length === again.length ? [] : [{ at: inner('length'), stored: stored.length, again: again.length }]
    return [...length, ...Array.from({ length: Math.min(stored.length, again.length) }, (_, i) => differences(stored[i], again[i], inner(i))).flat()]
  }
  if (isRecord(stored) && isRecord(again)) return [...new Set([...Object.keys(stored), ...Object.keys(again)])].sort().flatMap((key) => differences(stored[key], again[key], inner(key)))
  return same(stored, again) ? [] : [{ at, stored, again }]
}

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value)
/** 0 and -0 are one number; NaN is itself. */
const same = (a: unknown, b: unknown): boolean => a === b || (Number.isNaN(a) && Number.isNaN(b))

/** How many values a result holds. */
export const countValues = (result: unknown): number =>
  typeof result === 'object' && result !== null ? Object.values(result).reduce((n: number, value) => n + countValues(value), 0) : 1
