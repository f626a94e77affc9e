/** The same value with the names of every object in order of code units, so that one content has one JSON text. Lists keep their order; what is undefined is left out, as JSON does. */
export function canonical(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(canonical)
  if (value === null || typeof value !== 'object') return value
  const entries = Object.entries(value).filter(([, v]) => v !== undefined).sort(([a], [b]) => (a < b ? -1 : 1))
  return Object.fromEntries(entries.map(([k, v]) => [k, canonical(v)]))
}
