import type { ImportKind, ImportOptions } from '@/lib/domain/import-run'
import type { Problem } from '@/lib/domain/problem'
import { ProblemError } from '@/lib/ui/read-json'
import { words } from './words'

const lost = (): ProblemError => new ProblemError({ status: 0, title: '', detail: words.upload.lost }, true)

const patience = { times: 15, everyMs: 2_000 }

/**
 * The same, and again while the server is too busy to look (503): it had not begun yet then. For what may be asked twice.
 * @throws {ProblemError}
 */
export async function postPatiently<T>(address: string, body: object = {}): Promise<T> {
  for (let time = 1; ; time++) {
    try {
      return await post<T>(address, body)
    } catch (error) {
      if (!(error instanceof ProblemError) || error.problem.status !== 503 || time >= patience.times) throw error
      await new Promise((again) => setTimeout(again, patience.everyMs))
    }
  }
}

/** Posts JSON to our own API. @throws {ProblemError} */
export async function post<T>(address: string, body: object = {}): Promise<T> {
  let response: Response
  try {
    response = await fetch(address, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body) })
  } catch {
    throw new ProblemError({ status: 0, title: '', detail: words.offline }, true)
  }
  const answer: unknown = await response.json().catch(() => null)
  if (!response.ok) throw asError(response.status, answer)
  return answer as T
}

export type Sent = { loaded: number; total: number }

/** Sends a file as it is on disk, with real progress; the browser never holds it in memory. @throws {ProblemError} */
export function sendFile(file: File, kind: ImportKind, options: ImportOptions, onProgress: (sent: Sent) => void, signal: AbortSignal): Promise<{ run: number }> {
  const query = new URLSearchParams({ kind, fileName: file.name })
  for (const name of ['gemeente', 'year', 'level', 'source', 'theme'] as const) if (options[name] !== undefined) query.set(name, String(options[name]))
  if (options.swapAxes) query.set('swapAxes', '1')
  return new Promise((done, failed) => {
    const request = new XMLHttpRequest()
    request.open('POST', `/api/v1/imports?${query}`)
    request.setRequestHeader('Content-Type', 'application/octet-stream')
    request.responseType = 'json'
    request.upload.onprogress = ({ loaded, total }) => onProgress({ loaded, total })
    request.onload = () => (request.status === 202 ? done(request.response as { run: number }) : failed(asError(request.status, request.response)))
    request.onerror = () => failed(lost())
    request.onabort = () => failed(new ProblemError({ status: 0, title: '', detail: words.upload.stopped }, false))
    signal.addEventListener('abort', () => request.abort())
    request.send(file)
  })
}

function asError(status: number, answer: unknown): ProblemError {
  const problem = answer as Problem | null
  return new ProblemError(problem?.detail ? problem : { status, title: '', detail: words.offline }, status >= 502)
}
