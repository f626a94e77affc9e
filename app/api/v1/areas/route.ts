import { z } from 'zod'
import { findBoundarySet, listAreas } from '@/lib/db/areas'
import { asking } from '@/lib/db/client'
import { anonymous } from '@/lib/domain/identity'
import { parseParams } from '@/lib/domain/params'
import { answer, apiVersion, badParams, notFound } from '@/lib/http/respond'

const params = z.strictObject({
  gemeente: z.string().regex(/^GM\d{4}$/, 'verwacht: GM en vier cijfers'),
  level: z.enum(['gemeente', 'wijk', 'buurt'], 'verwacht: gemeente, wijk of buurt').default('buurt'),
  year: z.string().regex(/^\d{4}$/, 'verwacht: een jaar van vier cijfers').optional(),
})

/** Boundaries as GeoJSON (CRS84). They are open data, so everyone may ask; without `year` the newest. */
export function GET(request: Request): Promise<Response> {
  return answer('areas', async () => {
    const parsed = parseParams(params, new URL(request.url).searchParams)
    if (parsed.problems) throw badParams(parsed.problems)
    const { gemeente, level, year } = parsed.params
    const features = await asking(anonymous, async (tx) => {
      const set = await findBoundarySet(tx, gemeente, year ? Number(year) : 9999)
      return set && (year === undefined || set.year === Number(year)) ? listAreas(tx, gemeente, set.year, level) : null
    }, { readOnly: true })
    if (!features) throw notFound(`Er zijn geen grenzen van ${gemeente}${year ? ` voor ${year}` : ''} geladen.`)
    const body = features.map(({ geometry, label, ...properties }) =>
      `{"type":"Feature","id":${JSON.stringify(properties.water ? `${properties.code}-water` : properties.code)},"properties":${JSON.stringify({ ...properties, label })},"geometry":${geometry}}`)
    return new Response(`{"type":"FeatureCollection","features":[${body.join(',')}]}`, {
      headers: { 'Content-Type': 'application/geo+json; charset=utf-8', 'API-Version': apiVersion, 'Cache-Control': 'private, max-age=300', 'X-Content-Type-Options': 'nosniff' },
    })
  })
}
