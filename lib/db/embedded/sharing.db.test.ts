import { createConnection } from 'node:net'
import postgres from 'postgres'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startTestDatabase, type TestDatabase } from '@/lib/testing/databases'

let database: TestDatabase
let sql: postgres.Sql
const connect = (options: postgres.Options<Record<string, never>> = {}) => postgres(database.url, { max: 1, onnotice: () => {}, ...options })

beforeAll(async () => {
  database = await startTestDatabase('pglite')
  sql = connect({ max: 10 })
  await sql`create table counter (id int primary key, n int not null)`
  await sql`create table note (id int primary key, text text)`
})
afterAll(async () => {
  await sql?.end()
  await database?.stop()
})

describe('many connections on one session', () => {
  it('answers 1,000 concurrent queries with each its own row', async () => {
    const answers = await Promise.all(Array.from({ length: 1000 }, (_, i) => sql`select ${i}::int as i, ${`t${i}`} as t`))
    expect(answers.map(rows => ({ ...rows[0] }))).toEqual(Array.from({ length: 1000 }, (_, i) => ({ i, t: `t${i}` })))
  })

  it('loses no update in 60 concurrent transactions that read, wait and write', async () => {
    await sql`insert into counter values (1, 0)`
    await Promise.all(
      Array.from({ length: 60 }, () =>
        sql.begin(async tx => {
          const [row] = await tx`select n from counter where id = 1`
          await new Promise(next => setTimeout(next, 2))
          await tx`update counter set n = ${Number(row!.n) + 1} where id = 1`
        }),
      ),
    )
    expect(await sql`select n from counter where id = 1`).toEqual([{ n: 60 }])
  })

  it('never shows the identity of one transaction to another connection, in 100 rounds', async () => {
    const seen: string[] = []
    const rounds = Array.from({ length: 100 }, async (_, i) => {
      const who = `user-${i}`
      await sql.begin(async tx => {
        await tx`select set_config('app.user', ${who}, true)`
        const [row] = await tx`select current_setting('app.user', true) u`
        if (row!.u !== who) seen.push(`inside: ${row!.u}`)
      })
      const [after] = await sql`select nullif(current_setting('app.user', true), '') u`
      if (after!.u !== null) seen.push(`outside: ${after!.u}`)
    })
    await Promise.all(rounds)
    expect(seen).toEqual([])
  })

  it('keeps even a session setting, a session role and an unnamed statement from another connection', async () => {
    const one = connect()
    const other = connect()
    await sql`create role reader`
    await one.unsafe(`set app.who = 'one'; set role reader`)
    expect(await one`select current_setting('app.who', true) u, current_user::text w`).toEqual([{ u: 'one', w: 'reader' }])
    expect(await other`select nullif(current_setting('app.who', true), '') u, current_user::text w`).toEqual([{ u: null, w: 'postgres' }])
    await Promise.all([one.end(), other.end()])
  })

  it('gives the query after an error its own rows, named and unnamed', async () => {
    const one = connect()
    for (let i = 0; i < 20; i++) {
      const [bad, good, unnamed] = await Promise.allSettled([one`select 1 / ${0}::int`, one`select ${i}::int good`, one.unsafe('select $1::int unnamed', [i])])
      expect(bad).toMatchObject({ status: 'rejected', reason: { code: '22012' } })
      expect(good).toMatchObject({ value: [{ good: i }] })
      expect(unnamed).toMatchObject({ value: [{ unnamed: i }] })
    }
    await expect(one`select nothing_like_it`).rejects.toMatchObject({ code: '42703' })
    expect(await one`select 7 as seven`).toEqual([{ seven: 7 }])
    await one.end()
  })

  it('is fair: a connection with a long queue does not keep another one waiting', async () => {
    const busy = connect()
    const order: string[] = []
    const many = Array.from({ length: 50 }, () => busy`select 1`.then(() => order.push('busy')))
    await many[0]
    await sql`select 1`
    order.push('other')
    await Promise.all(many)
    expect(order.indexOf('other')).toBeLessThan(49)
    await busy.end()
  })

  it('rolls back what a client left open when it is cut off, and goes on with the others', async () => {
    const victim = connect({ max_lifetime: null })
    const cut = victim.begin(async tx => {
      await tx`insert into note values (1, 'lost')`
      await breakOff()
      await tx`insert into note values (2, 'lost')`
    })
    await expect(cut).rejects.toThrow()
    expect(await sql`select count(*)::int n from note`).toEqual([{ n: 0 }])
    await victim.end()

    /** Ends the connection from the client's side without a word, as a crash would. */
    async function breakOff(): Promise<void> {
      void victim.end({ timeout: 0 })
      await new Promise(next => setTimeout(next, 50))
    }
  })

  it('does not block others when a client goes in the middle of a message cycle', async () => {
    const raw = await rawLogin()
    raw.write(typed('P', 'half\0select 1\0\0\0'))
    raw.write(typed('D', 'Shalf\0'))
    raw.write(typed('H', ''))
    await new Promise(next => raw.once('data', next))
    const waiting = sql`select 5 as five`
    raw.destroy()
    expect(await waiting).toEqual([{ five: 5 }])
  })
})

