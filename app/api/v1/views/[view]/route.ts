import { asking } from '@/lib/db/client'
import { parseParams } from '@/lib/domain/params'
import { toCsv } from '@/lib/http/csv'
import { answer, badParams, badRequest, json, notFound, signedIn } from '@/lib/http/respond'
import { viewById } from '@/lib/views'

type Cell = string | number | boolean | null

/** `{view, params, meta, areas, findings}` of a view; `format=csv` gives the rows of its table, with `rows=findings` those of its list of findings. Same parameters as the page. */
export function GET(request: Request, { params }: { params: Promise<{ view: string }> }): Promise<Response> {
  return answer('views', async () => {
    const id = (await params).view
    const view = viewById(id)
    if (!view) throw notFound(`De kaart "${id}" bestaat niet.`)
    const me = await signedIn()
    const query = new URL(request.url).searchParams
    const format = query.get('format') ?? 'json'
    const list = query.get('rows') ?? 'areas'
    query.delete('format')
    query.delete('rows')
    if (format !== 'json' && format !== 'csv') throw badRequest(`format: verwacht json of csv, en is ${format}`, [{ name: 'format', message: 'verwacht: json of csv' }])
    if (list !== 'areas' && list !== 'findings') throw badRequest(`rows: verwacht areas of findings, en is ${list}`, [{ name: 'rows', message: 'verwacht: areas of findings' }])
    const parsed = parseParams(view.definition.params, query)
    if (parsed.problems) throw badParams(parsed.problems)
    const found = await asking(me, (tx) => view.load(tx, parsed.params as never, new Date(), { ...me, home: me.scopes[0]?.gemeente }), { readOnly: true })
    if (!found) throw notFound('Er zijn nog geen grenzen geladen voor deze gemeente.')
    if (format === 'json') return json(found)
    const { meta, [list]: rows } = found as Record<typeof list, Record<string, Cell | string[]>[]> & { meta: { boundaryYear: number; from: string; to: string } }
    const columns = Object.keys(rows[0] ?? (list === 'areas' ? { code: '' } : { id: '' }))
    const cell = (value: Cell | string[] | undefined): Cell => (Array.isArray(value) ? value.join('|') : (value ?? null))
    const csv = toCsv([...columns, 'boundaryYear', 'from', 'to'], rows.map((r) => [...columns.map((c) => cell(r[c])), meta.boundaryYear, meta.from, meta.to]))
    return new Response(csv, {
      headers: {
        'Content-Type': 'text/csv; charset=utf-8',
        'Content-Disposition': `attachment; filename="${view.definition.slug}${list === 'findings' ? '-lijst' : ''}-${meta.from}-${meta.to}.csv"`,
        'Cache-Control': 'no-store',
      },
    })
  })
}
