import { z } from 'zod'
import { listBackdrop } from '@/lib/db/backdrop'
import { asking } from '@/lib/db/client'
import { anonymous } from '@/lib/domain/identity'
import { parseParams } from '@/lib/domain/params'
import { answer, apiVersion, badParams } from '@/lib/http/respond'

const params = z.strictObject({ gemeente: z.string().regex(/^GM\d{4}$/, 'verwacht: GM en vier cijfers') })

/** Streets, water and green behind the buurten (GeoJSON, CRS84, painting order); open data, empty where none were loaded. */
export function GET(request: Request): Promise<Response> {
  return answer('backdrop', async () => {
    const parsed = parseParams(params, new URL(request.url).searchParams)
    if (parsed.problems) throw badParams(parsed.problems)
    const found = await asking(anonymous, (tx) => listBackdrop(tx, parsed.params.gemeente), { readOnly: true })
    const features = found.map((f) => `{"type":"Feature","properties":${JSON.stringify({ kind: f.kind, name: f.name })},"geometry":${f.geometry}}`)
    return new Response(`{"type":"FeatureCollection","features":[${features.join(',')}]}`, {
      headers: { 'Content-Type': 'application/geo+json; charset=utf-8', 'API-Version': apiVersion, 'Cache-Control': 'private, max-age=300', 'X-Content-Type-Options': 'nosniff' },
    })
  })
}
