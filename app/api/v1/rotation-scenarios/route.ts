import { writeAudit } from '@/lib/db/audit'
import { gemeenteOfView } from '@/lib/db/areas'
import { asking } from '@/lib/db/client'
import { findRotation, listRotations, saveRotation } from '@/lib/db/rotation'
import { parseParams } from '@/lib/domain/params'
import { newRotationScenario, rotationScenarioListParams } from '@/lib/domain/rotation'
import { readBody } from '@/lib/http/read-body'
import { badParams, badRequest, json, notFound } from '@/lib/http/respond'
import { method } from '@/lib/views/rotation/definition'
import { asScenario } from '@/lib/views/rotation/load'
import { withChanges } from '@/lib/views/rotation/save'
import { jobs, noJob, rotationAnswer } from '../rotations/ask'
import { nameOf, numberTaken } from '../scenarios'

/** Saved schedules of a gemeente, newest first, at most 200. */
export function GET(request: Request): Promise<Response> {
  return rotationAnswer('rotation-scenarios', async (me) => {
    const parsed = parseParams(rotationScenarioListParams, new URL(request.url).searchParams)
    if (parsed.problems) throw badParams(parsed.problems)
    const items = await asking(me, async (tx) => {
      const { gemeente } = await gemeenteOfView(tx, parsed.params, me.scopes[0]?.gemeente)
      return gemeente ? listRotations(tx, gemeente.code) : null
    }, { readOnly: true })
    if (!items) throw notFound('Er zijn nog geen grenzen geladen voor deze gemeente.')
    return json({ items })
  })
}

/** Saves an own computation that is done, with its changes by hand and all that it followed from; the same `sourceId` again gives the same scenario, with 200 instead of 201. */
export function POST(request: Request): Promise<Response> {
  return rotationAnswer('rotation-save', async (me) => {
    const asked = await readBody(request, newRotationScenario)
    const name = nameOf(asked.name, asked.confirmText)
    const computed = jobs().answer(asked.rotation, me.uid)
    if (!computed) throw noJob()
    const made = withChanges(computed, asked.changes, asked.confirmText)
    if ('problem' in made) throw badRequest(made.problem, [{ name: 'changes', message: made.problem }])
    const { question, input, result } = made
    const saved = await asking(me, async (tx) => {
      const done = await saveRotation(tx, { gemeente: input.gemeente.code, sourceId: asked.sourceId, name, question, input, result, method: method.version })
      if (!done) return null
      if (done.made) await writeAudit(tx, { action: 'rotation.save', objectType: 'rotation_scenario', objectId: done.id, detail: { from: input.from, years: question.years } })
      return { scenario: asScenario((await findRotation(tx, done.id))!), made: done.made }
    })
    if (!saved) throw numberTaken()
    return json(saved.scenario, { status: saved.made ? 201 : 200, headers: { Location: `/api/v1/rotation-scenarios/${saved.scenario.id}` } })
  }, { makes: true })
}
