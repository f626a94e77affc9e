import { notFound } from '@/lib/http/respond'
import { undo } from '@/lib/views/registers/save'
import { registerAnswer, saved, type Params } from '../../../guard'

/** Puts back what a change did: `{undone, kept}`. What was changed later is kept. */
export function POST(_request: Request, { params }: Params<'change'>): Promise<Response> {
  return registerAnswer('register-undo', params, async (me, register, { change }) => {
    if (!/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(change)) throw notFound('Deze wijziging bestaat niet.')
    const answer = await undo(me, register, change)
    return saved(answer, answer.change)
  })
}
