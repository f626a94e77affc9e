import type { Problem } from '@/lib/domain/problem'
import { ProblemError } from './read-json'
import { words } from './words'

/** Changes something at our own API. @throws {ProblemError} */
export async function sendJson<T>(method: 'POST' | 'PUT' | 'PATCH' | 'DELETE', address: string, body?: object): Promise<T> {
  let response: Response
  try {
    response = await fetch(address, { method, ...(body ? { headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body) } : {}) })
  } catch {
    throw new ProblemError({ status: 0, title: words.offlineTitle, detail: words.notSent }, true)
  }
  const answer: unknown = response.status === 204 ? null : await response.json().catch(() => null)
  if (response.ok) return answer as T
  const problem = answer as Problem | null
  throw new ProblemError(problem?.detail ? problem : { status: response.status, title: words.failedTitle, detail: words.notSent }, response.status >= 502)
}
