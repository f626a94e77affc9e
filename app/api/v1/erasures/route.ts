import { asking } from '@/lib/db/client'
import { ErasureChanged, eraseSignals } from '@/lib/db/erasures'
import { checkFreeText } from '@/lib/domain/free-text'
import { systemFor } from '@/lib/domain/identity'
import { answer, badRequest, HttpProblem, json, notAllowed, signedIn } from '@/lib/http/respond'
import { readBody } from '@/lib/http/read-body'
import { eraseBody, queryOf } from './ask'

/** How long erasing may take: counts of every boundary year follow. */
const deadlineMs = 60_000

/** Erases signals for good, when they are still as many as the administrator saw. */
export function POST(request: Request): Promise<Response> {
  return answer('erasure', async () => {
    const me = await signedIn()
    if (me.role !== 'admin') throw notAllowed('Alleen een beheerder kan signalen op verzoek verwijderen.')
    const asked = await readBody(request, eraseBody)
    const reason = checkFreeText(asked.reason, asked.confirmed)
    if (!reason.ok) throw badRequest(reason.problem.message, [{ name: 'reason', message: reason.problem.message }])
    if (reason.text.length < 5) throw badRequest('De reden ontbreekt. Verwacht: waarom deze signalen weggaan.', [{ name: 'reason', message: 'verwacht: ten minste 5 tekens' }])
    try {
      const done = await asking(systemFor(me), (tx) => eraseSignals(tx, queryOf(asked), asked.expected, reason, me.account), { deadlineMs })
      return json(done, { status: 201 })
    } catch (error) {
      if (!(error instanceof ErasureChanged)) throw error
      throw new HttpProblem({ status: 409, title: 'Er is iets veranderd', detail: `Het zijn intussen ${error.found} signalen in plaats van ${error.expected}. Er is niets verwijderd; zoek opnieuw.` })
    }
  })
}
