import { z } from 'zod'
import { writeAudit } from '@/lib/db/audit'
import { asking, type Tx } from '@/lib/db/client'
import type { Me } from '@/lib/db/people'
import { changeRotation, findRotation } from '@/lib/db/rotation'
import { parseParams } from '@/lib/domain/params'
import { rotationScenarioChange, type RotationScenario } from '@/lib/domain/rotation'
import { readBody } from '@/lib/http/read-body'
import { badParams, HttpProblem, json, notAllowed, notFound } from '@/lib/http/respond'
import { asScenario, scenarioOf } from '@/lib/views/rotation/load'
import { words } from '@/lib/views/rotation/words'
import { rotationAnswer, type Given } from '../../rotations/ask'
import { nameOf, numberOf } from '../ask'

/** A scenario with its question, what it followed from and its answer, as they were when it was saved. */
export function GET(_request: Request, { params }: Given): Promise<Response> {
  return rotationAnswer('rotation-scenario', async (me) => {
    const id = numberOf((await params).id)
    const found = await asking(me, (tx) => scenarioOf(tx, id), { readOnly: true })
    if (!found) throw notFound(words.scenarioGone)
    return json(found)
  })
}

/** Another name, or (`removed: false`) back after it was taken away; by its maker only. */
export function PATCH(request: Request, { params }: Given): Promise<Response> {
  return rotationAnswer('rotation-scenario-change', async (me) => {
    const id = numberOf((await params).id)
    const { version, name, removed, confirmText } = await readBody(request, rotationScenarioChange)
    const change = { ...(name === undefined ? {} : { name: nameOf(name, confirmText) }), ...(removed === undefined ? {} : { removed }) }
    return json(await asking(me, (tx) => changed(tx, me, id, version, change)))
  })
}

const query = z.strictObject({ version: z.string().regex(/^\d{1,9}$/, 'verwacht: het nummer van de versie') })

/** Takes a scenario away; its maker can bring it back for 30 days. */
export function DELETE(request: Request, { params }: Given): Promise<Response> {
  return rotationAnswer('rotation-scenario-remove', async (me) => {
    const id = numberOf((await params).id)
    const parsed = parseParams(query, new URL(request.url).searchParams)
    if (parsed.problems) throw badParams(parsed.problems)
    const { version } = await asking(me, (tx) => changed(tx, me, id, Number(parsed.params.version), { removed: true }))
    return json({ id, version })
  })
}

/** @throws {HttpProblem} 404, 403 of another's, 409 when it was changed meanwhile */
async function changed(tx: Tx, me: Me, id: number, version: number, change: { name?: string; removed?: boolean }): Promise<RotationScenario> {
  const there = await findRotation(tx, id)
  if (!there || (there.removed && change.removed !== false)) throw notFound(words.scenarioGone)
  if (!there.mine) throw notAllowed('Alleen wie een scenario maakte, kan het wijzigen of weghalen.')
  if (!(await changeRotation(tx, id, version, change))) throw new HttpProblem({ status: 409, title: 'Intussen gewijzigd', detail: `Dit scenario is intussen gewijzigd en heet nu "${there.name}". Laad de pagina opnieuw.` })
  await writeAudit(tx, { action: change.removed === true ? 'rotation.remove' : change.removed === false ? 'rotation.restore' : 'rotation.rename', objectType: 'rotation_scenario', objectId: id, detail: {} })
  return asScenario((await findRotation(tx, id))!)
}
