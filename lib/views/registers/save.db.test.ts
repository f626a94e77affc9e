import { beforeAll, describe, expect, it } from 'vitest'
import { asking } from '@/lib/db/client'
import { findRecord, listRecords } from '@/lib/db/registers/list'
import { registers } from '@/lib/domain/registers'
import { availableEngines } from '@/lib/testing/databases'
import { useDatabase } from '@/lib/testing/imports'
import { makeRegisterWorld, town, type RegisterWorld } from '@/lib/testing/register-world'
import { changeRecord, createRecord } from './save'

const now = new Date('2026-06-15T10:00:00Z')

describe.each(availableEngines())('registers on %s', (engine) => {
  useDatabase(engine)
  let world: RegisterWorld
  beforeAll(async () => { world = await makeRegisterWorld() })

  it('thin path', async () => {
    const me = world.users.planner
    const { item, created } = await createRecord(me, registers.organisations, { name: 'Welzijn', kind: 'welzijn', sourceId: 'x1' }, now)
    expect(created).toBe(true)
    expect(item).toMatchObject({ name: 'Welzijn', version: 1, gemeente: town, updatedBy: 'planner', may: { update: true, delete: true, confirm: false } })
    const { item: changed } = await changeRecord(me, registers.organisations, item.id, { version: 1, name: 'Anders' }, now)
    expect(changed).toMatchObject({ name: 'Anders', version: 2 })
    const list = await asking(me, (tx) => listRecords(tx, registers.organisations, { gemeente: town, filters: {}, sort: 'name', limit: 2, today: '2026-06-15', uid: me.uid }))
    expect(list.total).toBe(3)
    expect(list.items.map((i) => i.name)).toEqual(['Anders', 'De Brug'])
    expect(await asking(me, (tx) => findRecord(tx, registers.organisations, item.id, '2026-06-15'))).toEqual(changed)
  })
})
