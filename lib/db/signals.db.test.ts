import { createHash } from 'node:crypto'
import { sql } from 'drizzle-orm'
import { beforeAll, describe, expect, it } from 'vitest'
import { system, type Identity } from '@/lib/domain/identity'
import type { SignalItem } from '@/lib/domain/signal'
import { availableEngines } from '@/lib/testing/databases'
import { inDb, useDatabase } from '@/lib/testing/imports'
import { identityOf } from '@/lib/testing/rights-matrix'
import { makeWorld, type World } from '@/lib/testing/rights-world'
import { asking, rows } from './client'
import type { Bbox } from './frame'
import { findSignal, listSignals, type SignalQuery } from './signals'

type Known = { id: number; theme: string; observedOn: string; accuracy: SignalItem['accuracy']; counts: boolean; x: number | null; y: number | null }
type Drawn = Known & { lon: number | null; lat: number | null }

const moveKey = 'key of the test'
const gemeente = 'GM9990'
const jitterM = { punt: 10, straat: 60, buurt: 60 }

/** The obvious way: every signal is moved and brought to degrees one by one, and compared with the frame in degrees. */
async function drawAll(): Promise<Drawn[]> {
  const known = await inDb((tx) => rows<Known>(tx, sql`
    select id, theme, observed_on::text as "observedOn", accuracy, status <> 'cancelled' and duplicate_of is null as counts, ST_X(point) as x, ST_Y(point) as y
    from signal s where exists (select from signal_area sa where sa.signal = s.id and sa.area is not null) order by observed_on desc, id desc`))
  const movedTo = ({ id, accuracy, x, y }: Known): [number, number] | null => {
    if (x === null || y === null) return null
    const hash = createHash('sha256').update(`${id}${moveKey}`).digest()
    return [x + (hash.readUInt32BE(0) / 2 ** 32 * 2 - 1) * jitterM[accuracy], y + (hash.readUInt32BE(4) / 2 ** 32 * 2 - 1) * jitterM[accuracy]]
  }
  const points = known.map((k) => ({ id: k.id, at: movedTo(k) })).filter((p) => p.at !== null)
  const drawn = new Map((await inDb((tx) => rows<{ id: number; lon: number; lat: number }>(tx, sql`
    select id, ST_X(p) as lon, ST_Y(p) as lat
    from unnest(${`{${points.map((p) => p.id).join()}}`}::bigint[], ${`{${points.map((p) => p.at![0]).join()}}`}::float8[], ${`{${points.map((p) => p.at![1]).join()}}`}::float8[]) v(id, x, y),
         lateral (select ST_Transform(ST_SetSRID(ST_MakePoint(x, y), 28992), 4326) as p) t`))).map((r) => [r.id, r]))
  return known.map((k) => ({ ...k, lon: drawn.get(k.id)?.lon ?? null, lat: drawn.get(k.id)?.lat ?? null }))
}

const inFrame = ([west, south, east, north]: Bbox) => (d: Drawn): boolean =>
  d.counts && d.accuracy !== 'buurt' && d.lon !== null && d.lat !== null && d.lon >= west && d.lon <= east && d.lat >= south && d.lat <= north
const ids = (list: readonly { id: number }[]): number[] => list.map((item) => item.id)
/** Numbers in [0, 1), the same every time. */
function random(): () => number {
  let state = 20_261_124
  return () => (state = (state * 48_271) % 2_147_483_647) / 2_147_483_647
}

