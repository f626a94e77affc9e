import postgres from 'postgres'
import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { focusSeen } from '@/app/focus-seen'
import { asking, rows, sqlState, type Tx } from '@/lib/db/client'
import type { ProposalItem, Seen, SeenQuestion, Snapshot } from '@/lib/domain/focus-decision'
import type { Identity, Role } from '@/lib/domain/identity'
import { dateInAmsterdam } from '@/lib/domain/period'
import { availableEngines } from '@/lib/testing/databases'
import { inDb, load, useDatabase } from '@/lib/testing/imports'
import { Files, gemeente, themesCsv } from '@/lib/testing/town'
import { loadDecision } from '@/lib/views/decision/load'
import { hashOfSeen } from '@/lib/views/focus-cohort/load'
import { snapshotOf } from '@/lib/views/focus-cohort/save'
import { addDecision, listDecisions } from './decisions'
import { addProposal, changeProposal, findProposal, listProposals } from './proposals'
import { addThresholds } from './thresholds'

/** The hand-made town (Aanleg, Brink, Centrum, Dijk with 40 inhabitants); Centrum came into focus three years before the year that is decided on. */
const files = new Files()
const [aanleg, brink, centrum, dijk] = ['BU99900101', 'BU99900102', 'BU99900201', 'BU99900202'] as const
const today = dateInAmsterdam(new Date())
const year = Number(today.slice(0, 4)) + 1
const usual: SeenQuestion = { w: 'need:50,rest:50', top: '2', thresholds: null }
const reason = 'Centrum heeft voorrang door de sloop.'

