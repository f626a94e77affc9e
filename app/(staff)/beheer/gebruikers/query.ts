import type { Query } from '../../query'

const one = (value: string | string[] | undefined): string | undefined => (typeof value === 'string' ? value : undefined)

/** What became of a form, as the action left it in the address. */
export const outcomeOf = (query: Awaited<Query>): { done: string | undefined; problem: string | undefined } => ({ done: one(query.klaar), problem: one(query.fout) })

/** A number of ours in an address; null for anything else. */
export const idIn = (value: string | string[] | undefined): number | null => (typeof value === 'string' && /^\d{1,15}$/.test(value) ? Number(value) : null)
