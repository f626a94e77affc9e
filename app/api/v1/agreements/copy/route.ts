import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import { copyAgreements, planCopy } from '@/lib/db/agreement-copy'
import { writeAudit } from '@/lib/db/audit'
import { asking } from '@/lib/db/client'
import { homeGemeente } from '@/lib/db/registers/list'
import { answer, badRequest, json, notAllowed, notFound, signedIn } from '@/lib/http/respond'
import { readBody } from '@/lib/http/read-body'

const year = z.int('verwacht: een jaar, zoals 2026').min(2000, 'verwacht: een jaar vanaf 2000').max(2100, 'verwacht: een jaar tot en met 2100')
const body = z.strictObject({
  from: year,
  to: year,
  gemeente: z.string().regex(/^GM\d{4}$/, 'verwacht: GM en vier cijfers').optional(),
  organisations: z.array(z.int().positive()).max(5_000).optional(),
  preview: z.boolean('verwacht: true of false').default(true),
})

/**
 * Copies the agreements of one year to another, as concepts with their lines: `{items, made, change}`. With `preview` (the default) it only says what would
 * be done. What is there already is not made again; `change` undoes all of it (POST /agreements/changes/{change}/undo).
 */
export function POST(request: Request): Promise<Response> {
  return answer('agreement copy', async () => {
    const me = await signedIn()
    if (!['planner', 'adviser', 'admin'].includes(me.role)) throw notAllowed('Afspraken overnemen doen planners, adviseurs en beheerders.')
    const asked = await readBody(request, body)
    if (asked.from === asked.to) throw badRequest(`to: verwacht een ander jaar dan ${asked.from}`, [{ name: 'to', message: `verwacht: een ander jaar dan ${asked.from}` }])
    const done = await asking(me, async (tx) => {
      const gemeente = asked.gemeente ?? (await homeGemeente(tx, me))
      if (!gemeente) throw notFound('Er zijn nog geen grenzen geladen.')
      const query = { gemeente, from: asked.from, to: asked.to }
      const items = await planCopy(tx, query)
      if (asked.preview) return { items, made: [], change: null }
      const change = randomUUID()
      const made = await copyAgreements(tx, { ...query, organisations: asked.organisations ?? null, change })
      if (made.length > 0) await writeAudit(tx, { action: 'agreement.copy', objectType: 'agreement', detail: { from: asked.from, to: asked.to, ids: made.map((m) => m.id), change } })
      return { items, made, change: made.length > 0 ? change : null }
    }, { readOnly: asked.preview, deadlineMs: asked.preview ? undefined : 20_000 })
    return json(done)
  })
}
