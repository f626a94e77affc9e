import { z } from 'zod'
import { asking } from '@/lib/db/client'
import { exportRecords, homeGemeente, listRecords, mostExported, TooMany, WrongCursor } from '@/lib/db/registers/list'
import { dateInAmsterdam } from '@/lib/domain/period'
import { mayAdd } from '@/lib/domain/register-rights'
import { parseRegisterQuery } from '@/lib/domain/register-query'
import { readBody } from '@/lib/http/read-body'
import { badParams, badRequest, json, notAllowed, notFound } from '@/lib/http/respond'
import { createRecord } from '@/lib/views/registers/save'
import { exported } from './export'
import { confirmText, gemeente, registerAnswer, saved, sourceId, type Params } from './guard'

/** How long an export may take, in milliseconds. */
const exportMs = 30_000

/** `{items, total, next}` of a register, or all of it under the same filters as CSV, XLSX or GeoJSON. Same parameters as the page. */
export function GET(request: Request, { params }: Params): Promise<Response> {
  return registerAnswer('register-list', params, async (me, register) => {
    const parsed = parseRegisterQuery(register, new URL(request.url).searchParams)
    if (parsed.problems) throw badParams(parsed.problems)
    const { query } = parsed
    try {
      return await asking(me, async (tx) => {
        const of = query.gemeente ?? (await homeGemeente(tx, me))
        if (!of) throw notFound('Er zijn nog geen grenzen geladen.')
        const asked = { ...query, gemeente: of, today: dateInAmsterdam(new Date()), uid: me.uid }
        if (query.format === 'json') return json(await listRecords(tx, register, asked))
        return exported(register, query.format, await exportRecords(tx, register, { ...asked, codes: query.format !== 'geojson' }))
      }, { readOnly: true, ...(query.format !== 'json' && { deadlineMs: exportMs }) })
    } catch (error) {
      if (error instanceof WrongCursor) throw badParams([{ name: 'cursor', message: 'deze bladwijzer is niet van deze lijst' }])
      if (error instanceof TooMany) throw badRequest(`Dit zijn ${error.total} regels; een bestand bevat er hoogstens ${mostExported}. Kies een kleinere selectie.`)
      throw error
    }
  })
}

/** Adds a record: 201 with the record; 200 with the same record when the form was sent twice. */
export function POST(request: Request, { params }: Params): Promise<Response> {
  return registerAnswer('register-create', params, async (me, register) => {
    if (!mayAdd(register.id, me.role)) throw notAllowed(`U mag geen ${register.one} toevoegen.`)
    const body = await readBody(request, z.looseObject({ gemeente: gemeente.optional(), sourceId: sourceId.optional(), confirmText }))
    const { item, created, change } = await createRecord(me, register, body, new Date())
    return saved(item, change, { status: created ? 201 : 200, headers: { Location: `/api/v1/${register.id}/${item.id}` } })
  })
}
