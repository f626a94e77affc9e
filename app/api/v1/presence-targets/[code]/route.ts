import { z } from 'zod'
import { writeAudit } from '@/lib/db/audit'
import { asking, sqlState } from '@/lib/db/client'
import { dropTarget, setTarget } from '@/lib/db/presence'
import { checkFreeText } from '@/lib/domain/free-text'
import { filterParams, parseParams } from '@/lib/domain/params'
import { answer, badParams, badRequest, json, notAllowed, notFound, signedIn } from '@/lib/http/respond'
import { readBody } from '@/lib/http/read-body'

const weeks = 'verwacht: een heel getal van 1 tot en met 104'
const gemeente = filterParams.shape.gemeente.unwrap()
const body = z.strictObject({ gemeente, weeks: z.number(weeks).int(weeks).min(1, weeks).max(104, weeks), reason: z.string().max(2000).nullable().default(null), confirmText: z.boolean().default(false) })
const query = z.strictObject({ gemeente })
type Given = { params: Promise<{ code: string }> }

/** Sets how often somebody should be in a buurt: at least once per so many weeks, and why. */
export function PUT(request: Request, { params }: Given): Promise<Response> {
  return answer('presence-target', async () => {
    const me = await signedIn()
    const code = codeOf((await params).code)
    const asked = await readBody(request, body)
    const reason = checkFreeText(asked.reason ?? '', asked.confirmText)
    if (!reason.ok) throw badRequest(reason.problem.message, [{ name: 'reason', message: reason.problem.message }])
    await allowed(asking(me, async (tx) => {
      await setTarget(tx, asked.gemeente, code, asked.weeks, reason.text || null)
      await writeAudit(tx, { action: 'presence.target', objectType: 'buurt', objectId: code, detail: { weeks: asked.weeks, ...(reason.confirmed.length ? { reasonConfirmed: reason.confirmed } : {}) } })
    }))
    return json({ gemeente: asked.gemeente, buurtCode: code, weeks: asked.weeks, reason: reason.text || null })
  })
}

/** Takes the target of a buurt away: then its presence is not judged. */
export function DELETE(request: Request, { params }: Given): Promise<Response> {
  return answer('presence-target-drop', async () => {
    const me = await signedIn()
    const code = codeOf((await params).code)
    const parsed = parseParams(query, new URL(request.url).searchParams)
    if (parsed.problems) throw badParams(parsed.problems)
    const dropped = await allowed(asking(me, async (tx) => {
      const there = await dropTarget(tx, parsed.params.gemeente, code)
      if (there) await writeAudit(tx, { action: 'presence.target', objectType: 'buurt', objectId: code, detail: { weeks: null } })
      return there
    }))
    if (!dropped) throw notFound('Deze buurt heeft geen doel, of u mag het niet wijzigen.')
    return new Response(null, { status: 204 })
  })
}

/** @throws {HttpProblem} 404 */
function codeOf(code: string): string {
  if (!/^BU\d{4}[0-9A-Z]{4}$/.test(code)) throw notFound('Deze buurt bestaat niet.')
  return code
}

async function allowed<T>(work: Promise<T>): Promise<T> {
  try {
    return await work
  } catch (error) {
    if (sqlState(error) === '42501') throw notAllowed('Het doel van deze buurt zet de planner, of de wijkmanager van deze buurt.')
    if (sqlState(error) === 'BF004' || sqlState(error) === '23503') throw notFound('Deze buurt bestaat niet in deze gemeente.')
    throw error
  }
}
