import { sql } from 'drizzle-orm'
import { describe, expect, it } from 'vitest'
import { anonymous, system } from '@/lib/domain/identity'
import { availableEngines } from '@/lib/testing/databases'
import { useDatabase } from '@/lib/testing/imports'
import { asking } from './client'

describe.each(availableEngines())('errors on %s', (engine) => {
  useDatabase(engine)

  it('carry no data: what a log would print of them holds no parameter and no value', async () => {
    const canary = 'mevrouw-kanarie'
    const put = () => asking(system, (tx) => tx.execute(sql`insert into team (slug, name) values (${canary}, 'x')`), { deadlineMs: null })
    await put()
    const error = await put().then(() => null, (e: unknown) => e)
    expect(error).toBeInstanceOf(Error)
    const seen = new Set<unknown>()
    const everything = (of: unknown): string => {
      if (typeof of !== 'object' || of === null || seen.has(of)) return String(of)
      seen.add(of)
      return Reflect.ownKeys(of).map((key) => `${String(key)}=${everything((of as Record<PropertyKey, unknown>)[key])}`).join(' ')
    }
    expect(everything(error)).not.toContain(canary)
    expect((error as Error & { code: string }).code).toBe('23505')
    const syntax = await asking(anonymous, (tx) => tx.execute(sql`select ${canary}::text::date`), { deadlineMs: null }).then(() => null, (e: unknown) => e)
    expect(everything(syntax)).not.toContain(canary)
    expect((syntax as Error & { code: string }).code).toBe('22007')
  })
})
