import type { Register, RegisterRecord, RuleProblem } from '@/lib/domain/register'
import { recordSchema } from '@/lib/domain/register-fields'
import { checkSchedule, timesPerYear } from './schedule'

export type CheckedRecord = { record: RegisterRecord; problems: null } | { record: null; problems: RuleProblem[] }

/**
 * Whether a record may be kept: each field by its schema, then the rules over several fields, then whether its schedule ever fires in its interval.
 * Empty text counts as nothing; names that the register does not know, or keeps itself, are refused. All problems at once, in Dutch, by field.
 *
 * What follows from other fields (how many times a year) is added to the record. That references exist is for the database to say.
 */
export function checkRecord(register: Register, given: RegisterRecord): CheckedRecord {
  const parsed = recordSchema(register.fields).safeParse(Object.fromEntries(Object.entries(given).map(([name, value]) => [name, value === '' ? null : value])))
  if (!parsed.success)
    return {
      record: null,
      problems: parsed.error.issues.flatMap((issue) =>
        issue.code === 'unrecognized_keys' && issue.path.length === 0
          ? issue.keys.map((field) => ({ field, message: field in register.fields ? `${register.fields[field]!.label} wordt door het programma bijgehouden` : `onbekend; bekend zijn: ${Object.keys(recordSchema(register.fields).shape).join(', ')}` }))
          : [{ field: String(issue.path[0] ?? ''), message: issue.message }],
      ),
    }
  const record: RegisterRecord = parsed.data
  const problems = [...(register.rules?.(record) ?? []), ...scheduleProblems(register, record)]
  if (problems.length > 0) return { record: null, problems }
  if (typeof record.schedule === 'string' && 'timesPerYear' in register.fields) record.timesPerYear = timesPerYear(record.schedule)
  return { record, problems: null }
}

function scheduleProblems(register: Register, record: RegisterRecord): RuleProblem[] {
  return Object.entries(register.fields).flatMap(([field, { type }]) => {
    if (type !== 'schedule' || typeof record[field] !== 'string') return []
    const wellFormed = checkSchedule(record[field])
    const { from, to } = record as { from?: string | null; to?: string | null }
    const message = wellFormed ?? (from && !(to && to <= from) ? checkSchedule(record[field], { from, to: to ?? null }) : null)
    return message ? [{ field, message }] : []
  })
}
