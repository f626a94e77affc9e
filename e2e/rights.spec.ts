import { expect, test } from '@playwright/test'
import { seesExactly, type Identity } from '@/lib/domain/identity'
import { mayAdd, mayRead } from '@/lib/domain/register-rights'
import { registers } from '@/lib/domain/registers'
import { base, type ViewAnswer } from './helpers'
import { Visitor } from './plain-http'

/**
 * Role x address x scope x method over HTTP, from one table. The table must name every address and method of the API description, so a new route
 * without rules fails. The same rules as SQL: lib/testing/rights-matrix.ts.
 */
const accounts = ['wijkmanager', 'wijkmanager-2', 'planner', 'college', 'adviser-zorg', 'adviser-wijkbeheer', 'organisation', 'admin'] as const
type Account = (typeof accounts)[number] | 'anonymous'
const everybody: readonly Account[] = [...accounts, 'anonymous']
const only = (...who: Account[]) => (account: Account, ok: number, otherwise: number): number => (who.includes(account) ? ok : account === 'anonymous' ? 401 : otherwise)

type Cell = { method: string; path: string; row?: string; body?: object; expected: (account: Account) => number }
const admin = only('admin')

/** Ids that the cells speak of: an own signal and one of another werkgebied, one of a sensitive theme, a finished import. */
type Ids = { west: number; oost: number; care: number; run: number }
const signal = (row: keyof Omit<Ids, 'run'>, seenBy: Account): Cell => ({ method: 'GET', path: '/signals/{id}', row, expected: (a) => only(seenBy)(a, 200, 404) })
const imports = (method: string, path: string, ok: number, body?: object): Cell => ({ method, path, row: path.includes('{id}') ? 'run' : undefined, body, expected: (a) => admin(a, ok, 403) })

/** Every register: who reads it at all and who adds to it; which rows is told below and in lib/views/registers/rights.db.test.ts. */
const registerCells = Object.values(registers).flatMap(({ id }): Cell[] => {
  const cell = (method: string, path: string, status: number, body?: object): Cell => ({
    method, path: `/${id}${path}`, row: path.includes('{id}') ? 'none' : undefined, body, expected: (a) => (a === 'anonymous' ? 401 : mayRead(id, roleOf(a)) ? status : 403),
  })
  return [
    cell('GET', '', 200), { ...cell('POST', '', 400, {}), expected: (a) => (a === 'anonymous' ? 401 : mayRead(id, roleOf(a)) && mayAdd(id, roleOf(a)) ? 400 : 403) },
    cell('GET', '/{id}', 404), cell('PATCH', '/{id}', 404, { version: 1 }), cell('DELETE', '/{id}', 404), cell('GET', '/{id}/history', 404), cell('POST', '/{id}/confirm', 404),
    cell('POST', '/bulk', 400, {}), cell('POST', '/changes/{change}/undo', 404),
  ]
})
const roleOf = (account: Account): string => account.replace(/-.*$/, '')

/** Clusters: staff who see counts. What each is told of them: lib/db/clusters/*.db.test.ts. */
const staff = only('wijkmanager', 'wijkmanager-2', 'planner', 'college', 'adviser-zorg', 'adviser-wijkbeheer')
const clusters = (method: string, path: string, ok: number, body?: object): Cell => ({ method, path, row: path.includes('{id}') ? 'none' : undefined, body, expected: (a) => staff(a, ok, 403) })
const clusterCells: Cell[] = [
  clusters('POST', '/cluster-runs', 400, { theme: 'bestaat-niet' }),
  // The administrator may stop a calculation, and so see how far it is.
  ...['GET', 'DELETE'].map((method): Cell => ({ ...clusters(method, '/cluster-runs/{id}', 404), expected: (a) => (a === 'admin' ? 404 : staff(a, 404, 403)) })),
  clusters('GET', '/clusters', 200),
  clusters('GET', '/clusters/{id}', 404),
  clusters('PATCH', '/clusters/{id}', 404, { version: 1, ownerTeam: 'zorg' }),
  clusters('POST', '/clusters/{id}/notes', 404, { text: 'gezien' }),
  { method: 'GET', path: '/signals/spots', expected: (a) => only('wijkmanager', 'wijkmanager-2', 'adviser-zorg')(a, 200, 403) },
]

