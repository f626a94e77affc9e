import { z } from 'zod'
import { readBody } from '@/lib/http/read-body'
import { json } from '@/lib/http/respond'
import { bulkEdit } from '@/lib/views/registers/save'
import { registerAnswer, saved, version, type Params } from '../guard'

const body = z.strictObject({
  records: z.array(z.strictObject({ id: z.number('verwacht: een nummer').int().min(1).max(Number.MAX_SAFE_INTEGER), version })).min(1, 'verwacht: ten minste één regel').max(2000, 'verwacht: hoogstens 2000 regels tegelijk'),
  set: z.record(z.string(), z.unknown()),
  preview: z.boolean('verwacht: true of false').default(false),
})

/** Gives fields of many records the same value, all or none: `{items, change}`; with `preview` only what would happen. */
export function POST(request: Request, { params }: Params): Promise<Response> {
  return registerAnswer('register-bulk', params, async (me, register) => {
    const { records, set, preview } = await readBody(request, body)
    const answer = await bulkEdit(me, register, records, set, preview, new Date())
    return answer.change ? saved(answer, answer.change) : json(answer)
  })
}
