import { asking } from '@/lib/db/client'
import { placementQuestion, type PlacementRefusal } from '@/lib/domain/placement'
import { readBody } from '@/lib/http/read-body'
import { badParams, badRequest, json, notFound } from '@/lib/http/respond'
import { coverageFacts } from '@/lib/views/coverage/cells'
import { inputOf, refusalOf } from '@/lib/views/placement/input'
import { words } from '@/lib/views/placement/words'
import { inTurn } from '../computations'
import { jobs, placementAnswer } from './ask'

/** So long the answer is waited for; what takes longer is followed at its own address. */
const waitMs = 1500
/** Which part of the question is to be changed. */
const about: Record<PlacementRefusal, string> = { no_reach: 'reachM', no_places: 'places', no_candidates: 'kinds', unknown_place: 'must', must_and_never: 'must', too_many_musts: 'places' }

/**
 * "Waar spreekuur?": computes where desks reach most people. 200 with the answer when it is there within a second and a half, else 202 with how far it is and, at
 * `Location`, where to follow it. A question that contradicts itself is refused.
 */
export function POST(request: Request): Promise<Response> {
  return placementAnswer('placement', async (me) => {
    const question = await readBody(request, placementQuestion)
    const input = await asking(me, (tx) => inputOf(tx, question, new Date(), { ...me, home: me.scopes[0]?.gemeente }, coverageFacts), { readOnly: true, deadlineMs: 10_000 })
    if ('problem' in input) {
      if (input.problem === 'no_boundaries') throw notFound('Er zijn nog geen grenzen geladen voor deze gemeente.')
      throw badParams([{ name: input.problem === 'unknown_theme' ? 'theme' : 'own', message: words.refused(input.problem, input.name) }])
    }
    const why = refusalOf(input, question)
    if (why) throw badRequest(words.refusals[why], [{ name: about[why], message: words.refusals[why] }])
    const id = await inTurn(() => jobs().start(me.uid, question, input))
    const job = (await jobs().look(id, me.uid, waitMs))!
    return json(job, { status: job.status === 'running' ? 202 : 200, headers: { Location: `/api/v1/placements/${id}` } })
  })
}
