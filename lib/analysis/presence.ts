import { daysBetween } from '@/lib/domain/period'

/** One buurt: when somebody was last there, and how often somebody should be. */
export type PresenceInput = { lastVisit: string | null /* yyyy-mm-dd, on or before the day asked; null when never */; targetWeeks: number | null /* null when no target was set */ }
type PresenceClass = 'within' | 'over' | 'no-target-1' | 'no-target-2' | 'no-target-3' | 'never'
export type PresenceAnswer = {
  /** days since the last visit; 0 is today; null when never */
  days: number | null
  class: PresenceClass
}

/** Weeks up to and including which the classes without a target run; they only order, they judge nothing. */
export const noTargetWeeks = [4, 12] as const

/**
 * How long ago somebody was in a buurt, against the target of that buurt.
 *
 * A target of w weeks is met up to and including day 7 x w after the last visit; one day later it is not. A buurt with a target where nobody ever was
 * does not meet it. Without a target there is no judgement: low presence can be a choice, and nobody made one here; those buurten get a class by how long
 * ago it was (up to 4 weeks, up to 12, longer, never). It does not know visits that were not written down.
 * @param asOf yyyy-mm-dd, the day that counts as today
 * @throws {RangeError} when a last visit lies after that day, or a target is not 1 week or more
 */
export function presenceOf(rows: readonly PresenceInput[], asOf: string): PresenceAnswer[] {
  return rows.map(({ lastVisit, targetWeeks }) => {
    if (targetWeeks !== null && !(targetWeeks >= 1)) throw new RangeError(`a target of 1 week or more was expected, not ${targetWeeks}`)
    const days = lastVisit === null ? null : daysBetween(lastVisit, asOf)
    if (days !== null && days < 0) throw new RangeError(`the last visit (${lastVisit}) lies after ${asOf}`)
    return { days, class: classOf(days, targetWeeks) }
  })
}

function classOf(days: number | null, targetWeeks: number | null): PresenceClass {
  if (targetWeeks !== null) return days !== null && days <= targetWeeks * 7 ? 'within' : 'over'
  if (days === null) return 'never'
  return days <= noTargetWeeks[0] * 7 ? 'no-target-1' : days <= noTargetWeeks[1] * 7 ? 'no-target-2' : 'no-target-3'
}
