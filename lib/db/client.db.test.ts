import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { anonymous } from '@/lib/domain/identity'
import { availableEngines, startTestDatabase, type TestDatabase } from '@/lib/testing/databases'
import { TcpProxy } from '@/lib/testing/tcp-proxy'
import { asking, closeDatabase, connectTo, DatabaseUnavailable, rows } from './client'

type Who = { account: string; uid: string; role: string }
const whoAmI = sql`select current_setting('app.account', true) as account, current_setting('app.uid', true) as uid, current_user::text as role`

describe.each(availableEngines())('asking on %s', (engine) => {
  let database: TestDatabase
  let proxy: TcpProxy
  beforeAll(async () => {
    database = await startTestDatabase(engine, { migrated: true })
    proxy = await TcpProxy.to(database.url)
    connectTo(proxy.url)
  })
  afterAll(async () => {
    await closeDatabase(true)
    await proxy.close()
    await database.stop()
  })

  it('tells the database who asks, each question its own, also many at once', async () => {
    const answers = await Promise.all(
      Array.from({ length: 60 }, (_, i) =>
        asking({ ...anonymous, account: `user-${i}`, role: i % 2 ? 'wijkmanager' : 'system', uid: i }, async (tx) => {
          await tx.execute(sql`select pg_sleep(0.001)`)
          return (await rows<Who>(tx, whoAmI))[0]
        }, { deadlineMs: null })),
    )
    answers.forEach((who, i) => expect(who).toEqual({ account: `user-${i}`, uid: String(i), role: i % 2 ? 'buurtfocus_app' : 'buurtfocus_worker' }))
    const [after] = await asking(anonymous, (tx) => rows<Who>(tx, whoAmI))
    expect(after).toEqual({ account: 'anonymous', uid: '', role: 'buurtfocus_app' })
  })

  it('rolls back when the work fails, and a read-only question cannot write', async () => {
    await expect(asking(anonymous, async (tx) => {
      await tx.execute(sql`create temporary table never_kept (a int)`)
      throw new Error('on purpose')
    })).rejects.toThrow('on purpose')
    const [found] = await asking(anonymous, (tx) => rows<{ there: boolean }>(tx, sql`select to_regclass('never_kept') is not null as there`))
    expect(found!.there).toBe(false)
    await expect(asking(anonymous, (tx) => tx.execute(sql`create temporary table x (a int)`), { readOnly: true })).rejects.toThrow()
  })

  const ask = () => asking(anonymous, (tx) => rows<{ one: number }>(tx, sql`select 1 as one`))
  const errorOf = (work: Promise<unknown>): Promise<unknown> => work.then(() => null, (e: unknown) => e)

  it('goes on with long work when a page gives up waiting', async () => {
    await asking(anonymous, (tx) => tx.execute(sql`select 1`))
    const long = asking(anonymous, async (tx) => {
      await tx.execute(sql`create temporary table kept (a int) on commit drop`)
      await tx.execute(sql`select pg_sleep(1.5)`)
      return (await rows<{ n: number }>(tx, sql`insert into kept values (1) returning a as n`))[0]!.n
    }, { deadlineMs: null })
    // On the embedded engine a page waits behind the long work, and gives up; its connections are dropped then.
    await expect(asking(anonymous, (tx) => tx.execute(sql`select pg_sleep(1)`), { deadlineMs: 300 })).rejects.toBeInstanceOf(DatabaseUnavailable)
    expect(await long).toBe(1)
  })

  // How soon: e2e/outage.spec.ts.
  it.each(['cut', 'hold'] as const)('says that the server is away when it is %s, and answers again after it is back', async (how) => {
    await ask()
    proxy[how]()
    for (const error of await Promise.all([errorOf(ask()), errorOf(ask()), errorOf(ask())])) expect(error).toBeInstanceOf(DatabaseUnavailable)
    proxy.open()
    const deadline = Date.now() + 10_000
    let back = false
    while (!back && Date.now() < deadline) back = await ask().then(() => true, () => false)
    expect(back).toBe(true)
  })

  it('does not call a mistake in SQL an outage', async () => {
    const error = await errorOf(asking(anonymous, (tx) => tx.execute(sql`select nothing from nowhere`)))
    expect(error).not.toBeInstanceOf(DatabaseUnavailable)
    expect((await ask())[0]!.one).toBe(1)
  })
})
