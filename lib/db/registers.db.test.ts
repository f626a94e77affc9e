import { sql } from 'drizzle-orm'
import { beforeAll, describe, expect, it } from 'vitest'
import { system } from '@/lib/domain/identity'
import { availableEngines } from '@/lib/testing/databases'
import { useDatabase } from '@/lib/testing/imports'
import { identityOf } from '@/lib/testing/rights-matrix'
import { makeWorld, type World } from '@/lib/testing/rights-world'
import { asking, rows, type Tx } from './client'

type Failure = { code?: string; message?: string; detail?: string; hint?: string; column_name?: string }

/** What the database itself keeps and refuses in the registers (drizzle/0012); who may read and write what is in rights.db.test.ts. */
describe.each(availableEngines())('registers on %s', (engine) => {
  useDatabase(engine)
  let world: World
  beforeAll(async () => {
    world = await makeWorld()
    await run('system', `insert into gemeente values ('GM9991', 'Zonder grenzen', true)`)
  })

  const who = (name: string) => (name === 'system' ? system : identityOf(world, name))
  const run = <T extends object = Record<string, unknown>>(name: string, statement: string): Promise<T[]> => asking(who(name), (tx) => rows<T>(tx, sql.raw(statement)), { deadlineMs: null })
  const fails = (name: string, statement: string): Promise<Failure> => run(name, statement).then(() => ({ code: 'none' }), (e: Failure) => e)
  const at = (x: number, y = 500_213): string => `ST_SetSRID(ST_MakePoint(${x}, ${y}), 28992)`
  const idOf = async (table: string, sourceId: string): Promise<number> => (await run<{ id: number }>('system', `select id from ${table} where source_id = '${sourceId}'`))[0]!.id
  /** Runs and takes back. */
  const trial = async (name: string, work: (tx: Tx) => Promise<void>): Promise<void> => {
    await asking(who(name), async (tx) => { await work(tx); throw new Error('taken back') }, { deadlineMs: null }).catch((e: Error) => { if (e.message !== 'taken back') throw e })
  }
  let made = 0
  const initiative = (columns: Record<string, string> = {}): string => {
    const all: Record<string, string> = { gemeente: `'GM9990'`, source_id: `'i${++made}'`, title: `'x'`, received_on: `'2026-03-01'`, by_whom: `'bewoner'`, what_residents_do: `'x'`, what_they_ask: `'x'`, point: at(100_137), ...columns }
    return `insert into initiative (${Object.keys(all).join()}) values (${Object.values(all).join()})`
  }
  const line = (hours: number, extra = '', agreement = 901): string => `insert into agreement_line (gemeente, source_id, agreement, description, theme, level, hours, subsidy_eur) values ('GM9990', 'l${++made}', ${agreement}, 'x', 'plain', 'gemeente', ${hours}, ${extra || 'null'})`

  describe('lines within their agreement (BF001)', () => {
    it('may reach it, not pass it, and it is not lowered below them', async () => {
      await trial('planner', async (tx) => { // 100 of 400 are there
        await tx.execute(sql.raw(line(299.7)))
        await tx.execute(sql.raw(line(0.1)))
        await tx.execute(sql.raw(line(0.2)))
      })
      const over = await fails('planner', line(300.5))
      expect(over).toMatchObject({ code: 'BF001', column_name: 'hours', message: 'De regels van deze afspraak zijn samen 400,5 uur, meer dan de 400 uur van de afspraak zelf' })
      expect(JSON.parse(over.detail!)).toEqual({ agreement: 901, hours: 400, linesHours: 400.5, subsidyEur: null, linesSubsidyEur: null })
      expect(await fails('planner', `update agreement_line set hours = 401 where source_id = 'own'`)).toMatchObject({ code: 'BF001' })
      expect(await fails('system', `update agreement_line set hours = 401 where source_id = 'own'`)).toMatchObject({ code: 'BF001' })
      expect(await fails('planner', `update agreement set hours = 99 where source_id = 'own'`)).toMatchObject({ code: 'BF001' })
      expect(await fails('planner', `update agreement set hours = 100 where source_id = 'own'`)).toEqual({ code: 'none' })
      expect(await fails('planner', `update agreement_line set agreement = 902 where source_id = 'own'`)).toEqual({ code: 'none' })
      expect(await fails('planner', `update agreement_line set agreement = 901 where hours = 100`)).toMatchObject({ code: 'BF001' })
      await run('planner', `update agreement_line set agreement = 901 where source_id = 'own'`)
      await run('planner', `update agreement set hours = 400 where source_id = 'own'`)
    })

    it('euros count as hours do; an agreement without an amount limits nothing', async () => {
      expect(await fails('planner', line(1, '1e6'))).toEqual({ code: 'none' })
      await run('planner', `delete from agreement_line where subsidy_eur is not null`)
      await run('planner', `update agreement set subsidy_eur = 1000.50 where source_id = 'own'`)
      expect(await fails('planner', line(1, '1000.51'))).toMatchObject({ code: 'BF001', column_name: 'subsidy_eur', message: 'De regels van deze afspraak zijn samen € 1000,51, meer dan de € 1000,50 van de afspraak zelf' })
      expect(await fails('planner', line(1, '1000.50'))).toEqual({ code: 'none' })
      await run('planner', `delete from agreement_line where subsidy_eur is not null`)
    })

    it('an import may pass through a state in between, and is looked at when it says so', async () => {
      await trial('system', async (tx) => {
        await tx.execute(sql`set constraints lines_within_agreement deferred`)
        await tx.execute(sql`update agreement set hours = 50 where source_id = 'own'`)
        await tx.execute(sql`update agreement_line set hours = 50 where source_id = 'own'`)
        await tx.execute(sql`set constraints lines_within_agreement immediate`)
      })
      const late = asking(system, async (tx) => {
        await tx.execute(sql`set constraints lines_within_agreement deferred`)
        await tx.execute(sql`update agreement set hours = 50 where source_id = 'own'`)
        await tx.execute(sql`set constraints lines_within_agreement immediate`)
      }, { deadlineMs: null })
      await expect(late).rejects.toMatchObject({ code: 'BF001' })
    })

    it('two writers at once: one of the two', async () => {
      const write = (statement: string) => asking(who('planner'), async (tx) => {
        await tx.execute(sql.raw(statement))
        await tx.execute(sql`select pg_sleep(0.3)`)
      }, { deadlineMs: null }).then(() => 'done', (e: Failure) => e.code)
      expect((await Promise.all([write(line(200)), write(line(200))])).sort()).toEqual(['BF001', 'done'])
      await run('planner', `delete from agreement_line where hours = 200`)
      expect((await Promise.all([write(line(200)), write(`update agreement set hours = 250 where source_id = 'own'`)])).sort()).toEqual(['BF001', 'done'])
      await run('planner', `delete from agreement_line where hours = 200`)
      await run('planner', `update agreement set hours = 400 where source_id = 'own'`)
    })
  })

  describe('N2: a wijkmanager owns no initiative (BF002)', () => {
    const user = (name: string): string => `${who(name).uid}`

    it('not when it comes in, not later, not by an import', async () => {
      for (const by of ['planner', 'system']) {
        const refused = { code: 'BF002', hint: 'N2', column_name: 'owner_user', message: 'De wijkmanager verbindt, maar is geen eigenaar' }
        expect(await fails(by, initiative({ owner_user: user('wijkmanager-west') }))).toMatchObject(refused)
        expect(await fails(by, `update initiative set owner_user = ${user('wijkmanager-west')} where source_id = 'west-open'`)).toMatchObject(refused)
        for (const other of ['planner', 'organisation', 'switched-off']) expect(await fails(by, initiative({ owner_user: user(other) }))).toMatchObject({ code: 'BF002', message: 'De eigenaar is een adviseur die in Buurtfocus werkt' })
        expect(await fails(by, initiative({ owner_user: user('adviser-wijkbeheer'), status: `'assigned'` }))).toEqual({ code: 'none' })
      }
    })

    it('not by becoming a wijkmanager: the team goes on', async () => {
      const [adviser] = await run<{ id: number }>('system', `insert into app_user (account, name, role, team) values ('moves-on', 'x', 'adviser', 'wijkbeheer') returning id`)
      await run('planner', initiative({ source_id: `'stays'`, owner_user: `${adviser!.id}`, status: `'assigned'` }))
      await run('admin', `update app_user set role = 'wijkmanager', team = null where account = 'moves-on'`)
      expect(await run('planner', `select owner_user, owner_team, status, version from initiative where source_id = 'stays'`)).toEqual([{ owner_user: null, owner_team: 'wijkbeheer', status: 'assigned', version: 2 }])
    })

    it('since when somebody owns it is kept; a user does not make it up, the program may bring it', async () => {
      const today = (await run<{ day: string }>('system', `select (now() at time zone 'Europe/Amsterdam')::date::text as day`))[0]!.day
      const since = async (id: string) => (await run<{ s: string | null }>('system', `select owner_since::text as s from initiative where source_id = '${id}'`))[0]!.s
      await run('planner', initiative({ source_id: `'since'`, owner_since: `'2020-01-01'` }))
      expect(await since('since')).toBeNull()
      await run('planner', `update initiative set owner_team = 'zorg', owner_since = '2020-01-01' where source_id = 'since'`)
      expect(await since('since')).toBe(today)
      await run('system', `update initiative set owner_since = '2026-03-05' where source_id = 'since'`)
      await run('planner', `update initiative set title = 'y', owner_since = '2020-01-01' where source_id = 'since'`)
      expect(await since('since')).toBe('2026-03-05')
      await run('planner', `update initiative set owner_team = 'wijkbeheer' where source_id = 'since'`)
      expect(await since('since')).toBe(today)
      await run('planner', `update initiative set owner_team = null where source_id = 'since'`)
      expect(await since('since')).toBeNull()
      await run('system', initiative({ source_id: `'brought'`, owner_team: `'zorg'`, owner_since: `'2026-03-04'` }))
      expect(await since('brought')).toBe('2026-03-04')
    })
  })

  describe('places', () => {
    const placed = (table: string, id: string) => run<{ code: string | null }>('planner', `select a.code from ${table} r join ${table}_area p on p.${table} = r.id left join area a on a.id = p.area where r.source_id = '${id}'`).then((r) => r.map((x) => x.code))
    const venue = (id: string, point: string, gemeente = 'GM9990') => `insert into venue (gemeente, source_id, name, kind, point) values ('${gemeente}', '${id}', 'x', 'hub', ${point})`

    it('follow the point, or the buurt that an initiative states', async () => {
      await run('planner', venue('moves', at(100_500)))
      expect(await placed('venue', 'moves')).toEqual(['BU99900101'])
      await run('planner', `update venue set point = ${at(101_500)} where source_id = 'moves'`)
      expect(await placed('venue', 'moves')).toEqual(['BU99900201'])
      await run('planner', initiative({ source_id: `'by-buurt'`, point: 'null', buurt: `'BU99900301'` }))
      expect(await placed('initiative', 'by-buurt')).toEqual(['BU99900301'])
      await run('planner', `update initiative set buurt = null, point = ${at(100_137)} where source_id = 'by-buurt'`)
      expect(await placed('initiative', 'by-buurt')).toEqual(['BU99900101'])
      expect((await fails('planner', `delete from initiative`)).code).toBe('42501')
      await run('planner', `delete from venue where source_id = 'moves'`)
      expect(await run('system', `select 1 from venue_area where venue not in (select id from venue)`)).toEqual([])
    })

    it('outside the gemeente are refused once its boundaries are known (BF003)', async () => {
      for (const by of ['planner', 'system']) {
        expect(await fails(by, venue('outside', at(1_000)))).toMatchObject({ code: 'BF003', message: 'Deze plek ligt buiten de gemeente', detail: 'outside', column_name: 'point' })
        expect(await fails(by, `update venue set point = ${at(1_000)} where source_id = 'own'`)).toMatchObject({ code: 'BF003', detail: 'own' })
        expect(await fails(by, initiative({ point: at(1_000) }))).toMatchObject({ code: 'BF003' })
      }
      expect(await fails('planner', venue('elsewhere', at(1_000), 'GM9991'))).toEqual({ code: 'none' })
      expect(await placed('venue', 'own')).toEqual(['BU99900101'])
    })

    it('of a visit: its boundaries and werkgebied are filled in', async () => {
      await run('wijkmanager-west', `insert into visit (gemeente, source, source_id, buurt_code, by_role, kind, visited_on) values ('GM9990', 'app', 'v1', 'BU99900101', 'wijkmanager', 'ronde', '2026-03-03')`)
      const seen = () => run('planner', `select v.boundary_year, w.slug from visit v left join werkgebied w on w.id = v.werkgebied where v.source_id = 'v1'`)
      expect(await seen()).toEqual([{ boundary_year: 2024, slug: 'west' }])
      expect((await fails('wijkmanager-west', `update visit set buurt_code = 'BU99900201' where source_id = 'v1'`)).code).toBe('42501')
      await run('planner', `update visit set buurt_code = 'BU99900201' where source_id = 'v1'`)
      expect(await seen()).toEqual([{ boundary_year: 2024, slug: 'oost' }])
    })
  })

  describe('lists (BF004)', () => {
    it('name only themes, buurten and organisations that there are', async () => {
      for (const by of ['planner', 'system']) {
        expect(await fails(by, `update service set themes = '{plain,nonsense}' where source_id = 'own'`)).toMatchObject({ code: 'BF004', column_name: 'themes', detail: 'nonsense', message: 'Dit thema bestaat niet: nonsense' })
        expect(await fails(by, `update activity set cooperation_with = '{902,77}' where source_id = 'own'`)).toMatchObject({ code: 'BF004', column_name: 'cooperation_with', detail: '77' })
        expect(await fails(by, `update activity set buurten = '{BU99900101,BU99909999}' where source_id = 'own'`)).toMatchObject({ code: 'BF004', column_name: 'buurten', detail: 'BU99909999', message: 'Deze buurt bestaat niet in deze gemeente: BU99909999' })
        expect(await fails(by, `update agreement_line set level = 'buurt', buurt = 'BU00000000' where source_id = 'own'`)).toMatchObject({ code: 'BF004', column_name: 'buurt' })
        expect(await fails(by, initiative({ point: 'null', buurt: `'BU00000000'` }))).toMatchObject({ code: 'BF004', column_name: 'buurt' })
        expect(await fails(by, `insert into presence_target (gemeente, buurt_code, weeks) values ('GM9990', 'BU00000000', 4)`)).toMatchObject({ code: 'BF004', column_name: 'buurt_code' })
        expect(await fails(by, `insert into visit (gemeente, source, source_id, buurt_code, by_role, kind, visited_on) values ('GM9990', 'app', 'v9', 'BU00000000', 'anders', 'ronde', '2026-03-03')`)).toMatchObject({ code: 'BF004', column_name: 'buurt_code' })
      }
      await run('planner', `update activity set cooperation_with = '{902}', buurten = '{BU99900101}' where source_id = 'own'`)
    })

    it('keep what they name, and do not stand in the way of other changes when it went', async () => {
      expect((await fails('planner', `insert into organisation (gemeente, source_id, name, kind) values ('GM9990', 'listed', 'x', 'welzijn')`)).code).toBe('none')
      const listed = await idOf('organisation', 'listed')
      await run('planner', `update activity set cooperation_with = '{${listed}}' where source_id = 'own'`)
      expect((await fails('planner', `delete from organisation where id = ${listed}`)).code).toBe('23503')
      await run('system', `insert into theme (slug, label, domain) values ('passing', 'x', 'fysiek')`)
      await run('planner', `update service set themes = '{passing}' where source_id = 'own'`)
      expect((await fails('system', `delete from theme where slug = 'passing'`)).code).toBe('23503')
      await trial('system', async (tx) => {
        await tx.execute(sql`delete from area where code = 'BU99900101'`)
        await tx.execute(sql`update activity set name = 'still' where source_id = 'own'`)
      })
      await run('planner', `update activity set cooperation_with = '{}' where source_id = 'own'`)
      await run('planner', `update service set themes = '{plain}' where source_id = 'own'`)
      await run('planner', `delete from organisation where id = ${listed}`)
    })
  })

  describe('version and history', () => {
    const frame = (id: string, table = 'venue') => run('system', `select version, created_by, updated_by, import_run, confirmed_at is not null as confirmed from ${table} where source_id = '${id}'`).then((r) => r[0])
    const history = async (id: number, table = 'venue') => run<{ action: string; role: string; by_user: number | null; before: Record<string, unknown>; after: Record<string, unknown> | null; change: string | null }>('planner', `select action, role, by_user, before, after, change from record_history where register = '${table}' and record = ${id} order by id`)
    const change = '11111111-2222-4333-8444-555555555555'

    it('are the database\'s: nobody writes them', async () => {
      await run('planner', `insert into venue (gemeente, source_id, name, kind, point, version, created_by, created_at, updated_by, import_run) values ('GM9990', 'h1', 'before', 'hub', ${at(100_200)}, 1, 1, '2001-01-01', 1, 7)`)
      const planner = who('planner').uid
      expect(await frame('h1')).toEqual({ version: 1, created_by: planner, updated_by: planner, import_run: null, confirmed: false })
      await run('adviser-zorg', `update venue set version = 99, created_by = 1, updated_by = 1, updated_at = '2001-01-01', import_run = 7 where source_id = 'h1'`)
      expect(await frame('h1')).toEqual({ version: 1, created_by: planner, updated_by: planner, import_run: null, confirmed: false })
      for (const verb of [`insert into record_history (register, record, role, action, before) values ('venue', 1, 'x', 'update', '{}')`, `update record_history set role = 'x'`, `delete from record_history`]) expect((await fails('admin', verb)).code).toBe('42501')
    })

    it('an update is one version and one line with both states, exactly; nothing changed is nothing', async () => {
      const id = await idOf('venue', 'h1')
      await asking(who('adviser-zorg'), async (tx) => {
        await tx.execute(sql`select set_config('app.change', ${change}, true)`)
        await tx.execute(sql.raw(`update venue set name = 'after', point = ${at(100_300.123456)} where id = ${id}`))
      })
      await run('adviser-zorg', `update venue set name = 'after' where id = ${id}`)
      expect(await frame('h1')).toMatchObject({ version: 2, updated_by: who('adviser-zorg').uid, created_by: who('planner').uid })
      const seen = await history(id)
      expect(seen).toMatchObject([{ action: 'update', role: 'adviser', by_user: who('adviser-zorg').uid, change, before: { name: 'before', version: 1 }, after: { name: 'after', version: 2 } }])
      await run('planner', `update venue set name = '${seen[0]!.before.name as string}', point = '${seen[0]!.before.point as string}'::geometry where id = ${id}`)
      expect(await run('planner', `select 1 from venue where id = ${id} and point = ${at(100_200)} and name = 'before' and version = 3`)).toHaveLength(1)
    })

    it('"klopt nog" is in the history and raises no version; the number of an import is neither', async () => {
      const id = await idOf('venue', 'h1')
      const lines = (await history(id)).length
      await run('wijkmanager-west', `select confirm_record('venue', ${id})`)
      expect(await frame('h1')).toMatchObject({ version: 3, confirmed: true, updated_by: who('planner').uid })
      await run('system', `update venue set import_run = 12 where id = ${id}`)
      expect(await frame('h1')).toMatchObject({ version: 3, import_run: 12 })
      expect((await history(id)).slice(lines)).toMatchObject([{ action: 'confirm', role: 'wijkmanager', before: { confirmed_at: null } }])
    })

    it('who was deleted is kept; what was added is kept inside a named change only, so that all of it can be undone', async () => {
      const id = await idOf('venue', 'h1')
      await run('planner', `delete from venue where id = ${id}`)
      expect((await history(id)).at(-1)).toMatchObject({ action: 'delete', role: 'planner', before: { name: 'before' }, after: null })
      await asking(who('planner'), async (tx) => {
        await tx.execute(sql`select set_config('app.change', ${change}, true)`)
        await tx.execute(sql`insert into organisation (gemeente, source_id, name, kind) values ('GM9990', 'in-change', 'x', 'welzijn')`)
      })
      expect(await history(await idOf('organisation', 'in-change'), 'organisation')).toMatchObject([{ action: 'insert', before: {}, after: { name: 'x', source_id: 'in-change' }, change }])
      await run('planner', `insert into organisation (gemeente, source_id, name, kind) values ('GM9990', 'alone', 'x', 'welzijn')`)
      expect(await history(await idOf('organisation', 'alone'), 'organisation')).toEqual([])
    })

    it('the program writes for whom it works; names of users stay out', async () => {
      const id = await idOf('venue', 'of-nobody')
      await asking({ ...system, account: 'admin' }, (tx) => tx.execute(sql.raw(`update venue set name = 'imported' where id = ${id}`)))
      expect((await history(id)).at(-1)).toMatchObject({ role: 'admin', by_user: who('admin').uid })
      expect(await run('organisation', `select role, organisation from user_roles() where id = ${who('organisation').uid}`)).toEqual([{ role: 'organisation', organisation: 'own.' }])
      expect(await run('anonymous', 'select 1 from user_roles()')).toEqual([])
    })

    it('cascades are remembered too', async () => {
      await run('planner', `insert into agreement (gemeente, source_id, organisation, year, title) values ('GM9990', 'falls', 901, 2027, 'x')`)
      const agreement = await idOf('agreement', 'falls')
      await run('planner', line(5, '', agreement))
      await run('planner', `delete from agreement where id = ${agreement}`)
      expect(await run('planner', `select 1 from record_history where register = 'agreement_line' and action = 'delete' and before->>'agreement' = '${agreement}'`)).toHaveLength(1)
    })
  })

  it('who may confirm what', async () => {
    const may: Record<string, string[]> = {}
    for (const user of world.users) {
      may[user.name] = []
      for (const table of ['venue', 'activity', 'agreement', 'agreement_line'])
        for (const owner of ['own', 'other']) {
          const id = await idOf(table, owner)
          const found = await fails(user.name, `select confirm_record('${table}', ${id})`)
          expect(['none', '42501']).toContain(found.code)
          if (found.code === 'none') may[user.name]!.push(`${table} ${owner}`)
        }
    }
    const all = ['venue own', 'venue other', 'activity own', 'activity other', 'agreement own', 'agreement other', 'agreement_line own', 'agreement_line other']
    const everything = ['wijkmanager-west', 'wijkmanager-oost-sensitive', 'wijkmanager-without', 'planner', 'adviser-zorg', 'adviser-wijkbeheer', 'planner-in-team-zorg', 'planner-of-organisation', 'admin']
    expect(may).toEqual(Object.fromEntries(world.users.map((u) => [u.name, everything.includes(u.name) ? all : u.name === 'organisation' ? all.filter((x) => x.endsWith('own')) : []])))
    expect(await run('planner', `select confirm_record('venue', 123456) as at`)).toEqual([{ at: null }])
    expect((await fails('planner', `select confirm_record('app_user', 1)`)).code).toBe('22023')
  })

  it('advisers are listed for staff only', async () => {
    const listed = async (name: string) => (await run<{ name: string }>(name, 'select name from advisers() order by name')).map((a) => a.name)
    for (const name of ['wijkmanager-west', 'planner', 'college', 'adviser-zorg', 'admin', 'system']) expect(await listed(name)).toEqual(['adviser-wijkbeheer', 'adviser-zorg'])
    for (const name of ['organisation', 'anonymous', 'switched-off']) expect(await listed(name)).toEqual([])
  })

  it('follow codes are long, unlike one another, and stay', async () => {
    await run('system', initiative({ source_id: `'many ' || g`, title: `'x'` }).replace(/values \((.*)\)$/s, 'select $1 from generate_series(1, 3000) g'))
    const codes = (await run<{ c: string }>('system', 'select follow_code as c from initiative')).map((r) => r.c)
    expect(new Set(codes).size).toBe(codes.length)
    expect(codes.every((c) => /^[2-9a-hjkmnp-z]{12}$/.test(c))).toBe(true)
    const counts = new Map<string, number>()
    for (const c of codes.join('')) counts.set(c, (counts.get(c) ?? 0) + 1)
    expect(counts.size).toBe(31)
    const expected = (codes.length * 12) / 31
    for (const [c, n] of counts) expect(Math.abs(n - expected), c).toBeLessThan(6 * Math.sqrt(expected))
    await run('planner', initiative({ source_id: `'chosen'`, follow_code: `'aaaaaaaaaaaa'` }))
    const code = async () => (await run<{ c: string }>('planner', `select follow_code as c from initiative where source_id = 'chosen'`))[0]!.c
    const given = await code()
    expect(given).not.toBe('aaaaaaaaaaaa')
    await run('planner', `update initiative set follow_code = 'bbbbbbbbbbbb' where source_id = 'chosen'`)
    expect(await code()).toBe(given)
    await run('system', `delete from initiative where source_id like 'many %'`)
  })

  it('who hands an initiative over to Zorg does so, and then does not see it any more; an organisation keeps what it owns', async () => {
    for (const by of ['planner', 'wijkmanager-west', 'adviser-wijkbeheer']) {
      await run('planner', initiative({ source_id: `'to-zorg ${by}'` }))
      expect(await run(by, `update initiative set route = 'zorg' where source_id = 'to-zorg ${by}' returning version`)).toEqual([{ version: 2 }])
      expect(await run(by, `select 1 from initiative where source_id = 'to-zorg ${by}'`)).toEqual([])
      expect(await run(by, `select 1 from record_history where register = 'initiative' and after->>'source_id' = 'to-zorg ${by}'`)).toEqual([])
      expect(await run('adviser-zorg', `select 1 from initiative where source_id = 'to-zorg ${by}'`)).toHaveLength(1)
    }
    expect((await fails('organisation', `update initiative set owner_organisation = 902 where source_id = 'west-owned'`)).code).toBe('42501')
    expect((await fails('organisation', `update initiative set route = 'zorg' where source_id = 'west-owned'`)).code).toBe('42501')
    expect((await fails('college', `update initiative set route = 'zorg' where source_id = 'west-college'`)).code).toBe('42501')
    expect((await fails('wijkmanager-west', initiative({ point: at(101_137) }))).code).toBe('42501')
  })

  describe('signals by hand', () => {
    const signal = (id: string, by: string, place: string, columns = '', values = ''): string =>
      `insert into signal (gemeente, source, source_id, kind, theme, evidence, observed_on, point, accuracy, recorded_by${columns}) values ('GM9990', 'app', '${id}', 'knelpunt', 'plain', 'waarneming', '2026-03-10', ${place}, 'punt', ${who(by).uid}${values}) on conflict do nothing`
    const counted = () => run<{ n: number }>('planner', `select coalesce(sum(n), 0)::int as n from signal_theme_month where theme = 'plain'`).then((r) => r[0]!.n)

    it('come once, in the own werkgebied, and count', async () => {
      const before = await counted()
      await run('wijkmanager-west', signal('s1', 'wijkmanager-west', at(100_400)))
      await run('wijkmanager-west', signal('s1', 'wijkmanager-west', at(100_400)))
      expect(await counted()).toBe(before + 1)
      expect((await fails('wijkmanager-west', signal('s2', 'wijkmanager-west', at(101_400)))).code).toBe('42501')
      expect((await fails('wijkmanager-without', signal('s2', 'wijkmanager-without', at(101_400)))).code).toBe('42501')
      expect((await fails('wijkmanager-west', signal('s2', 'planner', at(100_400)))).code).toBe('42501')
      expect((await fails('wijkmanager-west', signal('s2', 'wijkmanager-west', at(100_400), ', reporter_key', `, 'x'`))).code).toBe('42501')
      expect(await fails('planner', signal('s2', 'planner', at(1_000)))).toMatchObject({ code: 'BF003' })
      expect(await fails('planner', signal('s2', 'planner', 'null', ', stated_buurt', `, 'BU00000000'`))).toMatchObject({ code: 'BF004', column_name: 'stated_buurt' })
      expect(await run('wijkmanager-west', `select recorded_signal('GM9990', 's1') = id as mine from signal where source_id = 's1'`)).toEqual([{ mine: true }])
      expect(await run('planner', `select recorded_signal('GM9990', 's1') as id`)).toEqual([{ id: null }])
      await run('organisation', signal('s3', 'organisation', at(101_400)))
      expect((await run<{ id: number | null }>('organisation', `select recorded_signal('GM9990', 's3') as id`))[0]!.id).toBeGreaterThan(0)
      expect(await run('organisation', `select 1 from signal`)).toEqual([])
    })

    it('are closed, handed on and merged by who sees them one by one; what happened is kept without its text', async () => {
      const id = await idOf('signal', 's1')
      const [first, oost, care] = await Promise.all(['plainwest1', 'plainoost1', 'carewest1'].map((s) => idOf('signal', s)))
      await run('wijkmanager-west', `update signal set status = 'closed', close_reason = 'opgelost', note = 'mevrouw' where id = ${id}`)
      const before = await counted()
      await run('wijkmanager-west', `update signal set duplicate_of = ${first} where id = ${id}`)
      expect(await counted()).toBe(before - 1)
      expect(await run('wijkmanager-west', `select kind, before, after, by_user from signal_event where signal = ${id} order by id, kind`)).toMatchObject([
        { kind: 'status', before: 'open', after: 'closed', by_user: who('wijkmanager-west').uid }, { kind: 'close_reason', before: null, after: 'opgelost' },
        { kind: 'note', before: null, after: null }, { kind: 'duplicate_of', before: null, after: String(first) }])
      expect((await run<{ on: string | null }>('wijkmanager-west', `select closed_on::text as on from signal where id = ${id}`))[0]!.on).not.toBeNull()
      const other = await idOf('signal', 'plainwest2')
      for (const unseen of [oost, care]) expect((await fails('wijkmanager-west', `update signal set duplicate_of = ${unseen} where id = ${other}`)).code).toBe('42501')
      expect(await fails('wijkmanager-west', `update signal set duplicate_of = ${other} where id = ${other}`)).toMatchObject({ code: 'BF004' })
      expect(await fails('wijkmanager-west', `update signal set duplicate_of = ${id} where id = ${other}`)).toMatchObject({ code: 'BF004' })
      await run('wijkmanager-west', `update signal set duplicate_of = null where id = ${id}`)
      expect(await counted()).toBe(before)
      for (const column of [`theme = 'care'`, `point = null`, `observed_on = '2020-01-01'`, `recorded_by = 1`]) expect((await fails('wijkmanager-west', `update signal set ${column} where id = ${id}`)).code).toBe('42501')
      expect(await run('planner', `update signal set note = 'x' where id = ${id} returning 1`)).toEqual([])
      await run('system', `update signal set status = 'open' where id = ${id}`)
      expect((await run<{ n: number }>('system', `select count(*)::int as n from signal_event where signal = ${id}`))[0]!.n).toBe(5)
    })

    it('are linked by who sees both', async () => {
      const [a, b] = [await idOf('signal', 'plainwest1'), await idOf('signal', 's1')]
      await run('wijkmanager-west', `insert into signal_link (first, second, by_user) values (${Math.min(a, b)}, ${Math.max(a, b)}, 1)`)
      expect(await run('wijkmanager-west', `select by_user from signal_link where second = ${Math.max(a, b)}`)).toEqual([{ by_user: who('wijkmanager-west').uid }])
    })
  })
})
