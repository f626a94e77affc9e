import 'server-only'
import { whoAsks } from '@/lib/auth/session'
import { DatabaseUnavailable } from '@/lib/db/client'
import type { Me } from '@/lib/db/people'
import type { ParamProblem } from '@/lib/domain/params'
import type { Problem } from '@/lib/domain/problem'
import { limitedFor, tellDoor } from './at-the-door'
import { logAuditHead } from './audit-head'
import { log } from './log'
import { apiVersion } from './version'

export { apiVersion }

const commonHeaders = {
  'API-Version': apiVersion,
  'Cache-Control': 'no-store',
  'X-Content-Type-Options': 'nosniff',
}

export function json(body: unknown, init: { status?: number; headers?: Record<string, string> } = {}): Response {
  return new Response(JSON.stringify(body), {
    status: init.status ?? 200,
    headers: { ...commonHeaders, 'Content-Type': 'application/json; charset=utf-8', ...init.headers },
  })
}

/** An error that a route answers with as problem+json; title and detail are Dutch, for the user. */
export class HttpProblem extends Error {
  constructor(
    readonly problem: Problem,
    readonly headers: Record<string, string> = {},
  ) {
    super(problem.detail)
    this.name = 'HttpProblem'
  }
}

const notSignedIn = (): HttpProblem => new HttpProblem({ status: 401, title: 'Niet ingelogd', detail: 'Log eerst in.' })
export const notAllowed = (detail: string): HttpProblem => new HttpProblem({ status: 403, title: 'Geen toegang', detail })
export const notFound = (detail: string): HttpProblem => new HttpProblem({ status: 404, title: 'Niet gevonden', detail })
export const badRequest = (detail: string, errors?: ParamProblem[]): HttpProblem =>
  new HttpProblem({ status: 400, title: 'De vraag klopt niet', detail, errors })
export const badParams = (problems: ParamProblem[]): HttpProblem =>
  badRequest(problems.map((p) => `${p.name}: ${p.message}`).join('; '), problems)

/** At most ten attempts in ten minutes to sign in as one account from one address. @throws {HttpProblem} 429 */
export async function limitSignIn(account: string): Promise<void> {
  const seconds = await limitedFor(account)
  if (seconds > 0) throw new HttpProblem({ status: 429, title: 'Te vaak geprobeerd', detail: `U hebt te vaak geprobeerd in te loggen. Probeer het over ${Math.ceil(seconds / 60)} min opnieuw.` }, { 'Retry-After': String(seconds) })
}

function problemResponse(problem: Problem, headers: Record<string, string> = {}): Response {
  return json(problem, { status: problem.status, headers: { 'Content-Type': 'application/problem+json; charset=utf-8', ...headers } })
}

/** Runs a route: every answer says the version, every failure becomes problem+json, a database that is away becomes 503, and only the operator sees the stack. */
export async function answer(name: string, work: () => Promise<Response>): Promise<Response> {
  try {
    const response = await work().finally(logAuditHead)
    if (!response.headers.has('API-Version')) response.headers.set('API-Version', apiVersion)
    return response
  } catch (error) {
    if (error instanceof HttpProblem && (error.problem.status === 401 || error.problem.status === 403)) log.info({ route: name, status: error.problem.status }, 'refused')
    if (error instanceof HttpProblem) return problemResponse(error.problem, error.headers)
    if (error instanceof DatabaseUnavailable) {
      log.warn({ route: name, reason: error.message }, 'database unavailable')
      return problemResponse(
        { status: 503, title: 'Even niet bereikbaar', detail: 'De gegevens zijn even niet bereikbaar. Probeer het over een paar seconden opnieuw.' },
        { 'Retry-After': '5' },
      )
    }
    log.error({ route: name, err: error }, 'route failed')
    return problemResponse({ status: 500, title: 'Er ging iets mis', detail: 'Er ging iets mis aan onze kant. De beheerder vindt de oorzaak in het logboek.' })
  }
}

/** The signed-in user, or 401. */
export async function signedIn(): Promise<Me> {
  const me = await whoAsks()
  if (!me) throw notSignedIn()
  await tellDoor(me.account)
  return me
}
