import { sql } from 'drizzle-orm'
import { asking, rows, sqlState, type Tx } from '@/lib/db/client'
import { seesExactly, type Identity } from '@/lib/domain/identity'
import type { Names, TestUser, Where, World } from './rights-world'

/**
 * What every kind of user may do with every row of every table, as plain rules; the tests run all of it. `key` is an expression that names a row in
 * the terms of the world (see rights-world.ts); with `by` it is an id of that kind. A method that is not named is refused for everybody (no grant).
 */
type Row = { key: string; theme?: string; where?: Where; owner?: string }
type Rule = {
  key: string
  by?: keyof Names
  /** only these rows */
  only?: string
  rows: readonly Row[]
  select?: (user: TestUser, row: Row) => boolean
  update?: { set: string; may: (user: TestUser, row: Row) => boolean }
  delete?: { may: (user: TestUser, row: Row) => boolean }
  insert?: { values: string; may: (user: TestUser) => boolean }
}

const signedIn = (u: TestUser): boolean => u.active
const is = (...roles: string[]) => (u: TestUser): boolean => u.active && roles.includes(u.role)
const zorg = (u: TestUser): boolean => u.active && u.role === 'adviser' && u.team === 'zorg'
const wheres: readonly Where[] = ['west', 'oost', 'none']
const cells: readonly Row[] = ['plain', 'care'].flatMap((theme) => wheres.map((where) => ({ key: `${theme} ${where}`, theme, where })))
const signals: readonly Row[] = cells.flatMap((c) => [1, 2, 3, 4, 5].map((i) => ({ ...c, key: `${c.theme}${c.where}${i}` })))
const seesSignal = (u: TestUser, r: Row): boolean => (r.theme === 'care' ? zorg(u) : is('wijkmanager')(u) && u.scope === r.where)
const exactly = (u: TestUser, r: Row): boolean => u.active && seesExactly(u.identity, { sensitive: r.theme === 'care' }, u.scope === r.where)
const accounts = (users: readonly TestUser[]): Row[] => users.filter((u) => u.role !== 'anonymous').map((u) => ({ key: u.name, owner: u.name }))

export function rules({ users }: World): Record<string, Rule> {
  const own = (u: TestUser, r: Row): boolean => u.name === r.owner // also when switched off: the session check refuses such a user before
  const scoped = users.filter((u) => u.scope).map((u) => ({ key: u.name, owner: u.name }))
  return {
    signal: { key: 't.source_id', rows: signals, select: seesSignal },
    signal_area: { key: 't.signal', by: 'signal', rows: signals, select: seesSignal },
    signal_event: { key: 't.signal', by: 'signal', rows: signals.filter((r) => r.key.endsWith('1')), select: seesSignal },
    signal_month: { key: `t.theme || ' ' || t.area`, by: 'area', rows: cells, select: exactly },
    signal_theme_month: { key: `t.theme || ' ' || t.area`, by: 'area', rows: cells, select: exactly },
    signal_rounded: { key: `t.theme || ' ' || t.area`, by: 'area', rows: cells, select: (u, r) => signedIn(u) && !exactly(u, r) },
    signal_origin: { key: 't.source', rows: [{ key: 'spreekuur' }], select: signedIn },
    visit: { key: 't.source_id', rows: [{ key: '1' }], select: is('wijkmanager', 'planner', 'college', 'adviser', 'admin') },
    secret: { key: 't.name', rows: [{ key: 'rounding' }] },
    app_user: {
      key: 't.account',
      rows: [...accounts(users), { key: 'demo-account' }],
      select: (u, r) => own(u, r) || r.key === 'demo-account' || is('admin')(u),
      update: { set: `name = t.name`, may: is('admin') },
      insert: { values: `(account, name, role) values ('made-by-test', 'x', 'college')`, may: is('admin') },
    },
    user_scope: {
      key: 't.app_user', by: 'user', only: `t."from" = '2020-01-01' and t."to" is null`,
      rows: scoped,
      select: (u, r) => own(u, r) || is('admin')(u),
      update: { set: `"to" = t."to"`, may: is('admin') },
      delete: { may: is('admin') },
      insert: { values: `(app_user, gemeente, werkgebied, "from", kind) select ${users[0]!.identity.uid}, 'GM9990', id, date '2031-01-01', 'replacement' from werkgebied where slug = 'oost'`, may: is('admin') },
    },
    session: { key: 't.app_user', by: 'user', rows: accounts(users), select: (u, r) => own(u, r) || is('admin')(u), delete: { may: (u, r) => own(u, r) || is('admin')(u) } },
    team: {
      key: 't.slug', rows: [{ key: 'zorg' }, { key: 'wijkbeheer' }], select: () => true,
      update: { set: 'name = t.name', may: is('admin') }, insert: { values: `values ('made-by-test', 'x')`, may: is('admin') },
    },
    claim_rule: {
      key: 't.value', rows: [{ key: 'bf-planner' }], select: is('admin'),
      update: { set: 'value = t.value', may: is('admin') }, delete: { may: is('admin') }, insert: { values: `(claim, value, role) values ('groups', 'made-by-test', 'admin')`, may: is('admin') },
    },
    import_run: { key: 't.by_user', rows: [{ key: 'admin', owner: 'admin' }, { key: 'planner', owner: 'planner' }], select: (u, r) => is('admin')(u) || (u.active && own(u, r)) },
    import_reject: { key: 't.run', by: 'run', rows: [{ key: 'admin', owner: 'admin' }, { key: 'planner', owner: 'planner' }], select: (u, r) => is('admin')(u) || (u.active && own(u, r)) },
    import_stage: { key: `'x'`, rows: [{ key: 'x' }] },
    signal_stage: { key: `'x'`, rows: [{ key: 'x' }] },
    import_before: { key: `'x'`, rows: [{ key: 'x' }] },
    signal_expired: { key: 't.theme', rows: [{ key: 'plain' }] },
    signal_gone: { key: 't.key', rows: [{ key: 'x' }] },
    retention_run: { key: `'x'`, rows: [{ key: 'x' }], select: is('admin') },
    erasure: { key: 't.reason', rows: [{ key: 'test' }], select: is('admin') },
    audit: { key: 't.action', rows: [{ key: 'test' }], select: is('admin') },
    audit_head: { key: `'head'`, rows: [{ key: 'head' }], select: is('admin') },
  }
}

