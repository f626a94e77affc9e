import { asking } from '@/lib/db/client'
import { questionOf } from '@/lib/db/clusters/asked'
import { spotsInFrame } from '@/lib/db/clusters/spots'
import { frameOf, spotParams } from '@/lib/domain/cluster-query'
import { parseParams } from '@/lib/domain/params'
import { dateInAmsterdam } from '@/lib/domain/period'
import { answer, badParams, json, notAllowed, signedIn } from '@/lib/http/respond'
import { seesSignals } from '@/lib/views/signal-list/load'
import { questionProblem } from '../../cluster-runs/ask'

/**
 * Places with many reporters close to each other, in a frame of the map at street level: `{items, from, to}`. Of signals that the reader may see one by
 * one, told as circles. What is left out of the address is chosen as on the page.
 */
export function GET(request: Request): Promise<Response> {
  return answer('spots', async () => {
    const me = await signedIn()
    const parsed = parseParams(spotParams, new URL(request.url).searchParams)
    if (parsed.problems) throw badParams(parsed.problems)
    if (!seesSignals(me)) throw notAllowed('U ziet aantallen per buurt, geen plekken in de straat.')
    const { bbox, ...asked } = parsed.params
    const frame = frameOf(bbox)
    if ('problem' in frame) throw badParams([{ name: 'bbox', message: frame.problem }])
    return asking(me, async (tx) => {
      const question = await questionOf(tx, asked, me.scopes[0]?.gemeente, dateInAmsterdam(new Date()))
      if ('problem' in question) throw questionProblem(question, asked.theme)
      const { gemeente, period, kind } = question
      return json({ items: await spotsInFrame(tx, { gemeente }, frame.bbox, { theme: asked.theme, kind, period }), ...period })
    }, { readOnly: true })
  })
}
