import { expect, test } from '@playwright/test'
import { sql } from 'drizzle-orm'
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { asking, closeDatabase, connectTo, rows } from '@/lib/db/client'
import { startEmbedded } from '@/lib/db/embedded/start'
import { system } from '@/lib/domain/identity'
import type { PublicFile, PublicModel, PublicPoint } from '@/lib/domain/public-model'
import { planRelease, readModel } from '@/lib/release/model'
import { rd, toCrs84 } from '@/lib/release/open-data/crs'
import { boxOf, positionsOf } from '@/lib/release/open-data/extent'
import { openSolver } from '@/lib/solver/open-solver'
import { placesNearSignals } from '@/lib/testing/attack/coordinates'
import { crawl, type Crawl } from '@/lib/testing/attack/crawl'
import { openPlaces } from '@/lib/testing/attack/points'
import { attack } from '@/lib/testing/attack/suite'
import { vocabularyOf } from '@/lib/testing/attack/vocabulary'
import { filesThatHold, formsOf, holds } from '@/lib/testing/key-forms'
import { handlers, pageAddresses } from './addresses'
import { base, ownApp } from './helpers'

/**
 * The whole app as somebody without an account finds it: every page, route, file and error, read as the attacks on a publication do. Nothing of a signal is in it but rounded figures, and no
 * key anywhere. Each of these looks is also tried on the same bytes with something planted in them.
 */
type Signal = PublicPoint & { source: string; sourceId: string; note: string | null; reporter: string | null }
const odd = ['/bestaat-niet', '/buurten/BU00000000', '/api/v1/bestaat-niet', '/api/v1/signals?format=csv', '/api/v1/signals?format=geojson&bbox=3,50,8,54', '/api/v1/views/clusters?format=csv', '/%', '/publicaties/0000000000000000', '/volg?code=bestaat-niet', '/ogc/v1/collections/niets', '/ogc/v1/collections/buurten/items?limit=x', '/_next/static/niets.js', '/robots.txt', '/sw.js', '/icon.svg', '/manifest.webmanifest', '/.well-known/security.txt', '/api/health']
const items = '/ogc/v1/collections/signalen-per-gebied/items'
const seeds = ['/', '/publicaties', '/open-data', '/catalog.jsonld', '/open-data/alles.json', '/sitemap.xml', '/ogc/v1', `${items}?limit=1000`, `${items}?limit=1000&crs=http%3A%2F%2Fwww.opengis.net%2Fdef%2Fcrs%2FEPSG%2F0%2F28992`, '/zoek?q=k', '/zoek?q=straat', '/api/v1/areas?gemeente=GM9001&level=buurt', '/api/v1/backdrop?gemeente=GM9001', ...odd]

let seen: Crawl
let texts: { address: string; text: string }[]
let model: PublicModel
let signals: Signal[]
let secrets: string[]
/** of borders and water, and where the name of an area stands on a map */
let corners: PublicPoint[]
let labels: PublicPoint[]
/** What tests put in signals (lib/testing/release-town.ts, canaries.spec.ts). */
const canaries = ['canary-note', 'canary-source', 'canary-id', 'canary-reporter', 'canary plain', 'canary care']

test.beforeAll(async () => {
  test.setTimeout(240_000)
  seen = await crawl(base(), [...new Set([...seeds, ...pageAddresses, ...handlers.filter((h) => h.methods.includes('GET')).map((h) => h.path)])], { skip: /\/items\/|[?&]offset=/ })
  texts = [...seen.pages, ...seen.refused].map(({ address, body, headers }) => ({ address, text: `${JSON.stringify(headers)}\n${typeof body === 'string' ? body : Buffer.from(body).toString('latin1')}` }))
  const database = await startEmbedded({ dataDir: path.join(ownApp().dataDir, 'database') })
  expect(database.attached).toBe(true)
  connectTo(database.url)
  try {
    const { number, plan, madeOn } = await asking(system, async (tx) => {
      const [release] = await rows<{ number: number; madeOn: string }>(tx, sql`select number, made_on::text as "madeOn" from public_release where status = 'published' order by published_at desc limit 1`)
      const plan = (await planRelease(tx, 'GM9001', release!.madeOn, null))!
      signals = await rows<Signal>(tx, sql`select source, source_id as "sourceId", note, reporter_key as reporter, ST_X(point) as x, ST_Y(point) as y from signal where point is not null`)
      secrets = (await rows<{ text: string }>(tx, sql`select follow_code as text from initiative union all select name from app_user where demo is not true`)).map((r) => r.text)
      corners = await rows<PublicPoint>(tx, sql`
        select ST_X(d.geom) as x, ST_Y(d.geom) as y from (
          select (ST_DumpPoints(geom)).geom from area union all select (ST_DumpPoints(geom)).geom from backdrop) d group by 1, 2`)
      labels = await rows<PublicPoint>(tx, sql`select ST_X(label_point) as x, ST_Y(label_point) as y from area`)
      return { number: release!.number, plan, madeOn: release!.madeOn }
    }, { deadlineMs: null, readOnly: true })
    model = await readModel(number, plan, madeOn, null)
  } finally {
    await closeDatabase()
  }
})

