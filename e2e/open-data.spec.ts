import { expect, request, test, type APIRequestContext } from '@playwright/test'
import { execFile, execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { datasetOf } from '@/lib/release/open-data/dataset'
import { renderOpenData } from '@/lib/release/open-data/render-open-data'
import { renderPages } from '@/lib/release/pages/render-pages'
import { publicFolder } from '@/lib/release/read.mjs'
import { switchTo } from '@/lib/release/store'
import { writeRelease } from '@/lib/release/write'
import { publicModel } from '@/lib/testing/public-model'
import { violationsOn } from './axe'
import { freePort, startOwnApp, type OwnApp } from './own-app'

/** A web server with one publication and no database at all: the address of its database is that of nobody. */
const model = publicModel()
const dataset = datasetOf(model)
const folder = mkdtempSync(join(tmpdir(), 'buurtfocus-e2e-open-data-'))
let app: OwnApp
let http: APIRequestContext
let addresses: string[]

test.beforeAll(async () => {
  const { manifest } = await writeRelease(publicFolder(folder), model, [...renderPages(model), ...renderOpenData(model)])
  await switchTo({ release: manifest.id, readable: [{ id: manifest.id, madeOn: model.madeOn }] }, publicFolder(folder))
  addresses = Object.keys(manifest.files)
  app = await startOwnApp(await freePort(), { DATABASE_URL: `postgres://nobody@127.0.0.1:${await freePort()}/none`, DATA_DIR: folder, PUBLIC_URL: '', DEMO: '' })
  http = await request.newContext({ baseURL: app.address })
})
test.afterAll(async () => {
  await http?.dispose()
  await app?.stop()
  rmSync(folder, { recursive: true, force: true })
})

test('without a database every file of open data answers, and so does the API', async () => {
  const files = addresses.filter((a) => a.startsWith('/open-data') || a.startsWith('/catalog'))
  expect(files).toHaveLength(2 * dataset.collections.length + 4)
  for (const address of files) expect((await http.get(address)).status(), address).toBe(200)
  for (const path of ['', '/api', '/conformance', '/collections', ...dataset.collections.flatMap(({ id, features }) => [`/collections/${id}`, `/collections/${id}/items`, `/collections/${id}/items/${encodeURIComponent(features[0]!.id)}`])]) {
    const response = await http.get(`/ogc/v1${path}`)
    expect(response.status(), path).toBe(200)
    expect(response.headers()).toMatchObject({ 'access-control-allow-origin': '*', 'cache-control': 'public, max-age=300', 'api-version': '1.0.0' })
    expect((await http.head(`/ogc/v1${path}`)).status(), `HEAD ${path}`).toBe(200)
  }
  expect((await http.get('/api/health')).status()).toBe(503)
})

test('links lead on: page by page to every feature, under the address that was asked', async () => {
  let next: string | undefined = '/ogc/v1/collections/signalen-per-gebied/items?limit=5'
  const seen: string[] = []
  while (next) {
    const page = (await (await http.get(next)).json()) as { features: { id: string }[]; links: { rel: string; href: string }[] }
    seen.push(...page.features.map((f) => f.id))
    next = page.links.find((l) => l.rel === 'next')?.href
    if (next) expect(new URL(next).origin).toBe(app.address)
  }
  expect(seen).toEqual(dataset.collections.find((c) => c.id === 'signalen-per-gebied')!.features.map((f) => f.id))
})

test('what is wrong is said as problem+json, and which system the coordinates are in by a header', async () => {
  for (const [path, status] of [['/collections/buurten/items?naam=x', 400], ['/collections/buurten/items?limit=0', 400], ['/collections/niets', 404], ['/niets', 404]] as const) {
    const response = await http.get(`/ogc/v1${path}`)
    expect([response.status(), response.headers()['content-type']], path).toEqual([status, 'application/problem+json'])
  }
  const rd = 'http://www.opengis.net/def/crs/EPSG/0/28992'
  expect((await http.get(`/ogc/v1/collections/buurten/items?crs=${rd}`)).headers()['content-crs']).toBe(`<${rd}>`)
  expect((await http.post('/ogc/v1/collections')).status()).toBe(405)
})

test('GDAL lists the collections', async () => {
  let there = true
  try {
    execFileSync('ogrinfo', ['--version'], { stdio: 'ignore' })
  } catch {
    there = false
  }
  test.skip(!there, 'ogrinfo (gdal-bin) is not installed')
  const { stdout } = await promisify(execFile)('ogrinfo', ['-ro', `OAPIF:${app.address}/ogc/v1`])
  expect([...stdout.matchAll(/^\d+: (\S+)/gm)].map((m) => m[1])).toEqual(dataset.collections.map((c) => c.id))
})

for (const [width, scheme] of [[1366, 'light'], [360, 'dark']] as const) {
  test(`the page of open data, ${width} px, ${scheme}: nothing that axe finds, nothing sticks out`, async ({ page }) => {
    await page.setViewportSize({ width, height: 768 })
    await page.emulateMedia({ colorScheme: scheme })
    await page.goto(`${app.address}/open-data`)
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Open data')
    for (const summary of await page.locator('summary').all()) await summary.click()
    await expect(page.getByRole('region', { name: 'Kolommen van Signalen per gebied' })).toContainText('0 betekent 0 tot en met 4')
    expect(await violationsOn(page, { of: 'advice' })).toEqual([])
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width)
    const download = page.waitForEvent('download')
    await page.getByRole('link', { name: /^GeoPackage/ }).click()
    expect((await download).suggestedFilename()).toBe('buurtfocus.gpkg')
  })
}