const judges = only('wijkmanager', 'wijkmanager-2', 'planner', 'adviser-zorg', 'adviser-wijkbeheer')

const cells: readonly Cell[] = [
  ...registerCells,
  ...clusterCells,
  { method: 'GET', path: '/lists/{list}', expected: (a) => (a === 'anonymous' ? 401 : 200) },
  ...['/openapi.json', '/areas', '/backdrop'].map((path): Cell => ({ method: 'GET', path, expected: () => 200 })),
  { method: 'GET', path: '/me', expected: (a) => (a === 'anonymous' ? 401 : 200) },
  { method: 'GET', path: '/views/{view}', expected: (a) => (a === 'anonymous' ? 401 : 200) },
  // What each sees in them: lib/db/ladder.db.test.ts.
  { method: 'GET', path: '/ladder', expected: (a) => (a === 'anonymous' ? 401 : 200) },
  { method: 'GET', path: '/reminders', expected: (a) => (a === 'anonymous' ? 401 : 200) },
  { method: 'POST', path: '/agreements/copy', body: {}, expected: (a) => only('planner', 'adviser-zorg', 'adviser-wijkbeheer', 'admin')(a, 400, 403) },
  { method: 'GET', path: '/signals', expected: (a) => only('wijkmanager', 'wijkmanager-2', 'adviser-zorg')(a, 200, 403) },
  signal('west', 'wijkmanager'),
  signal('oost', 'wijkmanager-2'),
  signal('care', 'adviser-zorg'),
  // Recording: who may by role; what the place says about it is in lib/db/registers.db.test.ts and recording.spec.ts.
  { method: 'POST', path: '/signals', body: {}, expected: (a) => (a === 'anonymous' ? 401 : ['college', 'admin'].includes(a) ? 403 : 400) },
  // Changing a signal: who may see it single. A body that changes nothing, and one that speaks of a signal that is not there.
  ...(['west', 'oost', 'care'] as const).flatMap((row): Cell[] => {
    const seen = only(row === 'west' ? 'wijkmanager' : row === 'oost' ? 'wijkmanager-2' : 'adviser-zorg')
    return [
      { method: 'PATCH', path: '/signals/{id}', row, body: {}, expected: (a) => seen(a, 200, 404) },
      { method: 'POST', path: '/signals/{id}/duplicates', row, body: { of: 999999999 }, expected: (a) => (a === 'anonymous' ? 401 : 404) },
      { method: 'DELETE', path: '/signals/{id}/duplicates', row, expected: (a) => seen(a, 200, 404) },
      { method: 'POST', path: '/signals/{id}/links', row, body: { to: 999999999 }, expected: (a) => (a === 'anonymous' ? 401 : 404) },
      { method: 'DELETE', path: '/signals/{id}/links', row, expected: (a) => (a === 'anonymous' ? 401 : 404) },
    ]
  }),
  // "Waar spreekuur?": staff who see counts. A body that asks nothing, a computation and a scenario that are not there; whose scenario may be changed: lib/testing/rights-matrix.ts.
  ...(([['POST', '/placements', 400, {}], ['GET', '/placements/{id}', 404], ['DELETE', '/placements/{id}', 404], ['GET', '/placement-scenarios', 200], ['POST', '/placement-scenarios', 400, {}], ['GET', '/placement-scenarios/{id}', 404], ['PATCH', '/placement-scenarios/{id}', 404, { version: 1 }], ['DELETE', '/placement-scenarios/{id}', 404]] as const)
    .map(([method, path, status, body]): Cell => ({ method, path, row: path.includes('{id}') ? 'none' : undefined, body, expected: (a) => only('wijkmanager', 'wijkmanager-2', 'planner', 'college', 'adviser-zorg', 'adviser-wijkbeheer')(a, status, 403) }))),
  // Proposals and decisions: staff who see counts read them, planners propose, the college decides. A body that says nothing, and what is not there; who may change which: lib/testing/rights-matrix.ts.
  ...(([['GET', '/focus-proposals', 200], ['GET', '/focus-proposals/{id}', 404], ['GET', '/decisions', 200], ['GET', '/decisions/{id}', 404]] as const)
    .map(([method, path, status]): Cell => ({ method, path, row: path.includes('{id}') ? 'none' : undefined, expected: (a) => staff(a, status, 403) }))),
  { method: 'POST', path: '/focus-proposals', body: {}, expected: (a) => only('planner')(a, 400, 403) },
  { method: 'PATCH', path: '/focus-proposals/{id}', row: 'none', body: {}, expected: (a) => only('planner')(a, 404, 403) },
  { method: 'POST', path: '/decisions', body: {}, expected: (a) => only('college')(a, 400, 403) },
  // The rotation planner: planners make, staff who see counts read. A body that asks nothing, and what is not there; whose scenario may be changed: lib/testing/rights-matrix.ts.
  ...(([['GET', '/rotations/{id}', 404], ['DELETE', '/rotations/{id}', 404], ['POST', '/rotation-reasons', 400, {}], ['GET', '/rotation-scenarios', 200], ['GET', '/rotation-scenarios/{id}', 404], ['PATCH', '/rotation-scenarios/{id}', 404, { version: 1 }], ['DELETE', '/rotation-scenarios/{id}', 404]] as const)
    .map(([method, path, status, body]): Cell => ({ method, path, row: path.includes('{id}') ? 'none' : undefined, body, expected: (a) => only('wijkmanager', 'wijkmanager-2', 'planner', 'college', 'adviser-zorg', 'adviser-wijkbeheer')(a, status, 403) }))),
  { method: 'POST', path: '/rotations', body: { years: 0 }, expected: (a) => only('planner')(a, 400, 403) },
  { method: 'POST', path: '/rotation-scenarios', body: {}, expected: (a) => only('planner')(a, 400, 403) },
  { method: 'PUT', path: '/presence-targets/{code}', body: { gemeente: 'GM9001', weeks: 105 }, expected: (a) => (a === 'anonymous' ? 401 : 400) },
  { method: 'DELETE', path: '/presence-targets/{code}', expected: (a) => (a === 'anonymous' ? 401 : 404) },
  // Requests for deployment: who asks by role; in which buurt, and who answers, is told in lib/testing/rights-matrix.ts.
  { method: 'GET', path: '/coverage-requests', expected: (a) => (a === 'anonymous' ? 401 : 200) },
  { method: 'POST', path: '/coverage-requests', body: {}, expected: (a) => only('wijkmanager', 'wijkmanager-2', 'planner', 'adviser-zorg', 'adviser-wijkbeheer')(a, 400, 403) },
  { method: 'GET', path: '/coverage-requests/{id}', row: 'none', expected: (a) => (a === 'anonymous' ? 401 : 404) },
  { method: 'PATCH', path: '/coverage-requests/{id}', row: 'none', body: { version: 1, status: 'accepted' }, expected: (a) => (a === 'anonymous' ? 401 : 404) },
  // Verdicts about pairs of activities: who judges by role; which pairs, and who reads what, is in lib/db/overlap/overlap.db.test.ts.
  { method: 'GET', path: '/overlap-verdicts', expected: (a) => (a === 'anonymous' ? 401 : a === 'admin' ? 403 : 200) },
  { method: 'POST', path: '/overlap-verdicts', body: {}, expected: (a) => judges(a, 400, 403) },
  { method: 'PATCH', path: '/overlap-verdicts/{id}', row: 'none', body: {}, expected: (a) => judges(a, 404, 403) },
  { method: 'DELETE', path: '/overlap-verdicts/{id}', row: 'none', expected: (a) => judges(a, 404, 403) },
  // Candidates for a focus and the versions of its thresholds; who adds one in the database: lib/testing/rights-matrix.ts.
  { method: 'GET', path: '/focus-candidates', expected: (a) => only('wijkmanager', 'wijkmanager-2', 'planner', 'college', 'adviser-zorg', 'adviser-wijkbeheer')(a, 200, 403) },
  // What became of a focus buurt: who sees all measures and counts of signals.
  { method: 'GET', path: '/focus-results', expected: (a) => only('wijkmanager', 'wijkmanager-2', 'planner', 'college', 'adviser-zorg', 'adviser-wijkbeheer')(a, 200, 403) },
  { method: 'GET', path: '/focus-thresholds', expected: (a) => only('wijkmanager', 'wijkmanager-2', 'planner', 'college', 'adviser-zorg', 'adviser-wijkbeheer', 'admin')(a, 200, 403) },
  { method: 'POST', path: '/focus-thresholds', body: {}, expected: (a) => only('planner', 'admin')(a, 400, 403) },
  { method: 'POST', path: '/focus-thresholds/preview', body: {}, expected: (a) => only('planner', 'admin')(a, 400, 403) },
  // Publications: staff see which there are, the administrator makes them. A gemeente that is none, and a publication that is not there.
  { method: 'GET', path: '/releases', expected: (a) => only('wijkmanager', 'wijkmanager-2', 'planner', 'college', 'adviser-zorg', 'adviser-wijkbeheer', 'admin')(a, 200, 403) },
  { method: 'POST', path: '/releases', body: {}, expected: (a) => admin(a, 400, 403) },
  { method: 'GET', path: '/releases/{number}', row: 'none', expected: (a) => admin(a, 404, 403) },
  { method: 'PATCH', path: '/releases/{number}', row: 'none', body: { status: 'published' }, expected: (a) => admin(a, 404, 403) },
  { method: 'PATCH', path: '/signals/{id}', row: 'none', body: {}, expected: (a) => (a === 'anonymous' ? 401 : 404) },
  { method: 'GET', path: '/signals/{id}', row: 'none', expected: (a) => (a === 'anonymous' ? 401 : 404) },
  { method: 'GET', path: '/signals/{id}', row: 'no number', expected: (a) => (a === 'anonymous' ? 401 : 404) },
  imports('GET', '/imports', 200),
  imports('POST', '/imports', 400, {}),
  imports('GET', '/imports/template', 400),
  imports('GET', '/imports/{id}', 200),
  imports('GET', '/imports/{id}/preview', 200),
  imports('GET', '/imports/{id}/rejects', 200),
  imports('POST', '/imports/{id}/apply', 409, {}),
  imports('POST', '/imports/{id}/restart', 409, {}),
  imports('POST', '/imports/{id}/cancel', 409),
  { method: 'GET', path: '/imports/{id}', row: 'none', expected: (a) => admin(a, 404, 403) },
  imports('POST', '/erasures/search', 400, {}),
  imports('POST', '/erasures', 400, {}),
  { method: 'POST', path: '/session', body: { account: 'nobody' }, expected: () => 400 },
]
/** Not in the table: signing out ends the session of the test, and undoing takes the demo away; both are refused to others below. */
const apart = ['DELETE /session', 'POST /imports/{id}/undo']

