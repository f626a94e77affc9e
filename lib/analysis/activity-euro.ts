import { apportionedEuro, type EuroMethod } from './apportioned-euro'

/** Money of an agreement; a line is for its service, or without one for the services of its theme, `rest` is what the lines leave of the agreement. */
export type Pot = { organisation: number; service: number | null; theme: string | null; kind: 'line' | 'rest'; euro: number }
/** An activity that ran in the year, with its delivered hours in it and the inhabitants that it reaches. */
export type PaidActivity = { id: number; organisation: number; service: number; themes: readonly string[]; hours: number; inhabitants: number }
export type ActivityEuro = { euro: number; /** how it was divided; `mixed` when more amounts were, in different ways */ method: EuroMethod | 'mixed' }

/**
 * What part of the subsidy of a year goes with each activity. An amount of a line goes to the activities of its service (or of the services of its organisation with that theme); what is left above the lines goes to the services
 * without a line of their own. `left` is what finds no activity: general costs, and lines of what is not held. All parts and `left` add up to all amounts.
 */
export function activityEuro(pots: readonly Pot[], activities: readonly PaidActivity[]): { perActivity: Map<number, ActivityEuro>; left: number } {
  const perActivity = new Map<number, ActivityEuro>()
  let left = 0
  const named = new Set(pots.flatMap((p) => (p.kind === 'line' && p.service !== null ? [p.service] : [])))
  const themed = pots.filter((p) => p.kind === 'line' && p.service === null)
  const hasLine = (a: PaidActivity): boolean => named.has(a.service) || themed.some((p) => p.organisation === a.organisation && a.themes.includes(p.theme ?? ''))
  for (const pot of pots) {
    const own = activities.filter((a) => a.organisation === pot.organisation && (pot.kind === 'rest' ? !hasLine(a) : pot.service !== null ? a.service === pot.service : a.themes.includes(pot.theme ?? '')))
    if (own.length === 0) {
      left += pot.euro
      continue
    }
    const { method, parts } = apportionedEuro(pot.euro, own.map((a) => ({ key: a.id, hours: a.hours, inhabitants: a.inhabitants })))
    for (const { key, euro } of parts) {
      const before = perActivity.get(key)
      perActivity.set(key, before ? { euro: before.euro + euro, method: before.method === method ? method : 'mixed' } : { euro, method })
    }
  }
  return { perActivity, left }
}
