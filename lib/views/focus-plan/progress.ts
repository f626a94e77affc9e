import { daysBetween } from '@/lib/domain/period'
import type { Hours, HomeRow } from './definition'
import { words } from './words'

/** "3 van 5 maatregelen klaar, 1 loopt, 1 te laat". */
export function progressText(counts: NonNullable<HomeRow['counts']>): string {
  if (counts.total === 0) return words.noMeasures
  const parts = (['running', 'late', 'open', 'handed'] as const).flatMap((k) => (counts[k] > 0 ? [words.parts[k](counts[k])] : []))
  return `${[words.progress(counts.done, counts.total), ...parts].join(', ')}.`
}

const spell = new Intl.RelativeTimeFormat('nl', { numeric: 'auto' })

/** "120 van 400 uur geleverd, laatst bevestigd 3 maanden geleden." What was delivered, never whether it helped. */
export function hoursText({ delivered, agreed, lastConfirmed }: Hours, today: string): string {
  const days = lastConfirmed === null ? null : daysBetween(lastConfirmed, today)
  return words.hours(delivered, agreed, days === null ? null : days < 45 ? spell.format(-days, 'day') : spell.format(-Math.round(days / 30.44), 'month'))
}

/** The money of a cohort in one sentence, and whether plans ask more than there is. */
export function budgetText(planned: number, budget: number | null): string {
  if (budget === null) return words.noBudget(planned)
  return `${words.budget(planned, budget)} ${planned > budget ? words.over(planned - budget) : words.left(budget - planned)}`
}
