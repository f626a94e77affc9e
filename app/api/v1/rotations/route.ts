import { rotationCriteria } from '@/app/rotation-criteria'
import { asking } from '@/lib/db/client'
import { rotationQuestion } from '@/lib/domain/rotation'
import type { RotationFault } from '@/lib/domain/rotation-rules'
import { readBody } from '@/lib/http/read-body'
import { badRequest, json, notFound } from '@/lib/http/respond'
import { faultIn, inputOf } from '@/lib/views/rotation/input'
import { words } from '@/lib/views/rotation/words'
import { inTurn } from '../computations'
import { jobs, rotationAnswer } from './ask'

/** So long the schedule is waited for; what takes longer is followed at its own address. */
const waitMs = 1500
/** Which part of the question is to be changed. */
const about: Record<RotationFault, string> = { no_years: 'years', no_buurten: 'gemeente', unknown_buurt: 'must', twice: 'gemeente', bad_number: 'most', outside_years: 'must', must_and_never: 'must', fixed_and_never: 'never', least_above_most: 'least', pair_of_one: 'together' }

/**
 * Computes the schedule of focus buurten that is best under all rules. 200 with the schedule when it is there within a second and a half, else 202 with how far it is and, at `Location`, where to
 * follow it. A question that contradicts itself is refused; rules that cannot all be kept are bent, and named in the result.
 */
export function POST(request: Request): Promise<Response> {
  return rotationAnswer('rotation', async (me) => {
    const question = await readBody(request, rotationQuestion)
    const input = await asking(me, (tx) => inputOf(tx, question, new Date(), { ...me, home: me.scopes[0]?.gemeente }, rotationCriteria), { readOnly: true, deadlineMs: 10_000 })
    if (!input) throw notFound('Er zijn nog geen grenzen geladen voor deze gemeente.')
    const why = faultIn(input, question)
    if (why) throw badRequest(words.faults[why], [{ name: about[why], message: words.faults[why] }])
    const id = await inTurn(() => jobs().start(me.uid, { question, input }))
    const job = (await jobs().look(id, me.uid, waitMs))!
    return json(job, { status: job.status === 'running' ? 202 : 200, headers: { Location: `/api/v1/rotations/${id}` } })
  }, { makes: true })
}
