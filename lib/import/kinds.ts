import type { ImportKind } from '@/lib/domain/import-run'
import { agreements } from './kinds/agreements'
import { boundaries } from './kinds/boundaries'
import { focus } from './kinds/focus'
import { indicators } from './kinds/indicators'
import type { Kind } from './kinds/kind'
import { postcodes } from './kinds/postcodes'
import { signals } from './kinds/signals'
import { activities, deliveries, initiatives, organisations, platformActions, platformMeetings, services, venues, wijkplatforms } from './kinds/supply'
import { themes } from './kinds/themes'
import { users } from './kinds/users'
import { visits } from './kinds/visits'
import { werkgebieden } from './kinds/werkgebieden'

/** One line per kind of data that can be imported. */
export const kinds: Record<ImportKind, Kind> = { boundaries, indicators, themes, werkgebieden, postcodes, signals, visits, organisations, services, venues, activities, agreements, deliveries, initiatives, focus, wijkplatforms, 'platform-meetings': platformMeetings, 'platform-actions': platformActions, users }
