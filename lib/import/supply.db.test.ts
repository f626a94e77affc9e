import { sql } from 'drizzle-orm'
import { describe, expect, it } from 'vitest'
import { rows } from '@/lib/db/client'
import { previewRun } from '@/lib/db/imports/preview'
import { findRun } from '@/lib/db/imports/runs'
import { system } from '@/lib/domain/identity'
import type { ImportKind, ImportReport } from '@/lib/domain/import-run'
import { availableEngines } from '@/lib/testing/databases'
import { inDb, load, useDatabase } from '@/lib/testing/imports'
import { Files, townFeatures } from '@/lib/testing/town'
import { kinds } from './kinds'
import { cancelRun, undoRun } from './pipeline'

const order: ImportKind[] = ['organisations', 'services', 'venues', 'activities', 'agreements', 'deliveries', 'initiatives', 'wijkplatforms', 'platform-meetings', 'platform-actions']
const tables = ['organisation', 'service', 'venue', 'activity', 'agreement', 'agreement_line', 'delivery', 'initiative', 'wijkplatform', 'platform_meeting', 'platform_action']
const themes = ['slug,label,domain,sensitive,public', 'eenzaamheid,Eenzaamheid,sociaal,ja,nee', 'ontmoeten,Ontmoeten,sociaal,nee,ja']

/** Content of all registers as text; numbers of rows, versions and moments are kept by the database and are no content. */
async function fingerprint(): Promise<string> {
  const found = await inDb((tx) => rows(tx, sql.raw(tables.map((t) => `
    select '${t}' as t, md5(coalesce(string_agg((to_jsonb(r) - '{id,version,created_at,created_by,updated_at,updated_by,organisation,service,venue,agreement,agreement_line,activity,owner_organisation,cooperation_with,follow_code,platform,meeting}'::text[])::text, E'\\n' order by source_id), '')) as hash, count(*)::int as n from ${t} r`).join(' union all '))))
  return JSON.stringify(found)
}
const said = (report: ImportReport): [number, string | null, string][] => report.rejects.map((r) => [r.row, r.column, r.code])
const one = async <T extends object>(statement: ReturnType<typeof sql>): Promise<T> => (await inDb((tx) => rows<T>(tx, statement)))[0]!

