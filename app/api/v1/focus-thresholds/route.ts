import { focusAsk } from '@/app/focus-facts'
import { writeAudit } from '@/lib/db/audit'
import { gemeenteOfView } from '@/lib/db/areas'
import { asking, sqlState } from '@/lib/db/client'
import { addThresholds, listThresholds } from '@/lib/db/focus/thresholds'
import { checkFreeText } from '@/lib/domain/free-text'
import { maxThresholdReason, newThresholds, seesThresholds, setsThresholds, thresholdListParams } from '@/lib/domain/focus-thresholds'
import { systemFor } from '@/lib/domain/identity'
import { parseParams } from '@/lib/domain/params'
import { readBody } from '@/lib/http/read-body'
import { answer, badParams, badRequest, HttpProblem, json, notAllowed, notFound, signedIn } from '@/lib/http/respond'
import { anchorsToKeep, unknownKeys } from '@/lib/views/candidates/preview'
import { words } from '@/lib/views/thresholds/words'

/** All versions of the thresholds of a gemeente, newest first. */
export function GET(request: Request): Promise<Response> {
  return answer('focus-thresholds', async () => {
    const me = await signedIn()
    if (!seesThresholds(me.role)) throw notAllowed(words.notForRole)
    const parsed = parseParams(thresholdListParams, new URL(request.url).searchParams)
    if (parsed.problems) throw badParams(parsed.problems)
    const items = await asking(me, async (tx) => {
      const { gemeente } = await gemeenteOfView(tx, parsed.params, me.scopes[0]?.gemeente)
      return gemeente ? listThresholds(tx, gemeente.code) : null
    }, { readOnly: true })
    if (!items) throw notFound('Er zijn nog geen grenzen geladen voor deze gemeente.')
    return json({ items })
  })
}

/** Adds a version; 409 when somebody added one since `after`. */
export function POST(request: Request): Promise<Response> {
  return answer('focus-thresholds', async () => {
    const me = await signedIn()
    if (!setsThresholds(me.role)) throw notAllowed(words.notYours)
    const asked = await readBody(request, newThresholds)
    if (asked.reason.trim() === '') throw badRequest(words.reasonEmpty, [{ name: 'reason', message: words.reasonEmpty }])
    const reason = checkFreeText(asked.reason, asked.confirmText, maxThresholdReason)
    if (!reason.ok) throw badRequest(reason.problem.message, [{ name: 'reason', message: reason.problem.message }])
    const unknown = await asking(me, (tx) => unknownKeys(tx, asked), { readOnly: true })
    if (unknown.length > 0) throw badRequest(words.unknownKey(unknown.join(', ')), [{ name: 'limits', message: words.unknownKey(unknown.join(', ')) }])
    const program = systemFor(me)
    const anchors = await asking(program, (tx) => anchorsToKeep(tx, asked, new Date(), program, focusAsk), { readOnly: true, deadlineMs: 10_000 })
    if (!anchors) throw notFound('Er zijn nog geen grenzen geladen voor deze gemeente.')
    const version = asked.after + 1
    try {
      await asking(me, async (tx) => {
        await addThresholds(tx, { ...asked, version, anchors, reason: reason.text })
        await writeAudit(tx, { action: 'focus.thresholds', objectType: 'focus-thresholds', objectId: `${asked.gemeente}-${version}`, detail: { version, year: asked.year, limits: asked.limits.length, atLeast: asked.atLeast, restores: asked.restores, ...(reason.confirmed.length ? { reasonConfirmed: reason.confirmed } : {}) } })
      })
    } catch (error) {
      if (sqlState(error) === '23505') throw new HttpProblem({ status: 409, title: 'Er is intussen een andere versie', detail: words.meanwhile })
      if (sqlState(error) === 'BF018') throw badRequest(words.notEqual, [{ name: 'restores', message: words.notEqual }])
      if (sqlState(error) === '42501') throw notAllowed(words.notYours)
      throw error
    }
    return json({ version, year: asked.year, limits: asked.limits, atLeast: asked.atLeast, reason: reason.text, restores: asked.restores }, { status: 201 })
  })
}
