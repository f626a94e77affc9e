import { writeAudit } from '@/lib/db/audit'
import { asking } from '@/lib/db/client'
import { answerRequest, listRequests, requestHistory } from '@/lib/db/coverage/requests'
import { requestAnswer } from '@/lib/domain/coverage-request'
import { dateInAmsterdam } from '@/lib/domain/period'
import { readBody } from '@/lib/http/read-body'
import { answer, HttpProblem, json, notAllowed, notFound, signedIn } from '@/lib/http/respond'
import { keptTexts } from '../texts'

type Given = { params: Promise<{ id: string }> }

/** One request with what was answered before. */
export function GET(_request: Request, { params }: Given): Promise<Response> {
  return answer('coverage-request-one', async () => {
    const me = await signedIn()
    const id = numberOf((await params).id)
    const found = await asking(me, async (tx) => {
      const [item] = await listRequests(tx, null, dateInAmsterdam(new Date()), { id })
      return item && { ...item, history: await requestHistory(tx, id) }
    }, { readOnly: true })
    if (!found) throw missing()
    return json(found)
  })
}

/** The answer of the organisation that was asked: accepted, refused with a reason, or something else instead. Or taken back, and asked anew, by who asked. */
export function PATCH(request: Request, { params }: Given): Promise<Response> {
  return answer('coverage-request-answer', async () => {
    const me = await signedIn()
    const id = numberOf((await params).id)
    const { version, status, confirmText, counterDate, ...texts } = await readBody(request, requestAnswer)
    const { kept, confirmed } = keptTexts(texts, confirmText)
    const found = await asking(me, async (tx) => {
      const today = dateInAmsterdam(new Date())
      const [before] = await listRequests(tx, null, today, { id })
      if (!before) throw missing()
      const done = await answerRequest(tx, id, version, { status, ...kept, counterDate })
      const back = status === 'withdrawn' || status === 'open'
      if (!done && back && !before.mayWithdraw) throw notAllowed('Intrekken kan wie het verzoek deed of een planner, tot er een antwoord is.')
      if (!done && !back && me.role !== 'organisation') throw notAllowed('Alleen de organisatie die gevraagd is, geeft antwoord.')
      if (!done) throw new HttpProblem({ status: 409, title: 'Iemand was u voor', detail: 'Dit verzoek is intussen gewijzigd. Bekijk het opnieuw en geef dan antwoord.' })
      await writeAudit(tx, { action: back ? 'coverage.withdraw' : 'coverage.answer', objectType: 'coverage_request', objectId: String(id), detail: { status, ...(confirmed.length ? { textConfirmed: confirmed } : {}) } })
      return (await listRequests(tx, null, today, { id }))[0]!
    })
    return json(found)
  })
}

const missing = (): HttpProblem => notFound('Dit verzoek bestaat niet, of u mag het niet zien.')

/** @throws {HttpProblem} 404 */
function numberOf(id: string): number {
  if (!/^\d{1,15}$/.test(id)) throw missing()
  return Number(id)
}
