import { sqlState, type Tx } from '@/lib/db/client'
import type { VerdictRow } from '@/lib/db/overlap/verdicts'
import { checkFreeText } from '@/lib/domain/free-text'
import { roleLabel, type Role } from '@/lib/domain/identity'
import { maxReason, verdicts } from '@/lib/domain/overlap'
import { dateInAmsterdam } from '@/lib/domain/period'
import type { PersonalDataKind } from '@/lib/domain/personal-data'
import { badRequest, HttpProblem, notAllowed, notFound } from '@/lib/http/respond'
import { longDate } from '@/lib/ui/format'
import { candidateState } from '@/lib/views/overlap/candidate'

/** The reason of a verdict: there, not too long, about no person; and the kinds that the writer said are none. @throws {HttpProblem} 400 */
export function reasonOf(text: string, confirmed: boolean): { text: string; confirmed: PersonalDataKind[] } {
  if (text.trim() === '') throw badRequest('Schrijf kort waarom.', [{ name: 'reason', message: 'verwacht: een reden' }])
  const checked = checkFreeText(text, confirmed, maxReason)
  if (!checked.ok) throw badRequest(checked.problem.message, [{ name: 'reason', message: checked.problem.message }])
  return checked
}

/** @throws {HttpProblem} 400 when a verdict would be over today */
export function checkExpires(expires: string): void {
  if (expires <= dateInAmsterdam(new Date())) throw badRequest('Kies een dag na vandaag.', [{ name: 'expires', message: 'verwacht: een dag na vandaag' }])
}

/** Only a pair that is a candidate today can be judged. @throws {HttpProblem} 404, 409 */
export async function onlyCandidate(tx: Tx, first: number, second: number): Promise<void> {
  const state = await candidateState(tx, first, second, new Date())
  if (state === 'gone') throw notFound('Deze twee activiteiten zijn er niet allebei.')
  if (state === 'none') throw new HttpProblem({ status: 409, title: 'Geen kandidaat', detail: 'Dit paar is geen kandidaat voor stapeling (meer): niet elke regel klopt.' })
}

/** 409 with what somebody else said meanwhile. */
export function saidMeanwhile(last: VerdictRow | null): HttpProblem {
  const by = last?.by ? roleLabel[last.by as Role].toLowerCase() : 'iemand anders'
  const said = !last ? 'Iemand anders gaf intussen een oordeel.' : last.verdict === 'withdrawn' ? `Intussen nam ${by} het oordeel terug op ${longDate(last.on)}.` : `Intussen oordeelde ${by} op ${longDate(last.on)}: ${verdicts[last.verdict].toLowerCase()}. Reden: ${last.reason}`
  return new HttpProblem({ status: 409, title: 'Er is intussen een ander oordeel', detail: `${said} Kijk of uw oordeel daarna nog nodig is.` })
}

/** What the database refused, as an answer. @param told the last verdict of the pair, asked in a transaction of its own */
export async function refusal(error: unknown, told: () => Promise<VerdictRow | null>): Promise<unknown> {
  switch (sqlState(error)) {
    case '42501': return notAllowed('Oordelen doen de planner, de adviseur, en de wijkmanager als beide activiteiten in de eigen wijk zijn.')
    case '23505': return saidMeanwhile(await told())
    case 'BF015': return new HttpProblem({ status: 409, title: 'Intussen gewijzigd', detail: 'Een van de twee activiteiten is intussen gewijzigd. Bekijk het paar opnieuw en oordeel dan.' })
    case 'BF016': return notFound(error instanceof Error ? `${error.message}.` : 'Dit paar bestaat niet.')
    case '23503': return notFound('Dit oordeel hoort niet bij dit paar.')
    default: return error
  }
}

