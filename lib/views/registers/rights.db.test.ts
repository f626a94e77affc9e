import { sql } from 'drizzle-orm'
import { beforeAll, describe, expect, it } from 'vitest'
import { asking, rows, sqlState, type Tx } from '@/lib/db/client'
import type { Me } from '@/lib/db/people'
import { findRecord, findRecords } from '@/lib/db/registers/list'
import type { RegisterRefused } from '@/lib/db/registers/refused'
import { confirmRecord, updateRecords } from '@/lib/db/registers/write'
import { registerIds, type Register, type RegisterId, type RegisterRecord } from '@/lib/domain/register'
import { mayAdd, mayRead } from '@/lib/domain/register-rights'
import { registers } from '@/lib/domain/registers'
import { availableEngines } from '@/lib/testing/databases'
import { inDb, useDatabase } from '@/lib/testing/imports'
import { buurt, makeRegisterWorld, sample, type Account, type Refs, type RegisterWorld } from '@/lib/testing/register-world'
import { changeRecord, createRecord, removeRecord } from './save'

const now = new Date('2026-06-15T10:00:00Z')
const today = '2026-06-15'
const patient = { deadlineMs: null }

class TakenBack extends Error {
  constructor(readonly worked: boolean) { super() }
}

/** Whether the database lets `who` do this; afterwards nothing is changed. */
async function allowed(who: Me, work: (tx: Tx) => Promise<boolean>): Promise<boolean> {
  try {
    await asking(who, async (tx) => { throw new TakenBack(await work(tx)) }, patient)
    throw new Error('unreachable')
  } catch (error) {
    if (error instanceof TakenBack) return error.worked
    if (sqlState(error) === '42501') return false
    if (sqlState(error) === '23503') return true // it may go, but is used
    throw error
  }
}

