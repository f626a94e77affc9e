import { addDays, daysBetween } from '@/lib/domain/period'
import { answerWithinDays, ownerWithinDays, type initiativeStatus } from '@/lib/domain/registers/initiatives'

export type InitiativeStatus = keyof typeof initiativeStatus
/** Days are yyyy-mm-dd. `owned`: a team, an adviser or an organisation has it; `due`: the day that was promised, null for the usual one. */
export type Waiting = { receivedOn: string; owned: boolean; ownerSince: string | null; answeredOn: string | null; toldBackOn: string | null; due: string | null; status: InitiativeStatus }
export type Clock = {
  /** neither closed nor withdrawn */
  open: boolean
  /** last day on time */
  ownerDue: string
  answerDue: string
  /** days from receipt to the owner it has now; null while there is none */
  ownerDays: number | null
  /** days from receipt to the answer; null while there is none */
  answerDays: number | null
  /** what is waited for now */
  next: 'owner' | 'answer' | 'telling' | 'closing' | null
  /** days to the last day on time of what is waited for; below zero: so many days late; null when nothing has a limit */
  daysLeft: number | null
  late: readonly ('owner' | 'answer')[]
}

/**
 * The clock of an initiative on a day: receipt -> owner (within 14 days) -> answer (within six weeks, or on the day that was promised).
 *
 * The last day on time is still on time. Closed and withdrawn ones are never late; an answered one waits to be told back, and is not late.
 */
export function clockOf(i: Waiting, on: string): Clock {
  const open = i.status !== 'closed' && i.status !== 'withdrawn'
  const ownerDue = addDays(i.receivedOn, ownerWithinDays)
  const answerDue = i.due ?? addDays(i.receivedOn, answerWithinDays)
  const answered = i.status === 'answered' || i.status === 'closed'
  const next = !open ? null : !i.owned ? 'owner' : !answered ? 'answer' : i.toldBackOn === null ? 'telling' : 'closing'
  const limit = next === 'owner' ? (ownerDue < answerDue ? ownerDue : answerDue) : next === 'answer' ? answerDue : null
  return {
    open, ownerDue, answerDue, next,
    ownerDays: i.owned && i.ownerSince ? daysBetween(i.receivedOn, i.ownerSince) : null,
    answerDays: answered && i.answeredOn ? daysBetween(i.receivedOn, i.answeredOn) : null,
    daysLeft: limit === null ? null : daysBetween(on, limit),
    late: [...(open && !i.owned && on > ownerDue ? (['owner'] as const) : []), ...(open && !answered && on > answerDue ? (['answer'] as const) : [])],
  }
}

/** The middle of the numbers, the mean of the two in the middle when they are even; null of none. */
export function median(values: readonly number[]): number | null {
  const sorted = [...values].sort((a, b) => a - b)
  const at = Math.floor(sorted.length / 2)
  return sorted.length === 0 ? null : sorted.length % 2 ? sorted[at]! : (sorted[at - 1]! + sorted[at]!) / 2
}
