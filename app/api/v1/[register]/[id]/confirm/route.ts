import { confirmAgain } from '@/lib/views/registers/save'
import { idOf, registerAnswer, saved, type Params } from '../../guard'

/** "Klopt nog": the record is as it was, today. */
export function POST(_request: Request, { params }: Params<'id'>): Promise<Response> {
  return registerAnswer('register-confirm', params, async (me, register, { id }) => {
    const { item, change } = await confirmAgain(me, register, idOf(register, id), new Date())
    return saved(item, change)
  })
}
