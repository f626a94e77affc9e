import { sql } from 'drizzle-orm'
import { beforeAll, describe, expect, it } from 'vitest'
import type { Identity } from '@/lib/domain/identity'
import { availableEngines } from '@/lib/testing/databases'
import { inDb, useDatabase } from '@/lib/testing/imports'
import { identityOf } from '@/lib/testing/rights-matrix'
import { makeWorld, type World } from '@/lib/testing/rights-world'
import { asking, rows } from '../client'
import { publicPlatforms } from './platforms'

type Failure = { code?: string; message?: string; column_name?: string }
const gemeente = 'GM9990'
const today = '2026-11-27'

/** What the database keeps and refuses of wijkplatforms (drizzle/0026), and what of them is public. Who may do what: the matrix of rights. */
describe.each(availableEngines())('wijkplatforms on %s', (engine) => {
  useDatabase(engine)
  let world: World
  beforeAll(async () => {
    world = await makeWorld()
  })
  const as = (name: string): Identity => identityOf(world, name)
  const fails = (name: string, text: string): Promise<Failure> => asking(as(name), (tx) => rows(tx, sql.raw(text)), { deadlineMs: null }).then((found) => ({ code: `${found.length} rows` }), (e: Failure) => e)

  it('the agenda is of the platform: a wijkmanager of its buurten changes nothing of a meeting, and keeps what was agreed (N3)', async () => {
    const [agenda, outcome] = [`update platform_meeting set agenda = 'Van de gemeente' where id = 971 returning id`, `update platform_action set outcome = 'Gedaan.' where platform = 971 and source_id = 'own-plain' returning id`]
    for (const name of ['wijkmanager-west', 'planner', 'college', 'adviser-zorg']) expect(await fails(name, agenda), name).toEqual({ code: '0 rows' })
    expect(await fails('organisation', agenda)).toEqual({ code: '1 rows' })
    expect(await fails('wijkmanager-west', outcome)).toEqual({ code: '1 rows' })
    expect(await fails('wijkmanager-west', outcome.replaceAll('971', '972').replace('own-plain', 'other-plain'))).toEqual({ code: '0 rows' })
    expect(await fails('wijkmanager-west', `insert into platform_meeting (gemeente, source_id, platform, held_on, start_time, place) values ('${gemeente}', 'n', 971, '2999-01-01', '20:00', 'x')`)).toMatchObject({ code: '42501' })
  })

  it('what belongs together is of one platform and one gemeente, and what has not been is not held', async () => {
    await inDb((tx) => tx.execute(sql.raw(`insert into gemeente values ('GM9991', 'Elders', true); insert into organisation (id, gemeente, source_id, name, kind) values (991, 'GM9991', 'x', 'x', 'welzijn')`)))
    expect(await fails('admin', `insert into platform_action (gemeente, source_id, platform, meeting, title, by) values ('${gemeente}', 'n', 971, 972, 'x', 'platform')`)).toMatchObject({ code: 'BF004', column_name: 'meeting', message: 'Deze bijeenkomst is niet van dit wijkplatform' })
    expect(await fails('admin', `update platform_meeting set platform = 972 where id = 971`)).toMatchObject({ code: 'BF004', column_name: 'platform', message: 'Op deze bijeenkomst is iets afgesproken: zij blijft van dit wijkplatform' })
    expect(await fails('admin', `update wijkplatform set organisation = 991 where id = 971`)).toMatchObject({ code: 'BF004', column_name: 'organisation' })
    expect(await fails('admin', `update wijkplatform set buurten = '{BU99909999}' where id = 971`)).toMatchObject({ code: 'BF004', message: 'Deze buurt bestaat niet in deze gemeente: BU99909999' })
    expect(await fails('admin', `update wijkplatform set buurten = '{}' where id = 971`)).toMatchObject({ code: '23514' })
    expect(await fails('admin', `update platform_meeting set status = 'held' where id = 971`)).toMatchObject({ code: 'BF007', column_name: 'held_on', message: 'Een bijeenkomst die nog komt, kan niet geweest zijn' })
    expect(await fails('admin', `update platform_meeting set summary = 'x' where id = 971`)).toMatchObject({ code: '23514' })
    expect(await fails('admin', `delete from wijkplatform where id = 971`)).toMatchObject({ code: '23503' })
    expect(await fails('organisation', `update wijkplatform set organisation = 902 where id = 971`)).toMatchObject({ code: '42501' }) // it does not give itself away
  })

  it('public: what comes and the latest three that were, what is open and what ended within a year; teams, never people', async () => {
    await inDb((tx) => tx.execute(sql.raw(`
      insert into wijkplatform (id, gemeente, source_id, name, form, buurten, about, "from", "to") values
        (981, '${gemeente}', 'a', 'Platform A', 'stichting', '{BU99900101,BU99900201}', 'Over de straat', '2020-01-01', null), (982, '${gemeente}', 'stopped', 'Gestopt', 'anders', '{BU99900101}', null, null, '${today}'), (983, '${gemeente}', 'later', 'Later', 'anders', '{BU99900101}', null, '2026-11-28', null);
      insert into venue (id, gemeente, source_id, name, kind, address, point, "to") values (981, '${gemeente}', 'closed', 'Oude school', 'school', 'Plein 1', ST_SetSRID(ST_MakePoint(100300, 500300), 28992), '2026-11-01');
      insert into platform_meeting (gemeente, source_id, platform, held_on, start_time, end_time, venue, place, status, agenda, summary)
      select '${gemeente}', 'held-' || d, 981, d::date, '19:30', null, null, 'Zaal', 'held', null, 'Verslag van ' || d from unnest('{2026-01-10,2026-03-10,2026-05-10,2026-09-10}'::text[]) d;
      insert into platform_meeting (gemeente, source_id, platform, held_on, start_time, end_time, venue, place, status, agenda) values
        ('${gemeente}', 'past', 981, '2026-10-10', '19:30', null, null, 'Zaal', 'planned', null), ('${gemeente}', 'today', 981, '${today}', '19:30', '21:00', (select id from venue where source_id = 'of-nobody'), 'zaal 2', 'planned', E'1. Licht\\n- Plein\\n\\n 3 bankjes'),
        ('${gemeente}', 'off', 981, '2026-12-10', '20:00', null, null, null, 'cancelled', null), ('${gemeente}', 'closed', 981, '2027-01-10', '20:00', null, 981, 'boven', 'planned', null);
      insert into platform_action (gemeente, source_id, platform, title, by, team, organisation, due, status, done_on, outcome) values
        ('${gemeente}', 'old', 981, 'Lang geleden', 'platform', null, null, null, 'done', '2025-11-27', null), ('${gemeente}', 'done', 981, 'Net klaar', 'organisation', null, 901, null, 'done', '2025-11-28', 'Staat er.'),
        ('${gemeente}', 'open', 981, 'Hek', 'gemeente', null, null, '2027-01-01', 'open', null, null), ('${gemeente}', 'team', 981, 'Licht', 'gemeente', 'zorg', null, '2026-12-01', 'open', null, null), ('${gemeente}', 'self', 981, 'Feest', 'platform', null, null, null, 'open', null, null)`)))
    const all = await inDb((tx) => publicPlatforms(tx, gemeente, today))
    expect(all.map((p) => p.name)).toEqual(['Platform A', 'y', 'y'])
    const { meetings, actions, ...about } = all[0]!
    expect(about).toEqual({ id: expect.stringMatching(/^[0-9a-f]{12}$/) as string, name: 'Platform A', form: 'stichting', about: 'Over de straat', buurten: ['BU99900101', 'BU99900201'] })
    expect(meetings.map((m) => [m.heldOn, m.status, m.venue !== null, m.place, m.agenda, m.summary])).toEqual([
      ['2026-03-10', 'held', false, 'Zaal', [], 'Verslag van 2026-03-10'], ['2026-05-10', 'held', false, 'Zaal', [], 'Verslag van 2026-05-10'], ['2026-09-10', 'held', false, 'Zaal', [], 'Verslag van 2026-09-10'],
      [today, 'planned', true, 'zaal 2', ['Licht', 'Plein', '3 bankjes'], null], ['2026-12-10', 'cancelled', false, null, [], null], ['2027-01-10', 'planned', false, 'Oude school, Plein 1, boven', [], null],
    ])
    expect(actions.map((a) => [a.title, a.by, a.due, a.status, a.doneOn, a.outcome])).toEqual([
      ['Licht', 'Team Zorg', '2026-12-01', 'open', null, null], ['Hek', 'gemeente', '2027-01-01', 'open', null, null], ['Feest', null, null, 'open', null, null], ['Net klaar', 'own.', null, 'done', '2025-11-28', 'Staat er.'],
    ])
    expect(JSON.stringify(all)).not.toMatch(/organisation|wijkmanager|admin|"key"|source/)
  })
})