/** Scripts of the build say the same in every installation (seen below): they hold names and numbers, and none of them is of this gemeente. */
const ofBuild = ({ address }: { address: string }): boolean => /^\/_next\/static\//.test(address) || address === '/sw.js' || address.startsWith('/maplibre/')
const isApp = (page: string): boolean => page.includes('self.__next_f.push')
const scripts = /<script\b[^>]*>([\s\S]*?)<\/script>/g
const textOf = ({ body }: PublicFile): string => (typeof body === 'string' ? body : Buffer.from(body).toString('utf8'))
/** Every public byte as the attacks read it, also what says that something is not there; a page of the app without what Next says to itself (that is looked at apart). */
const files = (): PublicFile[] =>
  [...seen.pages, ...seen.refused].filter((file) => file.type !== '' && !ofBuild(file)).map((file) => (file.type.includes('html') && isApp(textOf(file)) ? { ...file, body: textOf(file).replace(scripts, '') } : file))
const withPlanted = (type: string, body: string): PublicFile[] => [...files().filter((f) => f.address === '/' || f.address.endsWith('signalen-per-gebied.csv')), { address: '/geplant', type, body }]

test('a visitor gets further than the publication, and is refused where it should be', () => {
  const at = new Set(seen.pages.map((page) => page.address))
  for (const address of ['/', '/inloggen', '/toegankelijkheid', '/opnemen/zonder-verbinding', '/manifest.webmanifest', '/sw.js', '/api/v1/openapi.json', '/.well-known/security.txt', '/open-data/alles.json', '/ogc/v1/api', ...model.buurten.filter((b) => b.area !== null).map((b) => `/buurten/${b.code}`)]) expect(at.has(address), address).toBe(true)
  expect(seen.pages.some((page) => page.address.startsWith('/_next/static/'))).toBe(true)
  const refused = new Map(seen.refused.map((r) => [r.address, r.status]))
  for (const [address, status] of [['/bestaat-niet', 404], ['/buurten/BU00000000', 404], ['/api/v1/signals?format=csv', 401], ['/%', 400], ['/publicaties/0000000000000000', 404]] as const) expect(refused.get(address), address).toBe(status)
  expect([...refused.values()].filter((status) => status >= 500)).toEqual([])
})

test('T1, T2: no number, order or point in all of it tells of a signal', async () => {
  test.setTimeout(240_000)
  const solver = openSolver()
  try {
    const found = await attack(files(), model, solver.solve, [...openPlaces(model), ...labels])
    expect(found.findings).toEqual([])
    expect(found.byProgram!.size).toBe(model.leaves.length)
    for (const { low, high } of found.byProgram!.values()) expect(high! - low + 1).toBeGreaterThanOrEqual(5)
    const [{ x, y }, leaf] = [signals[0]!, model.leaves[0]!]
    const planted = withPlanted('application/json', JSON.stringify([{ gebied: leaf.area, thema: leaf.theme, periode: leaf.period, signalen: leaf.p + 1 }, { type: 'Point', coordinates: [x, y] }]))
    expect(new Set((await attack(planted, model, solver.solve, [...openPlaces(model), ...labels])).findings.map((f) => f.kind))).toEqual(new Set(['unexplained number', 'exact leaf', 'strange point']))
  } finally {
    await solver.close()
  }
})