describe.each(availableEngines())('rights on registers on %s', (engine) => {
  useDatabase(engine)
  let world: RegisterWorld
  let of: Refs
  let theirs: Refs
  const ids = {} as Record<RegisterId, number[]>

  beforeAll(async () => {
    world = await makeRegisterWorld()
    const { planner } = world.users
    const zorg = world.users['adviser-zorg']
    const add = async (id: RegisterId, given: RegisterRecord, who = planner) => {
      const made = (await createRecord(who, registers[id], given, now)).item.id
      ;(ids[id] ??= []).push(made)
      return made
    }
    const refs = async (organisation: number): Promise<Refs> => {
      const r: Refs = { organisation, service: 0, venue: 0, activity: 0, agreement: 0, line: 0, werkgebied: world.werkgebied.west }
      r.service = await add('services', sample.services(1, r))
      r.venue = await add('venues', { ...sample.venues(1, r), organisation })
      r.activity = await add('activities', sample.activities(1, r))
      r.agreement = await add('agreements', { ...sample.agreements(1, r), hours: null })
      r.line = await add('agreement-lines', sample['agreement-lines'](1, r))
      for (const stage of ['agreed', 'planned', 'delivered', 'seen']) {
        await add('deliveries', { ...sample.deliveries(1, r), stage })
        await add('deliveries', { ...sample.deliveries(2, r), stage })
      }
      return r
    }
    ids.organisations = [world.organisations.a, world.organisations.b]
    of = await refs(world.organisations.a)
    theirs = await refs(world.organisations.b)
    await add('venues', sample.venues(2, of)) // of nobody
    for (const code of [buurt.west, buurt.oost, buurt.zuid]) await add('visits', { ...sample.visits(1, of), buurtCode: code })
    for (const code of [buurt.west, buurt.oost])
      for (const given of [{ route: null }, { route: 'wijkbeheer', handOverRef: 'WB-2', ownerTeam: 'wijkbeheer', status: 'assigned' }, { route: 'zorg' }, { route: 'college' }, { route: 'organisation', ownerOrganisation: of.organisation, status: 'assigned' }])
        await add('initiatives', { ...sample.initiatives(0, of), buurt: code, ownerTeam: null, status: 'received', ...given }, given.route === 'zorg' ? zorg : planner)
    of.cohorts = theirs.cohorts = []
    for (const n of [0, 1, 2, 3, 4]) of.cohorts.push(await add('cohorts', sample.cohorts(n, of)))
    const periods: number[] = []
    for (const code of [buurt.west, buurt.oost]) periods.push(await add('focus-periods', { ...sample['focus-periods'](0, of), buurtCode: code }))
    of.focusPeriod = theirs.focusPeriod = periods[0]!
    const nobody = { ownerTeam: null, ownerOrganisation: null }
    for (const focusPeriod of periods) {
      for (const owner of [nobody, { ...nobody, ownerTeam: 'zorg' }, { ...nobody, ownerUser: zorg.uid }, { ...nobody, ownerOrganisation: of.organisation }, { ...nobody, handedToOrganisation: theirs.organisation, handedOn: '2026-06-01' }])
        await add('measures', { ...sample.measures(0, of), focusPeriod, ...owner })
      await add('participation', { ...sample.participation(1, of), focusPeriod })
    }
    const { admin } = world.users
    for (const own of [of, theirs]) {
      own.platform = await add('wijkplatforms', sample.wijkplatforms(own === of ? 1 : 3, own), admin) // of org-a in west, of org-b in oost and zuid
      own.meeting = await add('platform-meetings', sample['platform-meetings'](1, own), admin)
      for (const n of [1, 2, 3]) await add('platform-actions', sample['platform-actions'](n, own), admin)
    }
    // What the college decided is not thrown away.
    await inDb((tx) => tx.execute(sql`update focus_period set decided_on = '2000-12-01' where id = ${periods[1]}`))
  })

  /** A change that stays within the rules, and is one. */
  const harmless: Record<RegisterId, RegisterRecord> = {
    organisations: { website: 'x.example' }, services: { description: 'anders' }, venues: { openingHours: 'ma' }, activities: { durationMinutes: 61 }, agreements: { notes: 'anders' },
    'agreement-lines': { notes: 'anders' }, deliveries: { notes: 'anders' }, visits: { planned: true }, initiatives: { handOverRef: 'x' },
    cohorts: { note: 'anders' }, 'focus-periods': { goal: 'anders' }, measures: { status: 'running' }, participation: { people: 7 }, wijkplatforms: { about: 'anders' }, 'platform-meetings': { agenda: 'anders' }, 'platform-actions': { due: '2027-01-01' },
  }
  const accounts = () => Object.entries(world.users) as [Account, Me][]

  it.each(registerIds)('%s: what the screen says beforehand is what the database lets happen, for every role and record', async (id) => {
    const register: Register = registers[id]
    const wrong: string[] = []
    for (const [account, who] of accounts()) {
      const seen = await asking(who, (tx) => findRecords(tx, register, ids[id], today), patient)
      if (!mayRead(id, who.role)) expect(seen, account).toEqual([])
      for (const item of seen) {
        const real = {
          update: await allowed(who, async (tx) => (await updateRecords(tx, register, [item], harmless[id])).length > 0),
          delete: await allowed(who, async (tx) => (await rows(tx, sql`delete from ${sql.identifier(register.table)} where id = ${item.id} returning id`)).length > 0),
          confirm: 'confirmedAt' in register.fields && (await allowed(who, (tx) => confirmRecord(tx, register, item.id))),
        }
        if (JSON.stringify(real) !== JSON.stringify(item.may)) wrong.push(`${account} ${id} ${ids[id].indexOf(item.id)}: said ${JSON.stringify(item.may)}, is ${JSON.stringify(real)}`)
      }
    }
    expect(wrong).toEqual([])
  })

  it.each(registerIds)('%s: who may add is who the database lets add', async (id) => {
    for (const [account, who] of accounts()) {
      const own = account === 'org-b' ? theirs : of
      const given: RegisterRecord = { ...sample[id](1, own), ...(id === 'venues' && who.role === 'organisation' && { organisation: own.organisation }), ...(id === 'deliveries' && { stage: who.role === 'wijkmanager' ? 'seen' : 'planned' }), ...(id === 'agreement-lines' && { hours: 0 }),
        ...(id === 'cohorts' && { year: 2050 }), ...(id === 'focus-periods' && { cohort: of.cohorts![who.role === 'college' ? 3 : 4] }), ...(id === 'measures' && who.team && { ownerTeam: who.team, ownerOrganisation: null }) }
      const made = await createRecord(who, registers[id], given, now).then(() => true, (e: RegisterRefused) => (e.code === 'not_allowed' ? false : Promise.reject(e)))
      expect(made, `${account} ${id}`).toBe(mayAdd(id, who.role))
      if (mayAdd(id, who.role)) continue
      // Not only refused beforehand: the database refuses it too.
      const columns = await inDb((tx) => rows<{ list: string }>(tx, sql`select string_agg('"' || column_name || '"', ', ') as list from information_schema.columns where table_schema = 'public' and table_name = ${registers[id].table} and column_name not in ('id', 'source_id', 'follow_code')`))
      const list = columns[0]!.list
      const extra = id === 'initiatives' ? ', follow_code' : ''
      const row = await inDb((tx) => rows<{ j: unknown }>(tx, sql`select to_jsonb(t) as j from ${sql.identifier(registers[id].table)} t where id = ${ids[id][0]}`))
      const forced = await allowed(who, async (tx) => {
        await tx.execute(sql`insert into ${sql.identifier(registers[id].table)} (source_id${sql.raw(extra)}, ${sql.raw(list)}) select 'forced'${sql.raw(extra && ", 'forced-code'")}, ${sql.raw(list)} from jsonb_populate_record(null::${sql.identifier(registers[id].table)}, ${JSON.stringify(row[0]!.j)}::text::jsonb)`)
        return true
      })
      expect(forced, `${account} ${id}: straight to the database`).toBe(false)
    }
  })

  it('an organisation changes its own, is refused what it only reads, and does not see agreements of others', async () => {
    const a = world.users['org-a']
    const refusal = async (work: Promise<unknown>) => (await work.then(() => null, (e: RegisterRefused) => e))?.code
    await changeRecord(a, registers.organisations, of.organisation, { version: 1, website: 'brug.example' }, now)
    expect(await refusal(changeRecord(a, registers.organisations, theirs.organisation, { version: 1, website: 'x.example' }, now))).toBe('not_allowed')
    expect(await refusal(changeRecord(a, registers.services, theirs.service, { version: 1, name: 'x' }, now))).toBe('not_allowed')
    expect(await refusal(removeRecord(a, registers.activities, theirs.activity, 1, now))).toBe('not_allowed')
    expect(await refusal(changeRecord(a, registers.agreements, theirs.agreement, { version: 1, notes: 'x' }, now))).toBe('unknown')
    expect(await refusal(changeRecord(a, registers.agreements, of.agreement, { version: 1, notes: 'x' }, now))).toBe('not_allowed')
    // Nor does it take what is not its own, or give its own away.
    expect(await refusal(createRecord(a, registers.services, { ...sample.services(1, theirs) }, now))).toBe('not_allowed')
    expect(await refusal(changeRecord(a, registers.services, of.service, { version: 1, organisation: theirs.organisation }, now))).toBe('not_allowed')
    expect(await asking(a, (tx) => findRecord(tx, registers.services, of.service, today), patient)).toMatchObject({ version: 1, may: { update: true, delete: true } })
  })

  it('who hands an initiative over to Zorg does so without reading it afterwards', async () => {
    const { planner } = world.users
    const { item } = await createRecord(planner, registers.initiatives, { ...sample.initiatives(1, of), route: 'wijkbeheer', status: 'received', ownerTeam: null }, now)
    const { item: handed } = await changeRecord(planner, registers.initiatives, item.id, { version: 1, route: 'zorg', point: null, buurt: buurt.west }, now)
    expect(handed.route).toBe('zorg')
    expect(await asking(planner, (tx) => findRecord(tx, registers.initiatives, item.id, today), patient)).toBeNull()
    expect(await asking(world.users['adviser-zorg'], (tx) => findRecord(tx, registers.initiatives, item.id, today), patient)).toMatchObject({ route: 'zorg', version: 2 })
  })
})
