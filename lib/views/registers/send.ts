import type { Problem } from '@/lib/domain/problem'
import { words as shared } from '@/lib/ui/words'
import type { Conflict } from './shapes'

/** `lost`: nobody knows whether it arrived; sending the same again is safe, because the record has an id that was made here. */
export type Sent<T> = { ok: true; status: number; body: T; change: string | null } | { ok: false; status: number; lost: boolean; problem: Problem & Partial<Conflict> }

/** Sends a change to our own API; never throws. */
export async function send<T>(method: 'POST' | 'PATCH' | 'DELETE', address: string, body?: object): Promise<Sent<T>> {
  let response: Response
  try {
    response = await fetch(address, { method, ...(body && { headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body) }) })
  } catch {
    return { ok: false, status: 0, lost: true, problem: { status: 0, title: shared.offlineTitle, detail: shared.notSent } }
  }
  const change = response.headers.get('Change')
  const answer: unknown = response.status === 204 ? null : await response.json().catch(() => undefined)
  if (response.ok && answer !== undefined) return { ok: true, status: response.status, body: answer as T, change: change ?? (answer as { change?: string } | null)?.change ?? null }
  const problem = answer as (Problem & Partial<Conflict>) | null | undefined
  // An answer that broke off halfway, or one of something in between, is lost too.
  const lost = response.ok || response.status >= 502 || !problem?.detail
  return { ok: false, status: response.status, lost, problem: problem?.detail ? problem : { status: response.status, title: shared.failedTitle, detail: shared.failed } }
}

/** An id that no other record has; also where the page is not https and the browser has no `randomUUID`. */
export function newId(): string {
  const b = crypto.getRandomValues(new Uint8Array(16))
  b[6] = (b[6]! & 0x0f) | 0x40
  b[8] = (b[8]! & 0x3f) | 0x80
  const hex = [...b].map((x) => x.toString(16).padStart(2, '0')).join('')
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-')
}