describe('what postgres.js uses', () => {
  it('has savepoints in sql.begin', async () => {
    await sql.begin(async tx => {
      await tx`insert into note values (10, 'kept')`
      await expect(tx.savepoint(sp => sp`insert into note values (10, 'twice')`)).rejects.toMatchObject({ code: '23505' })
      await tx.savepoint(sp => sp`insert into note values (11, 'kept too')`)
    })
    expect(await sql`select id from note where id >= 10 order by id`).toEqual([{ id: 10 }, { id: 11 }])
  })

  it('returns 50,000 rows and takes 5 MB of JSON', async () => {
    const rows = await sql`select i, 'row ' || i as t from generate_series(1, 50000) i`
    expect(rows.length).toBe(50_000)
    expect(rows[49_999]).toEqual({ i: 50_000, t: 'row 50000' })
    const big = { list: Array.from({ length: 50_000 }, (_, i) => ({ i, t: 'x'.repeat(80) })) }
    const [row] = await sql`select octet_length(${sql.json(big)}::jsonb::text) as size, jsonb_array_length(${sql.json(big)}::jsonb -> 'list') as n`
    expect(row!.n).toBe(50_000)
    expect(row!.size).toBeGreaterThan(5_000_000)
  })

  it('reads a cursor in steps and stops half way', async () => {
    const seen: number[] = []
    await sql`select i from generate_series(1, 1000) i`.cursor(100, rows => {
      seen.push(...rows.map(row => Number(row.i)))
      return seen.length >= 300 ? sql.CLOSE : undefined
    })
    expect(seen.length).toBe(300)
    expect(await sql`select 1 as one`).toEqual([{ one: 1 }])
  })

  it('runs several statements in one simple query, as migrations do', async () => {
    await sql.unsafe(`create table step_1 (id int); insert into step_1 values (1), (2); create index on step_1 (id)`)
    expect(await sql`select count(*)::int n from step_1`).toEqual([{ n: 2 }])
    await expect(sql.unsafe(`insert into step_1 values (3); select 1 / 0`)).rejects.toMatchObject({ code: '22012' })
    expect(await sql`select count(*)::int n from step_1`).toEqual([{ n: 2 }])
  })

  it('survives 3,000 errors in a row', async () => {
    for (let round = 0; round < 30; round++) {
      const errors = await Promise.allSettled(Array.from({ length: 100 }, () => sql`select 1 / 0`))
      expect(errors.every(it => it.status === 'rejected')).toBe(true)
    }
    expect(await sql`select 1 as one`).toEqual([{ one: 1 }])
  })
})

describe('what is refused', () => {
  it.each([
    ['copy note from stdin'],
    ['/* first */ COPY note (id) FROM STDIN with (format csv)'],
    ['select 1; copy note from stdin'],
    ['listen news'],
    ['notify news'],
    ['discard all'],
    ['deallocate all'],
  ])('%s, with 0A000, and the server lives on', async text => {
    await expect(sql.unsafe(text)).rejects.toMatchObject({ code: '0A000' })
    await expect(sql.begin(tx => tx.unsafe(text))).rejects.toMatchObject({ code: '0A000' })
    expect(await sql`select 1 as one`).toEqual([{ one: 1 }])
  })

  it('lets a refused statement abort its transaction like any other error', async () => {
    const refused = sql.begin(async tx => {
      await tx`insert into note values (20, 'gone')`
      await tx.unsafe('listen news').catch(() => undefined)
      await tx`insert into note values (21, 'gone')`
    })
    await expect(refused).rejects.toMatchObject({ code: '0A000' })
    expect(await sql`select count(*)::int n from note where id in (20, 21)`).toEqual([{ n: 0 }])
  })

  it('a wrong password, and a client that sends rubbish', async () => {
    const wrong = postgres(database.url.replace(/app:[^@]*@/, 'app:wrong@'), { max: 1 })
    await expect(wrong`select 1`).rejects.toMatchObject({ code: '28P01' })
    await wrong.end()
    const { port } = new URL(database.url)
    for (const rubbish of [Buffer.from('GET / HTTP/1.1\r\n\r\n'), Buffer.alloc(64, 255), Buffer.from([0, 0, 0, 9, 0, 3, 0, 0, 0, 81, 255, 255, 255, 255])]) {
      const socket = createConnection({ host: '127.0.0.1', port: Number(port) })
      const closed = new Promise(done => socket.once('close', done))
      socket.on('error', () => {})
      socket.resume()
      socket.write(rubbish)
      await closed
    }
    expect(await sql`select 1 as one`).toEqual([{ one: 1 }])
  })
})

function typed(type: string, body: string): Buffer {
  const out = Buffer.alloc(5 + Buffer.byteLength(body))
  out.write(type)
  out.writeUInt32BE(4 + Buffer.byteLength(body), 1)
  out.write(body, 5)
  return out
}

async function rawLogin() {
  const { port, password } = new URL(database.url)
  const socket = createConnection({ host: '127.0.0.1', port: Number(port) })
  const startup = Buffer.from('\0\0\0\0\0\x03\0\0user\0app\0\0', 'latin1')
  startup.writeUInt32BE(startup.length, 0)
  socket.write(startup)
  await new Promise(next => socket.once('data', next))
  socket.write(typed('p', `${password}\0`))
  await new Promise(next => socket.once('data', next))
  return socket
}
