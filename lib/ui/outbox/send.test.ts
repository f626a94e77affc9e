import 'fake-indexeddb/auto'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { sendWaiting } from './send'
import { clearDevice, forgetListsOfOthers, keepLists, keptLists, listWaiting, putWaiting, type Waiting } from './store'

/** A server in memory: what it holds, by sourceId, and how it answers. */
let server: { account: string | null; held: Map<string, object>; posts: number; lose: boolean; away: boolean; refuse: string | null }

const item = (sourceId: string, at: string, account = 'wijkmanager'): Waiting => ({
  sourceId, account, at, title: 'Knelpunt zwerfafval', place: 'Brink', refused: null,
  body: { sourceId, gemeente: 'GM9990', theme: 'zwerfafval', kind: 'knelpunt', accuracy: 'buurt', observedOn: '2026-11-24', buurtCode: 'BU99900101', channel: 'gesprek', note: 'bij de brug' },
})
const answer = (status: number, body: object) => new Response(JSON.stringify(body), { status })

beforeEach(async () => {
  server = { account: 'wijkmanager', held: new Map(), posts: 0, lose: false, away: false, refuse: null }
  await clearDevice()
  vi.stubGlobal('fetch', async (address: string, options: RequestInit) => {
    if (server.away) throw new TypeError('Failed to fetch')
    if (server.account === null) return answer(401, { detail: 'Log eerst in.' })
    if (address === '/api/v1/me') return answer(200, { account: server.account })
    server.posts++
    const body = JSON.parse(String(options.body)) as { sourceId: string; theme: string }
    if (body.theme === server.refuse) return answer(400, { detail: 'x', errors: [{ name: 'theme', message: 'dit thema bestaat niet' }] })
    const known = server.held.has(body.sourceId)
    server.held.set(body.sourceId, body)
    if (server.lose) throw new TypeError('the answer was lost')
    return answer(known ? 200 : 201, { id: 1 })
  })
})
afterEach(() => vi.unstubAllGlobals())

describe('what waits on this device', () => {
  it('goes oldest first, once, and leaves when the server has it', async () => {
    await putWaiting(item('b', '2026-11-24T11:00:00Z'))
    await putWaiting(item('a', '2026-11-24T10:00:00Z'))
    const sent: string[] = []
    expect(await sendWaiting((i) => void sent.push(i.sourceId))).toBe('done')
    expect(sent).toEqual(['a', 'b'])
    expect(await listWaiting()).toEqual([])
    expect(await sendWaiting()).toBe('done')
    expect(server.posts).toBe(2)
  })
  it('stays when the answer is lost, and is one signal after it was sent again', async () => {
    await putWaiting(item('a', '2026-11-24T10:00:00Z'))
    server.lose = true
    expect(await sendWaiting()).toBe('offline')
    expect(await listWaiting()).toHaveLength(1)
    server.lose = false
    expect(await sendWaiting()).toBe('done')
    expect(server.posts).toBe(2)
    expect(server.held.size).toBe(1)
    expect(await listWaiting()).toEqual([])
  })
  it('stays without a connection, and when nobody is signed in', async () => {
    await putWaiting(item('a', '2026-11-24T10:00:00Z'))
    server.away = true
    expect(await sendWaiting()).toBe('offline')
    server.away = false
    server.account = null
    expect(await sendWaiting()).toBe('sign-in')
    expect(await listWaiting()).toMatchObject([{ sourceId: 'a', refused: null }])
  })
  it('what is refused stays with the reason and its text, and holds up nothing', async () => {
    server.refuse = 'onzin'
    const wrong = item('a', '2026-11-24T10:00:00Z')
    await putWaiting({ ...wrong, body: { ...wrong.body, theme: 'onzin' } })
    await putWaiting(item('b', '2026-11-24T11:00:00Z'))
    expect(await sendWaiting()).toBe('done')
    expect(server.held.has('b')).toBe(true)
    expect(await listWaiting()).toMatchObject([{ sourceId: 'a', refused: 'dit thema bestaat niet', body: { note: 'bij de brug' } }])
    expect(await sendWaiting()).toBe('done')
    expect(server.posts).toBe(2) // not asked again by itself
  })
  it('is sent in no other name than that of who recorded it', async () => {
    await putWaiting(item('a', '2026-11-24T10:00:00Z', 'wijkmanager-2'))
    await putWaiting(item('b', '2026-11-24T11:00:00Z'))
    expect(await sendWaiting()).toBe('other-account')
    expect([...server.held.keys()]).toEqual(['b'])
    expect((await listWaiting()).map((i) => i.sourceId)).toEqual(['a'])
  })
  it('the choices of somebody else are forgotten, and signing out takes everything', async () => {
    await keepLists({ account: 'wijkmanager', gemeente: { code: 'GM9990', name: 'Proefstad' }, themes: [], buurten: [], only: null })
    await forgetListsOfOthers('wijkmanager')
    expect(await keptLists()).not.toBeNull()
    await forgetListsOfOthers('planner')
    expect(await keptLists()).toBeNull()
    await putWaiting(item('a', '2026-11-24T10:00:00Z'))
    await clearDevice()
    expect(await listWaiting()).toEqual([])
  })
})