let sessions: Record<Account, Visitor>
let ids: Ids

test.beforeAll(async () => {
  const entries = await Promise.all(everybody.map(async (account) => [account, await Visitor.as(account === 'anonymous' ? null : account, base())] as const))
  sessions = Object.fromEntries(entries) as Record<Account, Visitor>
  const first = async (account: Account): Promise<number> => (await sessions[account].json<{ items: { id: number }[] }>('/api/v1/signals?gemeente=GM9001&limit=1')).items[0]!.id
  const runs = await sessions.admin.json<{ items: { id: number; status: string; kind: string }[] }>('/api/v1/imports')
  ids = { west: await first('wijkmanager'), oost: await first('wijkmanager-2'), care: await first('adviser-zorg'), run: runs.items.find((r) => r.status === 'applied')!.id }
})

const queries: Record<string, string> = { '/areas': '?gemeente=GM9001', '/backdrop': '?gemeente=GM9001', '/views/{view}': '?gemeente=GM9001', '/overlap-verdicts': '?gemeente=GM9001', '/focus-candidates': '?gemeente=GM9001', '/focus-thresholds': '?gemeente=GM9001', '/decisions': '?gemeente=GM9001', '/focus-proposals': '?gemeente=GM9001', '/focus-results': '?gemeente=GM9001&year=2023&buurt=BU90010205', '/signals': '?gemeente=GM9001&limit=1', '/clusters': '?gemeente=GM9001', '/signals/spots': '?gemeente=GM9001&bbox=4.70,52.90,4.75,52.95' }
const addressOf = ({ method, path, row }: Cell): string => {
  const id = row === undefined ? '' : row === 'none' ? '999999999' : row === 'no number' ? 'x1' : String(ids[row as keyof Ids])
  const query = method !== 'DELETE' ? (queries[path] ?? '') : path.endsWith('/links') ? '?to=999999999' : path.startsWith('/presence') ? '?gemeente=GM9001' : path.endsWith('/duplicates') || path.startsWith('/overlap') ? '' : '?version=1'
  return `/api/v1${path.replace('{id}', id).replace('{number}', id).replace('{view}', 'clusters').replace('{list}', 'themes').replace('{code}', 'BU90019999').replace('{change}', '00000000-0000-4000-8000-000000000000')}${query}`
}

