import { sql } from 'drizzle-orm'
import { asking, rows, sqlState, type Tx } from '@/lib/db/client'
import { seesExactly, type Identity } from '@/lib/domain/identity'
import { decisionSnapshot, foundCells, type Names, type TestUser, type Where, type World } from './rights-world'

/**
 * What every kind of user may do with every row of every table, as plain rules; the tests run all of it. `key` is an expression that names a row in
 * the terms of the world (see rights-world.ts); with `by` it is an id of that kind. A method that is not named is refused for everybody (no grant).
 */
type Insert = { values: string; may: (user: TestUser) => boolean }
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
  insert?: Insert | readonly Insert[]
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

const staff = is('wijkmanager', 'planner', 'college', 'adviser', 'admin')
const countsSeen = is('wijkmanager', 'planner', 'college', 'adviser')
const keepers = is('planner', 'adviser', 'admin')
const mine = (u: TestUser): boolean => u.active && u.role === 'organisation' && u.organisation === 'own'
const inScope = (u: TestUser, where?: Where): boolean => is('wijkmanager')(u) && u.scope !== null && u.scope === where
const buurt = { west: 'BU99900101', oost: 'BU99900201' } as const
const visits = (u: TestUser, r: Row): boolean => is('planner', 'adviser')(u) || inScope(u, r.where)
const targets = (u: TestUser, r: Row): boolean => is('planner')(u) || inScope(u, r.where)
const records = (u: TestUser, where: Where): boolean => is('planner', 'adviser', 'organisation')(u) || inScope(u, where)
const point = (where: 'west' | 'oost'): string => `ST_SetSRID(ST_MakePoint(${where === 'west' ? 100_200 : 101_200}, 500300), 28992)`
const byHand = (theme: string, where: 'west' | 'oost', by = 'my_id()', source = 'app'): string =>
  `(gemeente, source, source_id, kind, theme, evidence, observed_on, point, accuracy, recorded_by) select 'GM9990', '${source}', 'made-by-test', 'knelpunt', '${theme}', 'waarneming', '2026-03-10', ${point(where)}, 'punt', ${by}`

/** Records of two organisations, `own` and `other`; `by` says who else than the keepers writes which. */
const owned = (keys: readonly string[]): Row[] => keys.map((key) => ({ key, owner: key.startsWith('own') ? 'own' : 'other' }))
const writes = (other: (u: TestUser) => boolean) => (u: TestUser, r: Row): boolean => keepers(u) || other(u) || (mine(u) && r.owner === 'own')
const nobody = (): boolean => false
/** One record for each organisation; `values` begins with the number of what it hangs on. */
const added = (columns: string, values: string, other: (u: TestUser) => boolean): Insert[] =>
  Object.entries(numbers).map(([owner, id]) => ({ values: `(gemeente, source_id, ${columns}) values ('GM9990', 'made-by-test', ${id}, ${values})`, may: (u) => writes(other)(u, { key: owner, owner }) }))
const numbers = { own: 901, other: 902 } as const

const judges = (first: number, second: number, replaces: number | 'null'): string =>
  `(first, second, verdict, reason, expires, first_version, second_version, replaces) values (${first}, ${second}, 'complementary', 'made by test', '2999-01-01', 2, 2, ${replaces})`
const both = owned(['own', 'other'])
const deliveries = owned(['agreed', 'planned', 'seen', 'activity'].flatMap((s) => [`own-${s}`, `other-${s}`]).concat('own-line-at-other'))
const routes = ['open', 'zorg', 'college', 'owned', 'owned-zorg']
const initiatives: readonly Row[] = wheres.flatMap((where) => routes.map((route) => ({ key: `${where}-${route}`, where })))
const requests: readonly Row[] = ['own', 'other'].flatMap((owner) => (['west', 'oost'] as const).map((where) => ({ key: `${owner}-${where}`, where, owner })))
const agreed = (u: TestUser, r: Row): boolean => staff(u) || (mine(u) && r.owner === 'own')
const delivers = (u: TestUser, r: Row): boolean =>
  keepers(u) || (is('wijkmanager')(u) && r.key.endsWith('seen')) || (mine(u) && ['own-planned', 'own-activity'].includes(r.key))
