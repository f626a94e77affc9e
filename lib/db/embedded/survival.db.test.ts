import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import postgres from 'postgres'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { probe } from './probe'
import { type Embedded, startEmbedded } from './start'

const root = fileURLToPath(new URL('../../../', import.meta.url))
const dataDir = mkdtempSync(join(tmpdir(), 'buurtfocus-survival-'))
const log: string[] = []
let server: Embedded
let sql: postgres.Sql
// Without fetch_types postgres.js asks nothing of its own on connecting, whose failure nobody could catch.
const connect = (max = 1) => postgres(server.url, { max, fetch_types: false, onnotice: () => {} })

beforeAll(async () => {
  server = await startEmbedded({ dataDir, log: text => log.push(text), maxQueryMs: 4_000, maxIdleMs: 1_500 })
  sql = connect(5)
  await sql`create table kept (id int primary key)`
  await sql`create table slow_log (id int)`
})
afterAll(async () => {
  await sql?.end({ timeout: 1 })
  await server?.stop()
  rmSync(dataDir, { recursive: true, force: true })
})

/** Tries until the server takes connections again; at most 60 s. */
async function untilBack(): Promise<void> {
  for (let attempt = 0; attempt < 120; attempt++) {
    try {
      await sql`select 1`
      return
    } catch {
      await new Promise(next => setTimeout(next, 500))
    }
  }
  throw new Error('the server did not come back')
}

const slow = 'select count(*) from generate_series(1, 4000000000) i'

describe('a query that takes too long', () => {
  it('can be cancelled: its client gets 57014; the others only wait, also with prepared statements', async () => {
    const other = connect()
    const ask = (n: number) => other`select ${n}::int as n`
    expect(await ask(1)).toEqual([{ n: 1 }])
    const running = sql.unsafe(slow)
    const outcome = running.then(() => undefined, (error: postgres.PostgresError) => error.code)
    await new Promise(next => setTimeout(next, 300))
    const waiting = Promise.all([ask(2), ask(3)])
    await new Promise(next => setTimeout(next, 200))
    running.cancel()
    expect(await outcome).toBe('57014')
    expect(await waiting).toEqual([[{ n: 2 }], [{ n: 3 }]])
    expect(await ask(4)).toEqual([{ n: 4 }])
    await other.end()
  })

  it('is stopped after the time limit; what it had not committed is gone, what was committed is there', async () => {
    await sql`insert into slow_log values (1)`
    const work = sql.begin(async tx => {
      await tx`insert into slow_log values (2)`
      await tx.unsafe(slow)
    })
    await expect(work).rejects.toMatchObject({ code: '57014' })
    await untilBack()
    expect(await sql`select id from slow_log`).toEqual([{ id: 1 }])
  })

  it('a query that only waits for its turn is cancelled without a restart', async () => {
    const restarts = log.filter(line => line.includes('restarting')).length
    const holder = connect()
    await holder.begin(async tx => {
      await tx`select 1`
      const one = postgres(server.url, { max: 1, fetch_types: false })
      const waiting = one`select 2`
      const outcome = waiting.then(() => undefined, (error: postgres.PostgresError) => error.code)
      await new Promise(next => setTimeout(next, 300))
      waiting.cancel()
      // one more connection logs in meanwhile: logging in needs no turn
      expect(await outcome).toBe('57014')
      await one.end({ timeout: 1 })
    })
    await holder.end()
    expect(log.filter(line => line.includes('restarting')).length).toBe(restarts)
  })

  it('a transaction that waits too long for its client is rolled back, so that a pool query inside it is an error and no deadlock', async () => {
    const one = connect()
    const two = connect()
    const work = one.begin(async tx => {
      await tx`insert into slow_log values (3)`
      await two`select 1` // a pool query inside an open transaction: waits for the session that we hold
      await tx`insert into slow_log values (4)`
    })
    await expect(work).rejects.toThrow()
    expect(await sql`select count(*)::int n from slow_log where id > 2`).toEqual([{ n: 0 }])
    await Promise.all([one.end(), two.end()])
  })
})

