import { parse } from 'csv-parse/sync'
import { sql } from 'drizzle-orm'
import readXlsx from 'read-excel-file/node'
import { beforeAll, describe, expect, it } from 'vitest'
import { asking, DatabaseUnavailable, rows } from '@/lib/db/client'
import type { Me } from '@/lib/db/people'
import { recordHistory } from '@/lib/db/registers/history'
import { exportRecords, findRecord, listRecords, WrongCursor } from '@/lib/db/registers/list'
import { listChoices } from '@/lib/db/registers/lists'
import type { RegisterRefused } from '@/lib/db/registers/refused'
import { networkRegisters, registerIds, type Register, type RegisterId, type RegisterRecord } from '@/lib/domain/register'
import type { RegisterItem } from '@/lib/domain/register-item'
import { parseRegisterQuery, sortable } from '@/lib/domain/register-query'
import { registers } from '@/lib/domain/registers'
import { fileColumns, registerCsv, registerGeojson, registerXlsx } from '@/lib/http/register-files'
import { availableEngines } from '@/lib/testing/databases'
import { inDb, useDatabase } from '@/lib/testing/imports'
import { buurt, makeRegisterWorld, places, sample, town, type Refs, type RegisterWorld } from '@/lib/testing/register-world'
import { bulkEdit, changeRecord, confirmAgain, createRecord, removeRecord, undo } from './save'

const now = new Date('2026-06-15T10:00:00Z')
const today = '2026-06-15'
const perRegister = 12
const patient = { deadlineMs: null }
const all = Object.values(registers)
const refused = (work: Promise<unknown>): Promise<RegisterRefused> => work.then(() => Promise.reject(new Error('was not refused')), (e: RegisterRefused) => (e.name === 'RegisterRefused' || 'code' in e ? e : Promise.reject(e)))
/** What must come back when something is undone. */
const content = ({ version: _, updatedAt: __, updatedBy: ___, createdAt: ____, ...rest }: RegisterItem): Partial<RegisterItem> => rest

