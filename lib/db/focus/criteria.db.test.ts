import { sql } from 'drizzle-orm'
import { beforeAll, describe, expect, it } from 'vitest'
import { asking, rows, sqlState, type Tx } from '@/lib/db/client'
import { noPreference } from '@/lib/domain/focus-candidates'
import { system, type Identity, type Role } from '@/lib/domain/identity'
import { availableEngines } from '@/lib/testing/databases'
import { inDb, load, useDatabase } from '@/lib/testing/imports'
import { Files, gemeente, themesCsv } from '@/lib/testing/town'
import type { Ask } from '@/lib/views/candidates/criteria'
import type { Answer, Params } from '@/lib/views/candidates/definition'
import { loadCandidates } from '@/lib/views/candidates/load'
import { anchorsToKeep, previewThresholds } from '@/lib/views/candidates/preview'
import { coverageFacts } from '@/lib/views/coverage/cells'
import { addThresholds, listThresholds } from './thresholds'

/**
 * The hand-made town (Aanleg 1000, Brink 2000, Centrum 1000, Dijk 40 inhabitants) with two figures over three years, one initiative in Brink, one visit to Aanleg and a focus of Centrum that began in 2024. It is 26
 * November 2026.
 */
const now = new Date('2026-11-26T10:00:00Z')
const files = new Files()
const [aanleg, brink, centrum, dijk] = ['BU99900101', 'BU99900102', 'BU99900201', 'BU99900202'] as const
const figure = (name: string, side: string, unit: string, of: Record<string, [number | '', number | '', number | '']>) => Object.entries(of).flatMap(([code, values]) => values.map((v, i) => `${code},${2023 + i},${name},${unit},${side},${v}`))
const ask: Ask = { coverage: coverageFacts, overlap: async () => new Map([[brink, { hours: 12, pairs: 1 }]]) }
const limits = [{ key: 'laag-inkomen', direction: 'from', value: 12 }, { key: 'woz', direction: 'to', value: 200 }] as const

