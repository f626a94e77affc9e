import { z } from 'zod'
import { asking } from '@/lib/db/client'
import { findRecord } from '@/lib/db/registers/list'
import { dateInAmsterdam } from '@/lib/domain/period'
import { readBody } from '@/lib/http/read-body'
import { apiVersion, json, notFound } from '@/lib/http/respond'
import { changeRecord, removeRecord } from '@/lib/views/registers/save'
import { confirmText, idOf, registerAnswer, saved, version, versionOf, type Params } from '../guard'

/** One record. Outside what the reader may see it does not exist. */
export function GET(_request: Request, { params }: Params<'id'>): Promise<Response> {
  return registerAnswer('register-record', params, async (me, register, { id }) => {
    const found = await asking(me, (tx) => findRecord(tx, register, idOf(register, id), dateInAmsterdam(new Date())), { readOnly: true })
    if (!found) throw notFound(`Deze ${register.one} bestaat niet, of hoort niet bij wat u mag zien.`)
    return json(found)
  })
}

/** Changes the given fields of a record that is still at `version`; else 409 with what was changed meanwhile. */
export function PATCH(request: Request, { params }: Params<'id'>): Promise<Response> {
  return registerAnswer('register-change', params, async (me, register, { id }) => {
    const number = idOf(register, id)
    const body = await readBody(request, z.looseObject({ version, confirmText }))
    const { item, change } = await changeRecord(me, register, number, body, new Date())
    return saved(item, change)
  })
}

/** Throws a record away that is still at `version` and that nobody uses. */
export function DELETE(request: Request, { params }: Params<'id'>): Promise<Response> {
  return registerAnswer('register-delete', params, async (me, register, { id }) => {
    const { change } = await removeRecord(me, register, idOf(register, id), versionOf(request), new Date())
    return new Response(null, { status: 204, headers: { Change: change, 'API-Version': apiVersion, 'Cache-Control': 'no-store' } })
  })
}
