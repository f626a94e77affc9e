import type { PublicPeriod } from './public-model'
import { addDays, addMonths } from './period'

/** How long the periods of a theme are. Set for a theme by people, never worked out of its signals: that choice would tell about them too. */
export type Grain = 'quarter' | 'half_year'

/** So many days after its end a period is closed: signals arrive late, and what is new never shows at once. */
const delayDays = 30
/** Two years are public; older ones stay in the earlier publications. */
const shownMonths = 24
const monthsOf: Record<Grain, number> = { quarter: 3, half_year: 6 }

/** The period of a grain that begins in this month: `2026Q3` or `2026H2`. */
const periodFrom = (from: string, grain: Grain): PublicPeriod => {
  const part = (Number(from.slice(5, 7)) - 1) / monthsOf[grain] + 1
  return { id: `${from.slice(0, 4)}${grain === 'quarter' ? 'Q' : 'H'}${part}`, from, to: addMonths(from, monthsOf[grain]) }
}

/** The period with this name; null for what is no name of a period. */
export function periodOf(id: string): PublicPeriod | null {
  const [, year, letter, part] = /^(\d{4})(?:(Q)([1-4])|(H)([12]))$/.exec(id)?.filter((text) => text !== undefined) ?? []
  if (!year || year < '2000') return null
  const grain: Grain = letter === 'Q' ? 'quarter' : 'half_year'
  return periodFrom(addMonths(`${year}-01-01`, (Number(part) - 1) * monthsOf[grain]), grain)
}

/** Whether a period may be told about on a day: it is over for at least 30 days. */
export const isClosed = (period: { to: string }, today: string): boolean => addDays(period.to, delayDays) <= today

/**
 * The closed periods of a grain on a day (in Amsterdam), oldest first: those of the two years up to the newest one. Which they are depends on the day
 * only, not on what was signalled.
 * @param until the newest period that may be in it
 */
export function closedPeriods(grain: Grain, today: string, until: { to: string } | null = null): PublicPeriod[] {
  const step = monthsOf[grain]
  const years = Number(today.slice(0, 4))
  const starts = Array.from({ length: (4 * 12) / step }, (_, at) => addMonths(`${years - 3}-01-01`, at * step))
  return starts
    .map((from) => periodFrom(from, grain))
    .filter((p) => isClosed(p, today) && (until === null || p.to <= until.to))
    .slice(-shownMonths / step)
}

/**
 * The periods that may be told now, given what was ever told of the theme: a period that overlaps an earlier one of another length, or that was told of other
 * areas (by other borders, or per wijk where it is now per publication area), is left out. Otherwise two figures, each rounded by itself, would be about partly the same signals, and together tell more than either.
 */
export function withoutOverlap(periods: readonly PublicPeriod[], told: readonly { id: string; sameAreas: boolean }[]): PublicPeriod[] {
  return periods.filter((p) =>
    told.every(({ id, sameAreas }) => {
      const other = periodOf(id)
      return (id === p.id && sameAreas) || other === null || other.to <= p.from || other.from >= p.to
    }),
  )
}