test('every address and method of the API is in the table', async () => {
  const description = await sessions.anonymous.json<{ paths: Record<string, Record<string, unknown>> }>('/api/v1/openapi.json')
  const described = Object.entries(description.paths).flatMap(([path, methods]) => Object.keys(methods).map((m) => `${m.toUpperCase()} ${path}`))
  expect([...new Set([...cells.map((c) => `${c.method} ${c.path}`), ...apart])].sort()).toEqual(described.sort())
})

test('role x address x scope x method: every cell as the table says', async () => {
  test.setTimeout(360_000) // about fourteen hundred requests
  const wrong: string[] = []
  let run = 0
  for (const account of everybody)
    for (const cell of cells) {
      const { status, headers } = await sessions[account].ask(addressOf(cell), { method: cell.method, data: cell.body })
      run++
      const expected = cell.expected(account)
      if (status !== expected) wrong.push(`${account} ${cell.method} ${cell.path} ${cell.row ?? ''}: expected ${expected}, got ${status}`)
      if (expected >= 400 && !headers['content-type']?.includes('application/problem+json')) wrong.push(`${account} ${cell.method} ${cell.path}: ${headers['content-type']}`)
    }
  expect(wrong).toEqual([])
  expect(run).toBe(everybody.length * cells.length)
  for (const account of everybody.filter((a) => a !== 'admin')) expect((await sessions[account].ask(`/api/v1/imports/${ids.run}/undo`, { method: 'POST' })).status, account).toBe(account === 'anonymous' ? 401 : 403)
})