/** Tables that hold nothing about people or signals: everybody reads them, no user writes them. */
export const openTables = ['area', 'area_link', 'backdrop', 'boundary_set', 'data_version', 'gemeente', 'indicator', 'indicator_value', 'theme', 'threshold', 'werkgebied', 'werkgebied_buurt']

export type Deviation = { table: string; method: string; user: string; row: string; expected: string; found: string }

const refused = '42501'

/** Runs every cell of the matrix (or of some tables) as SQL and gives back those that came out otherwise, and how many were run. */
export async function runMatrix(world: World, tables?: readonly string[]): Promise<{ cells: number; deviations: Deviation[] }> {
  const all = rules(world)
  const deviations: Deviation[] = []
  let count = 0
  const check = (table: string, method: string, user: string, row: string, expected: unknown, found: unknown): void => {
    count++
    if (String(expected) !== String(found)) deviations.push({ table, method, user, row, expected: String(expected), found: String(found) })
  }
  for (const user of world.users)
    await asking(user.identity, async (tx) => {
      for (const [table, rule] of Object.entries(all)) {
        if (tables && !tables.includes(table)) continue
        const seen = await attempt(tx, (inner) => rows<{ key: string }>(inner, sql.raw(`select distinct (${rule.key})::text as key from ${table} t where ${rule.only ?? 'true'}`)))
        for (const row of rule.rows) check(table, 'select', user.name, row.key, rule.select ? rule.select(user, row) : refused, seen.state ?? seen.value!.some((s) => named(world, rule, s.key) === row.key))
        if (seen.value) for (const key of seen.value.map((s) => named(world, rule, s.key)).filter((k) => !rule.rows.some((r) => r.key === k))) check(table, 'select', user.name, key, false, true)
        for (const row of rule.rows) {
          const { update } = rule
          const changed = await attempt(tx, (inner) => changedRows(inner, world, rule, row.key, update ? `update ${table} t set ${update.set}` : `update ${table} t set ${setToItself(table)}`))
          check(table, 'update', user.name, row.key, update ? update.may(user, row) : refused, changed.state ?? changed.value! > 0)
          const removed = await attempt(tx, (inner) => changedRows(inner, world, rule, row.key, `delete from ${table} t`))
          check(table, 'delete', user.name, row.key, rule.delete ? rule.delete.may(user, row) : refused, removed.state ?? removed.value! > 0)
        }
        const added = await attempt(tx, (inner) => inner.execute(sql.raw(`insert into ${table} ${rule.insert?.values ?? 'default values'}`)))
        check(table, 'insert', user.name, '', rule.insert?.may(user) ?? false, added.state === undefined ? true : added.state === refused ? false : added.state)
      }
    }, { deadlineMs: null })
  return { cells: count, deviations }
}

/** A column of a table, set to itself. */
const firstColumn: Record<string, string> = { signal: 'note', signal_area: 'theme', signal_event: 'kind', signal_month: 'n', signal_theme_month: 'n', signal_rounded: 'n', signal_origin: 'source', visit: 'kind', secret: 'value', session: 'expires_at', import_run: 'source', import_reject: 'value', import_stage: 'data', signal_stage: 'note', import_before: 'before', signal_expired: 'n', signal_gone: 'why', retention_run: 'report', erasure: 'reason', audit: 'actor', audit_head: 'hash' }
const setToItself = (table: string): string => `"${firstColumn[table]}" = t."${firstColumn[table]}"`

/** The name of a row, from what its key says: an id alone, or a theme and an id. */
function named(world: World, rule: Rule, key: string): string {
  if (!rule.by) return key
  const id = key.split(' ').at(-1)!
  return key.slice(0, -id.length) + (world.names[rule.by].get(id) ?? `unknown ${id}`)
}

async function changedRows(tx: Tx, world: World, rule: Rule, name: string, statement: string): Promise<number> {
  const [last] = name.split(' ').slice(-1)
  const ids = rule.by ? [...world.names[rule.by]].filter(([, n]) => n === last).map(([id]) => name.slice(0, -last!.length) + id) : [name]
  const keys = ids.map((k) => `'${k}'`).join()
  return (await rows(tx, sql.raw(`${statement} where (${rule.key})::text in (${keys}) and ${rule.only ?? 'true'} returning 1 as one`))).length
}

/** One statement that leaves nothing behind; its SQLSTATE when it is refused. */
async function attempt<T>(tx: Tx, work: (inner: Tx) => Promise<T>): Promise<{ value?: T; state?: string }> {
  let value: T | undefined
  try {
    await tx.transaction(async (inner) => {
      value = await work(inner)
      throw new TakenBack()
    })
  } catch (error) {
    if (!(error instanceof TakenBack)) return { state: sqlState(error) || String(error) }
  }
  return { value }
}
class TakenBack extends Error {}

/** The identity that a user of the world has. */
export const identityOf = (world: World, name: string): Identity => world.users.find((u) => u.name === name)!.identity
