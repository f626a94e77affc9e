import { sql } from 'drizzle-orm'
import postgres from 'postgres'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { lineHash } from '@/lib/analysis/audit-chain'
import { auditHead, auditLines, writeAudit } from '@/lib/db/audit'
import { asking, closeDatabase, connectTo } from '@/lib/db/client'
import { system, systemFor } from '@/lib/domain/identity'
import { availableEngines, startTestDatabase, type TestDatabase } from '@/lib/testing/databases'
import { identityOf } from '@/lib/testing/rights-matrix'
import { makeWorld, type World } from '@/lib/testing/rights-world'
import { checkAudit } from './load'

describe.each(availableEngines())('the audit log (%s)', (engine) => {
  let database: TestDatabase
  let owner: postgres.Sql
  let world: World
  beforeAll(async () => {
    database = await startTestDatabase(engine, { migrated: true })
    connectTo(database.url)
    owner = postgres(database.url, { max: 1, onnotice: () => {} })
    world = await makeWorld()
  })
  afterAll(async () => {
    await closeDatabase()
    await owner.end({ timeout: 5 })
    await database.stop()
  })

  const check = (known?: { seq: number; hash: string }) => asking(system, (tx) => checkAudit(tx, known), { deadlineMs: null })
  const write = (n: number) => asking(identityOf(world, 'planner'), async (tx) => {
    for (let i = 0; i < n; i++) await writeAudit(tx, { action: 'test.write', objectType: 'thing', objectId: i, detail: { ids: [i], 'één': 'ü|:"' } })
  })
  /** Only somebody with the rights of the owner gets past the triggers. */
  const tamper = async (...statements: string[]): Promise<void> => {
    await owner.unsafe('alter table audit disable trigger user')
    for (const statement of statements) await owner.unsafe(statement)
    await owner.unsafe('alter table audit enable trigger user')
  }

  it('says who, as the database knows it: not as the caller says', async () => {
    await asking({ ...identityOf(world, 'planner'), account: 'somebody-else', origin: '10.0.0.1' }, (tx) => writeAudit(tx, { action: 'test.who', objectType: 'x' }))
    await asking(systemFor(identityOf(world, 'admin')), (tx) => writeAudit(tx, { action: 'test.who', objectType: 'x' }))
    await asking(system, (tx) => writeAudit(tx, { action: 'test.who', objectType: 'x' }))
    const lines = (await asking(system, (tx) => auditLines(tx, 0, 1000))).slice(-3)
    expect(lines.map((l) => [l.actor, l.role, l.origin])).toEqual([['planner', 'planner', '10.0.0.1'], ['admin', 'system', 'command'], ['system', 'system', 'command']])
    for (const line of lines) expect(lineHash(line)).toBe(line.hash)
  })

  it('is part of what it tells of: both happen, or neither', async () => {
    const before = await asking(system, auditHead)
    await expect(asking(identityOf(world, 'planner'), async (tx) => {
      await writeAudit(tx, { action: 'test.write', objectType: 'x' })
      throw new Error('on purpose')
    })).rejects.toThrow('on purpose')
    expect(await asking(system, auditHead)).toEqual(before)
    // A line that cannot be written takes the work with it.
    await owner.unsafe('alter table audit add constraint no_more check (seq <= (0)) not valid')
    await expect(asking(system, async (tx) => {
      await tx.execute(sql`insert into team values ('never', 'Never')`)
      await writeAudit(tx, { action: 'test.write', objectType: 'x' })
    })).rejects.toThrow(/no_more/)
    await owner.unsafe('alter table audit drop constraint no_more')
    expect(await owner`select 1 from team where slug = 'never'`).toHaveLength(0)
  })

  it('cannot be changed, emptied or written around, not by the worker and not by its owner in passing', async () => {
    for (const statement of ['update audit set actor = actor', 'delete from audit', 'truncate audit', `insert into audit select seq + 1000, at, actor, role, action, object_type, object_id, result, origin, detail, prev_hash, hash from audit limit 1`, 'update audit_head set seq = 0'])
      for (const who of [system, identityOf(world, 'admin'), identityOf(world, 'planner')])
        await expect(asking(who, (tx) => tx.execute(sql.raw(statement))), `${statement} ${who.account}`).rejects.toThrow(/permission denied/)
    for (const statement of ['update audit set actor = actor', 'delete from audit', 'truncate audit']) await expect(owner.unsafe(statement)).rejects.toThrow('append-only')
  })

  it('stays one chain under 50 writers at once', async () => {
    const before = (await asking(system, auditHead)).seq
    await Promise.all(Array.from({ length: 50 }, () => asking(identityOf(world, 'planner'), (tx) => writeAudit(tx, { action: 'test.parallel', objectType: 'x' }), { deadlineMs: null })))
    const found = await check()
    expect(found).toMatchObject({ fault: null, lines: before + 50 })
  })

  describe('tampering is found', () => {
    let head: { seq: number; hash: string }
    beforeEach(async () => {
      // A whole chain to start from: what the last case broke is taken away, whole.
      await tamper('truncate audit', `update audit_head set seq = 0, hash = ''`)
      await write(10)
      head = await asking(system, auditHead)
      expect(await check(head)).toMatchObject({ lines: 10, fault: null })
    })
    it.each([
      ['a changed line', [`update audit set actor = 'admin' where seq = 4`], { seq: 4, fault: 'changed' }],
      ['a deleted line', ['delete from audit where seq = 5'], { seq: 5, fault: 'missing' }],
      ['a line put in', ['update audit set seq = seq + 100 where seq > 6', 'update audit set seq = seq - 99 where seq > 100', `insert into audit select 7, at, actor, role, action, object_type, object_id, result, origin, detail, prev_hash, hash from audit where seq = 6`, 'update audit_head set seq = 11'], { seq: 7, fault: 'not linked' }],
      ['two lines that changed places', ['update audit set seq = 99 where seq = 3', 'update audit set seq = 3 where seq = 4', 'update audit set seq = 4 where seq = 99'], { seq: 3, fault: 'not linked' }],
      ['a tail cut off', ['delete from audit where seq > 8'], { seq: 9, fault: 'missing' }],
    ])('%s', async (_, statements, fault) => {
      await tamper(...statements)
      expect((await check(head)).fault).toEqual(fault)
    })
    it('a tail cut off with the head turned back: seen beside the head that was kept elsewhere, and only so', async () => {
      await tamper('delete from audit where seq > 8', 'update audit_head set (seq, hash) = (select seq, hash from audit where seq = 8)')
      expect((await check()).fault).toBeNull()
      expect((await check(head)).fault).toEqual({ seq: 9, fault: 'missing' })
    })
    it('a chain written anew from a changed line: seen beside the kept head', async () => {
      await tamper('delete from audit where seq > 8', 'update audit_head set (seq, hash) = (select seq, hash from audit where seq = 8)')
      await write(2)
      expect((await check()).fault).toBeNull()
      expect((await check(head)).fault).toEqual({ seq: 10, fault: 'changed' })
    })
  })
})
