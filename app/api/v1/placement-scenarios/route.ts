import { writeAudit } from '@/lib/db/audit'
import { gemeenteOfView } from '@/lib/db/areas'
import { asking } from '@/lib/db/client'
import { findScenario, listScenarios, saveScenario } from '@/lib/db/placement'
import { parseParams } from '@/lib/domain/params'
import { newScenario, scenarioListParams } from '@/lib/domain/placement'
import { readBody } from '@/lib/http/read-body'
import { badParams, json, notFound } from '@/lib/http/respond'
import { method } from '@/lib/views/placement/definition'
import { asScenario } from '@/lib/views/placement/load'
import { jobs, noJob, placementAnswer } from '../placements/ask'
import { nameOf, numberTaken } from '../scenarios'

/** Saved scenarios of a gemeente, newest first, at most 200. */
export function GET(request: Request): Promise<Response> {
  return placementAnswer('placement-scenarios', async (me) => {
    const parsed = parseParams(scenarioListParams, new URL(request.url).searchParams)
    if (parsed.problems) throw badParams(parsed.problems)
    const items = await asking(me, async (tx) => {
      const { gemeente } = await gemeenteOfView(tx, parsed.params, me.scopes[0]?.gemeente)
      return gemeente ? listScenarios(tx, gemeente.code, parsed.params.theme ?? null) : null
    }, { readOnly: true })
    if (!items) throw notFound('Er zijn nog geen grenzen geladen voor deze gemeente.')
    return json({ items })
  })
}

/** Saves an own computation that is done, with all that it followed from; the same `sourceId` again gives the same scenario, with 200 instead of 201. */
export function POST(request: Request): Promise<Response> {
  return placementAnswer('placement-save', async (me) => {
    const asked = await readBody(request, newScenario)
    const name = nameOf(asked.name, asked.confirmText)
    const whole = jobs().whole(asked.placement, me.uid)
    if (!whole) throw noJob()
    const { question, input, result } = whole
    const saved = await asking(me, async (tx) => {
      const done = await saveScenario(tx, { gemeente: input.gemeente.code, sourceId: asked.sourceId, theme: input.theme.slug, name, on: input.on, question, input, result, method: method.version })
      if (!done) return null
      if (done.made) await writeAudit(tx, { action: 'placement.save', objectType: 'placement_scenario', objectId: done.id, detail: { theme: input.theme.slug } })
      return { scenario: asScenario((await findScenario(tx, done.id))!), made: done.made }
    })
    if (!saved) throw numberTaken()
    return json(saved.scenario, { status: saved.made ? 201 : 200, headers: { Location: `/api/v1/placement-scenarios/${saved.scenario.id}` } })
  })
}
