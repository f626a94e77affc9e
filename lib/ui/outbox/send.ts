import type { Problem } from '@/lib/domain/problem'
import { listWaiting, refuseWaiting, removeWaiting, type Waiting } from './store'

/** How sending ended: all gone (or refused), no connection or a server that is away, nobody signed in, or somebody else. */
export type Outcome = 'done' | 'offline' | 'sign-in' | 'other-account'

const channelName = 'buurtfocus-outbox'
/** Background Sync: the browser calls the service worker with this name when the connection is back. */
export const syncTag = 'buurtfocus-outbox'

/** Tells other tabs and the service worker that what waits has changed. */
export function tellChanged(): void {
  const channel = new BroadcastChannel(channelName)
  channel.postMessage('changed')
  channel.close()
}

/** Calls `heard` when another tab or the service worker changed what waits. @returns stops listening */
export function onChanged(heard: () => void): () => void {
  const channel = new BroadcastChannel(channelName)
  channel.onmessage = heard
  return () => channel.close()
}

/**
 * Sends what waits for the account that is signed in, oldest first, one at a time (a lock spans tabs and the service worker). An item leaves only when the
 * server says that it has it; the server knows it by `sourceId`, so that an answer that got lost costs nothing. What the server refuses stays, with
 * the reason, and holds up nothing.
 */
export function sendWaiting(sent: (item: Waiting, answer: unknown) => void = () => {}): Promise<Outcome> {
  return oneAtATime(async () => {
    const all = (await listWaiting()).filter((item) => item.refused === null)
    if (all.length === 0) return 'done'
    const me = await ask('/api/v1/me')
    if (me === null || me.status >= 500 || me.status === 429) return 'offline'
    if (!me.ok) return 'sign-in'
    const { account } = (await me.json()) as { account: string }
    const mine = all.filter((item) => item.account === account)
    for (const item of mine) {
      const response = await ask('/api/v1/signals', item.body)
      if (response === null || response.status >= 500 || response.status === 429) return 'offline'
      if (response.status === 401) return 'sign-in'
      if (response.ok) {
        const answer: unknown = await response.json().catch(() => null)
        await removeWaiting(item.sourceId)
        sent(item, answer)
      } else await refuseWaiting(item.sourceId, await reasonOf(response))
      tellChanged()
    }
    return mine.length < all.length ? 'other-account' : 'done'
  })
}

const oneAtATime = <T>(work: () => Promise<T>): Promise<T> =>
  // Without locks (an old browser) two sends may overlap; the server then answers the second with what it has.
  typeof navigator !== 'undefined' && 'locks' in navigator ? (navigator.locks.request(channelName, work) as Promise<T>) : work()

/** null when the server was not reached. */
async function ask(address: string, body?: object): Promise<Response | null> {
  try {
    return await fetch(address, {
      credentials: 'same-origin', cache: 'no-store', signal: AbortSignal.timeout(20_000),
      ...(body ? { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body) } : {}),
    })
  } catch {
    return null
  }
}

async function reasonOf(response: Response): Promise<string> {
  const problem = (await response.json().catch(() => null)) as Problem | null
  return problem?.errors?.map((e) => e.message).join(' ') || problem?.detail || `${response.status}`
}
