import { z } from 'zod'
import { asking } from '@/lib/db/client'
import { listRejects } from '@/lib/db/imports/runs'
import { parseParams } from '@/lib/domain/params'
import { toCsv } from '@/lib/domain/csv'
import { badParams, json } from '@/lib/http/respond'
import { adminAnswer, runOf } from '../../guard'

type Given = { params: Promise<{ id: string }> }
const params = z.strictObject({ format: z.enum(['json', 'csv'], 'verwacht: json of csv').default('json') })
/** More are not kept (see the pipeline). */
const most = 20_000

/** Every kept error, to take back to whoever made the file. */
export function GET(request: Request, given: Given): Promise<Response> {
  return adminAnswer('import-rejects', async (me) => {
    const run = await runOf(me, given.params)
    const parsed = parseParams(params, new URL(request.url).searchParams)
    if (parsed.problems) throw badParams(parsed.problems)
    const items = await asking(me, (tx) => listRejects(tx, run.id, most), { readOnly: true })
    if (parsed.params.format === 'json') return json({ items, total: items.length })
    const csv = toCsv(['rij', 'kolom', 'code', 'melding', 'waarde'], items.map((r) => [r.row, r.column, r.code, r.message, r.value ?? null]))
    // The mark in front tells a spreadsheet that this is UTF-8.
    return new Response(`\ufeff${csv}`, {
      headers: { 'Content-Type': 'text/csv; charset=utf-8', 'Content-Disposition': `attachment; filename="fouten-import-${run.id}.csv"`, 'Cache-Control': 'no-store' },
    })
  })
}
