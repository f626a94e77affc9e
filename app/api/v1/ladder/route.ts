import { asking } from '@/lib/db/client'
import { parseParams } from '@/lib/domain/params'
import { toCsv } from '@/lib/domain/csv'
import { answer, badParams, json, notFound, signedIn } from '@/lib/http/respond'
import { ladderParams } from '@/lib/views/organisation/definition'
import { loadLadder } from '@/lib/views/organisation/load'

const rungs = ['agreed', 'planned', 'delivered', 'seen', 'share', 'lastConfirmed', 'freshness'] as const
const columns = {
  line: ['id', 'agreement', 'agreementTitle', 'organisation', 'organisationName', 'description', 'theme', 'place', 'frequency', ...rungs],
  buurt: ['buurtCode', 'buurtName', 'theme', ...rungs, 'apportioned'],
} as const

/**
 * Agreed, planned, delivered and seen hours of a year, per line and per buurt x theme: `{meta, total, lines, cells, elsewhere, withoutLine}`; CSV gives the lines, or with
 * `per=buurt` the cells. An organisation sees its own; the same numbers as the page of an organisation.
 */
export function GET(request: Request): Promise<Response> {
  return answer('ladder', async () => {
    const me = await signedIn()
    const parsed = parseParams(ladderParams, new URL(request.url).searchParams)
    if (parsed.problems) throw badParams(parsed.problems)
    const { per, format, ...asked } = parsed.params
    const found = await asking(me, (tx) => loadLadder(tx, asked, new Date(), { ...me, home: me.scopes[0]?.gemeente }), { readOnly: true })
    if (!found) throw notFound('Deze organisatie bestaat niet, of er zijn nog geen grenzen geladen.')
    if (format === 'json') return json(found)
    const rows: readonly Record<string, unknown>[] = per === 'line' ? found.lines : found.cells
    return new Response(toCsv([...columns[per], 'year', 'boundaryYear'], rows.map((r) => [...columns[per].map((c) => r[c] as string | number | boolean | null), found.meta.year, found.meta.boundaryYear])), {
      headers: { 'Content-Type': 'text/csv; charset=utf-8', 'Content-Disposition': `attachment; filename="inzet-${found.meta.year}-per-${per === 'line' ? 'regel' : 'buurt'}.csv"`, 'Cache-Control': 'no-store' },
    })
  })
}
