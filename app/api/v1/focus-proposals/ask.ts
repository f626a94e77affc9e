import 'server-only'
import { findBoundarySet } from '@/lib/db/areas'
import { sqlState, type Tx } from '@/lib/db/client'
import { listPeriods } from '@/lib/db/focus/periods'
import type { ProposalContent } from '@/lib/db/focus/proposals'
import { againAfter } from '@/lib/domain/focus'
import { maxAgainReason, maxProposalText, proposes, seesDecisions, type ProposalScenario, type SeenQuestion } from '@/lib/domain/focus-decision'
import { checkFreeText } from '@/lib/domain/free-text'
import type { Me } from '@/lib/db/people'
import { badRequest, HttpProblem, notAllowed, notFound, signedIn } from '@/lib/http/respond'
import { scenarioFor } from '@/lib/views/focus-cohort/load'
import { words } from '@/lib/views/focus-cohort/words'

/** Who asks, if that is somebody who reads proposals and decisions. @throws {HttpProblem} 401, 403 */
export async function reader(): Promise<Me> {
  const me = await signedIn()
  if (!seesDecisions(me.role)) throw notAllowed(words.notForRole)
  return me
}
/** @throws {HttpProblem} 403 */
export function onlyPlanner(me: Me): void {
  if (!proposes(me.role)) throw notAllowed('Alleen planners maken een voorstel.')
}
/** @throws {HttpProblem} 404 */
export function numberOf(id: string, missing: string): number {
  if (!/^[1-9]\d{0,14}$/.test(id)) throw notFound(missing)
  return Number(id)
}
export const noProposal = 'Dit voorstel is er niet.'

/** Free text that holds no personal data. @throws {HttpProblem} 400 */
export function textOf(name: string, given: string, confirmed: boolean, max: number): string {
  const checked = checkFreeText(given, confirmed, max)
  if (!checked.ok) throw badRequest(checked.problem.message, [{ name, message: checked.problem.message }])
  return checked.text
}
export const againOf = (given: Record<string, string>, chosen: readonly string[], confirmed: boolean): Record<string, string> =>
  Object.fromEntries(Object.entries(given).filter(([code]) => chosen.includes(code)).map(([code, text]) => [code, textOf(`again.${code}`, text, confirmed, maxAgainReason)]))

/** P3, said when a proposal is laid before the college: at the decision the database refuses it. @throws {HttpProblem} 400, by buurt */
async function refuseWithoutReason(tx: Tx, gemeente: string, year: number, codes: readonly string[], again: Record<string, string>): Promise<void> {
  const set = await findBoundarySet(tx, gemeente, year)
  const periods = set ? await listPeriods(tx, set) : []
  const errors = codes.flatMap((code) => {
    const own = periods.filter((p) => p.codes.includes(code))
    const other = again[code] ? null : againAfter(own, year)
    return other === null ? [] : [{ name: `again.${code}`, message: words.againMissing(own[0]!.name, other) }]
  })
  if (errors.length > 0) throw badRequest(errors.map((e) => e.message).join(' '), errors)
}

type Asked = { codes: string[]; again: Record<string, string>; text: string; question: SeenQuestion; scenario: number | null; submit: boolean; confirmText: boolean }
/** @param kept the scenario that the proposal has already: it stays as it was, also when it is gone @throws {HttpProblem} 400 */
export async function contentOf(tx: Tx, { gemeente, year }: { gemeente: string; year: number }, asked: Asked, kept: ProposalScenario | null): Promise<ProposalContent> {
  const scenario = asked.scenario === null ? null : kept?.id === asked.scenario ? kept : await scenarioFor(tx, asked.scenario, gemeente)
  if (asked.scenario !== null && !scenario) throw badRequest(words.scenarioGone, [{ name: 'scenario', message: words.scenarioGone }])
  const again = againOf(asked.again, asked.codes, asked.confirmText)
  if (asked.submit) await refuseWithoutReason(tx, gemeente, year, asked.codes, again)
  return { codes: asked.codes, again, text: textOf('text', asked.text, asked.confirmText, maxProposalText), question: asked.question, scenario, status: asked.submit ? 'submitted' : 'draft' }
}

/** What the database refused, as an answer. */
export function refusal(error: unknown): unknown {
  switch (sqlState(error)) {
    case '42501': return notAllowed('Alleen planners maken een voorstel, en wat is besloten verandert niet.')
    case '23505': return new HttpProblem({ status: 409, title: 'Er is al een voorstel', detail: 'Een andere planner maakte intussen een voorstel voor dit jaar. Laad de pagina opnieuw.' })
    case '23503': return notFound('Deze gemeente is er niet.')
    case 'BF004': { const message = error instanceof Error ? `${error.message}.` : 'Deze buurt is er niet.'; return badRequest(message, [{ name: 'codes', message }]) }
    default: return error
  }
}
