import { asking } from '@/lib/db/client'
import { focusResultParams } from '@/lib/domain/focus-result'
import { parseParams } from '@/lib/domain/params'
import { toCsv } from '@/lib/domain/csv'
import { answer, badParams, badRequest, json, notAllowed, notFound, signedIn } from '@/lib/http/respond'
import { csvOf } from '@/lib/views/focus-result/csv'
import { loadResult, seesResults } from '@/lib/views/focus-result/load'
import { words } from '@/lib/views/focus-result/words'

/** What became of a focus buurt, as the page shows it; `format=csv` gives a row per figure and year. */
export function GET(request: Request): Promise<Response> {
  return answer('focus-results', async () => {
    const me = await signedIn()
    if (!seesResults(me.role)) throw notAllowed(words.notForRole)
    const query = new URL(request.url).searchParams
    const format = query.get('format') ?? 'json'
    query.delete('format')
    if (format !== 'json' && format !== 'csv') throw badRequest(`format: verwacht json of csv, en is ${format}`, [{ name: 'format', message: 'verwacht: json of csv' }])
    const parsed = parseParams(focusResultParams, query)
    if (parsed.problems) throw badParams(parsed.problems)
    const { year, buurt, gemeente = `GM${buurt.slice(2, 6)}` } = parsed.params
    const found = await asking(me, (tx) => loadResult(tx, { gemeente, year: Number(year), buurt }, new Date(), me), { readOnly: true, deadlineMs: 10_000 })
    if (found === null) throw notFound(words.notHereText)
    if (found === 'too_early') throw notFound(words.tooEarlyText)
    if (format === 'json') return json(found)
    const { head, rows } = csvOf(found, words.noCause)
    return new Response(toCsv(head, rows), { headers: { 'Content-Type': 'text/csv; charset=utf-8', 'Content-Disposition': `attachment; filename="resultaat-${buurt}-${year}.csv"`, 'Cache-Control': 'no-store' } })
  })
}