describe.each(availableEngines())('proposals and decisions, on %s', (engine) => {
  const database = useDatabase(engine)
  let owner: postgres.Sql
  const people = {} as Record<'planner' | 'other' | 'college' | 'adviser' | 'organisation' | 'admin', Identity>

  beforeAll(async () => {
    owner = postgres(database().url, { max: 1, onnotice: () => {} })
    await load('themes', files.csv('themes.csv', themesCsv))
    await load('boundaries', files.town(), { gemeente, year: 2026 })
    await load('indicators', files.csv('figures.csv', ['code,year,indicator,unit,direction,value', `${aanleg},2025,Laag inkomen,percentage,hoger,10`, `${brink},2025,Laag inkomen,percentage,hoger,14`, `${centrum},2025,Laag inkomen,percentage,hoger,18`, `${dijk},2025,Laag inkomen,percentage,hoger,30`]), { gemeente, source: 'Proefcijfers' })
    await inDb(async (tx) => {
      await tx.execute(sql`insert into organisation (id, gemeente, source_id, name, kind) values (901, ${gemeente}, 'welzijn', 'Welzijn', 'welzijn')`)
      await tx.execute(sql`insert into initiative (gemeente, source, source_id, title, received_on, by_whom, what_residents_do, what_they_ask, point, route, owner_organisation, status) values (${gemeente}, 'test', 'i1', 'Tuin van Jansen', ${today}, 'bewoner', 'tuinieren', 'grond', ST_SetSRID(ST_MakePoint(101500, 500500), 28992), 'organisation', 901, 'in_progress')`)
      await tx.execute(sql`insert into visit (gemeente, source, source_id, visited_on, buurt_code, by_role, kind) values (${gemeente}, 'test', 'v1', ${today}, ${aanleg}, 'wijkmanager', 'ronde')`)
      await tx.execute(sql`insert into cohort (id, gemeente, source_id, year) values (901, ${gemeente}, 'c1', ${year - 3})`)
      await tx.execute(sql`insert into focus_period (gemeente, source_id, cohort, buurt_code, boundary_year, decided_on, plan_from) values (${gemeente}, 'p1', 901, ${centrum}, 2026, ${`${year - 4}-11-01`}, ${`${year - 3}-01-01`})`)
      for (const [name, role] of [['planner', 'planner'], ['other', 'planner'], ['college', 'college'], ['adviser', 'adviser'], ['organisation', 'organisation'], ['admin', 'admin']] as const) {
        const [row] = await rows<{ id: number }>(tx, sql`insert into app_user (account, name, role, organisation) values (${name}, ${`Naam van ${name}`}, ${role}, ${role === 'organisation' ? 901 : null}) returning id`)
        people[name] = { account: name, role: role as Role, uid: row!.id, team: null, sensitive: false, werkgebieden: [] }
      }
    })
  })
  afterAll(() => owner.end())

  const as = <T>(who: keyof typeof people, work: (tx: Tx) => Promise<T>): Promise<T> => asking(people[who], work, { deadlineMs: null })
  const code = (work: Promise<unknown>): Promise<string> => work.then(() => 'done', sqlState)
  const content = (codes: string[], more: object = {}) => ({ codes, again: {}, text: 'Om de cijfers.', question: usual, scenario: null, status: 'submitted' as const, ...more })
  const propose = (who: keyof typeof people, of: number, codes: string[], more: object = {}) => as(who, (tx) => addProposal(tx, { ...content(codes, more), gemeente, year: of, sourceId: `${who}-${of}-${codes.join()}` }))
  const seenNow = (of = year): Promise<Seen> => as('college', async (tx) => (await focusSeen(tx, { gemeente, year: of, question: usual }, new Date(), people.college)) as Seen)
  type Choice = { chosen: string[]; deviationReason?: string; again?: Record<string, string>; replaces?: number | null; alter?: (s: Snapshot) => void }
  const decide = (who: keyof typeof people, p: ProposalItem, { chosen, deviationReason = '', again = {}, replaces = null, alter }: Choice): Promise<number> => as(who, async (tx) => {
    const seen = (await focusSeen(tx, { gemeente, year: p.year, question: usual }, new Date(), people[who])) as Seen
    const snapshot = await snapshotOf(tx, { seen, proposal: p, chosen, again, deviationReason, text: 'Wij gaan aan de slag.', replaces, decidedOn: today })
    alter?.(snapshot)
    return addDecision(tx, { gemeente, year: p.year, proposal: p.id, proposalVersion: p.version, snapshot })
  })
  const decision = async (who: keyof typeof people, id: number) => (await as(who, (tx) => loadDecision(tx, id)))!
  const periods = () => inDb((tx) => rows<Record<'code' | 'proposed' | 'decided' | 'plan' | 'execution' | 'aftercare' | 'again', string | null>>(tx, sql`select f.buurt_code as code, f.proposed_on::text as proposed, f.decided_on::text as decided, f.plan_from::text as plan, f.execution_from::text as execution, f.aftercare_from::text as aftercare, f.reason_again as again from focus_period f join cohort c on c.id = f.cohort where c.year = ${year} order by 1`))

  it('a proposal is of planners: a draft only they see, one is open at a time, and it changes only as it was seen', async () => {
    for (const who of ['college', 'adviser', 'organisation', 'admin'] as const) expect(await code(propose(who, year, [aanleg])), who).toBe('42501')
    expect(await code(propose('planner', year, ['BU99909999']))).toBe('BF004')
    const { id } = (await propose('planner', year, [brink, aanleg, brink], { status: 'draft' }))!
    expect(await propose('planner', year, [brink, aanleg, brink], { status: 'draft' })).toEqual({ id, made: false })
    expect(await code(propose('other', year, [aanleg]))).toBe('23505')
    expect(await as('other', (tx) => findProposal(tx, id))).toMatchObject({ codes: [aanleg, brink], status: 'draft', submittedOn: null, version: 1, mine: false })
    for (const who of ['college', 'adviser', 'organisation', 'admin'] as const) expect(await as(who, (tx) => listProposals(tx, gemeente, year)), who).toEqual([])
    const draft = (await as('planner', (tx) => findProposal(tx, id)))!
    expect(await code(decide('college', draft, { chosen: draft.codes }))).toBe('BF012')
    expect(await as('planner', (tx) => changeProposal(tx, id, 1, content([aanleg, brink])))).toBe(true)
    expect(await as('other', (tx) => changeProposal(tx, id, 1, content([centrum])))).toBe(false)
    for (const who of ['college', 'adviser'] as const) expect(await as(who, (tx) => listProposals(tx, gemeente, null)), who).toMatchObject([{ id, version: 2, codes: [aanleg, brink], status: 'submitted', submittedOn: today, question: usual }])
    for (const who of ['organisation', 'admin'] as const) expect(await as(who, (tx) => listProposals(tx, gemeente, null)), who).toEqual([])
  })

  it('C3: other buurten than proposed demand a reason, the public text carries it, and cohort and focus buurten are made with it', async () => {
    const [p] = await as('college', (tx) => listProposals(tx, gemeente, year))
    const chosen = [aanleg, centrum]
    const again = { [centrum]: 'De sloop begint dan.' }
    expect(await code(decide('college', p!, { chosen, again }))).toBe('BF010')
    for (const who of ['planner', 'adviser'] as const) expect(await code(decide(who, p!, { chosen, again, deviationReason: reason })), who).toBe('42501')
    const without = await decide('college', p!, { chosen, deviationReason: reason }).catch((e: Error) => e)
    expect(sqlState(without)).toBe('BF008')
    expect(String((without as Error).message)).toContain(`Centrum was of is al focusbuurt in cohort ${year - 3}`)
    expect(await code(decide('college', { ...p!, version: 1 }, { chosen, again, deviationReason: reason }))).toBe('BF012')
    for (const alter of [(s: Snapshot) => { s.decision.decidedOn = '2020-01-01' }, (s: Snapshot) => { s.decision.proposed = [aanleg] }, (s: Snapshot) => { s.seen.year = 2050 }])
      expect(await code(decide('college', p!, { chosen, again, deviationReason: reason, alter }))).toBe('BF013')
    expect(await periods()).toEqual([])

    const id = await decide('college', p!, { chosen, again, deviationReason: reason })
    const made = await decision('adviser', id)
    expect(made).toMatchObject({ year, chosen, deviationReason: reason, decidedOn: today, replaces: null, replacedBy: null, intact: true })
    expect(made.publicText).toBe(`Het college kiest voor ${year} deze focusbuurten in Proefstad: Aanleg en Centrum.\n\nVoorgesteld waren: Aanleg en Brink. Het college wijkt daarvan af. De reden: ${reason}\n\nWij gaan aan de slag.`)
    expect(await as('planner', (tx) => findProposal(tx, p!.id))).toMatchObject({ status: 'decided', submittedOn: today })
    const dates = { decided: today, plan: `${year}-01-01`, execution: `${year + 1}-01-01`, aftercare: `${year + 2}-01-01` }
    expect(await periods()).toEqual([{ code: aanleg, proposed: today, ...dates, again: null }, { code: centrum, proposed: null, ...dates, again: again[centrum] }])
    expect(await as('planner', (tx) => changeProposal(tx, p!.id, 3, content([brink])))).toBe(false)
    for (const who of ['organisation', 'admin'] as const) expect(await as(who, (tx) => loadDecision(tx, id)), who).toBeNull()
    // a first decision of somebody else comes too late
    expect(await code(decide('college', { ...p!, version: 3 }, { chosen, again, deviationReason: reason }))).toBe('BF012')
  })

  it('what is frozen holds the map, thresholds, weights and reasons, and nothing about persons or of initiatives', async () => {
    const [item] = await as('planner', (tx) => listDecisions(tx, gemeente, year))
    const { snapshot } = await decision('planner', item!.id)
    expect(snapshot).toMatchObject({
      format: 'besluit 1', proposal: { version: 2, text: 'Om de cijfers.', submittedOn: today, scenario: null },
      seen: { gemeente: { code: gemeente }, year, on: today, boundaryYear: 2026, top: 2, noPreference: false, thresholds: { version: null } },
    })
    expect(snapshot.seen.criteria.map((c) => [c.key, c.points])).toEqual([['need', 50], ['trend', 0], ['gap', 0], ['energy', 0], ['physical', 0], ['rest', 50]])
    expect(snapshot.shapes.map((s) => [s.code, s.geometry.type])).toEqual([aanleg, brink, centrum, dijk].map((c) => [c, expect.stringMatching(/Polygon$/)]).concat([['BU99909997', expect.stringMatching(/Polygon$/)]]))
    const of = (code: string) => snapshot.seen.buurten.find((b) => b.code === code)!
    expect(of(centrum)).toMatchObject({ againAfter: year - 3, phases: [{ year: year - 3, phase: 'plan' }] })
    expect(of(aanleg)).toMatchObject({ againAfter: null, applicable: true })
    expect(of(dijk)).toMatchObject({ applicable: false, standing: 'niet van toepassing', share: null })
    expect(of(brink).reasons.map((r) => r.text)).toEqual(expect.arrayContaining(['Bewoners kwamen met initiatieven in 24 maanden.', 'Er loopt een initiatief van bewoners.']))
    expect(of(aanleg).reasons).toContainEqual({ text: expect.stringMatching(/^1 bezoek in 26 weken/), source: 'kaart Aanwezigheid', asOf: today })
    const text = JSON.stringify(snapshot)
    for (const never of ['Jansen', 'Naam van', 'score', '"rank"']) expect(text, never).not.toContain(never)
  })

  it('X6: boundaries, thresholds, figures and activities change, and the decision stays the same, byte for byte', async () => {
    const [item] = await as('college', (tx) => listDecisions(tx, gemeente, year))
    const before = JSON.stringify(await decision('college', item!.id))
    const seenBefore = hashOfSeen(await seenNow())
    const anchors = { from: 'gemeente' as const, figures: {}, criteria: Object.fromEntries((['need', 'trend', 'gap', 'energy', 'physical', 'rest'] as const).map((c) => [c, { low: 0, high: 1 }])) as never }
    await as('planner', (tx) => addThresholds(tx, { gemeente, version: 1, year, limits: [{ key: 'laag-inkomen', direction: 'from', value: 16 }], atLeast: 1, anchors, reason: 'Strenger', restores: null }))
    await inDb(async (tx) => {
      await tx.execute(sql`update area set name = 'Anders', geom = ST_Multi(ST_Buffer(geom, -50)) where gemeente = ${gemeente} and code = ${aanleg}`)
      await tx.execute(sql`update indicator_value set value = 99 where area_code = ${brink}`)
      await tx.execute(sql`insert into visit (gemeente, source, source_id, visited_on, buurt_code, by_role, kind) values (${gemeente}, 'test', 'v2', ${today}, ${aanleg}, 'wijkmanager', 'ronde')`)
      await tx.execute(sql`insert into service (id, gemeente, source_id, organisation, name, service_type, themes) values (901, ${gemeente}, 's', 901, 'Inloop', 'inloop', '{}')`)
      await tx.execute(sql`insert into activity (gemeente, source_id, service, service_area, name, schedule, times_per_year, "from") values (${gemeente}, 'a', 901, 'gemeente', 'Inloop', 'FREQ=WEEKLY;BYDAY=TU', 52, '2026-01-01')`)
      await tx.execute(sql`update focus_period set goal = 'Iets anders', aftercare_from = aftercare_from + 30 where gemeente = ${gemeente}`)
    })
    await load('boundaries', files.town(), { gemeente, year: 2027 })
    expect(JSON.stringify(await decision('adviser', item!.id))).toBe(before)
    expect(JSON.stringify(await decision('college', item!.id))).toBe(before)
    expect(hashOfSeen(await seenNow())).not.toBe(seenBefore)
  })

  it('a decision is never changed or thrown away, and what somebody changed behind our back is told', async () => {
    const [item] = await as('college', (tx) => listDecisions(tx, gemeente, year))
    for (const statement of [sql`update focus_decision set public_text = 'x'`, sql`delete from focus_decision`]) {
      for (const who of ['college', 'planner', 'admin'] as const) expect(await code(as(who, (tx) => tx.execute(statement))), who).toBe('42501')
      expect(await code(inDb((tx) => tx.execute(statement)))).toBe('BF011')
    }
    const intactAfter = async (change: string): Promise<boolean> => {
      await owner.unsafe(`create temporary table kept as select * from focus_decision; alter table focus_decision disable trigger user; ${change}`)
      const { intact } = await decision('college', item!.id)
      await owner.unsafe(`update focus_decision d set public_text = k.public_text, snapshot = k.snapshot, chosen = k.chosen, sha256 = k.sha256 from kept k where k.id = d.id; alter table focus_decision enable trigger user; drop table kept`)
      return intact
    }
    expect(await intactAfter('select 1')).toBe(true)
    expect(await intactAfter(`update focus_decision set snapshot = replace(snapshot, '"wijk":"West"', '"wijk":"Oost"')`)).toBe(false)
    expect(await intactAfter(`update focus_decision set snapshot = snapshot || ' '`)).toBe(false)
    expect(await intactAfter(`update focus_decision set chosen = array['${aanleg}']`)).toBe(false)
    expect(await intactAfter(`update focus_decision set public_text = public_text || ' En meer.'`)).toBe(false)
    expect((await decision('college', item!.id)).intact).toBe(true)
  })

  it('a decision is revised by another one that names it; who is left out is a proposal again, unless somebody works there', async () => {
    const [first] = await as('college', (tx) => listDecisions(tx, gemeente, year))
    const p = (await as('college', (tx) => findProposal(tx, first!.proposal)))!
    expect(await code(decide('college', p, { chosen: p.codes }))).toBe('BF012') // names nothing
    const { id: newer } = (await propose('planner', year, [brink]))!
    const q = (await as('college', (tx) => findProposal(tx, newer)))!
    expect(await code(decide('college', q, { chosen: [brink] }))).toBe('23505') // there is a first one already
    await inDb((tx) => tx.execute(sql`insert into measure (gemeente, source_id, focus_period, title, owner_organisation) select ${gemeente}, 'm', f.id, 'Bankjes', 901 from focus_period f join cohort c on c.id = f.cohort where c.year = ${year} and f.buurt_code = ${aanleg}`))
    const refused = await decide('college', q, { chosen: [brink], replaces: first!.id }).catch((e: Error) => e)
    expect(sqlState(refused)).toBe('BF014')
    expect(String((refused as Error).message)).toContain('wordt al aan een plan gewerkt')
    const id = await decide('college', q, { chosen: [aanleg, brink], deviationReason: 'Daar is het werk al begonnen.', replaces: first!.id })
    expect(await decision('college', id)).toMatchObject({ replaces: first!.id, replacedBy: null, chosen: [aanleg, brink], intact: true })
    expect(await decision('college', first!.id)).toMatchObject({ replacedBy: id, intact: true })
    expect((await decision('college', id)).publicText).toMatch(/^Het college herziet zijn besluit en kiest/)
    const decided = (await periods()).map((f) => [f.code, f.decided, f.plan])
    expect(decided).toEqual([[aanleg, today, `${year}-01-01`], [brink, today, `${year}-01-01`], [centrum, null, null]])
    // two who revise the same decision: the second is refused
    expect(await code(decide('college', p, { chosen: p.codes, replaces: first!.id }))).toBe('23505')
    expect((await as('college', (tx) => listDecisions(tx, gemeente, year))).map((d) => [d.id, d.replaces])).toEqual([[id, first!.id], [first!.id, null]])
  })
})
