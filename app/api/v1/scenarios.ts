import 'server-only'
import { z } from 'zod'
import { writeAudit } from '@/lib/db/audit'
import { asking, type Tx } from '@/lib/db/client'
import type { Me } from '@/lib/db/people'
import { checkFreeText } from '@/lib/domain/free-text'
import { parseParams } from '@/lib/domain/params'
import { scenarioChange, type ScenarioChange, type ScenarioHead } from '@/lib/domain/scenario'
import { readBody } from '@/lib/http/read-body'
import { badParams, badRequest, HttpProblem, json, notAllowed, notFound } from '@/lib/http/respond'
import { scenarioWords } from '@/lib/ui/scenario-words'

/** A name that holds no personal data. @throws {HttpProblem} 400 */
export function nameOf(given: string, confirmed: boolean): string {
  const checked = checkFreeText(given, confirmed)
  if (!checked.ok) throw badRequest(checked.problem.message, [{ name: 'name', message: checked.problem.message }])
  return checked.text
}

/** The number of a scenario was used by somebody else. */
export const numberTaken = (): HttpProblem => new HttpProblem({ status: 409, title: 'Dit nummer is al gebruikt', detail: 'Een ander heeft al een scenario met dit nummer bewaard. Bewaar het opnieuw.' })

type Row = ScenarioHead & { removed: boolean }
type Kind<R extends Row> = {
  /** of the audit log and of the log of the program */
  name: 'placement' | 'rotation'
  /** who may ask at all */
  answer: (name: string, work: (me: Me & { uid: number }) => Promise<Response>) => Promise<Response>
  find: (tx: Tx, id: number) => Promise<R | null>
  change: (tx: Tx, id: number, version: number, change: ScenarioChange) => Promise<boolean>
  shown: (row: R) => { id: number; version: number }
}
type Given = { params: Promise<{ id: string }> }
const versionQuery = z.strictObject({ version: z.string().regex(/^\d{1,9}$/, 'verwacht: het nummer van de versie') })

/** The routes of one saved scenario: read it by all who see scenarios, change it by its maker. */
export function scenarioRoutes<R extends Row>({ name, answer, find, change, shown }: Kind<R>) {
  /** @throws {HttpProblem} 404, 403 of another's, 409 when it was changed meanwhile */
  async function changed(tx: Tx, id: number, version: number, to: ScenarioChange): Promise<{ id: number; version: number }> {
    const there = await find(tx, id)
    if (!there || (there.removed && to.removed !== false)) throw notFound(scenarioWords.gone)
    if (!there.mine) throw notAllowed('Alleen wie een scenario maakte, kan het wijzigen of weghalen.')
    if (!(await change(tx, id, version, to))) throw new HttpProblem({ status: 409, title: 'Intussen gewijzigd', detail: `Dit scenario is intussen gewijzigd en heet nu "${there.name}". Laad de pagina opnieuw.` })
    await writeAudit(tx, { action: `${name}.${to.removed === true ? 'remove' : to.removed === false ? 'restore' : 'rename'}`, objectType: `${name}_scenario`, objectId: id, detail: {} })
    return shown((await find(tx, id))!)
  }
  return {
    /** A scenario with its question, what it followed from and its answer, as they were when it was saved. */
    GET: (_request: Request, { params }: Given): Promise<Response> =>
      answer(`${name}-scenario`, async (me) => {
        const id = numberOf((await params).id)
        const found = await asking(me, (tx) => find(tx, id), { readOnly: true })
        if (!found || found.removed) throw notFound(scenarioWords.gone)
        return json(shown(found))
      }),
    /** Another name, or (`removed: false`) back after it was taken away. */
    PATCH: (request: Request, { params }: Given): Promise<Response> =>
      answer(`${name}-scenario-change`, async (me) => {
        const id = numberOf((await params).id)
        const { version, name: given, removed, confirmText } = await readBody(request, scenarioChange)
        const to = { ...(given === undefined ? {} : { name: nameOf(given, confirmText) }), ...(removed === undefined ? {} : { removed }) }
        return json(await asking(me, (tx) => changed(tx, id, version, to)))
      }),
    /** Takes a scenario away; its maker can bring it back for 30 days. */
    DELETE: (request: Request, { params }: Given): Promise<Response> =>
      answer(`${name}-scenario-remove`, async (me) => {
        const id = numberOf((await params).id)
        const parsed = parseParams(versionQuery, new URL(request.url).searchParams)
        if (parsed.problems) throw badParams(parsed.problems)
        const { version } = await asking(me, (tx) => changed(tx, id, Number(parsed.params.version), { removed: true }))
        return json({ id, version })
      }),
  }
}

/** @throws {HttpProblem} 404 */
function numberOf(id: string): number {
  if (!/^[1-9]\d{0,14}$/.test(id)) throw notFound(scenarioWords.gone)
  return Number(id)
}