describe.each(availableEngines())('candidates for a focus on %s', (engine) => {
  useDatabase(engine)
  const people = {} as Record<'planner' | 'college' | 'admin' | 'organisation', Identity>

  beforeAll(async () => {
    await load('themes', files.csv('themes.csv', themesCsv))
    await load('boundaries', files.town(), { gemeente, year: 2026 })
    await load('indicators', files.csv('figures.csv', [
      'code,year,indicator,unit,direction,value',
      ...figure('Laag inkomen', 'hoger', 'percentage', { [aanleg]: [8, 9, 10], [brink]: [10, 12, 14], [centrum]: [20, 19, 18], [dijk]: [30, 30, 30] }),
      ...figure('WOZ', 'lager', 'x 1.000 euro', { [aanleg]: [300, 300, 300], [brink]: [210, 200, 190], [centrum]: ['', '', ''], [dijk]: [100, 100, 100] }),
    ]), { gemeente, source: 'Proefcijfers' })
    await inDb(async (tx) => {
      await tx.execute(sql`insert into initiative (gemeente, source, source_id, title, received_on, by_whom, what_residents_do, what_they_ask, point, status) values (${gemeente}, 'test', 'i1', 'Buurttuin', '2026-05-01', 'bewoner', 'tuinieren', 'grond', ST_SetSRID(ST_MakePoint(101500, 500500), 28992), 'received')`)
      await tx.execute(sql`insert into visit (gemeente, source, source_id, visited_on, buurt_code, by_role, kind) values (${gemeente}, 'test', 'v1', '2026-11-01', ${aanleg}, 'wijkmanager', 'ronde')`)
      const [cohort] = await rows<{ id: number }>(tx, sql`insert into cohort (gemeente, source, source_id, year) values (${gemeente}, 'test', 'c1', 2024) returning id`)
      await tx.execute(sql`insert into focus_period (gemeente, source, source_id, cohort, buurt_code, boundary_year, decided_on, plan_from) values (${gemeente}, 'test', 'p1', ${cohort!.id}, ${centrum}, 2026, '2023-11-01', '2024-01-01')`)
      for (const role of ['planner', 'college', 'admin', 'organisation'] as const satisfies readonly Role[]) {
        const [row] = await rows<{ id: number }>(tx, sql`insert into app_user (account, name, role) values (${role}, ${role}, ${role}) returning id`)
        people[role] = { account: role, role, uid: row!.id, team: null, sensitive: false, werkgebieden: [] }
      }
    })
  })

  const as = <T>(who: keyof typeof people, work: (tx: Tx) => Promise<T>): Promise<T> => asking(people[who], work, { deadlineMs: null })
  const candidates = async (who: keyof typeof people, params: Partial<Params> = {}): Promise<Answer> => (await as(who, (tx) => loadCandidates(tx, { gemeente, year: '2027', ...params }, now, people[who], ask))) as Answer
  const row = (a: Answer, code: string) => a.areas.find((x) => x.code === code)!
  const save = async (who: keyof typeof people, version: number, value = 12, restores: number | null = null): Promise<void> => {
    const asked = { gemeente, year: 2027, limits: [{ ...limits[0], value }, limits[1]], atLeast: 1 }
    const anchors = (await inDb((program) => anchorsToKeep(program, asked, now, system, ask)))!
    await as(who, (tx) => addThresholds(tx, { ...asked, version, anchors, reason: 'Afgesproken', restores }))
  }
  const code = (work: Promise<unknown>): Promise<string> => work.then(() => 'done', sqlState)

  it('reasons with value, year and source; what is not known is an interval; too few inhabitants is "niet van toepassing"', async () => {
    const a = await candidates('planner', { selected: brink })
    expect(a.meta).toMatchObject({ year: 2027, on: '2026-11-26', thresholds: null, anchorsFrom: 'gemeente', frozen: false, left: ['physical'] })
    expect(row(a, dijk)).toMatchObject({ class: 'not_applicable', share: null, need: null })
    expect(row(a, brink)).toMatchObject({ overlapHours: 12, lastFocusYear: null })
    expect(row(a, centrum).lastFocusYear).toBe(2024)
    const values = a.buurt!.values
    // between 10.4 and 17.6 (5th and 95th percentile of 10, 14, 18), and from 294.5 down to 195.5 for the value of homes
    expect(values.need.scaled).toBeCloseTo((0.5 + 1) / 2, 9)
    expect(values.energy).toMatchObject({ value: 0.5, asOf: '2026-11-26' })
    expect(values.rest.value).toBe(8)
    expect(values.physical).toMatchObject({ value: null, scaled: null, low: 0, high: 1 })
    expect(a.buurt!.reasons.map((r) => r.kind)).toEqual(['overlap', 'initiatives', 'focus', 'visits'])
    const centre = (await candidates('planner', { selected: centrum })).buurt!
    expect(centre.values.need).toMatchObject({ low: 0.5, high: 1 }) // the value of homes is secret: it may be anything
    expect(centre.trend.map((t) => [t.indicator, t.years, t.own])).toEqual([['laag-inkomen', [2023, 2024, 2025], [20, 19, 18]]])
  })

  it('thresholds: planner and administrator add, others only read, two at once are told, nothing is changed', async () => {
    expect(await code(save('college', 1))).toBe('42501')
    expect(await code(save('organisation', 1))).toBe('42501')
    expect(await code(save('planner', 1))).toBe('done')
    expect(await code(save('planner', 1))).toBe('23505')
    expect(await code(save('admin', 3))).toBe('23505') // versions follow each other
    expect(await code(save('admin', 2, 15))).toBe('done')
    expect(await code(save('planner', 3, 13, 1))).toBe('BF018') // not equal to version 1
    expect(await code(as('planner', (tx) => tx.execute(sql`update focus_threshold set reason = 'x'`)))).toBe('42501')
    expect(await code(as('admin', (tx) => tx.execute(sql`delete from focus_threshold`)))).toBe('42501')
    expect((await as('college', (tx) => listThresholds(tx, gemeente))).map((v) => [v.version, v.by, v.limits[0]!.value])).toEqual([[2, 'admin', 15], [1, 'planner', 12]])
    expect(await as('organisation', (tx) => listThresholds(tx, gemeente))).toEqual([])
  })

  it('P2: another threshold shows who enters and who leaves, before and after it is saved; scales stay those that were kept', async () => {
    const old = await candidates('college', { thresholds: '1' })
    expect(old.areas.map((r) => [r.name, r.class === 'below' ? 'below' : r.share === null ? r.class : 'candidate'])).toEqual([['Aanleg', 'below'], ['Brink', 'candidate'], ['Centrum', 'candidate'], ['Dijk', 'not_applicable']])
    expect(old.meta.frozen).toBe(true)
    expect(old.change).toEqual({ joins: [], leaves: [] }) // Brink still passes by the value of its homes
    const preview = await as('planner', (tx) => previewThresholds(tx, { gemeente, year: 2027, limits: [{ ...limits[0], value: 10 }], atLeast: 1 }, now, people.planner, ask))
    expect(preview).toEqual({ joins: [{ code: aanleg, name: 'Aanleg' }], leaves: [], candidates: 3, partly: false })
    expect((await as('planner', (tx) => previewThresholds(tx, { gemeente, year: 2027, limits: [{ ...limits[0], value: 15 }], atLeast: 1 }, now, people.planner, ask)))!.leaves.map((b) => b.name)).toEqual(['Brink'])
    const before = row(await candidates('planner', { thresholds: '1' }), brink).need
    await inDb((tx) => tx.execute(sql`update indicator_value set value = 40 where area_code = ${aanleg} and indicator = 'laag-inkomen' and year = 2025`))
    expect(row(await candidates('planner', { thresholds: '1' }), brink).need).toBe(before)
    await inDb((tx) => tx.execute(sql`update indicator_value set value = 10 where area_code = ${aanleg} and indicator = 'laag-inkomen' and year = 2025`))
  })

  it('weights decide how firm; the same address gives the same numbers to all who may see them', async () => {
    const params: Partial<Params> = { thresholds: '1', top: '1', w: 'rest:100' }
    const a = await candidates('planner', params)
    expect([row(a, brink).share, row(a, centrum).share]).toEqual([100, 0])
    expect(row(a, centrum)).toMatchObject({ class: 'seldom', chosen: false, passed: 1, unknown: 1 })
    const free = await candidates('planner', { thresholds: '1', top: '1', w: noPreference })
    expect(row(free, brink).share! + row(free, centrum).share!).toBe(100)
    expect((await candidates('college', params)).areas).toEqual(a.areas)
    const two = await candidates('planner', { thresholds: '1', top: '2' })
    expect(two.areas.filter((r) => r.share !== null).map((r) => r.share)).toEqual([100, 100])
    expect(await candidates('planner', { thresholds: '99' })).toBe('no_version')
  })

  it('who sees no counts sees no candidates', async () => {
    for (const who of ['organisation', 'admin'] as const) {
      const a = await candidates(who, { selected: brink })
      expect(a.meta.visible).toBe(false)
      expect(a.buurt).toBeNull()
      expect(a.areas.every((r) => r.class === 'withheld' && r.share === null && r.need === null && r.gaps === null && r.visits === null)).toBe(true)
    }
  })
})
