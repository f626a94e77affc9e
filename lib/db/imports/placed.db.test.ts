import { sql } from 'drizzle-orm'
import { describe, expect, it } from 'vitest'
import { system } from '@/lib/domain/identity'
import { undoRun } from '@/lib/import/pipeline'
import { availableEngines } from '@/lib/testing/databases'
import { inDb, load, useDatabase } from '@/lib/testing/imports'
import { Files, townFeatures } from '@/lib/testing/town'
import { rows } from '../client'

/** Venues and initiatives follow the boundaries, as signals do. */
describe.each(availableEngines())('places when boundaries change, on %s', (engine) => {
  useDatabase(engine)
  const files = new Files()
  const placed = () => inDb((tx) => rows<{ what: string; year: number; code: string | null }>(tx, sql`
    select 'venue' as what, b.year, a.code from venue_area p join boundary_set b on b.id = p.boundary_set left join area a on a.id = p.area
    union all select 'initiative', b.year, a.code from initiative_area p join boundary_set b on b.id = p.boundary_set left join area a on a.id = p.area order by 1, 2`))

  it('a new year places them in it too; undoing it takes that back; the last boundaries stay while something lies in them', async () => {
    const first = await load('boundaries', files.town(), { year: 2024 })
    await inDb((tx) => tx.execute(sql`insert into venue (gemeente, source_id, name, kind, point) values ('GM9990', 'v', 'x', 'hub', ST_SetSRID(ST_MakePoint(100500, 500500), 28992))`))
    await inDb((tx) => tx.execute(sql`insert into initiative (gemeente, source_id, title, received_on, by_whom, what_residents_do, what_they_ask, buurt) values ('GM9990', 'i', 'x', '2026-03-01', 'bewoner', 'x', 'x', 'BU99900102')`))
    const in2024 = [{ what: 'initiative', year: 2024, code: 'BU99900102' }, { what: 'venue', year: 2024, code: 'BU99900101' }]
    expect(await placed()).toEqual(in2024)

    const later = townFeatures().map((f) => (f.properties.buurtcode === 'BU99900101' ? { ...f, properties: { ...f.properties, buurtcode: 'BU99900109' } } : f))
    const second = await load('boundaries', files.town('later.geojson', later), { year: 2025 })
    expect(second.status).toBe('applied')
    expect(await placed()).toEqual([in2024[0], { what: 'initiative', year: 2025, code: 'BU99900102' }, in2024[1], { what: 'venue', year: 2025, code: 'BU99900109' }])

    await undoRun(second.run!, system)
    expect(await placed()).toEqual(in2024)
    await expect(undoRun(first.run!, system)).rejects.toMatchObject({ code: 'in_use', message: expect.stringMatching(/locaties of initiatieven/) })
    await inDb((tx) => tx.execute(sql`delete from venue`))
    await inDb((tx) => tx.execute(sql`delete from initiative`))
    await undoRun(first.run!, system)
    expect(await inDb((tx) => rows(tx, sql`select 1 from boundary_set union all select 1 from gemeente`))).toEqual([])
  })
})
