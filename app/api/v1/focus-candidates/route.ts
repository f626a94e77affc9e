import { focusAsk } from '@/app/focus-facts'
import { asking } from '@/lib/db/client'
import { parseParams } from '@/lib/domain/params'
import { toCsv } from '@/lib/domain/csv'
import { answer, badParams, badRequest, json, notAllowed, notFound, signedIn } from '@/lib/http/respond'
import { params } from '@/lib/views/candidates/definition'
import { loadCandidates, seesCandidates } from '@/lib/views/candidates/load'
import { words } from '@/lib/views/candidates/words'

/** The candidates for the focus of a year, as the page shows them; `format=csv` gives the rows of its table. */
export function GET(request: Request): Promise<Response> {
  return answer('focus-candidates', async () => {
    const me = await signedIn()
    if (!seesCandidates(me.role)) throw notAllowed(words.notForRole)
    const query = new URL(request.url).searchParams
    const format = query.get('format') ?? 'json'
    query.delete('format')
    if (format !== 'json' && format !== 'csv') throw badRequest(`format: verwacht json of csv, en is ${format}`, [{ name: 'format', message: 'verwacht: json of csv' }])
    const parsed = parseParams(params, query)
    if (parsed.problems) throw badParams(parsed.problems)
    const found = await asking(me, (tx) => loadCandidates(tx, parsed.params, new Date(), { ...me, home: me.scopes[0]?.gemeente }, focusAsk), { readOnly: true, deadlineMs: 10_000 })
    if (found === 'no_version') throw badParams([{ name: 'thresholds', message: words.noVersion }])
    if (!found) throw notFound('Er zijn nog geen grenzen geladen voor deze gemeente.')
    if (format === 'json') return json(found)
    const columns = Object.keys(found.areas[0] ?? { code: '' }) as (keyof (typeof found.areas)[number])[]
    const { year, top, thresholds, on, boundaryYear } = found.meta
    return new Response(toCsv([...columns, 'year', 'top', 'thresholds', 'on', 'boundaryYear'], found.areas.map((row) => [...columns.map((c) => row[c]), year, top, thresholds, on, boundaryYear])), {
      headers: { 'Content-Type': 'text/csv; charset=utf-8', 'Content-Disposition': `attachment; filename="kandidaten-${year}-${on}.csv"`, 'Cache-Control': 'no-store' },
    })
  })
}
