import { sql } from 'drizzle-orm'
import { beforeAll, describe, expect, it } from 'vitest'
import { asking, rows } from '@/lib/db/client'
import { findBoundarySet } from '@/lib/db/areas'
import { undoRun } from '@/lib/import/pipeline'
import { system, type Identity, type Role } from '@/lib/domain/identity'
import { availableEngines } from '@/lib/testing/databases'
import { inDb, load, useDatabase } from '@/lib/testing/imports'
import { Files, gemeente, origin, square, themesCsv, townFeatures } from '@/lib/testing/town'
import { kinds } from '@/lib/import/kinds'
import { listPeriods, listProgress } from './periods'

type Failure = { code?: string; message?: string; column_name?: string }
const files = new Files()
const [aanleg, brink, centrum] = ['BU99900101', 'BU99900102', 'BU99900201']
const header = 'year,buurt_code,proposed_on,decided_on,plan_from,adopted_on,execution_from,aftercare_from,ended_on,reason_again,goal'

/** What the database itself keeps and refuses of focus buurten (drizzle/0018), how history comes in, and how it follows the boundaries. */
describe.each(availableEngines())('focus buurten on %s', (engine) => {
  useDatabase(engine)
  const people = {} as Record<'planner' | 'college' | 'wijkmanager' | 'adviser', Identity>
  const run = <T extends object>(who: Identity, text: string): Promise<T[]> => asking(who, (tx) => rows<T>(tx, sql.raw(text)), { deadlineMs: null })
  const fails = (who: Identity, text: string): Promise<Failure> => run(who, text).then(() => ({ code: 'none' }), (e: Failure) => e)
  const count = async (table: string): Promise<number> => (await run<{ n: number }>(system, `select count(*)::int as n from ${table}`))[0]!.n
  const period = (cohort: number, code: string, more: Record<string, string> = {}): string => {
    const all: Record<string, string> = { gemeente: `'${gemeente}'`, source_id: `'${cohort}-${code}'`, cohort: `(select id from cohort where year = ${cohort})`, buurt_code: `'${code}'`, plan_from: `'${cohort}-01-01'`, ...more }
    return `insert into focus_period (${Object.keys(all).join()}) values (${Object.values(all).join()})`
  }

  beforeAll(async () => {
    await load('themes', files.csv('themes.csv', themesCsv))
    await load('boundaries', files.town(), { gemeente, year: 2024 })
    for (const role of ['planner', 'college', 'wijkmanager', 'adviser'] as const) {
      const [user] = await run<{ id: number }>(system, `insert into app_user (account, name, role) values ('${role}', '${role}', '${role}') returning id`)
      people[role] = { account: role, role: role as Role, uid: user!.id, team: null, sensitive: false, werkgebieden: [] }
    }
    await run(people.planner, `insert into cohort (gemeente, source_id, year) select '${gemeente}', y::text, y from generate_series(2023, 2031) y`)
  })

  it('a plan without samenspraak is not adopted (BF006), and its samenspraak stays', async () => {
    const { planner } = people
    await run(planner, period(2025, aanleg))
    const adopt = `update focus_period set adopted_on = '2025-06-01' where source_id = '2025-${aanleg}'`
    const refused = { code: 'BF006', column_name: 'adopted_on', message: 'Het plan kan nog niet worden vastgesteld: er is geen samenspraak met bewoners vastgelegd' }
    expect(await fails(planner, adopt)).toMatchObject(refused)
    expect(await fails(people.college, adopt)).toMatchObject(refused)
    const talk = (id: string, on: string) => `insert into participation (gemeente, source_id, focus_period, kind, held_on) select '${gemeente}', '${id}', id, 'gesprek', '${on}' from focus_period where source_id = '2025-${aanleg}'`
    await run(planner, talk('late', '2025-07-01'))
    expect(await fails(planner, adopt)).toMatchObject(refused) // afterwards is too late
    await run(planner, talk('early', '2025-03-01'))
    expect(await fails(planner, adopt)).toEqual({ code: 'none' })
    expect(await fails(planner, `delete from participation where source_id = 'early'`)).toMatchObject({ code: 'BF006' })
    expect(await fails(planner, `update participation set held_on = '2025-08-01' where source_id = 'early'`)).toMatchObject({ code: 'BF006' })
    expect(await fails(planner, `delete from participation where source_id = 'late'`)).toEqual({ code: 'none' })
    expect(await fails(planner, talk('future', '2999-01-01'))).toMatchObject({ code: 'BF007', column_name: 'held_on' })
  })

  it('dates follow one another, and a phase lasts at least a day (BF007)', async () => {
    const at = (more: Record<string, string>) => fails(people.planner, period(2031, brink, { source_id: `'dates'`, ...more }))
    expect(await at({ execution_from: `'2031-01-01'` })).toMatchObject({ code: 'BF007', column_name: 'execution_from', message: 'Uitvoering vanaf (01-01-2031) moet na "Plan maken vanaf" (01-01-2031) liggen' })
    expect(await at({ aftercare_from: `'2030-12-31'` })).toMatchObject({ code: 'BF007', column_name: 'aftercare_from' })
    expect(await at({ proposed_on: `'2031-01-02'` })).toMatchObject({ code: 'BF007', column_name: 'plan_from' })
    expect(await at({ adopted_on: `'2030-12-31'` })).toMatchObject({ code: 'BF007', column_name: 'adopted_on' })
    expect(await at({ plan_from: 'null' })).toMatchObject({ code: '23514' })
    expect(await at({ proposed_on: `'2031-01-01'`, execution_from: `'2032-01-01'`, aftercare_from: `'2033-01-01'`, ended_on: `'2033-01-02'` })).toEqual({ code: 'none' })
    await run(people.planner, `delete from focus_period where source_id = 'dates'`)
  })

  it('again within four years needs a reason, whichever of the two comes in first (BF008)', async () => {
    const { planner } = people
    expect(await fails(planner, period(2028, aanleg))).toMatchObject({ code: 'BF008', column_name: 'reason_again', message: 'Deze buurt was of is al focusbuurt in cohort 2025. Binnen vier jaar opnieuw kan alleen met een reden' })
    expect(await fails(planner, period(2023, aanleg))).toMatchObject({ code: 'BF008' }) // then 2025 would need one
    expect(await fails(planner, period(2029, aanleg))).toEqual({ code: 'none' }) // four years to the day
    expect(await fails(planner, period(2028, aanleg, { reason_again: `'De flat wordt gesloopt.'` }))).toMatchObject({ code: 'BF008' }) // 2029 has none
    expect(await fails(planner, period(2027, brink))).toEqual({ code: 'none' }) // another buurt
    await run(planner, `delete from focus_period where source_id in ('2029-${aanleg}', '2027-${brink}')`)
    expect(await fails(planner, period(2028, aanleg, { reason_again: `'De flat wordt gesloopt.'` }))).toEqual({ code: 'none' })
    await run(planner, `delete from focus_period where source_id = '2028-${aanleg}'`)
  })

  it('only the college decides, and what it decided is not thrown away (BF009)', async () => {
    const { planner, college } = people
    await run(planner, period(2030, centrum, { proposed_on: `'2029-09-01'` }))
    const decide = `update focus_period set decided_on = '2029-11-01' where source_id = '2030-${centrum}'`
    expect(await fails(planner, decide)).toMatchObject({ code: 'BF009', column_name: 'decided_on', message: 'Alleen het college neemt het besluit over een focusbuurt' })
    expect(await fails(college, decide)).toEqual({ code: 'none' })
    expect(await run(planner, `delete from focus_period where source_id = '2030-${centrum}' returning id`)).toEqual([])
    await run(system, `delete from focus_period where source_id = '2030-${centrum}'`)
  })

  it('N2: a measure is of no wijkmanager, not when it comes in and not by a change of role (BF002); its place lies in the gemeente (BF003)', async () => {
    let nth = 0
    const measure = (columns: string, values: string) => `insert into measure (gemeente, source_id, focus_period, title, ${columns}) select '${gemeente}', 'm${++nth}', id, 'x', ${values} from focus_period where source_id = '2025-${aanleg}'`
    expect(await fails(people.planner, measure('owner_user', `${people.wijkmanager.uid}`))).toMatchObject({ code: 'BF002', message: 'De wijkmanager verbindt, maar is geen eigenaar' })
    expect(await fails(system, measure('owner_user', `${people.wijkmanager.uid}`))).toMatchObject({ code: 'BF002' })
    expect(await fails(people.planner, measure('point', 'ST_SetSRID(ST_MakePoint(1000, 500500), 28992)'))).toMatchObject({ code: 'BF003', column_name: 'point' })
    await run(people.planner, measure('owner_user', `${people.adviser.uid}`))
    await run(system, `update app_user set role = 'college' where account = 'adviser'`)
    expect(await run(people.planner, `select owner_user from measure`)).toEqual([{ owner_user: null }])
  })

  it('progress counts once what goes on in another measure', async () => {
    const add = (id: string, more: string, values: string) => run(people.planner, `insert into measure (gemeente, source_id, focus_period, title, budget_eur, planned_to, ${more}) select '${gemeente}', '${id}', id, 'x', 100, '2026-01-01', ${values} from focus_period where source_id = '2025-${aanleg}'`)
    await run(people.planner, 'delete from measure')
    await add('done', 'status, done_on', `'done', '2025-12-01'`)
    await add('late', 'status', `'running'`)
    await add('handed', 'status, handed_to_other, handed_on', `'running', 'Buurtvereniging', '2025-12-01'`)
    await add('old', 'status', `'planned'`)
    await add('new', 'status, carried_from', `'planned', (select id from measure where source_id = 'old')`)
    const [found] = await inDb((tx) => listProgress(tx, gemeente, '2026-01-01'))
    expect(found).toMatchObject({ measures: 4, done: 1, running: 2, late: 2, open: 2, handed: 1, budgetEur: 400, participation: 1 })
    expect((await inDb((tx) => listProgress(tx, gemeente, '2025-12-31')))[0]).toMatchObject({ late: 0 })
    await run(people.planner, `delete from measure where source_id = 'new'`)
    await run(people.planner, 'delete from measure')
  })

  it('history comes in with its cohorts, twice the same changes nothing, and an undo leaves nothing behind', async () => {
    const before = [await count('cohort'), await count('focus_period')]
    const file = files.csv('focus.csv', [header, `2018,${brink},,,,,,,,,`, `2021,${brink},2020-09-01,2020-11-01,2021-01-01,2021-10-01,2022-01-01,2023-01-01,2024-01-01,Nog niet klaar,Minder schulden`])
    const first = await load('focus', file, { gemeente, source: 'archief' })
    expect(first).toMatchObject({ status: 'applied', rows: { read: 2, applied: 2, unchanged: 0, rejected: 0 } })
    expect(first.warnings.join(' ')).toContain('jaar 1 plan en jaar 2 uitvoering')
    const set = (await inDb((tx) => findBoundarySet(tx, gemeente, 2024)))!
    expect((await inDb((tx) => listPeriods(tx, set))).filter((p) => p.code === brink)).toMatchObject([
      { year: 2018, boundaryYear: 2024, codes: [brink], planFrom: '2018-01-01', executionFrom: '2019-01-01', aftercareFrom: '2020-01-01', adoptedOn: null },
      { year: 2021, decidedOn: '2020-11-01', adoptedOn: '2021-10-01', endedOn: '2024-01-01', reasonAgain: 'Nog niet klaar', goal: 'Minder schulden' }])
    expect((await load('focus', file, { gemeente, source: 'archief' })).rows).toMatchObject({ applied: 0, unchanged: 2 })
    await undoRun(first.run, system)
    expect([await count('cohort'), await count('focus_period')]).toEqual(before)
  })

  it('rows that cannot be are told by row and column, and nothing is loaded', async () => {
    const report = await load('focus', files.csv('wrong.csv', [header, `2018,${brink},,,,,,,,,`, `2019,${brink},,,,,,,,,`, '2019,BU99909999,,,,,,,,,', `2017,${centrum},,,2017-01-01,,2016-01-01,,,,`, `2025,${aanleg},,,,,,,,,`, `x,${centrum},,,,,,,,,`]), { gemeente, source: 'archief' })
    expect(report.status).toBe('refused')
    expect(report.rejects.map((r) => [r.row, r.column, r.code])).toEqual(expect.arrayContaining([[3, 'reason_again', 'rule_broken'], [4, 'buurt_code', 'buurt_unknown'], [5, 'execution_from', 'rule_broken'], [6, 'buurt_code', 'duplicate'], [7, 'year', 'number_invalid']]))
    const template = kinds.focus.template.map((line) => line.replaceAll('BU99990101', brink).replaceAll('BU99990102', centrum))
    expect((await load('focus', files.csv('template.csv', template), { gemeente, source: 'voorbeeld' }, { mode: 'dry' })).rejects).toEqual([])
  })

  it('P7: after a split both parts have the history, and the old year keeps it where it was', async () => {
    const split = townFeatures().filter((f) => f.properties.buurtcode !== aanleg)
    for (const [code, at, width] of [['BU99900103', 0, 600], ['BU99900104', 600, 400]] as const)
      split.push({ type: 'Feature', properties: { buurtcode: code, buurtnaam: code, wijkcode: 'WK999001', gemeentecode: gemeente, gemeentenaam: 'Proefstad' }, geometry: square(origin.x + at, origin.y, width, 1000) })
    expect((await load('boundaries', files.town('split.geojson', split), { gemeente, year: 2026 })).status).toBe('applied')
    // A year further: the chain of links is followed.
    expect((await load('boundaries', files.town('split27.geojson', split), { gemeente, year: 2027 })).status).toBe('applied')
    const codes = async (year: number) => (await inDb(async (tx) => listPeriods(tx, (await findBoundarySet(tx, gemeente, year))!))).find((p) => p.year === 2025)!
    expect(await codes(2024)).toMatchObject({ code: aanleg, name: 'Aanleg', codes: [aanleg] })
    expect((await codes(2026)).codes.sort()).toEqual(['BU99900103', 'BU99900104'])
    expect((await codes(2027)).codes.sort()).toEqual(['BU99900103', 'BU99900104'])
    // Nor does a part begin again without a reason. (BF008 by where it lies, of the year next to it.)
    await run(people.planner, `insert into cohort (gemeente, source_id, year) values ('${gemeente}', 'x', 2032) on conflict do nothing`)
    expect(await fails(people.planner, period(2026, 'BU99900103'))).toMatchObject({ code: 'BF008' })
  })
})
