import 'server-only'
import { problemOf } from '@/lib/analysis/rotation-question'
import { faultOf } from '@/lib/analysis/rotation-problem'
import type { BoundarySet } from '@/lib/db/areas'
import { gemeenteOfView } from '@/lib/db/areas'
import type { Tx } from '@/lib/db/client'
import { decidedStarts } from '@/lib/db/rotation'
import { criteria, type BuurtCriteria, type Criterion } from '@/lib/domain/focus-criteria'
import { endsOf } from '@/lib/domain/focus-weights'
import type { Reader } from '@/lib/domain/identity'
import { dateInAmsterdam } from '@/lib/domain/period'
import type { RotationInput, RotationQuestion } from '@/lib/domain/rotation'
import type { RotationFault } from '@/lib/domain/rotation-rules'

/** The criteria per buurt of a year, as the candidates see them; null when no boundaries are loaded. Pages and routes hand it over, because no view imports another. */
export type AskCriteria = (tx: Tx, asked: { gemeente: string; year: number; today: string }, reader: Reader) => Promise<{ on: string; set: BoundarySet; buurten: BuurtCriteria[] } | null>

/** The year in which a schedule begins when the question names none. */
const usualFrom = (now: Date): number => Number(dateInAmsterdam(now).slice(0, 4)) + 1

/** Everything that a schedule follows from, as it is now; null when no boundaries are loaded. */
export async function inputOf(tx: Tx, question: Pick<RotationQuestion, 'gemeente' | 'from' | 'years'>, now: Date, reader: Reader, askCriteria: AskCriteria): Promise<RotationInput | null> {
  const { gemeente } = await gemeenteOfView(tx, question, reader.home)
  if (!gemeente) return null
  const from = question.from ?? usualFrom(now)
  const facts = await askCriteria(tx, { gemeente: gemeente.code, year: from, today: dateInAmsterdam(now) }, reader)
  if (!facts) return null
  const decided = await decidedStarts(tx, facts.set)
  const within = (year: number): boolean => year >= from && year < from + question.years
  const fixed = decided.filter((s) => within(s.year))
  const included = facts.buurten.filter((b) => b.applicable || fixed.some((f) => f.code === b.code))
  return {
    gemeente: { code: gemeente.code, name: gemeente.name, fictional: gemeente.fictional }, boundaryYear: facts.set.year, on: facts.on, from,
    buurten: included.map((b) => ({
      code: b.code, name: b.name, wijk: b.wijk, werkgebied: b.werkgebied, inhabitants: b.inhabitants,
      values: Object.fromEntries(criteria.map((c) => [c, endsOf(b.values[c])])) as Record<Criterion, [number, number]>,
      past: decided.filter((s) => s.code === b.code && s.year < from).map((s) => s.year),
    })),
    fixed: fixed.filter((f) => included.some((b) => b.code === f.code)),
    left: facts.buurten.filter((b) => !included.includes(b)).map(({ code, name }) => ({ code, name })),
  }
}

/** Why a question with this input has no schedule; null when it can be planned. */
export const faultIn = (input: RotationInput, question: RotationQuestion): RotationFault | null => faultOf(problemOf(input, question))
