import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { answerPlacement } from '@/lib/analysis/placement-answer'
import { asking, rows, type Tx } from '@/lib/db/client'
import type { Identity, Role } from '@/lib/domain/identity'
import { placementQuestion, type PlacementInput, type PlacementQuestion } from '@/lib/domain/placement'
import { openSolver } from '@/lib/solver/open-solver'
import { availableEngines } from '@/lib/testing/databases'
import { inDb, load, useDatabase } from '@/lib/testing/imports'
import { Files, gemeente, themesCsv } from '@/lib/testing/town'
import { coverageFacts } from '@/lib/views/coverage/cells'
import { params } from '@/lib/views/placement/definition'
import { inputOf, refusalOf } from '@/lib/views/placement/input'
import { loadPlacement } from '@/lib/views/placement/load'
import { changeScenario, findScenario, listScenarios, saveScenario } from './placement'

/**
 * The hand-made town on 24 November 2026. Litter is signalled in Aanleg (1,000 people); in Centrum somebody is at work on it. Venues: the Huis in the middle of Aanleg, the
 * Kerk in Dijk, a Hub in Brink that opens next year, and a School that has closed.
 */
const now = new Date('2026-11-24T10:00:00Z')
const files = new Files()
const solver = openSolver()
afterAll(() => solver.close())

