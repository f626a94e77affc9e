import { writeAudit } from '@/lib/db/audit'
import { asking } from '@/lib/db/client'
import { leafChanges } from '@/lib/db/release/leaves'
import { findRelease, publishRelease, releaseBefore, withdrawRelease } from '@/lib/db/release/register'
import { checkFreeText } from '@/lib/domain/free-text'
import { systemFor } from '@/lib/domain/identity'
import { makesReleases, maxWithdrawReason, releaseStep } from '@/lib/domain/release'
import { readBody } from '@/lib/http/read-body'
import { answer, badRequest, json, notAllowed, signedIn } from '@/lib/http/respond'
import { settlePublic } from '@/lib/release/settle'
import { words } from '@/lib/views/publications/words'
import { numberOf, refusal, unknownRelease, type Given } from '../ask'

/** A publication, and every rounded figure that differs from the one that is public now. */
export function GET(_request: Request, given: Given): Promise<Response> {
  return answer('release', async () => {
    const me = await signedIn()
    if (!makesReleases(me.role)) throw notAllowed(words.notYours)
    const number = await numberOf(given)
    const release = await asking(me, (tx) => findRelease(tx, number), { readOnly: true })
    if (!release) throw unknownRelease(number)
    const changes = await asking(systemFor(me), async (tx) => leafChanges(tx, await releaseBefore(tx, release.gemeente, number), number), { readOnly: true })
    return json({ release, changes })
  })
}

/** Publishes a draft, or withdraws what is public (a draft too), with the reason. From then on the public sees it within a second. */
export function PATCH(request: Request, given: Given): Promise<Response> {
  return answer('release-step', async () => {
    const me = await signedIn()
    if (!makesReleases(me.role)) throw notAllowed(words.notYours)
    const number = await numberOf(given)
    const asked = await readBody(request, releaseStep)
    const reason = asked.status === 'withdrawn' ? reasonOf(asked) : null
    try {
      const now = await asking(me, async (tx) => {
        const before = await findRelease(tx, number)
        if (!before || !(asked.status === 'published' ? await publishRelease(tx, number) : await withdrawRelease(tx, number, reason!.text))) return null
        await writeAudit(tx, {
          action: asked.status === 'published' ? 'release.publish' : 'release.withdraw', objectType: 'release', objectId: before.id ?? number,
          detail: { gemeente: before.gemeente, was: before.status, ...before.counts, ...(reason?.confirmed.length ? { reasonConfirmed: reason.confirmed } : {}) },
        })
        return findRelease(tx, number)
      })
      if (!now) throw unknownRelease(number)
      await settlePublic()
      return json(now)
    } catch (error) {
      throw refusal(error)
    }
  })
}

function reasonOf({ reason, confirmText }: { reason: string; confirmText: boolean }): { text: string; confirmed: readonly string[] } {
  if (reason.trim() === '') throw badRequest(words.reasonEmpty, [{ name: 'reason', message: words.reasonEmpty }])
  const checked = checkFreeText(reason, confirmText, maxWithdrawReason)
  if (!checked.ok) throw badRequest(checked.problem.message, [{ name: 'reason', message: checked.problem.message }])
  return checked
}
