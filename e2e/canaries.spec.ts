import { expect, test } from '@playwright/test'
import postgres from 'postgres'
import { closeDatabase, connectTo } from '@/lib/db/client'
import { postgresAvailable, startTestDatabase, type TestDatabase } from '@/lib/testing/databases'
import { makeWorld, type World } from '@/lib/testing/rights-world'
import { handlers, pageAddresses } from './addresses'
import { freePort, startOwnApp, type OwnApp } from './own-app'
import { Visitor } from './plain-http'

/**
 * Text, numbers and places are planted in private rows, and every address is crawled as nobody and as every kind of user, also as exports: what comes out
 * is what that user may see, and nothing of it stands in the program's log.
 */
const firstId = 7_700_000
let database: TestDatabase
let owner: postgres.Sql
let world: World
let app: OwnApp
/** signals by number: `plain west 1` ... */
let signals: Map<string, { theme: string; where: string }>
/** exact places, as degrees with six decimals, in both orders of rounding */
let places: string[]

test.beforeAll(async () => {
  test.setTimeout(120_000)
  database = await startTestDatabase(postgresAvailable() ? 'postgres' : 'pglite', { migrated: true })
  connectTo(database.url)
  owner = postgres(database.url, { max: 1, onnotice: () => {} })
  await owner`select setval('signal_id_seq', ${firstId})`
  world = await makeWorld()
  await owner`update app_user set demo = true where active`
  const rows = await owner<{ id: string; theme: string; place: string; lon: number; lat: number }[]>`
    select id::text, theme, regexp_replace(source_id, '^(plain|care)|[0-9]$', '', 'g') as place, ST_X(ST_Transform(point, 4326)) as lon, ST_Y(ST_Transform(point, 4326)) as lat from signal`
  signals = new Map(rows.map((r) => [r.id, { theme: r.theme, where: r.place }]))
  places = [...new Set(rows.flatMap((r) => [r.lon.toFixed(6), r.lat.toFixed(6), r.lon.toFixed(5)]))]
  const port = await freePort()
  app = await startOwnApp(port, { DATABASE_URL: database.url, DEMO: '1', PUBLIC_URL: '', LOG_LEVEL: 'trace', REPORTER_KEY: 'test' })
})

test.afterAll(async () => {
  await app?.stop()
  await closeDatabase()
  await owner?.end()
  await database?.stop()
})

/** Addresses with the questions that give the most. */
function everything(): string[] {
  const frame = 'bbox=3,50,8,54&limit=2000'
  return [
    ...pageAddresses.filter((p) => !p.startsWith('/kaart')),
    ...handlers.filter((h) => h.methods.includes('GET')).map((h) => h.path),
    ...['', '&theme=plain', '&theme=care', '&theme=care&kind=knelpunt', '&selected=BU99900101', '&show=count'].map((q) => `/kaart/signalen?gemeente=GM9990${q}`),
    ...['', '&theme=plain', '&theme=care', '&source=spreekuur', '&from=2026-03-10&to=2026-03-11'].flatMap((q) => ['json', 'csv'].map((f) => `/api/v1/views/clusters?gemeente=GM9990&format=${f}${q}`)),
    ...['json', 'csv', 'geojson'].flatMap((f) => ['', `&${frame}`, '&theme=care', '&werkgebied=west', '&werkgebied=oost'].map((q) => `/api/v1/signals?gemeente=GM9990&format=${f}${q}`)),
    ...[...signals.keys()].map((id) => `/api/v1/signals/${id}`),
    ...['/api/v1/imports', '/api/v1/imports/2', '/api/v1/imports/2/preview', '/api/v1/imports/2/rejects', '/api/v1/imports/2/rejects?format=csv', '/beheer/import?run=1', '/beheer/import?run=2', '/beheer/audit?check=1'],
    `/api/v1/areas?gemeente=GM9990&level=buurt`,
  ]
}

test('nobody gets a planted text, number or place that is not theirs, and the log holds none', async () => {
  test.setTimeout(300_000)
  const found: string[] = []
  const seen: Record<string, { ids: number; notes: number }> = {}
  for (const user of world.users.filter((u) => u.active || u.role === 'anonymous')) {
    const visitor = await Visitor.as(user.role === 'anonymous' ? null : user.name, app.address)
    const may = (id: string): boolean => {
      const { theme, where } = signals.get(id)!
      return theme === 'care' ? user.role === 'adviser' && user.team === 'zorg' : user.role === 'wijkmanager' && user.scope === where
    }
    const tally = { ids: new Set<string>(), notes: 0 }
    for (const path of everything()) {
      const { status, headers, text: body } = await visitor.ask(path)
      if (status >= 500) found.push(`${user.name} ${path}: ${status}, ${app.output().slice(-2000)}`)
      const text = JSON.stringify(headers) + body
      for (const id of signals.keys())
        if (text.includes(id) && !path.includes(id)) {
          tally.ids.add(id)
          // The administrator reads in the audit log which signals were read: numbers, which tell nothing without the right to open them.
          if (!may(id) && !path.startsWith('/beheer/audit')) found.push(`${user.name} ${path}: signal ${id} ${JSON.stringify(signals.get(id))}`)
        }
      for (const [note, theme, where] of text.matchAll(/canary (plain|care) (west|oost|none)/g)) {
        tally.notes++
        const theirs = [...signals].some(([id, s]) => s.theme === theme && s.where === where && may(id))
        if (!theirs) found.push(`${user.name} ${path}: ${note}`)
      }
      if (/canary (stage|before)/.test(text)) found.push(`${user.name} ${path}: staged text`)
      if (text.includes('canary reject') && user.role !== 'admin' && user.role !== 'planner') found.push(`${user.name} ${path}: rejected text`)
      for (const place of places) if (text.includes(place)) found.push(`${user.name} ${path}: place ${place}`)
    }
    seen[user.name] = { ids: tally.ids.size, notes: tally.notes }
  }
  expect(found).toEqual([])
  // The crawl can find: who may, does.
  expect(seen['wijkmanager-west']).toEqual({ ids: 5, notes: 5 })
  expect(seen['adviser-zorg']!.ids).toBe(15)
  expect(seen['adviser-zorg']!.notes).toBe(15)
  for (const name of ['anonymous', 'planner', 'college', 'organisation', 'wijkmanager-without', 'adviser-wijkbeheer']) expect(seen[name], name).toEqual({ ids: 0, notes: 0 })

  const log = app.output()
  expect(log).toContain('audit head')
  expect(log).not.toMatch(/canary/)
  expect([...signals.keys(), ...places].filter((part) => log.includes(part))).toEqual([])
})