describe.each(availableEngines())('single signals (%s)', (engine) => {
  useDatabase(engine)
  let world: World
  let all: Drawn[]
  let set: number
  const list = (query: Partial<SignalQuery>, who: Identity = system) =>
    asking(who, (tx) => listSignals(tx, { gemeente, boundarySet: set, year: 2024, werkgebieden: null, moveKey, limit: 5_000, ...query }), { readOnly: true, deadlineMs: null })

  beforeAll(async () => {
    world = await makeWorld()
    await inDb(async (tx) => {
      await tx.execute(sql.raw(`
        insert into signal (gemeente, source, source_id, kind, theme, evidence, observed_on, point, stated_buurt, accuracy, status)
        select 'GM9990', 'many', i::text, 'knelpunt', case when i % 5 = 0 then 'care' else 'plain' end, 'waarneming', date '2025-01-01' + i % 40,
               case when i % 11 > 0 then ST_SetSRID(ST_MakePoint(100000 + (i * 7919) % 3000, 500000 + (i * 104729) % 1000), 28992) end, case when i % 11 = 0 then 'BU99900101' end,
               case when i % 11 = 0 then 'buurt' when i % 3 = 0 then 'straat' else 'punt' end, case when i % 13 = 0 then 'cancelled' else 'open' end
        from generate_series(1, 3000) i`))
      set = (await rows<{ id: number }>(tx, sql`select id from boundary_set`))[0]!.id
    })
    all = await drawAll()
  })

  it('are those whose drawn point is in the frame, whatever its size, the same as the obvious way finds', async () => {
    const next = random()
    const sizes = [0.0003, 0.002, 0.0147, 0.05, 0.4]
    let found = 0
    for (let i = 0; i < 40; i++) {
      const middle = all.filter((d) => d.lon !== null)[Math.floor(next() * 2_000)]!
      const [width, height] = [sizes[i % 5]! * (0.5 + next()), sizes[i % 5]! * (0.3 + next() / 2)]
      // Every fourth frame has its south-western corner exactly on a drawn point: that one is in it.
      const [west, south] = i % 4 === 0 ? [middle.lon!, middle.lat!] : [middle.lon! - width * next(), middle.lat! - height * next()]
      const bbox: Bbox = [west, south, west + width, south + height]
      const answer = await list({ bbox })
      expect(ids(answer.items), bbox.join()).toEqual(ids(all.filter(inFrame(bbox))))
      expect(answer.total).toBe(answer.items.length)
      if (i % 4 === 0 && middle.counts && middle.accuracy !== 'buurt') expect(ids(answer.items)).toContain(middle.id)
      found += answer.total
    }
    expect(found).toBeGreaterThan(5_000)
    for (const bbox of [[3, 50, 8, 54], [-10, 51.9, 20, 52.9], [4.58, -40, 6, 80]] as const) expect(ids((await list({ bbox })).items), bbox.join()).toEqual(ids(all.filter(inFrame(bbox))))
  })

  it('are drawn where the obvious way draws them; one opened alone stands at the same place', async () => {
    const { items } = await list({ bbox: [3, 50, 8, 54], limit: 50 })
    expect(items).toHaveLength(50)
    for (const item of items) {
      const { lon, lat } = all.find((d) => d.id === item.id)!
      expect([item.lon, item.lat]).toEqual([Math.round(lon! * 1e6) / 1e6, Math.round(lat! * 1e6) / 1e6])
    }
    const one = items[7]!
    const { note: _, sensitive: __, sourceId, closeReason, duplicateOf, own, ...alone } = (await inDb((tx) => findSignal(tx, one.id, moveKey)))!
    expect({ sourceId, closeReason, duplicateOf, own }).toEqual({ sourceId: expect.any(String), closeReason: null, duplicateOf: null, own: false })
    expect(alone).toEqual(one)
    const unframed = (await list({})).items
    expect(unframed.find((item) => item.id === one.id)).toEqual(one)
    expect(unframed.filter((item) => item.accuracy === 'buurt').every((item) => item.lon === null && item.lat === null)).toBe(true)
  })

  it.each<[string, Partial<SignalQuery>]>([['of a frame', { bbox: [3, 50, 8, 54] }], ['of everything', {}]])('pages %s are each signal once, newest first, every page with the total', async (_, query) => {
    const whole = await list(query)
    expect(whole.total).toBe(whole.items.length)
    const seen: SignalItem[] = []
    for (let after: SignalQuery['after']; ; after = { value: seen.at(-1)!.observedOn, id: seen.at(-1)!.id }) {
      const page = await list({ ...query, limit: 700, after })
      expect(page.total).toBe(whole.total) // also of the page after the last, which is empty
      if (page.items.length === 0) break
      seen.push(...page.items)
    }
    expect(seen).toEqual(whole.items)
    expect(ids(seen)).toEqual(ids(all.filter((d) => d.counts && (query.bbox ? inFrame(query.bbox)(d) : true))))
  })

  it('come under row-level security: the wijkmanager sees the own werkgebied without sensitive themes, the planner none', async () => {
    const bbox: Bbox = [3, 50, 8, 54]
    const west = identityOf(world, 'wijkmanager-west')
    const { items } = await list({ bbox, werkgebieden: west.werkgebieden }, west)
    expect(ids(items)).toEqual(ids(all.filter((d) => inFrame(bbox)(d) && d.theme === 'plain' && d.x! <= 101_000)))
    expect(items.length).toBeGreaterThan(500)
    expect(await list({ bbox }, identityOf(world, 'planner'))).toEqual({ items: [], total: 0, next: null })
    expect(await list({ bbox, werkgebieden: [] }, west)).toEqual({ items: [], total: 0, next: null })
  })
})