describe.each(availableEngines())('who does what where, imported on %s', (engine) => {
  useDatabase(engine)
  const files = new Files()
  /** Buurten BU99990101, 0102, 0201 and 0202, in a row of 1 x 1 km from (110500, 552000) in RD: around the points of the templates. */
  const town = townFeatures().map((f) => JSON.parse(JSON.stringify(f).replaceAll('9990', '9999'), (_, v: unknown) =>
    Array.isArray(v) && v.length === 2 && typeof v[0] === 'number' ? [(v[0] as number) + 10_500, (v[1] as number) + 52_000] : v) as (typeof f))
  const template = (kind: ImportKind): string => files.csv(`${kind}-template.csv`, kinds[kind].template)
  const lines = (kind: ImportKind, made: readonly Record<string, string | number>[]): string => {
    const columns = kinds[kind].template[0]!.split(',')
    return files.csv(`${kind}-${made.length}.csv`, [columns.join(','), ...made.map((row) => columns.map((c) => row[c] ?? '').join(','))])
  }
  const bad = async (kind: ImportKind, made: readonly Record<string, string | number>[]): Promise<[number, string | null, string][]> => {
    const before = await fingerprint()
    const report = await load(kind, lines(kind, made), { source: 'bad' })
    expect(report).toMatchObject({ status: 'refused', rows: { applied: 0 } })
    expect(await fingerprint()).toBe(before)
    for (const r of report.rejects) expect(r.message).toMatch(/^\p{Lu}.*[.)]$/u)
    return said(report)
  }

  it('loads the template of each kind, changes nothing the second time, and undoes exactly', async () => {
    await load('boundaries', files.town('town.geojson', town), { year: 2024 })
    await load('themes', files.csv('themes.csv', themes))
    await load('werkgebieden', files.csv('wg.csv', ['werkgebied,buurt_code', 'West,BU99990101', 'West,BU99990102', 'Oost,BU99990201', 'Oost,BU99990202']))
    const states = [await fingerprint()]
    const runs: number[] = []
    for (const kind of order) {
      const first = await load(kind, template(kind))
      expect([kind, first.rejects, first.warnings.filter((w) => !/^Scheidingsteken/.test(w)), first.problem]).toEqual([kind, [], expect.any(Array), undefined])
      expect(first).toMatchObject({ status: 'applied', rows: { read: kinds[kind].template.length - 1, applied: kinds[kind].template.length - 1, rejected: 0 } })
      runs.push(first.run)
      const after = await fingerprint()
      expect((await load(kind, template(kind))).rows).toMatchObject({ applied: 0, unchanged: kinds[kind].template.length - 1, rejected: 0 })
      expect(await fingerprint()).toBe(after)
      states.push(after)
    }
    for (const run of runs.toReversed()) {
      states.pop()
      expect((await undoRun(run, system)).status).toBe('undone')
      expect(await fingerprint()).toBe(states.at(-1))
    }
    for (const kind of order) await load(kind, template(kind))
  }, 300_000)

  it('means what the templates say', async () => {
    const found = await one(sql`
      select a.schedule, a.times_per_year as times, a.start_time::text as start, v.name as venue, s.name as service, o.name as organisation, s.themes, a.professional, a.confirmed_at is not null as confirmed,
             (select ar.code from venue_area va join area ar on ar.id = va.area where va.venue = v.id) as buurt
      from activity a join venue v on v.id = a.venue join service s on s.id = a.service join organisation o on o.id = s.organisation where a.source_id = 'T-001'`)
    expect(found).toEqual({ schedule: 'FREQ=WEEKLY;BYDAY=TU', times: 52, start: '10:00:00', venue: 'Buurthuis De Haven', service: 'Spreekuur Samen', organisation: 'Stichting De Brug', themes: ['eenzaamheid', 'ontmoeten'], professional: true, confirmed: true, buurt: 'BU99990201' })
    expect(await one(sql`select a.venue, a.service_area, a.buurten, a.target_groups, (select name from organisation o where o.id = a.cooperation_with[1]) as together from activity a where a.source_id = 'T-002'`))
      .toEqual({ venue: null, service_area: 'buurten', buurten: ['BU99990101', 'BU99990102'], target_groups: ['ouderen'], together: 'Stichting De Brug' })
    expect(await one(sql`select a.hours as agreed, a.subsidy_eur::float8 as euro, a.attendance_clause as clause, count(l.id)::int as lines, sum(l.hours) as hours from agreement a join agreement_line l on l.agreement = a.id where a.source_id = 'A-2026-01' group by a.id`))
      .toEqual({ agreed: 1500, euro: 120000, clause: true, lines: 2, hours: 1000 })
    expect(await one(sql`select (select count(*)::int from agreement_line where agreement = a.id) as lines from agreement a where a.source_id = 'A-2026-02'`)).toEqual({ lines: 0 })
    expect(await one(sql`select d.hours, d.stage, l.description from delivery d join agreement_line l on l.id = d.agreement_line`)).toEqual({ hours: 32, stage: 'delivered', description: 'Spreekuur tegen eenzaamheid' })
    expect(await one(sql`select o.name, i.status, length(i.follow_code) >= 10 as code from initiative i join organisation o on o.id = i.owner_organisation`)).toEqual({ name: 'Stichting De Brug', status: 'assigned', code: true })
  })

  it('a meeting keeps the lines of its agenda, and what was agreed its meeting', async () => {
    expect(await one(sql`select w.name, m.held_on::text as day, m.start_time::text as start, v.name as venue, m.place, m.agenda from platform_meeting m join wijkplatform w on w.id = m.platform join venue v on v.id = m.venue`))
      .toEqual({ name: 'Wijkplatform Haven', day: '2026-12-08', start: '19:30:00', venue: 'Buurthuis De Haven', place: 'zaal 2', agenda: 'Licht op de kade\nPlan voor het plein\nRondvraag' })
    expect(await one(sql`select w.name, m.held_on::text as day, a.team, a.by from platform_action a join wijkplatform w on w.id = a.platform join platform_meeting m on m.id = a.meeting`)).toEqual({ name: 'Dorpsraad Zuid', day: '2026-10-06', team: 'wijkbeheer', by: 'gemeente' })
    // A meeting is named by its number only, and is of the same platform.
    const wrong = await load('platform-actions', files.csv('wrong.csv', ['source_id,title,platform,meeting,by,status', 'x1,Bankje,W-001,B-002,platform,open', 'x2,Bankje,W-001,W-001,platform,open']))
    expect([wrong.status, said(wrong).toSorted()]).toEqual(['refused', [[2, 'meeting', 'meeting_elsewhere'], [3, 'meeting', 'reference_unknown']]])
    expect(said(await load('platform-meetings', files.csv('future.csv', ['source_id,platform,held_on,start_time,place,status', 'x1,W-001,2999-01-01,20:00,zaal,held'])))).toEqual([[2, 'held_on', 'date_future']])
  })

  it('shows what is in a file before it is loaded, lists as text and venues on the map', async () => {
    const shown = async (kind: ImportKind) => {
      const { run } = await load(kind, template(kind), { source: 'look' }, { mode: 'check' })
      const preview = await inDb(async (tx) => previewRun(tx, (await findRun(tx, run))!))
      await cancelRun(run, system)
      return preview
    }
    expect((await shown('services')).rows[0]).toMatchObject({ row: 2, rejected: false, sourceId: 'D-001', organisation: 'O-001', themes: 'eenzaamheid, ontmoeten', targetGroups: 'ouderen, mantelzorgers', professional: true })
    expect((await shown('agreements')).rows[1]).toMatchObject({ title: 'Welzijn in de wijken 2026', description: 'Ontmoeten in de hele gemeente', level: 'gemeente', buurt: null, hours: 600 })
    const venues = await shown('venues')
    expect(venues.features.features[0]).toMatchObject({ properties: { row: 2, rejected: false }, geometry: { type: 'Point', coordinates: [4.7601, 52.9563] } })
    const initiatives = await shown('initiatives')
    expect([initiatives.features.features, Object.keys(initiatives.rows[0]!).filter((k) => /title|what/.test(k))]).toEqual([[], []]) // an administrator reads no initiatives
  })

  it('reads a schedule in Dutch words or as RRULE, an eur with a comma, a place in RD, and labels for values', async () => {
    const { run } = await load('activities', files.csv('words.csv', [
      'source_id;name;service;venue;schedule;weekday;from;capacity_hours;target_groups;professional;duration_minutes',
      'W-1;Maandelijks;Spreekuur Samen;L-001;maandelijks;tweede woensdag;01-01-2026;2,5;Ouderen (65+)|jongeren;Ja;90',
      'W-2;Om de week;D-001;buurthuis de haven;om de week;ma|do;2026-01-01;1,25;;nee;',
      'W-3;Regel;D-001;L-001;RRULE:FREQ=MONTHLY;;2026-01-01;;;;',
    ]))
    expect(await inDb((tx) => rows(tx, sql`select schedule, capacity_hours as hours, target_groups as groups, "from"::text from activity where import_run = ${run} order by source_id`))).toEqual([
      { schedule: 'FREQ=MONTHLY;BYDAY=2WE', hours: 2.5, groups: ['ouderen', 'jongeren'], from: '2026-01-01' },
      { schedule: 'FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,TH', hours: 1.25, groups: [], from: '2026-01-01' },
      { schedule: 'FREQ=MONTHLY', hours: null, groups: [], from: '2026-01-01' },
    ])
    await undoRun(run, system)
    const venue = await load('venues', files.csv('rd.csv', ['source_id,name,kind,x,y,wheelchair', 'V-1,Wijkhuis,Wijkhuis,110600.25,552100.5,Gedeeltelijk']))
    expect(await one(sql`select ST_X(point) as x, ST_Y(point) as y, kind, wheelchair from venue where source_id = 'V-1'`)).toEqual({ x: 110600.25, y: 552100.5, kind: 'wijkhuis', wheelchair: 'gedeeltelijk' })
    await undoRun(venue.run, system)
  })

  it('refuses what is wrong in each kind, by row and column', async () => {
    expect(await bad('organisations', [
      { source_id: 'b1', name: 'A', kind: 'onzin' }, { source_id: 'b2', kind: 'zorg' }, { source_id: 'b3', name: 'C', kind: 'zorg', from: '2026-05-01', to: '2026-05-01' },
      { name: 'D', kind: 'zorg' }, { source_id: 'b5', name: 'E', kind: 'zorg', description: 'Bel 06-12345678' }, { source_id: 'b6', name: 'F', kind: 'zorg' }, { source_id: 'b6', name: 'G', kind: 'zorg' },
    ])).toEqual([[2, 'kind', 'choice_invalid'], [3, 'name', 'missing'], [4, 'to', 'rule_broken'], [5, 'source_id', 'missing'], [6, 'description', 'personal_data'], [8, 'source_id', 'duplicate']])
    const service = { name: 'X', organisation: 'O-001', service_type: 'inloop', themes: 'ontmoeten', target_groups: 'iedereen' }
    expect(await bad('services', [
      { ...service, source_id: 'b1', organisation: 'O-999' }, { ...service, source_id: 'b2', themes: 'ontmoeten|zwemmen' }, { ...service, source_id: 'b3', themes: '' }, { ...service, source_id: 'b4', target_groups: 'reuzen' }, { ...service, source_id: 'b5', professional: 'soms' },
    ])).toEqual([[2, 'organisation', 'reference_unknown'], [3, 'themes', 'theme_unknown'], [4, 'themes', 'missing'], [5, 'target_groups', 'choice_invalid'], [6, 'professional', 'choice_invalid']])
    const venue = { name: 'V', kind: 'wijkhuis' }
    expect(await bad('venues', [
      { ...venue, source_id: 'b1', x: 190000, y: 400000 }, { ...venue, source_id: 'b2' }, { ...venue, source_id: 'b3', lon: '52.9563', lat: '4.7601' }, { ...venue, source_id: 'b4', x: 110600 },
    ])).toEqual([[2, 'punt', 'coord_outside'], [3, 'punt', 'missing'], [4, 'lon', 'coord_swapped'], [5, 'lon', 'coordinate_invalid']])
    const activity = { name: 'T', service: 'D-001', venue: 'L-001', schedule: 'wekelijks', from: '2026-01-01' }
    expect(await bad('activities', [
      { ...activity, source_id: 'b1', to: '2025-12-31' }, { ...activity, source_id: 'b2', venue: '' }, { ...activity, source_id: 'b3', capacity_hours: -1 },
      { ...activity, source_id: 'b4', schedule: 'FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=31' }, { ...activity, source_id: 'b5', schedule: 'FREQ=WEEKLY;UNTIL=20251201' }, { ...activity, source_id: 'b6', schedule: 'soms' },
      { ...activity, source_id: 'b7', schedule: 'maandelijks', weekday: 'dinsdag' }, { ...activity, source_id: 'b8', venue: '', service_area: 'buurten', buurten: 'BU99990101|BU99991111' },
      { ...activity, source_id: 'b9', venue: '', service_area: 'werkgebied', werkgebied: 'Noord' }, { ...activity, source_id: 'b10', service_area: 'gemeente' }, { ...activity, source_id: 'b11', cooperation_with: 'O-001|O-009' },
    ])).toEqual([
      [2, 'to', 'rule_broken'], [3, 'venue', 'rule_broken'], [4, 'capacity_hours', 'number_invalid'], [5, 'schedule', 'schedule_invalid'], [6, 'schedule', 'schedule_invalid'], [7, 'schedule', 'schedule_invalid'], [8, 'weekday', 'schedule_invalid'],
      [9, 'buurten', 'buurt_unknown'], [10, 'werkgebied', 'reference_unknown'], [11, 'venue', 'rule_broken'], [12, 'cooperation_with', 'reference_unknown'],
    ])
    expect(await bad('deliveries', [
      { source_id: 'b1', from: '2026-01-01', to: '2026-02-01', hours: 4, stage: 'delivered' }, { source_id: 'b2', agreement_line: 'R-001', from: '2026-02-01', to: '2026-01-01', hours: 4, stage: 'delivered' },
      { source_id: 'b3', agreement_line: 'R-001', from: '2026-01-01', to: '2026-02-01', hours: -4, stage: 'delivered' }, { source_id: 'b4', activity: 'T-404', from: '2026-01-01', to: '2026-02-01', hours: 4, stage: 'klaar' }, { source_id: 'b5', activity: 'T-404', from: '2026-01-01', to: '2026-02-01', hours: 4, stage: 'Gezien' },
    ])).toEqual([[2, 'agreement_line', 'rule_broken'], [3, 'to', 'rule_broken'], [4, 'hours', 'number_invalid'], [5, 'stage', 'choice_invalid'], [6, 'activity', 'reference_unknown']])
  })

  it('refuses a wijkmanager as the owner of an initiative, by name of the rule', async () => {
    await inDb((tx) => tx.execute(sql`insert into app_user (account, name, role) values ('wm', 'Wijkmanager West', 'wijkmanager'), ('adv', 'Adviseur Sociaal', 'adviser') on conflict do nothing`))
    const initiative = { title: 'Tuin', received_on: '2026-03-01', by_whom: 'bewoner', what_residents_do: 'Spitten', what_they_ask: 'Grond', buurt: 'BU99990101', status: 'assigned' }
    const made = [
      { ...initiative, source_id: 'b1', owner_user: 'wm' }, { ...initiative, source_id: 'b2', owner_user: 'nobody' }, { ...initiative, source_id: 'b3' }, { ...initiative, source_id: 'b4', owner_user: 'adv', x: 190000, y: 400000, buurt: '' },
      { ...initiative, source_id: 'b5', owner_user: 'adv', buurt: '' }, { ...initiative, source_id: 'b6', owner_user: 'adv', due: '2026-02-01' }, { ...initiative, source_id: 'b7', owner_user: 'adv' },
    ]
    expect(await bad('initiatives', made)).toEqual([
      [2, 'owner_user', 'owner_refused'], [3, 'owner_user', 'reference_unknown'], [4, 'owner_team', 'rule_broken'], [5, 'punt', 'coord_outside'], [6, 'punt', 'rule_broken'], [7, 'due', 'rule_broken'],
    ])
    const report = await load('initiatives', lines('initiatives', made), { source: 'bad', goodRows: true })
    expect(report).toMatchObject({ status: 'applied', rows: { read: 7, applied: 1, rejected: 6 } })
    expect(report.rejects[0]!.message).toBe('De wijkmanager verbindt, maar is geen eigenaar.')
    expect(JSON.stringify(await inDb((tx) => rows(tx, sql`select value from import_reject where run = ${report.run}`)))).not.toMatch(/nobody|wm/)
    await undoRun(report.run, system)
  })

  describe('agreements', () => {
    const about = (id: string, more: object = {}): Record<string, string | number> => ({ agreement_source_id: id, title: `Afspraak ${id}`, organisation: 'O-001', year: 2026, status: 'agreed', agreement_hours: 100, agreement_subsidy_eur: 5000, ...more })
    const line = (id: string, hours: number, more: object = {}): Record<string, string | number> => ({ source_id: id, description: 'Inzet', theme: 'ontmoeten', level: 'gemeente', hours, ...more })

    it('rejects lines above the agreement, and repeats that say something else', async () => {
      expect(await bad('agreements', [
        { ...about('b1'), ...line('l1', 60) }, { ...about('b1'), ...line('l2', 41) }, // together 101 of 100 hours
        { ...about('b2'), ...line('l3', 10, { subsidy_eur: 5000.01 }) },
        { ...about('b3'), ...line('l4', 10) }, { ...about('b3', { title: 'Anders' }), ...line('l5', 10) },
        { ...about('b4'), ...line('l6', -1) }, { ...about('b5'), ...line('l7', 1, { level: 'buurt' }) }, { ...about('b6'), ...line('l8', 1, { theme: 'zwemmen' }) }, { ...about('b7', { organisation: 'O-9' }), ...line('l9', 1) },
        { ...about('b8'), ...line('l10', 1) }, { ...about('b8'), ...line('l10', 2) },
        { ...about('b9'), ...line('l11', 100) }, // exactly as much
        { ...about('b10', { year: 1990 }) }, { ...about(''), ...line('l12', 1) },
      ])).toEqual([
        [2, 'hours', 'lines_above_agreement'], [3, 'hours', 'lines_above_agreement'], [4, 'subsidy_eur', 'lines_above_agreement'], [6, 'agreement_source_id', 'agreement_conflict'], [7, 'hours', 'number_invalid'], [8, 'buurt', 'rule_broken'],
        [9, 'theme', 'theme_unknown'], [10, 'organisation', 'reference_unknown'], [12, 'source_id', 'duplicate'], [14, 'year', 'number_invalid'], [15, 'agreement_source_id', 'missing'],
      ])
    })

    it('raises and lowers agreements with their lines in one run, and undoes that', async () => {
      const before = await fingerprint()
      const first = await load('agreements', lines('agreements', [{ ...about('u1'), ...line('u1a', 60) }, { ...about('u1'), ...line('u1b', 40) }, { ...about('u2'), ...line('u2a', 50) }]), { source: 'u' })
      expect(first).toMatchObject({ status: 'applied', rows: { applied: 3 } })
      const between = await fingerprint()
      const changed = [{ ...about('u1', { agreement_hours: 50 }), ...line('u1a', 30) }, { ...about('u1', { agreement_hours: 50 }), ...line('u1b', 20) }, { ...about('u2', { agreement_hours: 200 }), ...line('u2a', 150) }]
      const second = await load('agreements', lines('agreements', changed), { source: 'u' })
      expect(second).toMatchObject({ status: 'applied', rows: { applied: 3, unchanged: 0 } })
      expect((await load('agreements', lines('agreements', changed), { source: 'u' })).rows).toMatchObject({ applied: 0, unchanged: 3 })
      // a line that is in the database already counts: 30 + 20 + 1 of 50
      expect(said(await load('agreements', lines('agreements', [{ ...about('u1', { agreement_hours: 50 }), ...line('u1c', 1) }]), { source: 'u' }))).toEqual([[2, 'hours', 'lines_above_agreement']])
      expect(said(await load('agreements', lines('agreements', [about('u1', { agreement_hours: 49 })]), { source: 'u' }))).toEqual([[2, 'hours', 'lines_above_agreement']])
      await undoRun(second.run, system)
      expect(await fingerprint()).toBe(between)
      const extra = await load('agreements', lines('agreements', [{ ...about('u2'), ...line('u2b', 5) }]), { source: 'u' })
      await expect(undoRun(first.run, system)).rejects.toThrow('later regels toegevoegd')
      await undoRun(extra.run, system)
      await undoRun(first.run, system)
      expect(await fingerprint()).toBe(before)
    })
  })

  it('keeps a confirmation of rows that did not change, takes a later day that the source says, and undoes it', async () => {
    const row = { source_id: 'c1', name: 'Bevestigd', kind: 'wijkhuis', x: 110600, y: 552100 }
    const confirmed = async (): Promise<string> => (await one<{ at: string }>(sql`select to_char(confirmed_at at time zone 'Europe/Amsterdam', 'YYYY-MM-DD') as at from venue where source_id = 'c1'`)).at
    const first = await load('venues', lines('venues', [{ ...row, confirmed_at: '2026-03-01' }]))
    expect(await confirmed()).toBe('2026-03-01')
    expect((await load('venues', lines('venues', [row]))).rows).toMatchObject({ applied: 0, unchanged: 1 })
    expect((await load('venues', lines('venues', [{ ...row, confirmed_at: '2026-02-01' }]))).rows.applied).toBe(0)
    expect(await confirmed()).toBe('2026-03-01')
    const later = await load('venues', lines('venues', [{ ...row, confirmed_at: '2026-06-01' }]))
    expect([later.rows.applied, await confirmed()]).toEqual([1, '2026-06-01'])
    expect(said(await load('venues', lines('venues', [{ ...row, confirmed_at: '2031-01-01' }])))).toEqual([[2, 'confirmed_at', 'date_future']])
    await undoRun(later.run, system)
    expect(await confirmed()).toBe('2026-03-01')
    const changed = await load('venues', lines('venues', [{ ...row, name: 'Anders' }]))
    expect(await confirmed() > '2026-03-01').toBe(true)
    await undoRun(changed.run, system)
    expect(await confirmed()).toBe('2026-03-01')
    await undoRun(first.run, system)
  })

  it('asks about texts that may name somebody, and tells what an undo left alone', async () => {
    const named = { source_id: 'n1', name: 'Inloop', kind: 'welzijn', description: 'Vraag naar mevrouw Jansen' }
    expect(await load('organisations', lines('organisations', [named]), { source: 'n' })).toMatchObject({ status: 'refused', notesToConfirm: 1, rows: { applied: 0 } })
    const made = await load('organisations', lines('organisations', [named, { source_id: 'n2', name: 'Tweede', kind: 'sport' }]), { source: 'n', confirmNotes: true })
    const second = await load('organisations', lines('organisations', [{ source_id: 'n2', name: 'Tweede B', kind: 'sport' }]), { source: 'n' })
    await undoRun(second.run, system)
    await inDb((tx) => tx.execute(sql`update organisation set phone = '0101234567' where source_id = 'n1'`))
    expect((await undoRun(made.run, system)).warnings.join(' ')).toContain('1 rij is na deze import met de hand gewijzigd')
    expect(await inDb((tx) => rows(tx, sql`select source_id, phone from organisation where source = 'n'`))).toEqual([{ source_id: 'n1', phone: '0101234567' }])
    await inDb((tx) => tx.execute(sql`delete from organisation where source = 'n'`))
  })

  it('tells two of the same name apart, and prefers its own source', async () => {
    const organisation = (id: string) => ({ source_id: id, name: 'Dubbelop', kind: 'sport' })
    const runs = [await load('organisations', lines('organisations', [organisation('x1')]), { source: 'p' }), await load('organisations', lines('organisations', [organisation('x1')]), { source: 'q' })]
    const service = { source_id: 's1', name: 'X', service_type: 'inloop', themes: 'Ontmoeten', target_groups: 'iedereen' }
    expect(said(await load('services', lines('services', [{ ...service, organisation: 'dubbelop' }]), { source: 'q' }))).toEqual([[2, 'organisation', 'reference_ambiguous']])
    const good = await load('services', lines('services', [{ ...service, organisation: 'x1' }]), { source: 'q' })
    expect(await one(sql`select o.source, s.themes from service s join organisation o on o.id = s.organisation where s.import_run = ${good.run}`)).toEqual({ source: 'q', themes: ['ontmoeten'] })
    await expect(undoRun(runs[1]!.run, system)).rejects.toThrow('gebruiken')
    for (const { run } of [good, ...runs]) await undoRun(run, system)
  })

  // As many as a large gemeente has on the engine that is there by default; the other does the same steps with a tenth.
  const n = engine === 'pglite' ? 10_000 : 1_000
  it(`imports ${n} activities with 1 % bad rows reported exactly; again changes nothing; undo restores`, async () => {
    const before = await fingerprint()
    const wrongs: { change: Record<string, string | number>; says: [string, string] }[] = [
      { change: { to: '2020-01-01' }, says: ['to', 'rule_broken'] }, { change: { venue: '' }, says: ['venue', 'rule_broken'] }, { change: { capacity_hours: -2 }, says: ['capacity_hours', 'number_invalid'] },
      { change: { schedule: 'FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=31', weekday: '' }, says: ['schedule', 'schedule_invalid'] }, { change: { service: 'D-404' }, says: ['service', 'reference_unknown'] }, { change: { venue: 'L-404' }, says: ['venue', 'reference_unknown'] },
      { change: { venue: '', service_area: 'buurten', buurten: 'BU99999999' }, says: ['buurten', 'buurt_unknown'] }, { change: { name: '' }, says: ['name', 'missing'] }, { change: { from: '2026-02-30' }, says: ['from', 'date_invalid'] }, { change: { source_id: 'M-1' }, says: ['source_id', 'duplicate'] },
    ]
    const expected: [number, string, string][] = []
    const made = Array.from({ length: n }, (_, i) => {
      const good = { source_id: `M-${i}`, name: `Activiteit ${i}`, service: i % 2 ? 'D-001' : 'Koffie-inloop', venue: i % 3 ? 'L-001' : 'Bibliotheek Zuid', schedule: i % 5 ? 'wekelijks' : 'FREQ=MONTHLY;BYDAY=2WE', weekday: i % 5 ? 'dinsdag' : '', from: '2026-01-01', capacity_hours: (i % 8) + 0.5, target_groups: 'ouderen|jongeren', professional: 'ja' }
      if (i % 100 !== 50) return good
      const wrong = wrongs[((i - 50) / 100) % wrongs.length]!
      expected.push([i + 2, ...wrong.says])
      return { ...good, ...wrong.change }
    })
    const file = lines('activities', made)
    const refused = await load('activities', file, { source: 'many' })
    expect(refused).toMatchObject({ status: 'refused', rows: { read: n, applied: 0, rejected: n / 100 } })
    expect(said(refused)).toEqual(expected)
    expect(await fingerprint()).toBe(before)
    const loaded = await load('activities', file, { source: 'many', goodRows: true })
    expect(loaded).toMatchObject({ status: 'applied', rows: { read: n, applied: n * 0.99, unchanged: 0, rejected: n / 100 } })
    const after = await fingerprint()
    expect((await load('activities', file, { source: 'many', goodRows: true })).rows).toMatchObject({ applied: 0, unchanged: n * 0.99 })
    expect(await fingerprint()).toBe(after)
    await undoRun(loaded.run, system)
    expect(await fingerprint()).toBe(before)
  }, 300_000)
})