const seesInitiative = (u: TestUser, r: Row): boolean =>
  r.key.endsWith('zorg') ? zorg(u) || (u.sensitive && inScope(u, r.where)) : is('planner', 'college', 'adviser')(u) || inScope(u, r.where) || (mine(u) && r.key.endsWith('owned'))
const bringsIn = (u: TestUser): boolean => is('planner', 'adviser')(u) || inScope(u, 'west')

const focusBuurten: readonly Row[] = wheres.map((where) => ({ key: where, where }))
/** `own`: of the organisation, or handed to it. */
const measures: readonly Row[] = [{ key: 'plain', where: 'west' }, { key: 'owned', where: 'west', owner: 'own' }, { key: 'handed', where: 'oost', owner: 'own' }, { key: 'zorg', where: 'oost', owner: 'zorg' }]

const platforms = { own: 971, other: 972 } as const
const keepsPlatform = (u: TestUser, r: Row): boolean => is('admin')(u) || (mine(u) && r.owner === 'own')
const platformActions: readonly Row[] = (['own', 'other'] as const).flatMap((owner) => ['plain', 'zorg'].map((of) => ({ key: `${owner}-${of}`, owner, where: owner === 'own' ? ('west' as const) : ('oost' as const) })))

const registerRules: Record<string, Rule> = {
  organisation: {
    key: 't.source_id', rows: both, select: signedIn, update: { set: 'name = t.name', may: writes(nobody) }, delete: { may: keepers },
    insert: { values: `(gemeente, source_id, name, kind) values ('GM9990', 'made-by-test', 'x', 'welzijn')`, may: keepers },
  },
  service: {
    key: 't.source_id', rows: both, select: signedIn, update: { set: 'name = t.name', may: writes(nobody) }, delete: { may: writes(nobody) },
    insert: added('organisation, name, service_type', `'x', 'inloop'`, nobody),
  },
  venue: {
    key: 't.source_id', rows: [...both, { key: 'of-nobody' }], select: signedIn, update: { set: 'name = t.name', may: writes(is('wijkmanager')) }, delete: { may: writes(nobody) },
    insert: [
      ...added('organisation, name, kind, point', `'x', 'hub', ${point('west')}`, is('wijkmanager')),
      { values: `(gemeente, source_id, name, kind, point) values ('GM9990', 'made-by-test', 'x', 'hub', ${point('west')})`, may: is('planner', 'adviser', 'admin', 'wijkmanager') },
    ],
  },
  venue_area: { key: 't.venue', by: 'venue', rows: [...both, { key: 'of-nobody' }], select: signedIn },
  activity: {
    key: 't.source_id', rows: owned(['own', 'other', 'other-oost']), select: signedIn, update: { set: 'name = t.name', may: writes(is('wijkmanager')) }, delete: { may: writes(nobody) },
    insert: added('service, service_area, name, schedule, times_per_year, "from"', `'gemeente', 'x', 'FREQ=DAILY', 365, '2026-01-01'`, is('wijkmanager')),
  },
  // Versions of thresholds are only added: nothing is changed or thrown away.
  focus_threshold: {
    key: 't.version', rows: [{ key: '1' }], select: is('wijkmanager', 'planner', 'college', 'adviser', 'admin'),
    insert: { values: `(gemeente, version, year, limits, at_least, anchors, reason) values ('GM9990', 2, 2027, '[]', 1, '{}', 'x')`, may: is('planner', 'admin') },
  },
  // Of a public register: staff reads, only an import writes.
  postcode_buurt: { key: 't.postcode', rows: [{ key: '0901AB' }], select: staff },
  // What is public staff may know; the administrator makes it. Who may read the figures themselves: lib/db/release/release.db.test.ts.
  public_release: {
    key: 't.id', rows: [{ key: '00000000000000aa' }], select: staff, update: { set: `status = 'published'`, may: is('admin') },
    insert: { values: `(gemeente, until_period) values ('GM9990', '2026Q1')`, may: is('admin') },
  },
  // Verdicts are only added: another one replaces, nothing is changed or thrown away.
  overlap_verdict: {
    key: `t.first || '-' || t.second`, rows: [{ key: '901-902', owner: 'own' }, { key: '902-903', owner: 'other' }],
    select: (u, r) => is('wijkmanager', 'planner', 'college', 'adviser')(u) || (mine(u) && r.owner === 'own'),
    insert: [
      { values: judges(901, 902, 901), may: (u) => is('planner', 'adviser')(u) || inScope(u, 'west') },
      { values: judges(902, 903, 902), may: is('planner', 'adviser') }, // one of the two is held in oost
      { values: judges(901, 903, 'null'), may: is('planner', 'adviser') },
      { values: `(first, second, verdict, replaces) values (901, 902, 'withdrawn', 901)`, may: (u) => is('planner', 'adviser')(u) || inScope(u, 'west') },
    ],
  },
  agreement: {
    key: 't.source_id', rows: both, select: agreed, update: { set: 'title = t.title', may: keepers }, delete: { may: keepers },
    insert: { values: `(gemeente, source_id, organisation, year, title) values ('GM9990', 'made-by-test', 901, 2027, 'x')`, may: keepers },
  },
  agreement_line: {
    key: 't.source_id', rows: both, select: agreed, update: { set: 'description = t.description', may: keepers }, delete: { may: keepers },
    insert: { values: `(gemeente, source_id, agreement, description, theme, level, hours) values ('GM9990', 'made-by-test', 901, 'x', 'plain', 'gemeente', 1)`, may: keepers },
  },
  delivery: {
    key: 't.source_id', rows: deliveries, select: agreed, update: { set: 'hours = t.hours', may: delivers }, delete: { may: (u, r) => delivers(u, r) && !is('wijkmanager')(u) },
    insert: ['planned', 'seen', 'agreed'].flatMap((stage) => Object.entries(numbers).map(([owner, id]) => ({
      values: `(gemeente, source_id, activity, "from", "to", hours, stage) values ('GM9990', 'made-by-test', ${id}, '2026-01-01', '2026-02-01', 1, '${stage}')`,
      may: (u: TestUser) => keepers(u) || (stage === 'seen' && is('wijkmanager')(u)) || (stage === 'planned' && owner === 'own' && mine(u)),
    }))),
  },
  presence_target: {
    key: 't.buurt_code', rows: [{ key: buurt.west, where: 'west' }, { key: buurt.oost, where: 'oost' }], select: staff, update: { set: 'weeks = t.weeks', may: targets }, delete: { may: targets },
    insert: { values: `(gemeente, buurt_code, weeks) values ('GM9990', 'BU99900301', 8)`, may: is('planner') },
  },
  initiative: {
    key: 't.source_id', rows: initiatives, select: seesInitiative,
    update: { set: 'title = t.title', may: (u, r) => seesInitiative(u, r) && (!is('college')(u) || r.key.endsWith('college')) },
    insert: ['null', `'zorg'`].map((route) => ({
      values: `(gemeente, source_id, title, received_on, by_whom, what_residents_do, what_they_ask, point, route) values ('GM9990', 'made-by-test', 'x', '2026-03-01', 'bewoner', 'x', 'x', ${point('west')}, ${route}) returning id`,
      may: bringsIn,
    })),
  },
  // Asked by who is there for the buurt, answered by the organisation that is asked, taken back by who asked (nobody of the matrix) or a planner; none is thrown away.
  coverage_request: {
    key: 't.source_id', rows: requests, select: (u, r) => is('wijkmanager', 'planner', 'college', 'adviser')(u) || (mine(u) && r.owner === 'own'),
    update: { set: `status = case when t.organisation = my_organisation() then t.status else 'withdrawn' end`, may: (u, r) => is('planner')(u) || (mine(u) && r.owner === 'own') },
    insert: (['west', 'oost'] as const).map((where) => ({
      values: `(gemeente, source_id, buurt, theme, organisation, due, text) values ('GM9990', 'made-by-test', '${buurt[where]}', 'plain', 902, '2999-01-01', 'x')`,
      may: (u: TestUser) => is('planner', 'adviser')(u) || inScope(u, where),
    })),
  },
  initiative_area: { key: 't.initiative', by: 'initiative', rows: initiatives, select: seesInitiative },
  cohort: {
    key: 't.source_id', rows: [{ key: '2025' }, { key: '2030' }, { key: 'besluit-2034' }], select: signedIn, update: { set: 'note = t.note', may: is('planner') }, delete: { may: is('planner') },
    insert: { values: `(gemeente, source_id, year) values ('GM9990', 'made-by-test', 2031)`, may: is('planner') },
  },
  // The college decided about west and oost: those stay.
  focus_period: {
    key: 't.source_id', rows: [...focusBuurten, { key: `besluit-2034-${buurt.oost}`, where: 'oost' }], select: signedIn, update: { set: 'goal = t.goal', may: is('planner', 'college') }, delete: { may: (u, r) => is('planner')(u) && r.where === 'none' },
    insert: { values: `(gemeente, source_id, cohort, buurt_code, proposed_on) values ('GM9990', 'made-by-test', 952, '${buurt.west}', '2029-06-01')`, may: is('planner', 'college') },
  },
  measure: {
    key: 't.source_id', rows: measures, select: (u, r) => countsSeen(u) || (mine(u) && r.owner === 'own'),
    update: { set: 'status = t.status', may: (u, r) => is('planner')(u) || inScope(u, r.where) || (zorg(u) && r.owner === 'zorg') }, delete: { may: (u, r) => is('planner')(u) || (zorg(u) && r.owner === 'zorg') },
    insert: [['null', nobody], [`'zorg'`, zorg]].map(([team, also]) => ({ values: `(gemeente, source_id, focus_period, title, owner_team) values ('GM9990', 'made-by-test', 951, 'x', ${team as string})`, may: (u: TestUser) => is('planner')(u) || (also as (u: TestUser) => boolean)(u) })),
  },
  // Of the residents: the agenda is set by the platform itself, or by the administrator on its behalf; never by a wijkmanager (N3).
  wijkplatform: {
    key: 't.source_id', rows: both, select: signedIn, update: { set: 'about = t.about', may: keepsPlatform }, delete: { may: is('admin') },
    insert: { values: `(gemeente, source_id, name, form, buurten, organisation) values ('GM9990', 'made-by-test', 'x', 'stichting', '{${buurt.west}}', 901)`, may: is('admin') },
  },
  platform_meeting: {
    key: 't.source_id', rows: both, select: signedIn, update: { set: 'agenda = t.agenda', may: keepsPlatform }, delete: { may: keepsPlatform },
    insert: Object.entries(platforms).map(([owner, id]) => ({ values: `(gemeente, source_id, platform, held_on, start_time, place) values ('GM9990', 'made-by-test', ${id}, '2999-02-01', '20:00', 'x')`, may: (u: TestUser) => keepsPlatform(u, { key: owner, owner }) })),
  },
  platform_action: {
    key: 't.source_id', rows: platformActions, select: signedIn, delete: { may: keepsPlatform },
    update: { set: 'outcome = t.outcome', may: (u, r) => keepsPlatform(u, r) || inScope(u, r.where) || (zorg(u) && r.key.endsWith('zorg')) },
    insert: Object.entries(platforms).map(([owner, id]) => ({ values: `(gemeente, source_id, platform, title, by) values ('GM9990', 'made-by-test', ${id}, 'x', 'platform')`, may: (u: TestUser) => keepsPlatform(u, { key: owner, owner }) || inScope(u, owner === 'own' ? 'west' : 'oost') })),
  },
  participation: {
    key: 't.source_id', rows: focusBuurten.filter((r) => r.where !== 'none'), select: countsSeen, update: { set: 'notes = t.notes', may: (u, r) => is('planner')(u) || inScope(u, r.where) }, delete: { may: (u, r) => is('planner')(u) || inScope(u, r.where) },
    insert: (['west', 'oost'] as const).map((where) => ({ values: `(gemeente, source_id, focus_period, kind, held_on) values ('GM9990', 'made-by-test', ${where === 'west' ? 951 : 952}, 'gesprek', '2025-03-01')`, may: (u: TestUser) => is('planner')(u) || inScope(u, where) })),
  },
}

