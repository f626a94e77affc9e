import { findBoundarySet, gemeenteOfView, listWerkgebieden } from '@/lib/db/areas'
import { asking } from '@/lib/db/client'
import { listClusters } from '@/lib/db/clusters/items'
import type { ClusterItem } from '@/lib/domain/cluster-item'
import { clusterListParams } from '@/lib/domain/cluster-query'
import { parseParams } from '@/lib/domain/params'
import { dateInAmsterdam } from '@/lib/domain/period'
import { toCsv } from '@/lib/domain/csv'
import { badParams, json, notFound } from '@/lib/http/respond'
import { clusterAnswer } from '../cluster-runs/ask'

/** The most rows of one export. */
const mostExported = 5_000

/**
 * Clusters that are followed, last found first: `{items, total, next}`, or all of them under the same filters as CSV. Numbers of the newest calculation,
 * exactly or rounded as the reader may know them.
 */
export function GET(request: Request): Promise<Response> {
  return clusterAnswer('clusters', async (me) => {
    const parsed = parseParams(clusterListParams, new URL(request.url).searchParams)
    if (parsed.problems) throw badParams(parsed.problems)
    const { theme, werkgebied, state, limit, cursor, format } = parsed.params
    const [lastSeen = '', id = ''] = cursor?.split('.') ?? []
    const found = await asking(me, async (tx) => {
      const { gemeente } = await gemeenteOfView(tx, parsed.params, me.scopes[0]?.gemeente)
      if (!gemeente || !(await findBoundarySet(tx, gemeente.code, Number(dateInAmsterdam(new Date()).slice(0, 4))))) throw notFound('Er zijn nog geen grenzen geladen voor deze gemeente.')
      const werkgebieden = werkgebied === undefined ? undefined : (await listWerkgebieden(tx, gemeente.code)).filter((w) => w.slug === werkgebied).map((w) => w.id)
      const all = format === 'csv'
      return listClusters(tx, { gemeente: gemeente.code, theme, state, werkgebieden, limit: all ? mostExported : limit, after: cursor && !all ? { lastSeen, id: Number(id) } : undefined })
    }, { readOnly: true })
    if (format === 'csv') return csv(found.items)
    return json({ items: found.items, total: found.total, next: found.next && `${found.next.lastSeen}.${found.next.id}` })
  })
}

const columns = ['id', 'theme', 'state', 'name', 'buurten', 'firstSeen', 'lastSeen', 'since', 'owner', 'kind', 'from', 'to', 'told', 'observed', 'expected', 'ratio', 'ratioLow', 'ratioHigh', 'p', 'pBelow', 'onceInYears', 'signals', 'visits', 'people', 'sources'] as const

function csv(items: readonly ClusterItem[]): Response {
  const rows = items.map(({ id, theme, state, name, buurten, firstSeen, lastSeen, since, owner, finding: f }) => [
    id, theme.slug, state, name, buurten.map((b) => b.code).join(' '), firstSeen, lastSeen, since, owner?.name ?? null, f?.kind ?? null, f?.from ?? null, f?.to ?? null, f?.told ?? null, f?.observed ?? null, f?.expected ?? null,
    f?.ratio?.value ?? null, f?.ratio?.low ?? null, f?.ratio?.high ?? null, f?.p ?? null, f?.pBelow ?? null, f?.onceInYears ?? null, f?.signals ?? null, f?.visits ?? null, f?.people ?? null, f?.sources ?? null,
  ])
  return new Response(toCsv(columns, rows), { headers: { 'Content-Type': 'text/csv; charset=utf-8', 'Content-Disposition': 'attachment; filename="opeenhopingen.csv"', 'Cache-Control': 'no-store' } })
}
