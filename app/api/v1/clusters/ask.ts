import 'server-only'
import { sqlState } from '@/lib/db/client'
import { checkFreeText } from '@/lib/domain/free-text'
import type { PersonalDataKind } from '@/lib/domain/personal-data'
import type { ClusterDetail } from '@/lib/domain/cluster-item'
import { badParams, badRequest, HttpProblem, notAllowed, notFound } from '@/lib/http/respond'

export const unknownCluster = (id: number): HttpProblem => notFound(`Opeenhoping "${id}" bestaat niet, of hoort niet bij wat u mag zien.`)

/** Somebody else was first: what is there now, and what they changed since the version that was read. */
export function conflict(current: ClusterDetail, version: number): HttpProblem {
  const changes = current.events.filter((e) => e.kind === 'owner').slice(0, Math.max(0, current.version - version))
  const [last] = changes
  const more = { current, changed: last ? [{ field: 'owner', label: 'Eigenaar', before: changes.at(-1)!.before, theirs: last.after }] : [], by: last?.by ?? null, at: last?.at ?? null }
  return new HttpProblem({ status: 409, title: 'Intussen gewijzigd', detail: 'Een ander heeft deze opeenhoping intussen een andere eigenaar gegeven. Uw keuze is niet opgeslagen: kijk wie het nu is en kies.', ...more })
}

/** What the database refuses of an owner or a note, in Dutch. */
export async function refusing<T>(work: Promise<T>): Promise<T> {
  try {
    return await work
  } catch (error) {
    const state = sqlState(error)
    // The rule that work goes to who can do it (N2), as for initiatives.
    if (state === 'BF002') throw badRequest(`${(error as Error).message} (N2).`, [{ name: 'ownerUser', message: (error as Error).message }])
    if (state === '23503') throw badParams([{ name: 'ownerTeam', message: 'dit team bestaat niet' }])
    if (state === '42501') throw notAllowed('Dit mag u bij deze opeenhoping niet.')
    throw error
  }
}

/** A note that may be kept. @throws {HttpProblem} 400 when it holds personal data, is too long, or asks for a confirmation (`confirmed: true`) */
export function keepNote(text: string, confirmed: boolean): { text: string; confirmed: PersonalDataKind[] } {
  const checked = checkFreeText(text, confirmed)
  if (checked.ok) return checked
  const { message, code } = checked.problem
  throw new HttpProblem({ status: 400, title: 'De vraag klopt niet', detail: message, errors: [{ name: 'text', message }], ...(code === 'confirm_needed' && { confirmText: true }) })
}