/** Findings and work items, numbered in the order of `foundCells`; `both` lies in west and oost. */
const cellRows = (first: number, prefix = ''): Row[] => foundCells.map((cell, i) => {
  const [theme, where] = cell.split(' ') as [string, Where | 'both']
  return { key: `${prefix}${first + i}`, theme, ...(where === 'both' ? {} : { where }) }
})
const counters = is('wijkmanager', 'planner', 'college', 'adviser')
/** A wijkmanager of one of the buurten. */
const overlaps = (u: TestUser, r: Row): boolean => inScope(u, r.where) || (r.where === undefined && (inScope(u, 'west') || inScope(u, 'oost')))
const readsNotes = (u: TestUser, r: Row): boolean => (r.theme === 'care' ? exactly(u, r) : is('planner', 'college', 'adviser')(u) || overlaps(u, r))
const writesNotes = (u: TestUser, r: Row): boolean => readsNotes(u, r) && !is('college')(u)

const clusterRules: Record<string, Rule> = {
  signal_version: { key: `'x'`, rows: [{ key: 'x' }], select: signedIn },
  signal_pile: { key: `'x'`, rows: [{ key: 'x' }], select: is('wijkmanager', 'planner', 'college', 'adviser', 'organisation') },
  cluster_run: {
    key: 't.id', rows: [{ key: '801' }, { key: '802', owner: 'wijkmanager-west' }, { key: '803', owner: 'planner' }, { key: '804', owner: 'switched-off' }], select: signedIn,
    update: { set: `status = 'cancelled'`, may: (u, r) => r.key !== '801' && u.active && (u.name === r.owner || is('planner', 'admin')(u)) },
    insert: { values: `(gemeente, "from", "to", kind, data_version, seed) values ('GM9990', '2026-01-01', '2026-02-01', 'kans', 0, 1)`, may: counters },
  },
  cluster_input: { key: 't.run', rows: [{ key: '801' }] },
  cluster_theme: { key: 't.theme', rows: [{ key: 'plain' }, { key: 'care' }], select: (u, r) => (r.key === 'care' ? zorg(u) : is('planner', 'college', 'adviser')(u)) },
  cluster_area: { key: `t.theme || ' ' || t.area`, by: 'area', rows: cells, select: exactly },
  cluster_finding: { key: 't.id', rows: cellRows(811), select: exactly },
  cluster: { key: 't.id', rows: cellRows(821), select: counters, update: { set: 'owner_team = t.owner_team', may: (u, r) => is('planner', 'adviser')(u) || overlaps(u, r) } },
  cluster_event: {
    key: `t.kind || ' ' || t.cluster`, rows: [...cellRows(821, 'found '), ...cellRows(821, 'note ')],
    select: (u, r) => (r.key.startsWith('found') ? counters(u) : readsNotes(u, r)),
    insert: [
      ...cellRows(821).map((r) => ({ values: `(cluster, kind, text) values (${r.key}, 'note', 'made-by-test')`, may: (u: TestUser) => writesNotes(u, r) })),
      { values: `(cluster, kind) values (821, 'state')`, may: nobody },
    ],
  },
}

