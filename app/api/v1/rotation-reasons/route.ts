import { asking } from '@/lib/db/client'
import { rotationWhy } from '@/lib/domain/rotation'
import { readBody } from '@/lib/http/read-body'
import { json, notFound } from '@/lib/http/respond'
import { scenarioOf } from '@/lib/views/rotation/load'
import { scenarioWords } from '@/lib/ui/scenario-words'
import { inTurn } from '../computations'
import { jobs, noJob, rotationAnswer } from '../rotations/ask'

/** Why a buurt is in a schedule or not, and what the other choice would change: of an own computation or of a saved scenario, with the data that it was made with. */
export function POST(request: Request): Promise<Response> {
  return rotationAnswer('rotation-reason', async (me) => {
    const { rotation, scenario, code } = await readBody(request, rotationWhy)
    const answer = rotation === undefined ? (await asking(me, (tx) => scenarioOf(tx, scenario!), { readOnly: true }))?.answer : jobs().answer(rotation, me.uid)
    if (!answer) throw rotation === undefined ? notFound(scenarioWords.gone) : noJob()
    return json(await inTurn(() => jobs().why(rotation === undefined ? `scenario ${scenario}` : `rotation ${rotation}`, answer, code)))
  })
}