describe.each(availableEngines())('registers on %s', (engine) => {
  useDatabase(engine)
  let world: RegisterWorld
  let me: Me
  let of: Refs
  const made = {} as Record<RegisterId, RegisterItem[]>
  const ask = async (register: Register, text = '', who = me) => {
    const { query, problems } = parseRegisterQuery(register, new URLSearchParams(text))
    if (problems) throw new Error(JSON.stringify(problems))
    return { ...query, gemeente: town, today, uid: who.uid }
  }
  const list = async (register: Register, text = '', who = me) => asking(who, async (tx) => listRecords(tx, register, await ask(register, text, who)), patient)
  const idsOf = async (register: Register, text: string) => (await list(register, `${text}&limit=2000`)).items.map((i) => i.id).sort((a, b) => a - b)
  const find = (register: Register, id: number, who = me) => asking(who, (tx) => findRecord(tx, register, id, today), patient)
  let nth = 0
  /** On a busy machine a form may be sent again: under its number that is one record. */
  /** What is of a wijkplatform nobody of the gemeente writes but the administrator. */
  const writerOf = (id: RegisterId): Me => (networkRegisters.includes(id) ? world.users.admin : me)
  const add = async (id: RegisterId, given: RegisterRecord, who = writerOf(id)): Promise<RegisterItem> => {
    const send = { ...given, sourceId: `made-${++nth}` }
    for (let time = 1; ; time++)
      try {
        return (await createRecord(who, registers[id], send, now)).item
      } catch (error) {
        if (!(error instanceof DatabaseUnavailable) || time === 5) throw error
      }
  }

  beforeAll(async () => {
    world = await makeRegisterWorld()
    me = world.users.planner
    of = { organisation: world.organisations.a, service: 0, venue: 0, activity: 0, agreement: 0, line: 0, werkgebied: world.werkgebied.west }
    of.service = (await add('services', sample.services(0, of))).id
    of.venue = (await add('venues', sample.venues(1, of))).id
    of.activity = (await add('activities', sample.activities(1, of))).id
    of.agreement = (await add('agreements', { ...sample.agreements(1, of), hours: 400 })).id
    of.line = (await add('agreement-lines', sample['agreement-lines'](1, of))).id
    for (const { id } of all)
      for (let n = 0; n < perRegister; n++) {
        const item = await add(id, sample[id](n, of))
        if (id === 'cohorts') of.cohorts = [...(of.cohorts ?? []), item.id]
        if (id === 'focus-periods') of.focusPeriod ??= item.id
        if (id === 'wijkplatforms') of.platform ??= item.id
        if (id === 'platform-meetings') of.meeting ??= item.id
      }
    for (const register of all) made[register.id] = (await list(register, 'limit=2000')).items
  })

  it.each(registerIds)('%s: what was added is what is read, alone and in the list, with names', async (id) => {
    const register = registers[id]
    const item = await add(id, sample[id](perRegister, of))
    for (const [name, value] of Object.entries(sample[id](perRegister, of))) expect(item[name], name).toEqual(value)
    expect(item).toMatchObject({ version: 1, source: 'app', gemeente: town, updatedBy: writerOf(id).role, createdAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/) as string })
    expect(await find(register, item.id, writerOf(id))).toEqual(item)
    expect((await list(register, 'limit=2000', writerOf(id))).items.find((i) => i.id === item.id)).toEqual(item)
    for (const [name, field] of Object.entries(register.fields)) if (field.to && item[name] !== null) expect(item.names[name], name).toSatisfy((v) => (Array.isArray(v) ? v.length === (item[name] as unknown[]).length : typeof v === 'string'))
    made[id].push(item)
  })

  it('names are those of what is referred to, and a place has its buurt', async () => {
    const activity = (await find(registers.activities, of.activity))!
    expect(activity).toMatchObject({ names: { service: 'dienst 0', venue: 'Buurthuis 1' }, lon: places.west.lon, lat: places.west.lat, buurtCode: buurt.west, timesPerYear: 52 })
    expect(made.activities.find((a) => (a.buurten as string[]).length === 2)!.names.buurten).toEqual(['Oost', 'Zuid'])
    expect(made.visits.find((v) => v.buurtCode === buurt.west)).toMatchObject({ names: { buurtCode: 'West' }, lon: expect.closeTo(places.west.lon, 1) as number })
    expect(made.initiatives.find((i) => i.point === null)).toMatchObject({ buurtCode: buurt.oost, lon: null, names: { buurt: 'Oost' } })
    const line = (await find(registers['agreement-lines'], of.line))!
    const delivered = made.deliveries.filter((d) => d.agreementLine === of.line && ['delivered', 'seen'].includes(String(d.stage))).reduce((sum, d) => sum + Number(d.hours), 0)
    expect(delivered).toBeGreaterThan(0)
    expect(line.delivered).toBe(delivered)
  })

  it.each(registerIds)('%s: every sort order, page by page, has every record exactly once', async (id) => {
    const register = registers[id]
    for (const sort of sortable(register).flatMap((s) => [s, `-${s}`])) {
      const seen: RegisterItem[] = []
      let cursor: string | null = ''
      while (cursor !== null) {
        const page: Awaited<ReturnType<typeof list>> = await list(register, `sort=${sort}&limit=5${cursor && `&cursor=${cursor}`}`)
        expect(page.total).toBe(made[id].length)
        seen.push(...page.items)
        cursor = page.next
      }
      expect(seen.map((i) => i.id).sort((a, b) => a - b), sort).toEqual(made[id].map((i) => i.id).sort((a, b) => a - b))
      // In order: what is empty last, the rest by what people read.
      const field = sort.replace('-', '')
      const key = (i: RegisterItem): unknown => {
        const value = register.fields[field]?.to || register.fields[field]?.type === 'buurt' ? i.names[field] : register.fields[field]?.choices ? (i[field] === null ? null : Object.keys(register.fields[field]!.choices!).indexOf(String(i[field]))) : i[field]
        return typeof value === 'string' ? value.toLowerCase() : typeof value === 'boolean' ? Number(value) : (value ?? null)
      }
      const keys = seen.map(key)
      expect(keys.slice(keys.filter((k) => k !== null).length).every((k) => k === null), `${sort}: empty last`).toBe(true)
      const given = keys.filter((k) => k !== null) as (string | number)[]
      for (let i = 1; i < given.length; i++) expect(sort.startsWith('-') ? given[i - 1]! >= given[i]! : given[i - 1]! <= given[i]!, `${sort}: ${given[i - 1]} ${given[i]}`).toBe(true)
    }
  })

  it.each(registerIds)('%s: every filter on a field keeps exactly the records that have the value', async (id) => {
    const register = registers[id]
    for (const [name, field] of Object.entries(register.fields).filter(([, f]) => f.filter)) {
      const values = [...new Set(made[id].flatMap((i) => (Array.isArray(i[name]) ? (i[name] as unknown[]) : [i[name]])).filter((v) => v !== null && v !== undefined))]
      for (const value of values) {
        const expected = made[id].filter((i) => (Array.isArray(i[name]) ? (i[name] as unknown[]).includes(value) : i[name] === value)).map((i) => i.id).sort((a, b) => a - b)
        expect(expected.length, name).toBeGreaterThan(0)
        expect(await idsOf(register, `${name}=${encodeURIComponent(field.type === 'text' ? String(value).toUpperCase() : String(value))}`), `${name}=${String(value)}`).toEqual(expected)
      }
    }
  })

  it('filters that are no field know the places, periods and money', async () => {
    const expectIds = async (id: RegisterId, text: string, test: (i: RegisterItem) => boolean) => {
      const expected = made[id].filter(test).map((i) => i.id).sort((a, b) => a - b)
      expect(await idsOf(registers[id], text), `${id} ${text}`).toEqual(expected)
      expect(expected.length, `${id} ${text} says something`).toBeGreaterThan(0)
      return expected.length
    }
    await expectIds('venues', 'werkgebied=west', (i) => i.buurtCode === buurt.west)
    await expectIds('venues', `selected=${buurt.oost}`, (i) => i.buurtCode === buurt.oost)
    await expectIds('venues', 'on=2028-01-01', (i) => i.to === null)
    await expectIds('venues', 'q=HUIS+1', (i) => String(i.name).includes('huis 1'))
    await expectIds('activities', 'werkgebied=oost', (i) => (i.buurten as string[]).includes(buurt.oost))
    await expectIds('activities', 'werkgebied=west', (i) => i.venue === of.venue)
    await expectIds('activities', `selected=${buurt.zuid}`, (i) => (i.buurten as string[]).includes(buurt.zuid))
    await expectIds('activities', 'on=2026-07-01', (i) => i.to === null)
    await expectIds('activities', 'ends=30', (i) => i.to === '2026-07-01')
    expect(await idsOf(registers.activities, 'ends=15')).toEqual([]) // the first of July is 16 days on
    await expectIds('activities', 'stale=1', () => true)
    await expectIds('activities', `organisation=${of.organisation}`, () => true)
    expect(await idsOf(registers.activities, `organisation=${world.organisations.b}`)).toEqual([])
    await expectIds('activities', 'theme=eenzaamheid', () => true)
    await expectIds('agreements', 'theme=eenzaamheid', (i) => i.id === of.agreement)
    await expectIds('agreements', 'subsidised=true', (i) => Number(i.subsidyEur ?? 0) > 0)
    await expectIds('agreements', 'subsidised=nee', (i) => !i.subsidyEur)
    await expectIds('agreement-lines', `selected=${buurt.west}`, () => true)
    await expectIds('agreement-lines', `selected=${buurt.oost}`, (i) => i.level === 'gemeente')
    await expectIds('agreement-lines', 'year=2025', () => true)
    await expectIds('deliveries', 'year=2025', (i) => String(i.from) < '2026-01-01')
    await expectIds('deliveries', 'theme=geldzorgen', () => true)
    await expectIds('visits', 'from=2026-03-01&to=2026-05-01', (i) => String(i.visitedOn) >= '2026-03-01' && String(i.visitedOn) < '2026-05-01')
    await expectIds('visits', 'werkgebied=west', (i) => i.buurtCode === buurt.west)
    await expectIds('initiatives', 'werkgebied=oost', (i) => i.buurtCode === buurt.oost)
    await expectIds('initiatives', 'owner=none', (i) => i.ownerTeam === null)
    await expectIds('initiatives', 'owner=team:wijkbeheer', (i) => i.ownerTeam === 'wijkbeheer')
    // On 15 June: without an owner since before 1 June, or without an answer since before 4 May.
    await expectIds('initiatives', 'overdue=true', (i) => (i.ownerTeam === null ? String(i.receivedOn) < '2026-06-01' : String(i.receivedOn) < '2026-05-04'))
    await expectIds('focus-periods', 'year=2003', (i) => i.cohort === of.cohorts![2])
    await expectIds('focus-periods', 'werkgebied=oost', (i) => i.buurtCode === buurt.oost)
    await expectIds('measures', `year=2001&selected=${buurt.west}`, () => true)
    await expectIds('measures', 'overdue=true', (i) => ['planned', 'running'].includes(String(i.status)) && i.handedOn === null && String(i.plannedTo) <= '2026-06-15')
    await expectIds('participation', 'werkgebied=west', () => true)
    expect(await idsOf(registers.participation, 'year=2003')).toEqual([])
    await expectIds('wijkplatforms', 'werkgebied=oost', (i) => (i.buurten as string[]).includes(buurt.oost))
    await expectIds('wijkplatforms', `selected=${buurt.zuid}`, (i) => (i.buurten as string[]).includes(buurt.zuid))
    await expectIds('wijkplatforms', 'on=2031-01-01', (i) => i.to === null)
    // About the buurten of the platform, wherever it meets: the first is about Oost and Zuid and meets in West.
    await expectIds('platform-meetings', `selected=${buurt.oost}`, (i) => i.platform === of.platform)
    expect(await idsOf(registers['platform-meetings'], 'werkgebied=west')).toEqual([])
    await expectIds('platform-meetings', 'from=2025-03-01&to=2025-05-12', (i) => String(i.heldOn) >= '2025-03-01' && String(i.heldOn) < '2025-05-12')
    await expectIds('platform-actions', 'werkgebied=oost', () => true)
    await expectIds('platform-actions', 'overdue=true', (i) => i.status === 'open' && i.due !== null)
    await expectIds('organisations', 'theme=eenzaamheid', (i) => i.id === of.organisation)
    await expectIds('organisations', 'subsidised=2025', (i) => i.id === of.organisation)
    expect(await idsOf(registers.organisations, 'subsidised=2030')).toEqual([])
  })

  it('a cursor of another order, or one that was made up, is refused', async () => {
    const { next } = await list(registers.venues, 'limit=2&sort=name')
    for (const cursor of [next!, 'x', Buffer.from('["from","1;drop",1]').toString('base64url'), Buffer.from('["from","2025-02-30",1]').toString('base64url'), Buffer.from('{}').toString('base64url')])
      await expect(list(registers.venues, `sort=from&cursor=${cursor}`)).rejects.toBeInstanceOf(WrongCursor)
  })

  it.each(registerIds)('%s: list, CSV, XLSX and GeoJSON hold the same records in the same order', async (id) => {
    const register = registers[id]
    const query = { ...(await ask(register, '')), codes: true }
    const items = await asking(me, (tx) => exportRecords(tx, register, query), patient)
    const listed = (await list(register, 'limit=2000')).items
    expect(items.map(({ codes: _, ...item }) => item)).toEqual(listed)
    const csv = parse(registerCsv(register, items), { columns: true }) as Record<string, string>[]
    expect(csv.map((row) => Number(row.id))).toEqual(listed.map((i) => i.id))
    expect(Object.keys(csv[0]!)).toEqual(fileColumns(register).map((c) => c.name))
    const sheets = (await readXlsx(await registerXlsx(register, items), { trim: false })) as unknown as { data: unknown[][] }[]
    const [header, ...body] = sheets[0]!.data
    expect(header).toEqual(fileColumns(register).map((c) => c.name))
    const text = (cell: unknown): string => (cell === null ? '' : cell instanceof Date ? cell.toISOString().slice(0, 10) : String(cell))
    expect(body.map((row) => row.map(text))).toEqual(csv.map((row) => Object.values(row)))
    const geojson = JSON.parse(registerGeojson(items)) as { features: { id: number }[]; withoutPlace: number; numberMatched: number }
    expect(geojson.features.map((f) => f.id)).toEqual(listed.filter((i) => i.lon !== null).map((i) => i.id))
    expect(geojson.features.length + geojson.withoutPlace).toBe(listed.length)
  })

  it('a form that is sent twice, also at the same moment, is one record', async () => {
    const given = { ...sample.venues(3, of), sourceId: 'twice' }
    const answers = await Promise.all([1, 2, 3].map(() => createRecord(me, registers.venues, given, now)))
    expect(new Set(answers.map((a) => a.item.id)).size).toBe(1)
    expect(answers.filter((a) => a.created)).toHaveLength(1)
    expect((await createRecord(me, registers.venues, given, now)).created).toBe(false)
    const [{ n } = { n: 0 }] = await inDb((tx) => rows<{ n: number }>(tx, sql`select count(*)::int as n from audit where action = 'register.create' and object_id = ${String(answers[0]!.item.id)} and object_type = 'venue'`))
    expect(n).toBe(1)
  })

  it('two editors at once: one is saved, the other is told what changed, and nothing is lost', async () => {
    const item = await add('venues', sample.venues(3, of))
    const edits = [{ name: 'Van de een' }, { name: 'Van de ander' }]
    const results = await Promise.allSettled(edits.map((e) => changeRecord(me, registers.venues, item.id, { version: 1, ...e }, now)))
    const won = results.findIndex((r) => r.status === 'fulfilled')
    const lost = results.find((r) => r.status === 'rejected') as PromiseRejectedResult
    expect(results.filter((r) => r.status === 'fulfilled')).toHaveLength(1)
    const { code, more } = lost.reason as RegisterRefused
    expect(code).toBe('conflict')
    expect(more.conflict).toMatchObject({ by: 'planner', changed: [{ field: 'name', label: 'Naam', before: item.name, theirs: edits[won]!.name }] })
    expect(more.conflict!.current).toEqual(await find(registers.venues, item.id))
    // Who read an older version still is told what changed since.
    await changeRecord(world.users.admin, registers.venues, item.id, { version: 2, point: places.oost }, now)
    const later = await refused(changeRecord(me, registers.venues, item.id, { version: 1, name: 'Te laat' }, now))
    expect(later.more.conflict).toMatchObject({ by: 'admin', changed: [{ field: 'name' }, { field: 'point', before: item.point, theirs: places.oost }] })
    expect((await find(registers.venues, item.id))!.version).toBe(3)
  })

  it('only what differs is a change; a confirmation does not stand in the way of an editor', async () => {
    const item = await add('venues', sample.venues(3, of))
    expect((await changeRecord(me, registers.venues, item.id, { version: 1, name: String(item.name) }, now)).item.version).toBe(1)
    const { item: confirmed } = await confirmAgain(world.users['wijkmanager-west'], registers.venues, item.id, now)
    expect(confirmed).toMatchObject({ version: 1, confirmedAt: expect.stringMatching(/^\d{4}-\d{2}-\d{2}$/) as string })
    // Just after midnight here it is still the day before by the clock of the server.
    await inDb((tx) => tx.execute(sql`update venue set confirmed_at = '2026-06-30T22:30:00Z' where id = ${item.id}`))
    expect((await find(registers.venues, item.id))!.confirmedAt).toBe('2026-07-01')
    expect((await changeRecord(me, registers.venues, item.id, { version: 1, name: 'Nieuw' }, now)).item.version).toBe(2)
    const history = await asking(me, async (tx) => recordHistory(tx, registers.venues, (await findRecord(tx, registers.venues, item.id, today))!), patient)
    expect(history.map((h) => [h.action, h.by, h.changes.map((c) => [c.label, c.beforeText, c.afterText])])).toEqual([
      ['update', 'planner', [['Naam', String(item.name), 'Nieuw']]],
      ['confirm', 'system', [['Laatst bevestigd', expect.any(String) as string, '1-7-2026']]],
      ['confirm', 'wijkmanager', [['Laatst bevestigd', '', expect.stringMatching(/^\d+-\d+-20\d\d$/) as string]]],
      ['create', 'planner', []],
    ])
  })

  it('bad input: each field says in Dutch what was expected', async () => {
    const wrong = async (id: RegisterId, given: RegisterRecord) => (await refused(createRecord(me, registers[id], { ...sample[id](1, of), ...given }, now))).errors
    expect(await wrong('organisations', { name: '' })).toEqual([{ name: 'name', message: 'Naam ontbreekt' }])
    expect(await wrong('organisations', { from: '2026-05-01', to: '2026-05-01' })).toEqual([{ name: 'to', message: 'Einddatum (2026-05-01) moet na de begindatum (2026-05-01) liggen' }])
    expect((await wrong('organisations', { id: 3, naam: 'x' })).map((e) => e.name)).toEqual(['id', 'naam'])
    expect(await wrong('activities', { venue: null })).toEqual([{ name: 'venue', message: 'Kies een locatie, of het gebied waarin dit werkt' }])
    expect((await wrong('activities', { schedule: 'FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30' })).map((e) => e.name)).toEqual(['schedule'])
    expect(await wrong('activities', { confirmedAt: '2026-01-01' })).toEqual([{ name: 'confirmedAt', message: 'Laatst bevestigd wordt door het programma bijgehouden' }])
    expect(await wrong('deliveries', { hours: -1 })).toEqual([{ name: 'hours', message: 'Uren: verwacht 0 of meer' }])
    expect(await wrong('venues', { point: places.outside })).toEqual([{ name: 'point', message: 'Deze plek ligt buiten de gemeente' }])
    expect(await wrong('services', { organisation: 999999 })).toEqual([{ name: 'organisation', message: 'Organisatie bestaat niet (meer): 999999' }])
    expect(await wrong('services', { themes: ['onzin'] })).toEqual([{ name: 'themes', message: 'Thema’s bestaat niet (meer): onzin' }])
    expect((await wrong('visits', { buurtCode: 'BU99909999' }))[0]).toMatchObject({ name: 'buurtCode' })
    expect((await wrong('initiatives', { ownerUser: world.users['wijkmanager-west'].uid }))[0]).toEqual({ name: 'ownerUser', message: 'De wijkmanager verbindt, maar is geen eigenaar' })
  })

  it('lines above their agreement are refused with the numbers, whichever side is changed', async () => {
    const agreement = await add('agreements', { ...sample.agreements(1, of), hours: 10, subsidyEur: null })
    const line = await add('agreement-lines', { ...sample['agreement-lines'](2, of), agreement: agreement.id, hours: 8 })
    const over = await refused(createRecord(me, registers['agreement-lines'], { ...sample['agreement-lines'](2, of), agreement: agreement.id, hours: 3 }, now))
    expect(over).toMatchObject({ code: 'sums', message: 'De regels van deze afspraak zijn samen 11 uur, meer dan de 10 uur van de afspraak zelf' })
    expect((await refused(changeRecord(me, registers.agreements, agreement.id, { version: 1, hours: 7 }, now))).code).toBe('sums')
    expect((await changeRecord(me, registers['agreement-lines'], line.id, { version: 1, hours: 10 }, now)).item.hours).toBe(10)
  })

  it('free text: certain personal data is refused, what may be a name asks and is told to the audit log by its kind', async () => {
    const given = { ...sample.services(1, of), description: 'Bel mevrouw Jansen' }
    const asks = await refused(createRecord(me, registers.services, given, now))
    expect(asks).toMatchObject({ code: 'invalid', more: { confirmText: true }, errors: [{ name: 'description' }] })
    expect((await refused(createRecord(me, registers.services, { ...given, description: 'Bel 06-12345678', confirmText: true }, now))).more.confirmText).toBe(false)
    const { item } = await createRecord(me, registers.services, { ...given, confirmText: true }, now)
    // The same text is not asked about again when something else is changed.
    expect((await changeRecord(me, registers.services, item.id, { version: 1, name: 'anders' }, now)).item.version).toBe(2)
    const lines = await inDb((tx) => rows<{ action: string; detail: Record<string, unknown> }>(tx, sql`select action, detail from audit where object_type = 'service' and object_id = ${String(item.id)} order by seq`))
    expect(lines.map((l) => [l.action, l.detail.confirmed ?? null, l.detail.fields ?? null])).toEqual([['register.create', ['name'], null], ['register.update', null, ['name']]])
    const everything = await inDb((tx) => rows<{ all: string }>(tx, sql`select string_agg(detail::text, ' ') as all from audit where action like 'register.%'`))
    expect(everything[0]!.all).not.toMatch(/Jansen|Moestuin|Buurthuis|tuin/)
  })

  it('what is used does not go, and says by what; what is not used goes and comes back', async () => {
    expect((await refused(removeRecord(me, registers.venues, of.venue, 1, now)))).toMatchObject({ code: 'in_use', message: expect.stringMatching(/^Dit kan niet weg: de locatie wordt gebruikt door \d+ activiteiten en \d+ bijeenkomsten\.$/) as string })
    expect((await refused(removeRecord(me, registers.organisations, of.organisation, 1, now))).message).toMatch(/diensten.*activiteiten.* en \d+ prestatieafspraken|diensten/)
    for (const register of [registers.venues, registers.services, registers.visits, registers.deliveries]) {
      const item = await add(register.id, sample[register.id](5, of))
      expect((await refused(removeRecord(me, register, item.id, 7, now))).code).toBe('conflict')
      const { change } = await removeRecord(me, register, item.id, 1, now)
      expect(await find(register, item.id)).toBeNull()
      expect(await undo(me, register, change)).toMatchObject({ undone: 1, kept: [] })
      const back = (await find(register, item.id))!
      expect(content(back)).toEqual(content(item))
      expect(back.version).toBe(2)
      await removeRecord(me, register, item.id, 2, now)
    }
    expect((await refused(removeRecord(me, registers.initiatives, made.initiatives[0]!.id, 1, now))).code).toBe('not_allowed')
  })

  it('an agreement that is thrown away comes back with its lines', async () => {
    const agreement = await add('agreements', sample.agreements(1, of))
    const line = await add('agreement-lines', { ...sample['agreement-lines'](0, of), agreement: agreement.id })
    const { change } = await removeRecord(me, registers.agreements, agreement.id, 1, now)
    expect(await find(registers['agreement-lines'], line.id)).toBeNull()
    expect(await undo(me, registers.agreements, change)).toMatchObject({ undone: 2, kept: [] })
    expect(content((await find(registers['agreement-lines'], line.id))!)).toEqual(content(line))
  })

  it('many at once: the preview tells what happens, and undoing restores it exactly but for what was changed later', async () => {
    const register = registers.activities
    const items = await Promise.all([1, 2, 3, 4].map((n) => add('activities', sample.activities(n, of))))
    const records = items.map(({ id, version }) => ({ id, version }))
    const set = { to: '2026-09-01', professional: true }
    const preview = await bulkEdit(me, register, records, set, true, now)
    expect(preview.change).toBeNull()
    expect(await Promise.all(items.map((i) => find(register, i.id)))).toEqual(items)
    const done = await bulkEdit(me, register, records, set, false, now)
    expect(done.items).toEqual(preview.items)
    expect(done.items[1]).toMatchObject({ before: { to: null, professional: true }, after: set, beforeText: { to: '', professional: 'Ja' }, afterText: { to: '1-9-2026', professional: 'Ja' } })
    for (const { id } of items) expect(await find(register, id)).toMatchObject({ ...set, version: 2 })
    await changeRecord(world.users.admin, register, items[0]!.id, { version: 2, name: 'Later' }, now)
    const undone = await undo(me, register, done.change!)
    expect(undone).toMatchObject({ undone: 3, kept: [{ id: items[0]!.id, reason: 'Is daarna gewijzigd' }] })
    for (const item of items.slice(1)) expect(content((await find(register, item.id))!)).toEqual(content(item))
    // Undoing is a change too, and can itself be undone.
    expect(await undo(me, register, undone.change)).toMatchObject({ undone: 3 })
    expect(await find(register, items[1]!.id)).toMatchObject(set)
    expect((await refused(undo(me, register, '00000000-0000-4000-8000-000000000000'))).code).toBe('unknown')
  })

  it('many at once: when something stands in the way of one, nothing is changed, and the preview said so', async () => {
    const register = registers.activities
    const [good, early, old] = await Promise.all([add('activities', sample.activities(1, of)), add('activities', { ...sample.activities(2, of), from: '2027-01-01', to: null }), add('activities', sample.activities(3, of))])
    await changeRecord(me, register, old.id, { version: 1, name: 'Anders' }, now)
    const records = [good, early, old, { id: 99_999_999, version: 1 }].map(({ id, version }) => ({ id, version }))
    const preview = await bulkEdit(me, register, records, { to: '2026-09-01' }, true, now)
    expect(preview.items.map((i) => i.problem ?? null)).toEqual([null, 'Einddatum (2026-09-01) moet na de begindatum (2027-01-01) liggen.', 'Is intussen gewijzigd', 'Bestaat niet, of hoort niet bij wat u mag zien'])
    const blocked = (await refused(bulkEdit(me, register, records, { to: '2026-09-01' }, false, now))) as RegisterRefused & { answer: typeof preview }
    expect(blocked).toMatchObject({ code: 'blocked', message: 'Er is niets gewijzigd: bij 3 van de 4 kan het niet.' })
    expect(blocked.answer).toEqual(preview)
    expect(await find(register, good.id)).toEqual(good)
    expect((await refused(bulkEdit(me, register, records, { name: 'x' }, true, now))).errors).toEqual([{ name: 'name', message: 'Naam kan niet voor veel tegelijk worden gewijzigd' }])
    expect((await refused(bulkEdit(me, register, records, { venue: 99_999_999 }, true, now))).errors).toMatchObject([{ name: 'venue' }])
  })

  it('what was added by mistake goes by undoing it, unless others use it by now', async () => {
    const venue = await createRecord(me, registers.venues, sample.venues(2, of), now)
    const activity = await createRecord(me, registers.activities, { ...sample.activities(1, of), venue: venue.item.id }, now)
    expect(await undo(me, registers.venues, venue.change)).toMatchObject({ undone: 0, kept: [{ id: venue.item.id, name: 'Buurthuis 2', reason: 'Dit kan niet weg: de locatie wordt gebruikt door 1 activiteit.' }] })
    expect(await undo(me, registers.activities, activity.change)).toMatchObject({ undone: 1 })
    expect(await undo(me, registers.venues, venue.change)).toMatchObject({ undone: 1 })
    expect(await find(registers.venues, venue.item.id)).toBeNull()
    const agreement = await createRecord(me, registers.agreements, sample.agreements(1, of), now)
    await add('agreement-lines', { ...sample['agreement-lines'](2, of), agreement: agreement.item.id })
    expect((await undo(me, registers.agreements, agreement.change)).kept).toMatchObject([{ reason: 'Heeft daarna regels gekregen' }])
    const confirmed = await confirmAgain(me, registers.venues, of.venue, now)
    expect(await undo(me, registers.venues, confirmed.change)).toMatchObject({ undone: 1 })
    expect((await find(registers.venues, of.venue))!.confirmedAt).toBeNull()
  })

  it('short lists hold what a field keeps; advisers are for staff', async () => {
    const at = { gemeente: town, boundarySet: 1, year: 2024 }
    const of = (name: Parameters<typeof listChoices>[1], who = me) => asking(who, (tx) => listChoices(tx, name, at), patient)
    expect((await of('themes')).map((t) => [t.id, t.name])).toEqual([['eenzaamheid', 'Eenzaamheid'], ['geldzorgen', 'Geldzorgen']])
    expect((await of('werkgebieden')).map((w) => [w.id, w.slug])).toEqual([[world.werkgebied.oost, 'oost'], [world.werkgebied.west, 'west']])
    expect((await of('teams')).map((t) => t.id)).toEqual(['wijkbeheer', 'zorg'])
    expect((await of('buurten')).map((b) => [b.id, b.werkgebied])).toEqual([[buurt.oost, 'oost'], [buurt.west, 'west'], [buurt.zuid, null]])
    expect((await of('advisers')).map((a) => a.id).sort()).toEqual([world.users['adviser-zorg'].uid, world.users['adviser-wijkbeheer'].uid].sort())
    expect(await of('advisers', world.users['org-a'])).toEqual([])
  })
})