test('a method that an address does not know is refused for everybody', async () => {
  const known = new Set(cells.map((c) => `${c.method} ${c.path}`))
  const wrong: string[] = []
  for (const cell of cells.filter((c) => c.row !== 'no number' && c.path !== '/session'))
    for (const method of ['POST', 'PUT', 'PATCH', 'DELETE']) {
      const address = addressOf(cell).split('?')[0]!
      if (known.has(`${method} ${cell.path}`)) continue
      for (const account of ['admin', 'wijkmanager', 'anonymous'] as const) {
        const { status } = await sessions[account].ask(address, { method, data: {} })
        if (status !== 404 && status !== 405) wrong.push(`${account} ${method} ${address}: ${status}`)
      }
    }
  expect(wrong).toEqual([])
})

test('counts: exact where the role sees them exactly, else multiples of five; never a point', async () => {
  for (const account of accounts) {
    const me = await sessions[account].json<{ role: Identity['role']; werkgebieden: { slug: string }[] }>('/api/v1/me')
    const own = new Set(me.werkgebieden.map((w) => w.slug))
    const who: Identity = { account, uid: null, role: me.role, team: account === 'adviser-zorg' ? 'zorg' : null, sensitive: account === 'wijkmanager', werkgebieden: [] }
    for (const [theme, sensitive] of [['zwerfafval', false], ['eenzaamheid', true]] as const) {
      const { text } = await sessions[account].ask(`/api/v1/views/clusters?gemeente=GM9001&theme=${theme}`)
      expect(text, account).not.toMatch(/"(lon|lat|point|note|geometry|reporterKey)"/)
      const { areas } = JSON.parse(text) as ViewAnswer
      const expected = areas.map((area) => (seesExactly(who, { sensitive }, area.werkgebied !== null && own.has(area.werkgebied)) ? 'exact' : 'rounded'))
      expect(areas.map((area) => [area.name, area.told]), `${account} ${theme}`).toEqual(areas.map((area, i) => [area.name, expected[i]]))
      expect(areas.filter((area, i) => expected[i] === 'rounded' && area.n % 5 !== 0), `${account} ${theme}`).toEqual([])
      expect(areas.some((a) => a.n % 5 !== 0), `${account} ${theme}: something exact to see`).toBe(areas.some((a) => a.told === 'exact'))
    }
  }
})

