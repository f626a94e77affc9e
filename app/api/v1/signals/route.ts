import { z } from 'zod'
import { findBoundarySet, listGemeenten, listWerkgebieden } from '@/lib/db/areas'
import { writeAudit } from '@/lib/db/audit'
import { asking } from '@/lib/db/client'
import { listSignals } from '@/lib/db/signals'
import { filterParams, parseParams } from '@/lib/domain/params'
import { addDays, dateInAmsterdam, isDate } from '@/lib/domain/period'
import type { SignalItem } from '@/lib/domain/signal'
import { toCsv } from '@/lib/http/csv'
import { answer, apiVersion, badParams, json, notAllowed, notFound, signedIn } from '@/lib/http/respond'

const params = z.strictObject({
  ...filterParams.shape,
  bbox: z.string().regex(/^-?\d+(\.\d+)?(,-?\d+(\.\d+)?){3}$/, 'verwacht: west,zuid,oost,noord in graden').optional(),
  limit: z.coerce.number('verwacht: een getal').int().min(1, 'verwacht: 1 of meer').max(2000, 'verwacht: hoogstens 2000').default(100),
  cursor: z.string().max(100).optional(),
  format: z.enum(['json', 'csv', 'geojson'], 'verwacht: json, csv of geojson').default('json'),
})

/**
 * Signals in the werkgebieden of a wijkmanager (for team Zorg: those of sensitive themes), newest first: `{items, total, next}`, or CSV, or GeoJSON
 * with the points. Other roles see counts (the views), no single signals. Reading sensitive ones is recorded, in the same transaction.
 */
export function GET(request: Request): Promise<Response> {
  return answer('signals', async () => {
    const me = await signedIn()
    const parsed = parseParams(params, new URL(request.url).searchParams)
    if (parsed.problems) throw badParams(parsed.problems)
    const zorg = me.role === 'adviser' && me.team === 'zorg'
    if (me.role !== 'wijkmanager' && !zorg) throw notAllowed('U ziet aantallen per buurt, geen losse signalen.')
    const p = parsed.params
    const bbox = p.bbox?.split(',').map(Number) as [number, number, number, number] | undefined
    if (bbox && (bbox[0] >= bbox[2] || bbox[1] >= bbox[3])) throw badParams([{ name: 'bbox', message: 'verwacht: west kleiner dan oost en zuid kleiner dan noord' }])
    const after = p.cursor === undefined ? undefined : readCursor(p.cursor)
    if (after === null) throw badParams([{ name: 'cursor', message: 'deze bladwijzer is niet van ons' }])
    const found = await asking(me, async (tx) => {
      const gemeente = p.gemeente ?? me.scopes[0]?.gemeente ?? (await listGemeenten(tx))[0]?.code
      if (!gemeente) throw notFound('Er zijn nog geen grenzen geladen.')
      // The boundaries that the map shows for the same period.
      const set = await findBoundarySet(tx, gemeente, Number((p.to ? addDays(p.to, -1) : dateInAmsterdam(new Date())).slice(0, 4)))
      if (!set) throw notFound('Er zijn nog geen grenzen van deze gemeente geladen.')
      const theirs = zorg ? await listWerkgebieden(tx, gemeente) : me.scopes
      const werkgebieden = zorg && p.werkgebied === undefined ? null : theirs.filter((w) => p.werkgebied === undefined || w.slug === p.werkgebied).map((w) => w.id)
      const list = await listSignals(tx, { ...p, gemeente, boundarySet: set.id, year: set.year, moveKey: process.env.REPORTER_KEY ?? '', werkgebieden, bbox, after, buurt: p.selected })
      if (zorg) await writeAudit(tx, { action: 'signal.list', objectType: 'signal', detail: { ids: list.items.map((i) => i.id), total: list.total } })
      return list
    }, { readOnly: !zorg })
    const last = found.items.at(-1)
    const next = last && found.items.length === p.limit ? Buffer.from(`${last.observedOn}|${last.id}`).toString('base64url') : null
    if (p.format === 'csv') return csv(found.items)
    if (p.format === 'geojson') return geojson(found.items, found.total)
    return json({ items: found.items, total: found.total, next })
  })
}

function readCursor(text: string): { observedOn: string; id: number } | null {
  const [observedOn = '', id = ''] = Buffer.from(text, 'base64url').toString('utf8').split('|')
  return isDate(observedOn) && /^\d{1,15}$/.test(id) ? { observedOn, id: Number(id) } : null
}

const columns = ['id', 'theme', 'kind', 'evidence', 'source', 'observedOn', 'accuracy', 'status', 'buurtCode', 'lon', 'lat'] as const

function csv(items: readonly SignalItem[]): Response {
  return new Response(toCsv(columns, items.map((item) => columns.map((c) => item[c]))), {
    headers: { 'Content-Type': 'text/csv; charset=utf-8', 'Content-Disposition': 'attachment; filename="signalen.csv"', 'Cache-Control': 'no-store' },
  })
}

function geojson(items: readonly SignalItem[], total: number): Response {
  const features = items
    .filter((item) => item.lon !== null && item.lat !== null)
    .map(({ lon, lat, ...properties }) => ({ type: 'Feature', id: properties.id, properties, geometry: { type: 'Point', coordinates: [lon, lat] } }))
  return new Response(JSON.stringify({ type: 'FeatureCollection', features, numberMatched: total, numberReturned: features.length }), {
    headers: { 'Content-Type': 'application/geo+json; charset=utf-8', 'API-Version': apiVersion, 'Cache-Control': 'no-store', 'X-Content-Type-Options': 'nosniff' },
  })
}