/** Both signals are seen; the pairs across a border or across themes by nobody. */
function linked(u: TestUser, r: Row): boolean { return r.theme !== undefined && seesSignal(u, r) }

const historyRules = (all: Record<string, Rule>): Rule => ({
  key: `t.register || '/' || (t.before->>'source_id')`,
  rows: [...Object.keys(all).filter((table) => registerTables.includes(table)).flatMap((table) => all[table]!.rows.map((r) => ({ ...r, key: `${table}/${r.key}` }))), { key: 'service/gone' }, { key: 'service/gone-own' }],
  select: (u, r) => {
    const [table, key] = r.key.split('/') as [string, string]
    return key.startsWith('gone') ? keepers(u) || (key === 'gone-own' && mine(u)) : all[table]!.select!(u, { ...r, key })
  },
})
const registerTables = ['coverage_request', 'organisation', 'service', 'venue', 'activity', 'agreement', 'agreement_line', 'delivery', 'visit', 'initiative', 'cohort', 'focus_period', 'measure', 'participation', 'wijkplatform', 'platform_meeting', 'platform_action']

export function rules({ users, names }: World): Record<string, Rule> {
  const idOf = (signal: string): string => [...names.signal].find(([, name]) => name === signal)![0]
  const own = (u: TestUser, r: Row): boolean => u.name === r.owner // also when switched off: the session check refuses such a user before
  const scoped = users.filter((u) => u.scope).map((u) => ({ key: u.name, owner: u.name }))
  const all: Record<string, Rule> = {
    signal: {
      key: 't.source_id', rows: signals, select: seesSignal, update: { set: 'note = t.note, status = t.status', may: seesSignal },
      insert: [
        ...(['west', 'oost'] as const).map((w) => ({ values: byHand('plain', w), may: (u: TestUser) => records(u, w) })),
        { values: byHand('care', 'west'), may: (u) => records(u, 'west') },
        { values: byHand('plain', 'west', 'null'), may: () => false },
        { values: byHand('plain', 'west', 'my_id()', 'spreekuur'), may: () => false },
      ],
    },
    signal_area: { key: 't.signal', by: 'signal', rows: signals, select: seesSignal },
    signal_event: { key: 't.signal', by: 'signal', rows: signals.filter((r) => r.key.endsWith('1')), select: seesSignal },
    signal_month: { key: `t.theme || ' ' || t.area`, by: 'area', rows: cells, select: exactly },
    signal_theme_month: { key: `t.theme || ' ' || t.area`, by: 'area', rows: cells, select: exactly },
    signal_rounded: { key: `t.theme || ' ' || t.area`, by: 'area', rows: cells, select: (u, r) => signedIn(u) && !exactly(u, r) },
    signal_origin: { key: 't.source', rows: [{ key: 'spreekuur' }], select: signedIn },
    visit: {
      key: 't.source_id', rows: [{ key: '1', where: 'west' }, { key: '2', where: 'oost' }], select: staff,
      update: { set: 'kind = t.kind', may: visits }, delete: { may: visits },
      insert: (['west', 'oost'] as const).map((where) => ({ values: `(gemeente, source, source_id, buurt_code, by_role, kind, visited_on) values ('GM9990', 'app', 'made-by-test', '${buurt[where]}', 'anders', 'ronde', '2026-03-01')`, may: (u) => visits(u, { key: '', where }) })),
    },
    ...registerRules,
    ...clusterRules,
    signal_link: {
      key: 't.first', by: 'signal',
      rows: [...signals.filter((r) => ['plainwest1', 'carewest1', 'plainoost1'].includes(r.key)), ...['plainwest3', 'plainoost3', 'plainoost4', 'careoost4'].map((key) => ({ key }))],
      select: linked, delete: { may: linked },
      insert: [['plainwest4', 'plainwest5'], ['carewest4', 'carewest5'], ['plainwest5', 'plainoost5']].map(([a, b]) => ({
        values: `(first, second) values (least(${idOf(a!)}, ${idOf(b!)}), greatest(${idOf(a!)}, ${idOf(b!)}))`,
        may: (u) => !b!.includes('oost') && linked(u, { key: a!, theme: a!.startsWith('care') ? 'care' : 'plain', where: 'west' }),
      })),
    },
    placement_scenario: {
      key: 't.source_id', rows: [{ key: 'of-planner', owner: 'planner' }, { key: 'of-west', owner: 'wijkmanager-west' }, { key: 'removed-of-planner', owner: 'planner' }],
      select: (u, r) => countsSeen(u) && (!r.key.startsWith('removed') || own(u, r)),
      update: { set: 'name = t.name', may: (u, r) => countsSeen(u) && own(u, r) },
      insert: { values: `(gemeente, source_id, theme, name, "on", question, input, result, method) values ('GM9990', 'made-by-test', 'plain', 'x', '2026-03-01', '{}', '{}', '{}', 'x')`, may: countsSeen },
    },
    rotation_scenario: {
      key: 't.source_id', rows: [{ key: 'rotation-of-planner', owner: 'planner' }, { key: 'removed-rotation-of-planner', owner: 'planner' }, { key: 'rotation-of-nobody' }],
      select: (u, r) => countsSeen(u) && (!r.key.startsWith('removed') || own(u, r)),
      update: { set: 'name = t.name', may: (u, r) => is('planner')(u) && own(u, r) },
      insert: { values: `(gemeente, source_id, name, from_year, years, question, input, result, method) values ('GM9990', 'made-by-test', 'x', 2031, 4, '{}', '{}', '{}', 'x')`, may: is('planner') },
    },
    // A draft is of the planners; what the college decided on stays. Decisions are only added, on what was submitted.
    focus_proposal: {
      key: 't.source_id', rows: [{ key: 'draft' }, { key: 'submitted' }, { key: 'decided' }], select: (u, r) => (r.key === 'draft' ? is('planner')(u) : countsSeen(u)),
      update: { set: 'text = t.text', may: (u, r) => is('planner')(u) && r.key !== 'decided' },
      insert: { values: `(gemeente, source_id, year, codes, question) values ('GM9990', 'made-by-test', 2041, '{BU99900101}', '{}')`, may: is('planner') },
    },
    focus_decision: {
      key: 't.year', rows: [{ key: '2034' }], select: countsSeen,
      insert: { values: `(gemeente, year, proposal, proposal_version, chosen, public_text, snapshot) select 'GM9990', 2036, 962, 1, '{BU99900101}', 'x', ${decisionSnapshot(2036, buurt.west, "(now() at time zone 'Europe/Amsterdam')::date")}`, may: is('college') },
    },
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
  return { ...all, record_history: historyRules(all) }
}

/** Tables that hold nothing about people or signals: everybody reads them, no user writes them. */
export const openTables = ['area', 'area_link', 'area_neighbour', 'backdrop', 'boundary_set', 'buurt_home', 'data_version', 'gemeente', 'indicator', 'indicator_value', 'theme', 'threshold', 'werkgebied', 'werkgebied_buurt']

export type Deviation = { table: string; method: string; user: string; row: string; expected: string; found: string }

const refused = '42501'

/**
 * Runs every cell of the matrix (or of some tables) as SQL and gives back those that came out otherwise, and how many were run.
 * @param untilFirst stops at the first user for whom something came out otherwise
 */
export async function runMatrix(world: World, tables?: readonly string[], untilFirst = false): Promise<{ cells: number; deviations: Deviation[] }> {
  const all = rules(world)
  const deviations: Deviation[] = []
  let count = 0
  const check = (table: string, method: string, user: string, row: string, expected: unknown, found: unknown): void => {
    count++
    if (String(expected) !== String(found)) deviations.push({ table, method, user, row, expected: String(expected), found: String(found) })
  }
  for (const user of world.users) {
    if (untilFirst && deviations.length > 0) break
    await asking(user.identity, async (tx) => {
      for (const [table, rule] of Object.entries(all)) {
        if (tables && !tables.includes(table)) continue
        const seen = await attempt(tx, (inner) => rows<{ key: string }>(inner, sql.raw(`select distinct (${rule.key})::text as key from ${table} t where ${rule.only ?? 'true'}`)))
        for (const row of rule.rows) check(table, 'select', user.name, row.key, rule.select ? rule.select(user, row) : refused, seen.state ?? seen.value!.some((s) => named(world, rule, s.key) === row.key))
        if (seen.value) for (const key of seen.value.map((s) => named(world, rule, s.key)).filter((k) => !rule.rows.some((r) => r.key === k))) check(table, 'select', user.name, key, false, true)
        for (const [method, statement, may] of [
          ['update', `update ${table} t set ${rule.update?.set ?? setToItself(table)}`, rule.update?.may],
          ['delete', `delete from ${table} t`, rule.delete?.may],
        ] as const) {
          const all = await attempt(tx, (inner) => rows<{ key: string }>(inner, sql.raw(`${statement} where ${rule.only ?? 'true'} returning (${rule.key})::text as key`)))
          const touched = all.value?.map((r) => named(world, rule, r.key))
          if (!may || touched?.length === 0) check(table, method, user.name, 'all', may ? rule.rows.some((row) => may(user, row)) : refused, all.state ?? touched!.length > 0)
          else if (touched) for (const key of new Set([...rule.rows.map((r) => r.key), ...touched])) {
            const row = rule.rows.find((r) => r.key === key)
            check(table, method, user.name, key, row ? may(user, row) : false, touched.includes(key))
          }
          else for (const row of rule.rows) { // one row stops them all: each by itself
            const one = await attempt(tx, (inner) => changedRows(inner, world, rule, row.key, statement))
            // 23503: the row went, and others need it: the right was there
            check(table, method, user.name, row.key, may(user, row), one.state === '23503' ? true : one.state ?? one.value! > 0)
          }
        }
        for (const { values, may } of [rule.insert ?? { values: 'default values', may: nobody }].flat()) {
          const added = await attempt(tx, (inner) => inner.execute(sql.raw(`insert into ${table} ${values}`)))
          check(table, 'insert', user.name, values, may(user), added.state === undefined ? true : added.state === refused ? false : added.state)
        }
      }
    }, { deadlineMs: null })
  }
  return { cells: count, deviations }
}

/** A column of a table, set to itself. */
const firstColumn: Record<string, string> = { signal: 'note', signal_area: 'theme', signal_event: 'kind', signal_month: 'n', signal_theme_month: 'n', signal_rounded: 'n', signal_origin: 'source', visit: 'kind', secret: 'value', session: 'expires_at', import_run: 'source', venue_area: 'area', initiative_area: 'area', signal_link: 'by_user', overlap_verdict: 'reason', focus_threshold: 'reason', focus_decision: 'public_text', signal_version: 'n', signal_pile: 'point', postcode_buurt: 'postcode', cluster_input: 'input', cluster_theme: 'total', cluster_area: 'reporters', cluster_finding: 'observed', cluster_event: 'text', record_history: 'role', import_reject: 'value', import_stage: 'data', signal_stage: 'note', import_before: 'before', signal_expired: 'n', signal_gone: 'why', retention_run: 'report', erasure: 'reason', audit: 'actor', audit_head: 'hash' }
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
