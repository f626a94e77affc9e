import { dateInAmsterdam, isDate } from './period'

/**
 * The phase of a focus buurt on a day. Nobody keeps a phase: it follows from dates, so that it turns by itself at midnight in Amsterdam. Every date is the
 * first day of what it begins (half-open). The database keeps the dates in order (drizzle/0018).
 */
export const phases = ['proposed', 'decided', 'plan', 'execution', 'aftercare', 'regular'] as const
export type Phase = (typeof phases)[number]
/** Dutch, as the college says it. */
export const phaseLabels = { proposed: 'voorgedragen', decided: 'besloten, begint nog', plan: 'jaar 1: plan', execution: 'jaar 2: uitvoering', aftercare: 'nazorg', regular: 'eerder focusbuurt' } as const satisfies Record<Phase, string>

export type FocusDates = {
  proposedOn: string | null
  decidedOn: string | null
  planFrom: string | null
  executionFrom: string | null
  aftercareFrom: string | null
  /** first day after aftercare; three years after it began when left out */
  endedOn: string | null
}

const aftercareYears = 3
/** A start within so many years of another one needs a reason. */
export const restYears = 4

/** The same day `n` years later; 29 February becomes 28 February in a year without one. */
export function addYears(date: string, n: number): string {
  const moved = `${String(Number(date.slice(0, 4)) + n).padStart(4, '0')}${date.slice(4)}`
  return isDate(moved) ? moved : `${moved.slice(0, 8)}28`
}

/**
 * The year of another cohort of a buurt that begins within the years of rest of a start on 1 January of `year` (P3): choosing the buurt then demands a reason; null when there is none.
 * One that is only proposed counts too, as in the database (drizzle/0018).
 */
export function againAfter(periods: readonly (Pick<FocusDates, 'planFrom'> & { year: number })[], year: number): number | null {
  const starts = `${year}-01-01`
  const near = (other: string): boolean => (other <= starts ? addYears(other, restYears) > starts : addYears(starts, restYears) > other)
  return periods.find((p) => p.year !== year && near(p.planFrom ?? `${p.year}-01-01`))?.year ?? null
}

/** First day after aftercare; null while it is not known when aftercare begins. */
export const endOf = ({ endedOn, aftercareFrom }: Pick<FocusDates, 'endedOn' | 'aftercareFrom'>): string | null =>
  endedOn ?? (aftercareFrom ? addYears(aftercareFrom, aftercareYears) : null)

/** When each phase begins, in order, of what is known. */
export function phaseStarts(dates: FocusDates): { phase: Phase; from: string }[] {
  const starts: [Phase, string | null][] = [['proposed', dates.proposedOn], ['decided', dates.decidedOn], ['plan', dates.planFrom], ['execution', dates.executionFrom], ['aftercare', dates.aftercareFrom], ['regular', endOf(dates)]]
  return starts.flatMap(([phase, from]) => (from ? [{ phase, from }] : []))
}

/** The phase on a day (yyyy-mm-dd in Amsterdam); null before the first date, when nobody had proposed it yet. */
export function focusPhase(dates: FocusDates, on: string): Phase | null {
  return phaseStarts(dates).filter(({ from }) => from <= on).at(-1)?.phase ?? null
}

/** The phase at a moment. */
export const focusPhaseAt = (dates: FocusDates, moment: Date): Phase | null => focusPhase(dates, dateInAmsterdam(moment))

/** What begins next after a day; null when nothing is planned. */
export const nextPhase = (dates: FocusDates, on: string): { phase: Phase; from: string } | null => phaseStarts(dates).find(({ from }) => from > on) ?? null

/** Phases of which a map shows one, the strongest first: a buurt can be in aftercare of one cohort and proposed for another. */
const strength: readonly Phase[] = ['execution', 'plan', 'decided', 'proposed', 'aftercare', 'regular']

/** Which of the periods of one buurt says what it is on a day; null when none has begun. Of two alike the later one. */
export function leadingPeriod<T extends FocusDates>(periods: readonly T[], on: string): { period: T; phase: Phase } | null {
  const begun = periods.flatMap((period) => { const phase = focusPhase(period, on); return phase ? [{ period, phase }] : [] })
  const begins = (p: T): string => p.planFrom ?? p.decidedOn ?? p.proposedOn ?? ''
  return begun.sort((a, b) => strength.indexOf(a.phase) - strength.indexOf(b.phase) || (begins(a.period) < begins(b.period) ? 1 : -1))[0] ?? null
}
