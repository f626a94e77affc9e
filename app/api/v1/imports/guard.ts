import 'server-only'
import { asking } from '@/lib/db/client'
import { findRun, type RunRow } from '@/lib/db/imports/runs'
import { ImportRefused } from '@/lib/db/imports/upsert'
import type { Me } from '@/lib/db/people'
import { SourceError } from '@/lib/domain/source-record'
import { log } from '@/lib/http/log'
import { answer, badRequest, HttpProblem, json, notAllowed, notFound, signedIn } from '@/lib/http/respond'
import { importJobs, TooManyImports, type ImportJobs } from '@/lib/import/jobs'
import { UploadRefused } from '@/lib/import/uploads'

export const jobs = (): ImportJobs => importJobs((error, run) => log.error({ run, err: error }, 'import failed'))

/** A route for administrators: who asks, and what the import room refuses becomes problem+json. */
export function adminAnswer(name: string, work: (me: Me) => Promise<Response>): Promise<Response> {
  return answer(name, async () => {
    const me = await signedIn()
    if (me.role !== 'admin') throw notAllowed('Alleen een beheerder kan gegevens importeren.')
    try {
      return await work(me)
    } catch (error) {
      throw asProblem(error)
    }
  })
}

const uploadStatus = { too_large: 413, incomplete: 400, empty: 400, disk_full: 507 } as const

function asProblem(error: unknown): unknown {
  if (error instanceof UploadRefused) return new HttpProblem({ status: uploadStatus[error.code], title: 'Het bestand is niet ontvangen', detail: error.message })
  if (error instanceof TooManyImports) return new HttpProblem({ status: 429, title: 'Even wachten', detail: error.message }, { 'Retry-After': '10' })
  if (error instanceof ImportRefused) return error.code === 'unknown_run' ? notFound(error.message) : new HttpProblem({ status: 409, title: 'Dat kan nu niet', detail: error.message })
  if (error instanceof SourceError) return badRequest(error.message)
  return error
}

/** The run of an address such as `/api/v1/imports/12`. @throws {HttpProblem} 404 */
export async function runOf(me: Me, params: Promise<{ id: string }>): Promise<RunRow> {
  const { id } = await params
  const run = /^\d{1,15}$/.test(id) ? await asking(me, (tx) => findRun(tx, Number(id)), { readOnly: true }) : null
  if (!run) throw notFound(`Import "${id.slice(0, 20)}" bestaat niet.`)
  return run
}

/** Waits a moment for short work: 200 when it is done, 202 when it goes on behind the answer. */
export async function started(run: number, work: Promise<void>): Promise<Response> {
  const done = await Promise.race([work.then(() => true), new Promise<false>((later) => setTimeout(later, 1_500, false))])
  return json({ run }, { status: done ? 200 : 202, headers: { Location: `/api/v1/imports/${run}` } })
}