test('what is left out of that says the same in every installation: files of the build, and what Next says to itself', () => {
  const built = seen.pages.filter(ofBuild)
  expect(built.length).toBeGreaterThan(5)
  expect(built.filter(({ address, body }) => !Buffer.from(body).equals(readFileSync(address.startsWith('/_next/') ? address.replace('/_next/', '.next/') : `public${address}`))).map((page) => page.address)).toEqual([])
  const { mentionsIn } = vocabularyOf(model)
  const said = (page: PublicFile): string => [...textOf(page).matchAll(scripts)].map(([, text]) => text!.replace(/\/_next\/static\/[^"\\]+/g, '')).join('\n')
  const app = [...seen.pages, ...seen.refused].filter((page) => page.type.includes('html') && isApp(textOf(page)))
  expect(app.length).toBeGreaterThan(5)
  for (const page of app) {
    // Where somebody wanted to go stands in the page of signing in, as it was asked.
    const asked = decodeURIComponent(page.address).split(/[^\w]+/)
    expect([...new Set(mentionsIn(said(page)).map((m) => said(page).slice(m.at, m.end)))].filter((name) => !asked.includes(name)), page.address).toEqual([])
  }
  expect(mentionsIn(`{"children":"${model.themes[0]!.label}"}`)).toHaveLength(1)
})

test('T7: no id, note or reporter of a signal, no code of an initiative, and no place near a signal that is not public by itself', async () => {
  const ids = new Set([...signals.flatMap((s) => [s.sourceId, s.reporter]), ...secrets].filter((text) => text !== null && text.length >= 6))
  const notes = [...new Set(signals.flatMap((s) => s.note ?? []))]
  expect(ids.size).toBeGreaterThan(1_000)
  expect(notes.length).toBeGreaterThan(5)
  const wordsIn = (from: typeof texts): string[] => {
    const unique = [...new Set(from.map(({ text }) => text))]
    return [...unique.flatMap((text) => (text.match(/[\w-]+/g) ?? []).filter((word) => ids.has(word))), ...notes.filter((note) => unique.some((text) => text.includes(note)))]
  }
  expect(wordsIn(texts).slice(0, 20)).toEqual([])
  expect(texts.filter(({ text }) => /\/signalen\/\d|"signal(Id)?":\s*\d/.test(text)).map(({ address }) => address)).toEqual([])
  const open = [...openPlaces(model), ...labels, ...corners]
  // The box around a collection is no place of its own: it is that of what the collection tells.
  const boxes = new Set<string>()
  const { collections } = JSON.parse(texts.find(({ address }) => address === '/ogc/v1/collections')!.text.split('\n')[1]!) as { collections: { id: string; extent?: { spatial?: { bbox: [number[]] } } }[] }
  for (const { id, extent } of collections) {
    if (!extent?.spatial) continue
    const positions: (readonly [number, number])[] = []
    let next: string | undefined = `${base()}/ogc/v1/collections/${id}/items?limit=1000&crs=${encodeURIComponent(rd)}`
    while (next !== undefined) {
      const page = (await (await fetch(next)).json()) as { features: { geometry: { type: 'Point'; coordinates: unknown } | null }[]; links: { rel: string; href: string }[] }
      for (const { geometry } of page.features) if (geometry) positions.push(...positionsOf(geometry))
      next = page.links.find((link) => link.rel === 'next')?.href
    }
    const [west, south, east, north] = boxOf(positions)!
    const corners = ([[west, south], [west, north], [east, south], [east, north]] as const).map(toCrs84)
    for (const [i, side] of boxOf(corners)!.entries()) expect(Math.abs(extent.spatial.bbox[0][i]! - side), id).toBeLessThan(1e-6)
    boxes.add(JSON.stringify(extent.spatial.bbox))
    // The catalogue says where all of it is about in its own way.
    const [w, s, e, n] = extent.spatial.bbox[0]
    if (id === 'buurten') boxes.add(`POLYGON((${w} ${s}, ${e} ${s}, ${e} ${n}, ${w} ${n}, ${w} ${s}))`)
  }
  expect(boxes.size).toBeGreaterThan(3)
  const withoutBoxes = texts.map(({ address, text }) => ({ address, text: text.replace(/(?<="bbox":)\[\[[\d.,]+\]\]|POLYGON\(\([\d., ]+\)\)/g, (box) => (boxes.has(box) ? '' : box)) }))
  const { seen: read, strange } = placesNearSignals(withoutBoxes, signals, open)
  expect(read).toBeGreaterThan(5_000)
  expect(strange.slice(0, 20)).toEqual([])
  // What they look for they find.
  const { x, y, sourceId } = signals.find((s) => placesNearSignals([{ address: '/', text: `${s.x} ${s.y}` }], signals, open).strange.length > 0)!
  expect(wordsIn([{ address: '/', text: `<li>${sourceId}</li>` }])).toContain(sourceId)
  expect(placesNearSignals([{ address: '/geplant', text: `{"coordinates":[${x},${y}]}` }], signals, open).strange).toEqual([{ where: '/geplant', x, y }])
})

test('T9: the key is in no answer, no error page, nothing of the build, and not in the data of the database', () => {
  const key = readFileSync(path.join(ownApp().dataDir, 'release.key'), 'utf8')
  const forms = formsOf(key)
  expect([...seen.pages, ...seen.refused].filter(({ body, headers }) => holds(body, forms) || holds(JSON.stringify(headers), forms)).map((page) => page.address)).toEqual([])
  for (const part of ['static', 'server']) {
    expect(filesThatHold(path.join('.next', part), forms), part).toEqual([])
    // Nor the code that reads it: the web server has no key to lose.
    expect(filesThatHold(path.join('.next', part), [Buffer.from('mark of the key of a publication'), ...canaries.map((c) => Buffer.from(c))]), part).toEqual([])
  }
  expect(filesThatHold('.next/static', [Buffer.from('Inloggen')]).length).toBeGreaterThan(0)
  expect(filesThatHold(ownApp().dataDir, forms)).toEqual(['release.key'])
})
