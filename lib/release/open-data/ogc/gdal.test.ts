import { execFile, execFileSync } from 'node:child_process'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { publicModel } from '@/lib/testing/public-model'
import { crs84, rd } from '../crs'
import { datasetOf } from '../dataset'
import { featureIn } from '../geojson'
import { answerOgc } from './answer-ogc'

const run = promisify(execFile)
const dataset = datasetOf(publicModel())
/** GDAL, where it is installed: on Debian and Ubuntu `gdal-bin`. */
const gdal = ((): boolean => {
  try {
    execFileSync('ogrinfo', ['--version'], { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
})()

/** GDAL sees days and times of day in text, and writes them in its own way. */
const asTold = (value: unknown): unknown => (typeof value === 'string' ? value.replace(/^(\d{4})\/(\d{2})\/(\d{2})$/, '$1-$2-$3').replace(/^(\d{2}:\d{2}):00$/, '$1') : (value ?? null))

describe.runIf(gdal)('GDAL reads the OGC API (skipped where ogrinfo is not installed)', { timeout: 60_000 }, () => {
  let server: Server
  let base = ''
  const wrong: string[] = []
  beforeAll(async () => {
    server = createServer((request, response) => {
      const { status, headers, body } = answerOgc(dataset, new URL(request.url!, base))
      if (status >= 400) wrong.push(`${status} ${request.url}`)
      response.writeHead(status, headers)
      response.end(body)
    })
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
    base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  })
  afterAll(() => new Promise<void>((done) => (server.closeAllConnections(), server.close(() => done()))))

  it('lists every collection, and asks nothing that is refused', async () => {
    const { stdout } = await run('ogrinfo', ['-ro', `OAPIF:${base}/ogc/v1`])
    expect([...stdout.matchAll(/^\d+: (\S+)/gm)].map((m) => m[1])).toEqual(dataset.collections.map((c) => c.id))
    expect(wrong).toEqual([])
  })
  it.each(dataset.collections.map((c) => [c.id, c] as const))('%s: every feature, in degrees, in pages of three', async (id, { features, properties }) => {
    const { stdout } = await run('ogr2ogr', ['-f', 'GeoJSON', '-lco', 'COORDINATE_PRECISION=7', '/vsistdout/', `OAPIF:${base}/ogc/v1`, id, '-oo', 'PAGE_SIZE=3'])
    const read = JSON.parse(stdout) as { features: { geometry: { coordinates: unknown } | null; properties: Record<string, unknown> }[] }
    expect(read.features.map((f) => f.geometry?.coordinates ?? null)).toEqual(features.map((f) => featureIn(crs84, f).geometry?.coordinates ?? null))
    expect(read.features.map((f) => properties.map(({ name }) => asTold(f.properties[name])))).toEqual(features.map((f) => properties.map(({ name }) => f.properties[name])))
    expect(wrong).toEqual([])
  })
  it.each(dataset.collections.map((c) => [c.id, c] as const))('%s: every feature, in RD', async (id, { features }) => {
    // GDAL 3.6 of Debian cannot choose a system in OAPIF (3.7 can), so that this one asks for the page itself.
    const { stdout } = await run('ogr2ogr', ['-f', 'GeoJSON', '-a_srs', 'EPSG:28992', '-lco', 'RFC7946=NO', '-lco', 'COORDINATE_PRECISION=3', '/vsistdout/', `${base}/ogc/v1/collections/${id}/items?limit=1000&crs=${encodeURIComponent(rd)}`])
    const read = JSON.parse(stdout) as { features: { geometry: { coordinates: unknown } | null }[] }
    expect(read.features.map((f) => f.geometry?.coordinates ?? null)).toEqual(features.map((f) => f.geometry?.coordinates ?? null))
  })
  it('a box is asked of us and answered as GDAL would cut it', async () => {
    const { stdout } = await run('ogrinfo', ['-ro', '-so', '-spat', '4.5709', '52.8450', '4.5710', '52.8451', `OAPIF:${base}/ogc/v1`, 'buurten'])
    expect(stdout).toContain('Feature Count: 1')
  })
})