describe('kill -9', () => {
  it('loses no acknowledged row; the server comes back by itself on the same address', async () => {
    const acknowledged: number[] = []
    let next = 1
    for (let round = 0; round < 2; round++) {
      const pid = server.pid()!
      let killed = false
      const [before, earliest] = [acknowledged.length, Date.now() + 400 + 150 * round]
      const timer = setInterval(() => {
        if (!killed && Date.now() >= earliest && acknowledged.length > before + 10) killed = process.kill(pid, 'SIGKILL')
      }, 10)
      while (!killed) {
        const ids = Array.from({ length: 5 }, () => next++)
        const inserts = Promise.allSettled(ids.map(id => sql`insert into kept values (${id})`.then(() => acknowledged.push(id))))
        await Promise.race([inserts, new Promise(late => setTimeout(late, 5_000))])
      }
      clearInterval(timer)
      // A connection that postgres.js 3.4.9 lost while it was about to write never writes again: dial anew, as lib/db/client.ts does.
      void sql.end({ timeout: 0 })
      sql = connect(5)
      await untilBack()
      expect(server.pid()).not.toBe(pid)
      const there = new Set((await sql<{ id: number }[]>`select id from kept`).map(row => row.id))
      expect(acknowledged.filter(id => !there.has(id))).toEqual([])
    }
    expect(acknowledged.length).toBeGreaterThan(20)
  })
})

describe('the data directory', () => {
  it('is opened by one process only: startEmbedded attaches, process.ts itself refuses with exit code 3', async () => {
    const second = await startEmbedded({ dataDir })
    expect([second.attached, second.url]).toEqual([true, server.url])
    await second.stop()
    expect(await sql`select 1 as one`).toEqual([{ one: 1 }])

    const { code, text } = await outcome(run(dataDir))
    expect(code).toBe(3)
    expect(text).toMatch(/in use by process \d+/)
    expect(await sql`select 1 as one`).toEqual([{ one: 1 }])
  })

  it('keeps its password in a file that only its owner reads', () => {
    if (process.platform !== 'win32') expect(statSync(join(dataDir, 'embedded.json')).mode & 0o777).toBe(0o600)
  })

  it('one of two that start at the same time opens it, the other attaches; the lock of a dead process is taken over', async () => {
    const dir = mkdtempSync(join(tmpdir(), 'buurtfocus-race-'))
    writeFileSync(join(dir, 'embedded.lock'), JSON.stringify({ pid: await deadPid(), port: 9 }))
    const both = await Promise.all([startEmbedded({ dataDir: dir }), startEmbedded({ dataDir: dir })])
    try {
      expect(both.map(it => it.attached).sort()).toEqual([false, true])
      expect(both[0].url).toBe(both[1].url)
    } finally {
      await Promise.all(both.map(it => it.stop()))
    }
    expect([existsSync(join(dir, 'embedded.lock')), existsSync(join(dir, 'embedded.json'))]).toEqual([false, false])
    rmSync(dir, { recursive: true, force: true })
  })
})

describe('the process', () => {
  it('ends by itself when its parent is gone, and has closed the database', async () => {
    const dir = mkdtempSync(join(tmpdir(), 'buurtfocus-orphan-'))
    const child = run(dir)
    const [message] = (await once(child, 'message')) as [{ ready: boolean; port: number }]
    expect(await probe(message.port, 'secret')).toBe(true)
    expect(await probe(message.port, 'other')).toBe(false)
    child.disconnect() // what a parent's death looks like from inside
    expect((await outcome(child)).code).toBe(0)
    expect([existsSync(join(dir, 'embedded.lock')), existsSync(join(dir, 'embedded.json'))]).toEqual([false, false])
    rmSync(dir, { recursive: true, force: true })
  })
})

function run(dir: string): ChildProcess {
  const args = ['--import', 'tsx', join(root, 'lib/db/embedded/process.ts'), '--data-dir', dir]
  return spawn(process.execPath, args, { cwd: root, env: { ...process.env, NODE_OPTIONS: '', EMBEDDED_PASSWORD: 'secret' }, stdio: ['ignore', 'ignore', 'pipe', 'ipc'] })
}

async function outcome(child: ChildProcess): Promise<{ code: number | null; text: string }> {
  let text = ''
  child.stderr?.on('data', (part: Buffer) => (text += part.toString()))
  const [code] = (await once(child, 'exit')) as [number | null]
  return { code, text }
}

async function deadPid(): Promise<number> {
  const child = spawn(process.execPath, ['-e', ''])
  await once(child, 'exit')
  return child.pid!
}
