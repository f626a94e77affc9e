import { z } from 'zod'
import { writeAudit } from '@/lib/db/audit'
import { asking, type Tx } from '@/lib/db/client'
import type { Me } from '@/lib/db/people'
import { buurtAt, findTheme, receiptOf, recordSignal, type NewSignal } from '@/lib/db/signal-writes'
import { parseParams } from '@/lib/domain/params'
import { addDays, dateInAmsterdam } from '@/lib/domain/period'
import { recordedSignal, type Receipt, type RecordedSignal, type SignalItem } from '@/lib/domain/signal'
import { mostExported, signalListParams } from '@/lib/domain/signal-list'
import { toCsv } from '@/lib/domain/csv'
import { readBody } from '@/lib/http/read-body'
import { answer, apiVersion, badParams, HttpProblem, json, notAllowed, notFound, signedIn } from '@/lib/http/respond'
import { loadSignalList, seesSignals } from '@/lib/views/signal-list/load'
import { keepText, placeProblems } from './ask'

const params = z.strictObject({
  ...signalListParams.shape,
  bbox: z.string().regex(/^-?\d+(\.\d+)?(,-?\d+(\.\d+)?){3}$/, 'verwacht: west,zuid,oost,noord in graden').optional(),
  format: z.enum(['json', 'csv', 'geojson'], 'verwacht: json, csv of geojson').default('json'),
})

/**
 * Signals in the werkgebieden of a wijkmanager (for team Zorg: those of sensitive themes), newest first: `{items, total, next, areas}` (`areas`: how many per buurt), or all of them as
 * CSV, or GeoJSON with the points. Other roles see counts (the views), no single signals. Reading sensitive ones is recorded, in the same transaction.
 */
export function GET(request: Request): Promise<Response> {
  return answer('signals', async () => {
    const me = await signedIn()
    const parsed = parseParams(params, new URL(request.url).searchParams)
    if (parsed.problems) throw badParams(parsed.problems)
    if (!seesSignals(me)) throw notAllowed('U ziet aantallen per buurt, geen losse signalen.')
    const p = parsed.params
    const bbox = p.bbox?.split(',').map(Number) as [number, number, number, number] | undefined
    if (bbox && (bbox[0] >= bbox[2] || bbox[1] >= bbox[3])) throw badParams([{ name: 'bbox', message: 'verwacht: west kleiner dan oost en zuid kleiner dan noord' }])
    const limit = p.limit ?? (p.format === 'json' ? 100 : mostExported)
    const found = await asking(me, (tx) => loadSignalList(tx, me, p, { bbox, limit, perBuurt: p.format === 'json' && !bbox }, new Date()), { readOnly: me.role === 'wijkmanager', ...(limit > 2000 ? { deadlineMs: 30_000 } : {}) })
    if ('problem' in found) throw found.problem === 'wrong-cursor' ? badParams([{ name: 'cursor', message: 'deze bladwijzer is niet van ons' }]) : notFound('Er zijn nog geen grenzen geladen.')
    if (p.format === 'csv') return csv(found.items)
    if (p.format === 'geojson') return geojson(found.items, found.total)
    return json({ items: found.items, total: found.total, next: found.next, areas: found.areas })
  })
}

/** How long ago something may have been seen that is written down now, in days; and ahead, for a clock that runs fast. */
const [daysBack, daysAhead] = [400, 0]

/**
 * Records a signal by hand. `sourceId` is made by the sender: the same one again gives the same signal, with 200 instead of 201. Of a sensitive theme
 * neither text nor point is kept, only the buurt.
 */
export function POST(request: Request): Promise<Response> {
  return answer('signal-record', async () => {
    const me = await signedIn()
    if (!['wijkmanager', 'adviser', 'planner', 'organisation'].includes(me.role)) throw notAllowed('Met uw rol kunt u geen signalen vastleggen.')
    const asked = await readBody(request, recordedSignal)
    const today = dateInAmsterdam(new Date())
    if (asked.observedOn > addDays(today, daysAhead)) throw badParams([{ name: 'observedOn', message: `verwacht: niet na vandaag (${today}), en is ${asked.observedOn}` }])
    if (asked.observedOn < addDays(today, -daysBack)) throw badParams([{ name: 'observedOn', message: `verwacht: niet langer dan ${daysBack} dagen geleden, en is ${asked.observedOn}` }])
    const { receipt, made } = await placeProblems(asking(me, (tx) => record(tx, me, asked)))
    return json(receipt, { status: made ? 201 : 200 })
  })
}

async function record(tx: Tx, me: Me, asked: RecordedSignal): Promise<{ receipt: Receipt; made: boolean }> {
  const theme = await findTheme(tx, asked.theme)
  if (!theme) throw badParams([{ name: 'theme', message: `het thema "${asked.theme}" bestaat niet` }])
  const text = theme.sensitive ? null : keepText('note', asked.note, asked.confirmText)
  const s = await kept(tx, asked, theme.sensitive, text?.text || null)
  const done = await recordSignal(tx, me.uid!, s)
  if (!done) throw new HttpProblem({ status: 409, title: 'Dit nummer is al gebruikt', detail: 'Een ander heeft al een signaal met dit nummer vastgelegd. Maak het signaal opnieuw.' })
  if (done.made)
    await writeAudit(tx, { action: 'signal.record', objectType: 'signal', objectId: done.id, detail: { theme: s.theme, ...(text?.confirmed.length ? { noteConfirmed: text.confirmed } : {}) } })
  return { receipt: await receiptOf(tx, done.id, s, process.env.REPORTER_KEY ?? ''), made: done.made }
}

/** What may be kept of what was sent: with accuracy `buurt`, or a sensitive theme, the buurt and no point. */
async function kept(tx: Tx, asked: RecordedSignal, sensitive: boolean, note: string | null): Promise<NewSignal> {
  const { gemeente, sourceId, theme, kind, evidence, channel, observedOn, audience } = asked
  const coarse = sensitive || asked.accuracy === 'buurt'
  const point = asked.lon !== undefined && asked.lat !== undefined ? { lon: asked.lon, lat: asked.lat } : null
  const buurtCode = !coarse ? null : (asked.buurtCode ?? (point && (await buurtAt(tx, gemeente, point.lon, point.lat))))
  if (coarse && buurtCode === null) throw badParams([{ name: 'place', message: 'deze plek ligt buiten de gemeente' }])
  return { gemeente, sourceId, theme, kind, evidence, channel, observedOn, audience, note, accuracy: coarse ? 'buurt' : asked.accuracy, lon: coarse ? null : point!.lon, lat: coarse ? null : point!.lat, buurtCode }
}

const columns = ['id', 'theme', 'kind', 'evidence', 'source', 'channel', 'observedOn', 'accuracy', 'status', 'audience', 'buurtCode', 'buurt', 'lon', 'lat'] as const

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
