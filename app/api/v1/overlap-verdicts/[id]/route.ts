import { z } from 'zod'
import { writeAudit } from '@/lib/db/audit'
import { asking } from '@/lib/db/client'
import { addVerdict, findVerdict, lastVerdict } from '@/lib/db/overlap/verdicts'
import { changedVerdict } from '@/lib/domain/overlap'
import { parseParams } from '@/lib/domain/params'
import { answer, badParams, json, notAllowed, notFound, signedIn } from '@/lib/http/respond'
import { readBody } from '@/lib/http/read-body'
import { checkExpires, onlyCandidate, reasonOf, refusal, saidMeanwhile } from '../ask'

type Given = { params: Promise<{ id: string }> }
const nothing = z.strictObject({})
const idOf = async (params: Given['params']): Promise<number> => {
  const { id } = await params
  if (!/^[1-9]\d{0,14}$/.test(id)) throw notFound('Dit oordeel bestaat niet.')
  return Number(id)
}
const judges = ['planner', 'adviser', 'wijkmanager']
const onlyJudges = (role: string): void => {
  if (!judges.includes(role)) throw notAllowed('Oordelen doen de planner, de adviseur, en de wijkmanager als beide activiteiten in de eigen wijk zijn.')
}

/** Another verdict instead of this one, which must be the last of its pair. The first one stays in the history. */
export function PATCH(request: Request, { params }: Given): Promise<Response> {
  return answer('overlap-verdict-change', async () => {
    const me = await signedIn()
    onlyJudges(me.role)
    const id = await idOf(params)
    const there = await asking(me, (tx) => findVerdict(tx, id), { readOnly: true })
    if (!there) throw notFound('Dit oordeel bestaat niet.')
    const { first, second } = there
    const asked = await readBody(request, changedVerdict)
    const reason = reasonOf(asked.reason, asked.confirmText)
    checkExpires(asked.expires)
    try {
      const made = await asking(me, async (tx) => {
        const last = await lastVerdict(tx, first, second)
        if (last?.id !== id) throw saidMeanwhile(last)
        await onlyCandidate(tx, first, second)
        const added = await addVerdict(tx, { first, second, verdict: asked.verdict, reason: reason.text, expires: asked.expires, firstVersion: asked.firstVersion, secondVersion: asked.secondVersion, replaces: id })
        await writeAudit(tx, { action: 'overlap.verdict', objectType: 'activity-pair', objectId: `${first}-${second}`, detail: { verdict: asked.verdict, expires: asked.expires, replaces: id, ...(reason.confirmed.length ? { reasonConfirmed: reason.confirmed } : {}) } })
        return added
      })
      return json({ id: made, first, second, verdict: asked.verdict, reason: reason.text, expires: asked.expires })
    } catch (error) {
      throw await refusal(error, () => asking(me, (tx) => lastVerdict(tx, first, second), { readOnly: true }))
    }
  })
}

/** Takes a verdict back: the pair is a candidate again. What was said stays in the history. */
export function DELETE(request: Request, { params }: Given): Promise<Response> {
  return answer('overlap-verdict-withdraw', async () => {
    const me = await signedIn()
    onlyJudges(me.role)
    const id = await idOf(params)
    const parsed = parseParams(nothing, new URL(request.url).searchParams)
    if (parsed.problems) throw badParams(parsed.problems)
    const there = await asking(me, (tx) => findVerdict(tx, id), { readOnly: true })
    if (!there) throw notFound('Dit oordeel bestaat niet.')
    const { first, second } = there
    try {
      await asking(me, async (tx) => {
        const last = await lastVerdict(tx, first, second)
        if (last?.id !== id) throw saidMeanwhile(last)
        await addVerdict(tx, { first, second, verdict: 'withdrawn', reason: '', expires: null, firstVersion: null, secondVersion: null, replaces: id })
        await writeAudit(tx, { action: 'overlap.withdraw', objectType: 'activity-pair', objectId: `${first}-${second}`, detail: { replaces: id } })
      })
      return new Response(null, { status: 204 })
    } catch (error) {
      throw await refusal(error, () => asking(me, (tx) => lastVerdict(tx, first, second), { readOnly: true }))
    }
  })
}
