import type { Problem } from '@/lib/domain/problem'
import { words } from './words'

/** Why data did not come, in Dutch. `passing` means: try again by itself. */
export class ProblemError extends Error {
  constructor(
    readonly problem: Problem,
    readonly passing: boolean,
  ) {
    super(problem.detail)
    this.name = 'ProblemError'
  }
}

/** Fetches JSON of our own API. @throws {ProblemError} */
export async function readJson<T>(address: string): Promise<T> {
  let response: Response
  try {
    response = await fetch(address, { headers: { Accept: 'application/json, application/geo+json' } })
  } catch {
    throw new ProblemError({ status: 0, title: words.offlineTitle, detail: words.offline }, true)
  }
  if (response.ok) return (await response.json()) as T
  const problem = await response.json().then(
    (body) => body as Problem,
    () => null,
  )
  throw new ProblemError(problem?.detail ? problem : { status: response.status, title: words.failedTitle, detail: words.failed }, response.status === 503 || response.status >= 502)
}
