import type { Register, RegisterId } from './register'
import { activities } from './registers/activities'
import { agreementLines } from './registers/agreement-lines'
import { agreements } from './registers/agreements'
import { cohorts } from './registers/cohorts'
import { deliveries } from './registers/deliveries'
import { focusPeriods } from './registers/focus-periods'
import { initiatives } from './registers/initiatives'
import { measures } from './registers/measures'
import { organisations } from './registers/organisations'
import { participation } from './registers/participation'
import { platformActions } from './registers/platform-actions'
import { platformMeetings } from './registers/platform-meetings'
import { services } from './registers/services'
import { venues } from './registers/venues'
import { visits } from './registers/visits'
import { wijkplatforms } from './registers/wijkplatforms'

/** One line per register. */
export const registers: Readonly<Record<RegisterId, Register>> = {
  organisations, services, venues, activities, agreements, 'agreement-lines': agreementLines, deliveries, visits, initiatives, cohorts, 'focus-periods': focusPeriods, measures, participation,
  wijkplatforms, 'platform-meetings': platformMeetings, 'platform-actions': platformActions,
}

export const registerBySlug = (slug: string): Register | undefined => Object.values(registers).find((r) => r.slug === slug)