describe.each(availableEngines())('where desks reach most people, on %s', (engine) => {
  useDatabase(engine)
  const people = {} as Record<'planner' | 'college' | 'organisation' | 'admin', Identity>
  const venue: Record<string, string> = {}

  beforeAll(async () => {
    await load('themes', files.csv('themes.csv', themesCsv))
    await load('boundaries', files.town(), { gemeente, year: 2026 })
    await inDb(async (tx) => {
      const at = (x: number, y = 500_500) => sql.raw(`ST_SetSRID(ST_MakePoint(${x}, ${y}), 28992)`)
      for (const [i, source] of ['spreekuur', 'spreekuur', 'meldpunt'].entries())
        await tx.execute(sql`insert into signal (gemeente, source, source_id, kind, theme, evidence, observed_on, point, accuracy) values (${gemeente}, ${source}, ${String(i)}, 'knelpunt', 'zwerfafval', 'waarneming', '2026-11-01', ${at(100_400 + i * 50)}, 'punt')`)
      for (const [name, kind, x, from, to] of [['Huis', 'buurthuis', 100_500, null, null], ['Kerk', 'kerk', 103_500, null, null], ['Hub', 'hub', 101_400, '2027-06-01', null], ['School', 'school', 100_600, null, '2026-11-24'], ['Werf', 'overig', 102_500, null, null]] as const) {
        const [row] = await rows<{ id: number }>(tx, sql`insert into venue (gemeente, source_id, name, kind, point, "from", "to") values (${gemeente}, ${name}, ${name}, ${kind}, ${at(x)}, ${from}::date, ${to}::date) returning id`)
        venue[name] = `v${row!.id}`
      }
      await tx.execute(sql`insert into organisation (id, gemeente, source_id, name, kind) values (901, ${gemeente}, 'welzijn', 'Welzijn', 'welzijn')`)
      await tx.execute(sql`insert into service (id, gemeente, source_id, organisation, name, service_type, themes, professional) values (901, ${gemeente}, 'schoon', 901, 'Schoon', 'spreekuur', '{zwerfafval}', true)`)
      await tx.execute(sql`
        insert into activity (id, gemeente, source_id, service, venue, name, schedule, times_per_year, "from", capacity_hours, professional, confirmed_at)
        values (901, ${gemeente}, 'schoon', 901, ${Number(venue.Werf!.slice(1))}, 'Schoon spreekuur', 'FREQ=WEEKLY;BYDAY=TU', 52, '2026-01-01', 2, true, '2026-11-01')`)
      await tx.execute(sql`insert into delivery (gemeente, source_id, activity, "from", "to", hours, stage) values (${gemeente}, 'oktober', 901, '2026-10-01', '2026-11-01', 8, 'delivered')`)
      for (const [name, role] of [['planner', 'planner'], ['college', 'college'], ['organisation', 'organisation'], ['admin', 'admin']] as const) {
        const [row] = await rows<{ id: number }>(tx, sql`insert into app_user (account, name, role, organisation) values (${name}, ${name}, ${role}, ${role === 'organisation' ? 901 : null}) returning id`)
        people[name] = { account: name, role: role as Role, uid: row!.id, team: null, sensitive: false, werkgebieden: [] }
      }
    })
  })

  const as = <T>(who: keyof typeof people, work: (tx: Tx) => Promise<T>): Promise<T> => asking(people[who], work, { deadlineMs: null })
  const ask = (over: object = {}): PlacementQuestion => placementQuestion.parse({ gemeente, theme: 'zwerfafval', ...over })
  const read = (question = ask(), who: keyof typeof people = 'planner') => as(who, (tx) => inputOf(tx, question, now, people[who], coverageFacts))
  const known = async (question = ask()): Promise<PlacementInput> => {
    const input = await read(question)
    if ('problem' in input) throw new Error(input.problem)
    return input
  }
  const names = (input: PlacementInput) => input.candidates.map((c) => c.name)

  it('reads who needs something, what is there, and where a desk could stand', async () => {
    const input = await known()
    expect(input.buurten.map((b) => [b.name, b.class, b.need])).toEqual([['Aanleg', 'gap', true], ['Brink', 'none', false], ['Centrum', 'supply_without_signal', false], ['Dijk', 'none', false]])
    expect(input.buurten[0]!.x.length).toBeGreaterThan(5)
    expect(input.supply).toEqual([{ id: 901, name: 'Schoon spreekuur', organisation: 'Welzijn', serviceType: 'spreekuur', counts: true, hoursPerWeek: 2, place: { at: 'point', x: 102_500, y: 500_500 } }])
    expect(input).toMatchObject({ on: '2026-11-24', reachM: 800, theme: { reachM: 800 }, gemeente: { code: gemeente } })
    expect(names(input)).toEqual(['Hub', 'Huis', 'Kerk', 'Werf']) // the school closed today
    expect(input.candidates.find((c) => c.name === 'Hub')).toMatchObject({ opens: '2027-06-01', x: 101_400, y: 500_500 })
    expect(input.candidates[1]!.lon).toBeCloseTo(4.585, 3) // longitude first
    expect((await known(ask({ reachM: 300 }))).reachM).toBe(300)
  })
  it('chooses by kind, by day, with and without what is to open, and keeps what was asked for by name', async () => {
    expect(names(await known(ask({ kinds: ['kerk', 'hub'] })))).toEqual(['Hub', 'Kerk'])
    expect(names(await known(ask({ planned: false })))).toEqual(['Huis', 'Kerk', 'Werf'])
    expect(names(await known(ask({ kinds: ['kerk'], must: [venue.Huis] })))).toEqual(['Huis', 'Kerk'])
    expect(names(await known(ask({ on: '2026-11-23' })))).toContain('School')
    expect((await known(ask({ on: '2027-07-01' }))).candidates.find((c) => c.name === 'Hub')!.opens).toBeNull()
  })
  it('own points: in RD, on the list, refused outside the gemeente', async () => {
    const huis = (await known()).candidates.find((c) => c.name === 'Huis')!
    const own = { id: 'p1', name: 'Plein', lon: huis.lon, lat: huis.lat }
    const point = (await known(ask({ own: [own] }))).candidates.at(-1)!
    expect(point).toMatchObject({ id: 'p1', name: 'Plein', kind: 'own', opens: null })
    expect([point.x, point.y]).toEqual([expect.closeTo(100_500, 1), expect.closeTo(500_500, 1)])
    expect(await read(ask({ own: [own, { ...own, id: 'p2', name: 'Ver', lat: 40 }] }))).toEqual({ problem: 'own_outside', name: 'Ver' })
    expect(await read(ask({ theme: 'bestaat-niet' }))).toEqual({ problem: 'unknown_theme' })
    expect(await read(ask({ gemeente: 'GM0001' }))).toEqual({ problem: 'no_boundaries' })
  })
  it('answers: the house closes the gap', async () => {
    const input = await known()
    expect(await answerPlacement(input, ask(), solver.solve)).toMatchObject({ places: [{ id: venue.Huis, closes: ['BU99900101'], overlaps: [] }], people: 1000, closed: ['BU99900101'], proven: true })
    expect(await answerPlacement(input, ask({ never: [venue.Huis] }), solver.solve)).toMatchObject({ places: [], notices: [{ kind: 'nothing_reached' }], unreachable: ['BU99900101'] })
    expect(refusalOf(input, ask())).toBeNull()
    expect(refusalOf(await known(ask({ must: ['v999999'] })), ask({ must: ['v999999'] }))).toBe('unknown_place')
    expect(refusalOf(input, ask({ places: 1, must: [venue.Huis, venue.Kerk] }))).toBe('too_many_musts')
  })

  it('a scenario stays as it was saved, is seen by staff, and changed by its maker', async () => {
    const question = ask()
    const input = await known(question)
    const result = await answerPlacement(input, question, solver.solve)
    const scenario = { gemeente, sourceId: 'a1', theme: 'zwerfafval', name: 'Met het huis', on: input.on, question, input, result, method: 'placement 1' }
    const saved = (await as('planner', (tx) => saveScenario(tx, scenario)))!
    expect(saved.made).toBe(true)
    expect(await as('planner', (tx) => saveScenario(tx, scenario))).toEqual({ id: saved.id, made: false })
    expect(await as('college', (tx) => saveScenario(tx, scenario))).toBeNull() // somebody else's number

    await inDb((tx) => tx.execute(sql`update venue set "to" = '2026-11-01' where source_id = 'Huis'`))
    expect(names(await known())).not.toContain('Huis')
    const found = (await as('college', (tx) => findScenario(tx, saved.id)))!
    expect(found).toMatchObject({ name: 'Met het huis', places: 1, people: 1000, closed: 1, proven: true, madeBy: 'planner', mine: false, removed: false, theme: { slug: 'zwerfafval', label: 'Zwerfafval' } })
    expect(found.input).toEqual(input)
    expect(found.result).toEqual(result)
    expect(await answerPlacement(found.input, found.question, solver.solve)).toEqual(result)
    await inDb((tx) => tx.execute(sql`update venue set "to" = null where source_id = 'Huis'`))

    for (const who of ['organisation', 'admin'] as const) {
      expect(await as(who, (tx) => findScenario(tx, saved.id))).toBeNull()
      await expect(as(who, (tx) => saveScenario(tx, { ...scenario, sourceId: who }))).rejects.toMatchObject({ code: '42501' })
    }
    expect(await as('college', (tx) => changeScenario(tx, saved.id, 1, { name: 'Van mij' }))).toBe(false)
    expect(await as('planner', (tx) => changeScenario(tx, saved.id, 1, { name: 'Huis' }))).toBe(true)
    expect(await as('planner', (tx) => changeScenario(tx, saved.id, 1, { name: 'Te laat' }))).toBe(false)
    expect(await as('college', (tx) => listScenarios(tx, gemeente, 'zwerfafval'))).toMatchObject([{ id: saved.id, version: 2, name: 'Huis', mine: false }])
    expect(await as('college', (tx) => listScenarios(tx, gemeente, 'eenzaamheid'))).toEqual([])

    expect(await as('planner', (tx) => changeScenario(tx, saved.id, 2, { removed: true }))).toBe(true)
    expect(await as('college', (tx) => findScenario(tx, saved.id))).toBeNull()
    expect(await as('planner', (tx) => listScenarios(tx, gemeente, null))).toEqual([])
    expect(await as('planner', (tx) => changeScenario(tx, saved.id, 3, { removed: false }))).toBe(true)
    expect((await as('college', (tx) => findScenario(tx, saved.id)))!.name).toBe('Huis')

    // What was taken away more than 30 days ago goes when somebody saves.
    await inDb((tx) => tx.execute(sql`update placement_scenario set removed_at = now() - interval '31 days' where id = ${saved.id}`))
    await as('college', (tx) => saveScenario(tx, { ...scenario, sourceId: 'b1' }))
    expect(await as('planner', (tx) => findScenario(tx, saved.id))).toBeNull()
  })

  it('what the page starts with', async () => {
    const open = (who: keyof typeof people, query: Record<string, string>) => as(who, (tx) => loadPlacement(tx, params.parse({ gemeente, ...query }), now, people[who], coverageFacts))
    const page = (await open('planner', { theme: 'zwerfafval', scenario: '999999', compare: '999998' }))!
    expect(page).toMatchObject({ meta: { visible: true, today: '2026-11-24', boundaryYear: 2026 }, refusal: null, scenario: null, compared: [], missing: [999999, 999998], scenarios: [{ name: 'Met het huis', mine: false }] })
    expect(page.input!.candidates.length).toBe(4)
    expect(page.input!.buurten[0]).not.toHaveProperty('x')
    expect(page.choices.kinds.map((k) => k.id)).toContain('hub')
    const mine = page.scenarios[0]!.id
    expect((await open('planner', { compare: `${mine}` }))!.compared).toMatchObject([{ id: mine, answer: { result: { people: 1000 } } }])
    expect((await open('planner', { theme: 'zwerfafval', reach: '0' }))!.refusal).toEqual({ why: 'no_reach' })
    expect(await open('organisation', { theme: 'zwerfafval' })).toMatchObject({ meta: { visible: false }, input: null, scenarios: [], missing: [] })
    expect(await open('planner', { gemeente: 'GM0001' })).toBeNull()
  })
})
