import { asking } from '@/lib/db/client'
import { recordHistory } from '@/lib/db/registers/history'
import { findRecord } from '@/lib/db/registers/list'
import { dateInAmsterdam } from '@/lib/domain/period'
import { json, notFound } from '@/lib/http/respond'
import { idOf, registerAnswer, type Params } from '../../guard'

/** `{items}`: who (by role or organisation) changed what and when, newest first. */
export function GET(_request: Request, { params }: Params<'id'>): Promise<Response> {
  return registerAnswer('register-history', params, async (me, register, { id }) => {
    const items = await asking(me, async (tx) => {
      const item = await findRecord(tx, register, idOf(register, id), dateInAmsterdam(new Date()))
      return item && recordHistory(tx, register, item)
    }, { readOnly: true })
    if (!items) throw notFound(`Deze ${register.one} bestaat niet, of hoort niet bij wat u mag zien.`)
    return json({ items })
  })
}
