import { sql } from 'drizzle-orm'
import { beforeAll, describe, expect, it } from 'vitest'
import { rows } from '@/lib/db/client'
import { system } from '@/lib/domain/identity'
import { availableEngines } from '@/lib/testing/databases'
import { inDb, load, useDatabase } from '@/lib/testing/imports'
import { Files, townFeatures } from '@/lib/testing/town'
import { kinds } from './kinds'
import { undoRun } from './pipeline'

const header = kinds.users.template[0]!
const wijkmanager = (account: string, places: string, more = ',nee,ja'): string => `${account},Naam van ${account},wijkmanager,,,${places}${more}`

describe.each(availableEngines())('users imported on %s', (engine) => {
  useDatabase(engine)
  const files = new Files()
  let n = 0
  const bring = (...lines: string[]) => load('users', files.csv(`users-${n++}.csv`, [header, ...lines]))
  /** account role team/organisation active: werkgebieden of today, and how many that were */
  const everybody = async (): Promise<string[]> =>
    (await inDb((tx) => rows<{ line: string }>(tx, sql`
      select concat_ws(' ', u.account, u.role, u.team, o.name, case when u.sensitive then 'gevoelig' end, case when not u.active then 'uit' end, u.rights_from) || ':' ||
        coalesce((select string_agg(w.slug || case when c."to" is null then '' else '*' end, ',' order by w.slug, c."from") from user_scope c join werkgebied w on w.id = c.werkgebied where c.app_user = u.id), '') as line
      from app_user u left join organisation o on o.id = u.organisation where not u.demo order by u.account collate "C"`))).map((r) => r.line)
  const reasons = (report: Awaited<ReturnType<typeof bring>>): [number, string | null, string][] => report.rejects.map((r) => [r.row, r.column, r.code])

  beforeAll(async () => {
    await load('boundaries', files.town('town.geojson', townFeatures()), { year: 2024 })
    await load('werkgebieden', files.csv('wg.csv', ['werkgebied,buurt_code', 'West,BU99900101', 'West,BU99900102', 'Oost,BU99900201', 'Oost,BU99900202']))
    await load('organisations', files.csv('org.csv', ['source_id,name,kind', 'O1,De Brug,welzijn']))
  })

  it('comes in once, and the same file again changes nothing; the audit log tells of every user', async () => {
    const lines = [wijkmanager('a', 'West|Oost', ',ja,ja'), 'b,Bert,adviser,zorg,,,,', 'c,Carla,organisatie,,De Brug,,,', 'd,Dirk,beheerder,,,,,', 'e,Els,planner,,,,,nee']
    const first = await bring(...lines)
    expect(first.rejects).toEqual([])
    expect(first).toMatchObject({ status: 'applied', rows: { read: 5, applied: 5, unchanged: 0, rejected: 0 } })
    const all = ['a wijkmanager gevoelig hand:oost,west', 'b adviser zorg hand:', 'c organisation De Brug hand:', 'd admin hand:', 'e planner uit hand:']
    expect(await everybody()).toEqual(all)
    expect(await bring(...lines)).toMatchObject({ status: 'applied', rows: { applied: 0, unchanged: 5 } })
    expect(await everybody()).toEqual(all)
    const told = await inDb((tx) => rows<{ action: string; n: number }>(tx, sql`select action, count(*)::int as n from audit where object_type = 'user' group by action order by action`))
    expect(told).toEqual([{ action: 'scope.add', n: 2 }, { action: 'user.change', n: 2 }, { action: 'user.make', n: 5 }])
  })

  it('a werkgebied changes hands in one file; undoing gives it back, and takes away who came', async () => {
    const before = await everybody()
    const run = await bring(wijkmanager('f', 'Oost'), wijkmanager('a', 'West'))
    expect(run).toMatchObject({ status: 'applied', rows: { applied: 2 } })
    expect(await everybody()).toEqual(expect.arrayContaining(['a wijkmanager hand:west', 'f wijkmanager hand:oost']))
    const second = await bring(wijkmanager('a', 'West', ',ja,ja'))
    await expect(undoRun(run.run, system)).rejects.toThrow(`Draai eerst import ${second.run} terug`)
    await undoRun(second.run, system)
    await undoRun(run.run, system)
    expect(await everybody()).toEqual(before)
  })

  it('without a column for them werkgebieden stay; another role ends them', async () => {
    const short = await load('users', files.csv('short.csv', ['account,naam,rol', 'a,Anna,wijkmanager']))
    expect(short).toMatchObject({ status: 'applied', rows: { applied: 1 } })
    expect((await everybody())[0]).toBe('a wijkmanager hand:oost,west')
    const other = await bring('a,Anna,planner,,,,,')
    expect((await everybody())[0]).toBe('a planner hand:')
    await undoRun(other.run, system)
    await undoRun(short.run, system)
    expect((await everybody())[0]).toBe('a wijkmanager gevoelig hand:oost,west')
  })

  it('what somebody changed by hand after it, an undo leaves, and says so', async () => {
    const run = await bring('g,Gert,college,,,,,')
    await inDb((tx) => tx.execute(sql`update app_user set active = false where account = 'g'`))
    expect((await undoRun(run.run, system)).warnings.join(' ')).toContain('De rechten van g zijn na deze import met de hand gewijzigd')
    expect(await everybody()).toContain('g college uit hand:')
  })

  it.each<[string, string[], [number, string | null, string][]]>([
    ['no account, no name, a role that is none', [',,baas,,,,,'], [[2, 'account', 'missing'], [2, 'name', 'missing'], [2, 'role', 'choice_invalid']]],
    ['an adviser without a team; a team that is not there', ['h,H,adviser,,,,,', 'i,I,adviser,voetbal,,,,'], [[2, 'team', 'team_missing'], [3, 'team', 'reference_unknown']]],
    ['a planner with a werkgebied and the right of a wijkmanager', ['h,H,planner,,,West,ja,'], [[2, 'sensitive', 'not_wijkmanager'], [2, 'werkgebieden', 'not_wijkmanager']]],
    ['twice the same account', ['h,H,planner,,,,,', 'H,H,planner,,,,,'], [[3, 'account', 'duplicate']]],
    ['a werkgebied of somebody else, and one that is not there', [wijkmanager('h', 'West'), wijkmanager('i', 'Zuid')], [[2, 'werkgebieden', 'taken'], [3, 'werkgebieden', 'reference_unknown']]],
    ['an organisation that is not there', ['h,H,organisation,,Niemand,,,'], [[2, 'organisation', 'reference_unknown']]],
  ])('%s: refused, with the place', async (_, lines, expected) => {
    const before = await everybody()
    const report = await bring(...lines)
    expect(report.status).toBe('refused')
    expect(reasons(report).sort()).toEqual(expected.sort())
    expect(await everybody()).toEqual(before)
  })

  it('one werkgebied for two in the same file is refused; the last administrator stays', async () => {
    expect(reasons(await bring(wijkmanager('a', ''), wijkmanager('h', 'West'), wijkmanager('i', 'West')))).toEqual([[4, 'werkgebieden', 'taken']])
    const report = await bring('d,Dirk,planner,,,,,')
    expect(report).toMatchObject({ status: 'failed', problem: expect.stringContaining('niemand meer beheerder') })
    expect(await everybody()).toContain('d admin hand:')
  })
})
