import { z } from 'zod'
import { writeAudit } from '@/lib/db/audit'
import { asking } from '@/lib/db/client'
import { addVerdict, lastVerdict, listVerdicts } from '@/lib/db/overlap/verdicts'
import { newVerdict } from '@/lib/domain/overlap'
import { filterParams, parseParams } from '@/lib/domain/params'
import { answer, badParams, json, notAllowed, signedIn } from '@/lib/http/respond'
import { readBody } from '@/lib/http/read-body'
import { checkExpires, onlyCandidate, reasonOf, refusal, saidMeanwhile } from './ask'

const query = z.strictObject({ gemeente: filterParams.shape.gemeente.unwrap() })

/** All verdicts that the reader may see, oldest first; one that was followed by another names it in `replaces` of that one. */
export function GET(request: Request): Promise<Response> {
  return answer('overlap-verdicts', async () => {
    const me = await signedIn()
    if (me.role === 'admin') throw notAllowed('Oordelen over stapeling zijn niet zichtbaar voor uw rol.')
    const parsed = parseParams(query, new URL(request.url).searchParams)
    if (parsed.problems) throw badParams(parsed.problems)
    return json({ items: await asking(me, (tx) => listVerdicts(tx, parsed.params.gemeente), { readOnly: true }) })
  })
}

/** Says what a candidate pair is. 409 when somebody said something since `after`, or an activity changed since those versions. */
export function POST(request: Request): Promise<Response> {
  return answer('overlap-verdict', async () => {
    const me = await signedIn()
    const mayJudge = ['planner', 'adviser', 'wijkmanager'].includes(me.role)
    if (!mayJudge) throw notAllowed('Oordelen doen de planner, de adviseur, en de wijkmanager als beide activiteiten in de eigen wijk zijn.')
    const asked = await readBody(request, newVerdict)
    const reason = reasonOf(asked.reason, asked.confirmText)
    checkExpires(asked.expires)
    const [first, second] = asked.first < asked.second ? [asked.first, asked.second] : [asked.second, asked.first]
    const [firstVersion, secondVersion] = asked.first < asked.second ? [asked.firstVersion, asked.secondVersion] : [asked.secondVersion, asked.firstVersion]
    const last = (): ReturnType<typeof lastVerdict> => asking(me, (tx) => lastVerdict(tx, first, second), { readOnly: true })
    try {
      const id = await asking(me, async (tx) => {
        const before = await lastVerdict(tx, first, second)
        if ((before?.id ?? null) !== asked.after) throw saidMeanwhile(before)
        await onlyCandidate(tx, first, second)
        const made = await addVerdict(tx, { first, second, verdict: asked.verdict, reason: reason.text, expires: asked.expires, firstVersion, secondVersion, replaces: asked.after })
        await writeAudit(tx, { action: 'overlap.verdict', objectType: 'activity-pair', objectId: `${first}-${second}`, detail: { verdict: asked.verdict, expires: asked.expires, ...(reason.confirmed.length ? { reasonConfirmed: reason.confirmed } : {}) } })
        return made
      })
      return json({ id, first, second, verdict: asked.verdict, reason: reason.text, expires: asked.expires }, { status: 201 })
    } catch (error) {
      throw await refusal(error, last)
    }
  })
}
