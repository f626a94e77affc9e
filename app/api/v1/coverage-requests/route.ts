import { writeAudit } from '@/lib/db/audit'
import { asking, sqlState } from '@/lib/db/client'
import { askRequest } from '@/lib/db/coverage/requests'
import { newRequest, requestParams } from '@/lib/domain/coverage-request'
import { parseParams } from '@/lib/domain/params'
import { readBody } from '@/lib/http/read-body'
import { answer, badParams, badRequest, json, notAllowed, notFound, signedIn } from '@/lib/http/respond'
import { loadRequests } from '@/lib/views/requests/load'
import { keptTexts } from './texts'

/** Requests for deployment that the reader may see: `{items, total}`; of an organisation its own. The same list as /verzoeken. */
export function GET(request: Request): Promise<Response> {
  return answer('coverage-requests', async () => {
    const me = await signedIn()
    const parsed = parseParams(requestParams, new URL(request.url).searchParams)
    if (parsed.problems) throw badParams(parsed.problems)
    const found = await asking(me, (tx) => loadRequests(tx, parsed.params, new Date(), { ...me, home: me.scopes[0]?.gemeente }), { readOnly: true })
    return json({ items: found.items, total: found.items.length, meta: found.meta })
  })
}

/** Asks an organisation that has an agreement about the theme to do something in a buurt. */
export function POST(request: Request): Promise<Response> {
  return answer('coverage-request', async () => {
    const me = await signedIn()
    if (!['wijkmanager', 'planner', 'adviser'].includes(me.role)) throw notAllowed('Een verzoek om inzet doet de wijkmanager van de buurt, een planner of een adviseur.')
    const { confirmText, ...asked } = await readBody(request, newRequest)
    const { kept, confirmed } = keptTexts({ text: asked.text }, confirmText)
    const { id, made } = await allowed(asking(me, async (tx) => {
      const done = await askRequest(tx, { ...asked, text: kept.text! })
      if (done.made) await writeAudit(tx, { action: 'coverage.request', objectType: 'coverage_request', objectId: String(done.id), detail: { buurt: asked.buurt, theme: asked.theme, organisation: asked.organisation, ...(confirmed.length ? { textConfirmed: confirmed } : {}) } })
      return done
    }))
    return json({ id }, { status: made ? 201 : 200, headers: { Location: `/api/v1/coverage-requests/${id}` } })
  })
}

async function allowed<T>(work: Promise<T>): Promise<T> {
  try {
    return await work
  } catch (error) {
    const state = sqlState(error)
    if (state === '42501') throw notAllowed('Een verzoek om inzet doet de wijkmanager van de buurt, een planner of een adviseur.')
    if (state === 'BF005') throw badRequest((error as Error).message, [{ name: (error as { column_name?: string }).column_name ?? 'organisation', message: (error as Error).message }])
    if (state === 'BF004') throw notFound((error as Error).message)
    if (state === '23503') throw notFound('Dit thema of deze gemeente bestaat niet.')
    throw error
  }
}
