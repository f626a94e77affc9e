import { writeAudit } from '@/lib/db/audit'
import { asking, sqlState, type Tx } from '@/lib/db/client'
import { findSignal } from '@/lib/db/signals'
import { signalEvents, signalNeighbours } from '@/lib/db/signal-writes'
import { checkFreeText } from '@/lib/domain/free-text'
import type { PersonalDataKind } from '@/lib/domain/personal-data'
import type { SignalDetail } from '@/lib/domain/signal'
import { badParams, badRequest, HttpProblem, json, notAllowed, notFound, signedIn } from '@/lib/http/respond'

export type Given = { params: Promise<{ id: string }> }
const moveKey = (): string => process.env.REPORTER_KEY ?? ''
const unknown = () => notFound('Dit signaal bestaat niet, of het hoort niet bij wat u mag zien.')

/** Free text that may be kept. @throws {HttpProblem} 400 when it holds personal data, is too long, or asks for a confirmation (`confirmText: true`) */
export function keepText(name: string, text: string, confirmed: boolean): { text: string; confirmed: PersonalDataKind[] } {
  const checked = checkFreeText(text, confirmed)
  if (!checked.ok) throw badRequest(checked.problem.message, [{ name, message: checked.problem.message }])
  return checked
}

/** What the database refuses of a place or a pair, in Dutch. */
export async function placeProblems<T>(work: Promise<T>): Promise<T> {
  try {
    return await work
  } catch (error) {
    const state = sqlState(error)
    if (state === '42501') throw notAllowed('Deze plek ligt niet in uw wijk. Kies een plek in uw eigen wijk, of vraag de wijkmanager van die wijk.')
    if (state === 'BF003') throw badParams([{ name: 'place', message: 'deze plek ligt buiten de gemeente' }])
    if (state === 'BF004') throw badParams([{ name: 'buurtCode', message: 'deze buurt bestaat niet in deze gemeente' }])
    throw error
  }
}

/**
 * Answers with a signal that this user may see (else it does not exist), its history and its neighbours. Reading one of a sensitive theme is
 * recorded, in the same transaction.
 */
export const showSignal = (given: Given['params']): Promise<Response> =>
  onSignal(given, async () => null, async (tx, before) => {
    if (before.sensitive) await writeAudit(tx, { action: 'signal.read', objectType: 'signal', objectId: before.id })
  })

/**
 * Changes a signal that this user may see, and answers with what it became. `ask` reads what is wanted before the transaction begins, so that a slow
 * sender holds up nobody.
 */
export async function onSignal<A>(given: Given['params'], ask: () => Promise<A>, work: (tx: Tx, signal: SignalDetail, asked: A) => Promise<void>): Promise<Response> {
  const me = await signedIn()
  const { id } = await given
  const asked = await ask()
  const found = /^\d{1,15}$/.test(id)
    ? await asking(me, async (tx) => {
        const before = await findSignal(tx, Number(id), moveKey())
        if (!before) return null
        await work(tx, before, asked)
        const signal = await findSignal(tx, before.id, moveKey())
        return signal && { ...signal, history: await signalEvents(tx, signal.id), neighbours: await signalNeighbours(tx, signal.id) }
      })
    : null
  if (!found) throw unknown()
  return json(found)
}

/** Another signal that a change speaks of; it must be one that this user may see. @throws {HttpProblem} 404 */
export async function otherSignal(tx: Tx, id: number): Promise<SignalDetail> {
  const other = await findSignal(tx, id, moveKey())
  if (!other) throw notFound(`Signaal ${id} bestaat niet, of het hoort niet bij wat u mag zien.`)
  return other
}

export const conflict = (detail: string): HttpProblem => new HttpProblem({ status: 409, title: 'Dat kan nu niet', detail })
