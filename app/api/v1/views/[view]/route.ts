import { asking } from '@/lib/db/client'
import { parseParams } from '@/lib/domain/params'
import { toCsv } from '@/lib/domain/csv'
import { answer, badParams, badRequest, json, notFound, signedIn } from '@/lib/http/respond'
import { viewById } from '@/lib/views'

type Cell = string | number | boolean | null
/** A list in one cell. */
const cell = (value: Cell | Cell[] | undefined): Cell => (Array.isArray(value) ? value.join(' ') : (value ?? null))

/** `{view, params, meta, areas, findings}` of a view; `format=csv` gives the rows of its table, or with `part` of another table of it. Same parameters as the page. */
export function GET(request: Request, { params }: { params: Promise<{ view: string }> }): Promise<Response> {
  return answer('views', async () => {
    const id = (await params).view
    const view = viewById(id)
    if (!view) throw notFound(`De kaart "${id}" bestaat niet.`)
    const me = await signedIn()
    const query = new URL(request.url).searchParams
    const format = query.get('format') ?? 'json'
    const part = query.get('part') ?? 'areas'
    query.delete('format')
    query.delete('part')
    if (format !== 'json' && format !== 'csv') throw badRequest(`format: verwacht json of csv, en is ${format}`, [{ name: 'format', message: 'verwacht: json of csv' }])
    const tables = view.definition.tables ?? {}
    if (part !== 'areas' && (format !== 'csv' || !Object.hasOwn(tables, part))) throw badRequest(`part: verwacht bij format=csv: ${['areas', ...Object.keys(tables)].join(', ')}; en is ${part}`, [{ name: 'part', message: 'onbekend' }])
    const parsed = parseParams(view.definition.params, query)
    if (parsed.problems) throw badParams(parsed.problems)
    const found = await asking(me, (tx) => view.load(tx, parsed.params as never, new Date(), { ...me, home: me.scopes[0]?.gemeente }), { readOnly: true })
    if (!found) throw notFound('Er zijn nog geen grenzen geladen voor deze gemeente.')
    if (format === 'json') return json(found)
    const { meta, areas } = found as { meta: { boundaryYear: number; from: string; to: string }; areas: Record<string, Cell | Cell[]>[] }
    const rows = part === 'areas' ? areas : tables[part]!(found as never)
    const columns = Object.keys(rows[0] ?? { [part === 'areas' ? 'code' : 'id']: '' })
    const csv = toCsv([...columns, 'boundaryYear', 'from', 'to'], rows.map((row) => [...columns.map((c) => cell(row[c])), meta.boundaryYear, meta.from, meta.to]))
    return new Response(csv, {
      headers: {
        'Content-Type': 'text/csv; charset=utf-8',
        'Content-Disposition': `attachment; filename="${view.definition.slug}${part === 'areas' ? '' : `-${part}`}-${meta.from}-${meta.to}.csv"`,
        'Cache-Control': 'no-store',
      },
    })
  })
}
