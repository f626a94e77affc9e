import { focusAsk } from '@/app/focus-facts'
import { asking } from '@/lib/db/client'
import { setsThresholds, thresholdPreview } from '@/lib/domain/focus-thresholds'
import { readBody } from '@/lib/http/read-body'
import { answer, badRequest, json, notAllowed, notFound, signedIn } from '@/lib/http/respond'
import { previewThresholds, unknownKeys } from '@/lib/views/candidates/preview'
import { words } from '@/lib/views/thresholds/words'

/** Who would enter and who would leave with these thresholds; nothing is saved. */
export function POST(request: Request): Promise<Response> {
  return answer('focus-thresholds-preview', async () => {
    const me = await signedIn()
    if (!setsThresholds(me.role)) throw notAllowed(words.notYours)
    const asked = await readBody(request, thresholdPreview)
    const found = await asking(me, async (tx) => ({ unknown: await unknownKeys(tx, asked), change: await previewThresholds(tx, asked, new Date(), me, focusAsk) }), { readOnly: true, deadlineMs: 10_000 })
    if (found.unknown.length > 0) throw badRequest(words.unknownKey(found.unknown.join(', ')), [{ name: 'limits', message: words.unknownKey(found.unknown.join(', ')) }])
    if (!found.change) throw notFound('Er zijn nog geen grenzen geladen voor deze gemeente.')
    return json(found.change)
  })
}
