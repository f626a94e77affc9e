import type { Register, RegisterRecord } from '@/lib/domain/register'

/** What an address fills in of a new record: only fields, and only what fits them; the rest is left alone. */
export function givenIn(register: Register, query: URLSearchParams): RegisterRecord {
  const given: RegisterRecord = {}
  for (const [name, field] of Object.entries(register.fields)) {
    const text = query.get(name)
    if (text === null || field.readOnly) continue
    const value = field.type === 'reference' && field.to !== 'themes' && field.to !== 'teams' ? Number(text) : field.type === 'integer' ? Number(text) : text
    if (['reference', 'buurt', 'choice', 'date', 'integer'].includes(field.type) && field.schema.safeParse(value).success) given[name] = value
  }
  return given
}