test('with a filter that rounded counts cannot answer, nothing is told where the role sees no exact count', async () => {
  const ask = async (account: Account, query: string) => (await sessions[account].json<ViewAnswer>(`/api/v1/views/clusters?gemeente=GM9001&${query}`)).areas
  for (const area of await ask('organisation', 'theme=zwerfafval&kind=knelpunt')) expect(area).toMatchObject({ told: 'withheld', n: null, rate: null, class: 'withheld' })
  for (const area of await ask('planner', 'theme=eenzaamheid&evidence=beleving')) expect(area).toMatchObject({ told: 'withheld', n: null })
  const mixed = await ask('wijkmanager', 'theme=zwerfafval&kind=knelpunt')
  expect(new Set(mixed.map((a) => a.told))).toEqual(new Set(['exact', 'withheld']))
})

test('reading sensitive signals leaves exactly one line in the audit log for each time', async () => {
  const page = async () => (await sessions.admin.ask('/beheer/audit?actor=adviser-zorg')).text
  const lines = (html: string, action: string) => html.split(action).length - 1
  const before = await page()
  await sessions['adviser-zorg'].ask(`/api/v1/signals/${ids.care}`)
  await sessions['adviser-zorg'].ask('/api/v1/signals?gemeente=GM9001&limit=3')
  await sessions['adviser-zorg'].ask(`/api/v1/signals/${ids.west}`) // not theirs: nothing read, nothing recorded
  const after = await page()
  // A page of Next holds its text twice (HTML and the script's copy).
  expect(lines(after, 'signal.read') - lines(before, 'signal.read')).toBe(2)
  expect(lines(after, 'signal.list') - lines(before, 'signal.list')).toBe(2)
})

test('pages: who is not signed in is sent to sign in, and nobody but the administrator sees the administration', async () => {
  for (const path of ['/beheer', '/beheer/import', '/beheer/audit', '/beheer/privacy', '/beheer/publicaties', '/kaart/signalen']) {
    const { status, headers } = await sessions.anonymous.ask(path)
    expect([302, 303, 307], path).toContain(status)
    expect(headers.location, path).toContain('/inloggen')
  }
  for (const account of accounts.filter((a) => a !== 'admin'))
    for (const path of ['/beheer', '/beheer/import', '/beheer/audit', '/beheer/privacy', '/beheer/publicaties']) {
      const { text } = await sessions[account].ask(path)
      expect(text, `${account} ${path}`).not.toMatch(/vingerafdruk|import\.apply|Wierhaven.*signalen geladen|Eerdere verwijderingen/)
    }
})
