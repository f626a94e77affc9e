import { columnOf, type Register } from '@/lib/domain/register'
import type { Conflict } from '@/lib/domain/register-item'

export type FieldError = { name: string; message: string }
/** invalid: what was given is wrong; in_use, sums and blocked: not as things stand; conflict: somebody else was first */
export type RefusedCode = 'invalid' | 'not_allowed' | 'unknown' | 'in_use' | 'sums' | 'blocked' | 'conflict'

/** A change of a register that cannot be made; the message is Dutch and meant for the user. */
export class RegisterRefused extends Error {
  constructor(
    readonly code: RefusedCode,
    message: string,
    readonly errors: FieldError[] = [],
    readonly more: { conflict?: Conflict; /** free text may name a person: say it again with `confirmText` */ confirmText?: boolean } = {},
  ) {
    super(message)
    this.name = 'RegisterRefused'
  }
}

type DatabaseError = Error & { code?: string; detail?: string; column_name?: string; table_name?: string; constraint_name?: string }

const databaseError = (error: unknown): DatabaseError | null => {
  for (let at: unknown = error; at instanceof Error; at = at.cause) if (typeof (at as DatabaseError).code === 'string') return at as DatabaseError
  return null
}

/** The field that a column of the register's table holds. */
const fieldOf = (register: Register, column: string | undefined): string | null => Object.keys(register.fields).find((field) => columnOf(field) === column) ?? null

/** What the database refused, in Dutch and by field; null when it was no refusal but a failure. Its own numbers (BF...) are those of drizzle/0012 and 0018. */
export function refusalOf(register: Register, error: unknown): RegisterRefused | null {
  if (error instanceof RegisterRefused) return error
  const found = databaseError(error)
  if (!found) return null
  const field = found.table_name === undefined || found.table_name === register.table ? fieldOf(register, found.column_name) : null
  const at = (message: string): FieldError[] => (field ? [{ name: field, message }] : [])
  switch (found.code) {
    case 'BF001': return new RegisterRefused('sums', found.message, at(found.message))
    case 'BF002': return new RegisterRefused('invalid', `${found.message} (N2).`, [{ name: field ?? 'ownerUser', message: found.message }])
    case 'BF003': return new RegisterRefused('invalid', `${found.message}.`, [{ name: field ?? 'point', message: found.message }])
    case 'BF004': return new RegisterRefused('invalid', `${found.message}.`, at(found.message))
    case 'BF006': return new RegisterRefused('blocked', `${found.message} (P4).`, at(found.message))
    case 'BF008': return new RegisterRefused('blocked', `${found.message}.`, at(found.message))
    case 'BF007': return new RegisterRefused('invalid', `${found.message}.`, at(found.message))
    case 'BF009': return new RegisterRefused('not_allowed', `${found.message}.`)
    case '42501': return new RegisterRefused('not_allowed', `U mag ${register.the} zo niet opslaan.`)
    case '23503': return new RegisterRefused('invalid', 'Iets waar dit naar verwijst bestaat niet (meer).')
    case '23514': return new RegisterRefused('invalid', `${register.the[0]!.toUpperCase()}${register.the.slice(1)} kan zo niet worden opgeslagen: ${found.constraint_name ?? 'een regel van de database'} laat het niet toe.`)
    default: return null
  }
}

/** Runs a change; what the database refuses becomes `RegisterRefused`. Call it inside the transaction: outside, errors no longer carry their column. */
export async function refusing<T>(register: Register, work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    throw refusalOf(register, error) ?? error
  }
}
