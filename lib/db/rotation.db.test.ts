import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { rotationCriteria } from '@/app/rotation-criteria'
import { answerRotation } from '@/lib/analysis/rotation-answer'
import { asking, rows, type Tx } from '@/lib/db/client'
import type { Identity, Role } from '@/lib/domain/identity'
import { rotationQuestion, type RotationInput } from '@/lib/domain/rotation'
import { openSolver } from '@/lib/solver/open-solver'
import { availableEngines } from '@/lib/testing/databases'
import { inDb, load, useDatabase } from '@/lib/testing/imports'
import { Files, gemeente, themesCsv } from '@/lib/testing/town'
import { params, questionOf } from '@/lib/views/rotation/definition'
import { faultIn, inputOf } from '@/lib/views/rotation/input'
import { loadRotation } from '@/lib/views/rotation/load'
import { withChanges } from '@/lib/views/rotation/save'
import { changeRotation, findRotation, listRotations, saveRotation } from './rotation'

/** The hand-made town on 24 November 2026: one buurt was in focus in 2024, one is decided for 2027, one is only proposed. */
const now = new Date('2026-11-24T10:00:00Z')
const files = new Files()
const solver = openSolver()
afterAll(() => solver.close())

describe.each(availableEngines())('schedules of focus buurten, on %s', (engine) => {
  useDatabase(engine)
  const people = {} as Record<'planner' | 'other' | 'college' | 'organisation' | 'admin', Identity>
  const [past, decided, proposed] = ['BU99900101', 'BU99900102', 'BU99900201'] as const

  beforeAll(async () => {
    await load('themes', files.csv('themes.csv', themesCsv))
    await load('boundaries', files.town(), { gemeente, year: 2026 })
    await inDb(async (tx) => {
      await tx.execute(sql`insert into organisation (id, gemeente, source_id, name, kind) values (901, ${gemeente}, 'welzijn', 'Welzijn', 'welzijn')`)
      await tx.execute(sql`insert into cohort (id, gemeente, source_id, year) values (901, ${gemeente}, '2024', 2024), (902, ${gemeente}, '2027', 2027)`)
      await tx.execute(sql`
        insert into focus_period (gemeente, source_id, cohort, buurt_code, boundary_year, proposed_on, decided_on) values
          (${gemeente}, 'a', 901, ${past}, 2026, '2023-06-01', '2023-09-01'), (${gemeente}, 'b', 902, ${decided}, 2026, '2026-06-01', '2026-09-01'), (${gemeente}, 'c', 902, ${proposed}, 2026, '2026-06-01', null)`)
      for (const [name, role] of [['planner', 'planner'], ['other', 'planner'], ['college', 'college'], ['organisation', 'organisation'], ['admin', 'admin']] as const) {
        const [row] = await rows<{ id: number }>(tx, sql`insert into app_user (account, name, role, organisation) values (${name}, ${name}, ${role}, ${role === 'organisation' ? 901 : null}) returning id`)
        people[name] = { account: name, role: role as Role, uid: row!.id, team: null, sensitive: false, werkgebieden: [] }
      }
    })
  })

  const as = <T>(who: keyof typeof people, work: (tx: Tx) => Promise<T>): Promise<T> => asking(people[who], work, { deadlineMs: null })
  const question = rotationQuestion.parse({ gemeente, years: 3, most: [1], perWijk: null })
  const known = async (): Promise<RotationInput> => (await as('planner', (tx) => inputOf(tx, question, now, people.planner, rotationCriteria)))!

  it('knows who was in focus and what is decided; a proposal fixes nothing', async () => {
    const input = await known()
    expect(input).toMatchObject({ from: 2027, on: '2026-11-24', boundaryYear: 2026, fixed: [{ code: decided, year: 2027 }] })
    expect(input.buurten.find((b) => b.code === past)!.past).toEqual([2024])
    expect(input.buurten.find((b) => b.code === proposed)?.past).toEqual([])
    expect(faultIn(input, question)).toBeNull()
    expect(faultIn(input, { ...question, never: [{ code: decided, year: null }] })).toBe('fixed_and_never')
  })

  it('a scenario stays as it was saved, is seen by staff, and changed by its maker; its starts can be taken over', async () => {
    const input = await known()
    const result = await answerRotation(input, question, solver.solve)
    expect(result.starts[0]).toEqual({ code: decided, year: 2027, fixed: true })
    expect(withChanges({ question, input, result }, [{ code: past, year: 2027 }], false)).toEqual({ problem: expect.stringContaining('binnen vier jaar terug. Geef daarvoor een reden.') })
    const changed = withChanges({ question, input, result }, [{ code: past, year: 2027, reason: 'nog niet klaar' }], false)
    if ('problem' in changed) throw new Error(changed.problem)
    const scenario = { gemeente, sourceId: 'a1', name: 'Een per jaar', method: 'rotation 1', ...changed }
    const saved = (await as('planner', (tx) => saveRotation(tx, scenario)))!
    expect(saved.made).toBe(true)
    expect(await as('planner', (tx) => saveRotation(tx, scenario))).toEqual({ id: saved.id, made: false })
    expect(await as('other', (tx) => saveRotation(tx, scenario))).toBeNull() // somebody else's number
    await expect(as('college', (tx) => saveRotation(tx, { ...scenario, sourceId: 'c' }))).rejects.toMatchObject({ code: '42501' })

    await inDb((tx) => tx.execute(sql`update focus_period set decided_on = '2026-10-01' where source_id = 'c'`))
    expect((await known()).fixed.length).toBe(2)
    const found = (await as('college', (tx) => findRotation(tx, saved.id)))!
    expect(found).toMatchObject({ name: 'Een per jaar', from: 2027, years: 3, byHand: true, madeBy: 'planner', mine: false, removed: false })
    expect(found.input).toEqual(input)
    expect(found.result).toEqual(changed.result)
    expect(await answerRotation(found.input, found.question, solver.solve)).toEqual(result)
    await inDb((tx) => tx.execute(sql`update focus_period set decided_on = null where source_id = 'c'`))

    for (const who of ['organisation', 'admin'] as const) expect(await as(who, (tx) => findRotation(tx, saved.id))).toBeNull()

    expect(await as('other', (tx) => changeRotation(tx, saved.id, 1, { name: 'Van mij' }))).toBe(false)
    expect(await as('planner', (tx) => changeRotation(tx, saved.id, 1, { name: 'Een' }))).toBe(true)
    expect(await as('planner', (tx) => changeRotation(tx, saved.id, 1, { name: 'Te laat' }))).toBe(false)
    expect(await as('college', (tx) => listRotations(tx, gemeente))).toMatchObject([{ id: saved.id, version: 2, name: 'Een', mine: false }])
    expect(await as('planner', (tx) => changeRotation(tx, saved.id, 2, { removed: true }))).toBe(true)
    expect(await as('college', (tx) => findRotation(tx, saved.id))).toBeNull()
    expect((await as('planner', (tx) => findRotation(tx, saved.id)))!.removed).toBe(true)
    expect(await as('planner', (tx) => changeRotation(tx, saved.id, 3, { removed: false }))).toBe(true)
    expect((await as('college', (tx) => findRotation(tx, saved.id)))!.name).toBe('Een')

    // What was taken away more than 30 days ago goes when somebody saves.
    await inDb((tx) => tx.execute(sql`update rotation_scenario set removed_at = now() - interval '31 days' where id = ${saved.id}`))
    await as('planner', (tx) => saveRotation(tx, { ...scenario, sourceId: 'b1', name: 'Nieuw' }))
    expect(await as('planner', (tx) => findRotation(tx, saved.id))).toBeNull()
  })

  it('what the page starts with, for who makes, who reads and who may not', async () => {
    const open = (who: keyof typeof people, query: Record<string, string>) => {
      const p = params.parse({ gemeente, ...query })
      return as(who, (tx) => loadRotation(tx, p, questionOf(p).question!, now, people[who], rotationCriteria))
    }
    const page = (await open('planner', { scenario: '999999' }))!
    expect(page).toMatchObject({ meta: { visible: true, makes: true, today: '2026-11-24' }, fault: null, scenario: null, missing: [999999], scenarios: [{ name: 'Nieuw', mine: true }] })
    expect(page.input!.buurten.length).toBeGreaterThan(0)
    expect((await open('planner', { never: decided }))!.fault).toBe('fixed_and_never')
    expect(await open('college', { compare: String(page.scenarios[0]!.id) })).toMatchObject({ meta: { visible: true, makes: false }, input: null, compared: [{ name: 'Nieuw', mine: false }] })
    expect(await open('organisation', {})).toMatchObject({ meta: { visible: false, makes: false }, input: null, scenarios: [] })
    expect(await open('planner', { gemeente: 'GM0001' })).toBeNull()
  })
})
