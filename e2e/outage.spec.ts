import { expect, request, test } from '@playwright/test'
import { execFileSync, spawn, type ChildProcess } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { asking, closeDatabase, connectTo } from '@/lib/db/client'
import { makeDemoAccounts } from '@/lib/db/demo-accounts'
import { system } from '@/lib/domain/identity'
import { publicFolder, readCurrent, readManifest, type Manifest } from '@/lib/release/read.mjs'
import { postgresAvailable, startTestDatabase, type TestDatabase } from '@/lib/testing/databases'
import { TcpProxy } from '@/lib/testing/tcp-proxy'
import { expectHeaders } from './helpers'

/** The web server, with a publication, in front of a PostgreSQL server that goes away and comes back. */
let database: TestDatabase
let proxy: TcpProxy
let web: ChildProcess
let address: string
let published: Manifest
const dataDir = mkdtempSync(path.join(tmpdir(), 'buurtfocus-outage-'))

test.beforeAll(async () => {
  test.skip(!postgresAvailable(), 'no PostgreSQL server with PostGIS is installed')
  test.setTimeout(120_000)
  database = await startTestDatabase('postgres', { migrated: true })
  connectTo(database.url)
  await asking(system, (tx) => makeDemoAccounts(tx, 'GM9990'))
  await closeDatabase()
  execFileSync(process.execPath, ['--import', 'tsx', 'lib/testing/write-release.ts', publicFolder(dataDir)], { cwd: fileURLToPath(new URL('..', import.meta.url)) })
  published = readManifest(publicFolder(dataDir), readCurrent(publicFolder(dataDir)).release!)!
  proxy = await TcpProxy.to(database.url)
  web = spawn(process.execPath, ['lib/commands/serve.mjs'], {
    cwd: fileURLToPath(new URL('..', import.meta.url)),
    env: { ...process.env, NODE_ENV: 'production', DATABASE_URL: proxy.url, PORT: '0', DEMO: '1', LOG_LEVEL: 'silent', DATA_DIR: dataDir },
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  })
  const { port } = await new Promise<{ port: number }>((ready) => web.once('message', (message) => ready(message as { port: number })))
  address = `http://127.0.0.1:${port}`
})

test.afterAll(async () => {
  web?.kill('SIGTERM')
  if (web && web.exitCode === null) await new Promise((done) => web.once('exit', done))
  await proxy?.close()
  await database?.stop()
  rmSync(dataDir, { recursive: true, force: true })
})

for (const how of ['cut', 'hold'] as const) {
  test(`a database server that ${how === 'cut' ? 'is down' : 'hangs'}: 503 within 3 s, well within 10 s after it is back`, async () => {
    const http = await request.newContext({ baseURL: address })
    expect((await http.post('/api/v1/session', { data: { account: 'planner' } })).status()).toBe(200)
    expect((await http.get('/api/health')).status()).toBe(200)
    expect((await http.get('/kaart/signalen')).status()).toBe(200)

    proxy[how]()
    for (const path of ['/api/health', '/api/v1/me', '/api/v1/views/clusters', '/api/v1/areas?gemeente=GM9990', '/kaart/signalen', '/kaart/signalen']) {
      const at = Date.now()
      const response = await http.get(path)
      expect(response.status(), path).toBe(503)
      expect(Date.now() - at, path).toBeLessThan(3_000)
      expect(response.headers()['retry-after'], path).toBe('5')
      expectHeaders(response)
      expect(response.headers()['cache-control'], path).toContain('no-store')
      const text = await response.text()
      expect(text).not.toMatch(/\bat .+:\d+:\d+|ECONN|postgres/i)
      if (path.startsWith('/kaart')) expect(text).toContain('Even niet bereikbaar')
    }
    // What needs no database goes on: every address of the publication, and what is answered from it.
    const shown = Object.keys(published.files).filter((a) => !/^\/volg\/[0-9a-f]{64}$/.test(a))
    expect(shown.length).toBeGreaterThan(30)
    expect(shown).toContain('/toegankelijkheid')
    for (const path of [...shown, '/volg?code=nee', '/zoek?q=kerk', `/publicaties/${published.id}/`, '/ogc/v1', '/ogc/v1/collections/buurten/items?limit=2']) {
      const response = await http.get(path)
      expect(response.status(), path).toBe(200)
      expectHeaders(response)
    }

    proxy.open()
    const deadline = Date.now() + 10_000
    let status = 0
    while (status !== 200 && Date.now() < deadline) status = (await http.get('/api/health')).status()
    expect(status).toBe(200)
    expect((await http.get('/kaart/signalen')).status()).toBe(200)
    expect(web.exitCode).toBeNull()
    await http.dispose()
  })
}
