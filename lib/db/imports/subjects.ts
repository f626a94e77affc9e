import type { ImportKind } from '@/lib/domain/import-run'
import { agreements } from './agreements'
import { boundaries } from './boundaries'
import { focus } from './focus'
import { indicators } from './indicators'
import { rejectFuture, rejectOtherMeeting } from './platforms'
import { postcodes } from './postcodes'
import { recordsSubject, rejectOwners } from './records'
import { signals } from './signals'
import type { Subject } from './subject'
import { themes } from './themes'
import { users } from './users'
import { visits } from './visits'
import { werkgebieden } from './werkgebieden'

/** One line per kind of data that can be imported. */
export const subjects: Record<ImportKind, Subject> = {
  boundaries, indicators, themes, werkgebieden, postcodes, signals, visits,
  organisations: recordsSubject('organisations'),
  services: recordsSubject('services'),
  venues: recordsSubject('venues'),
  activities: recordsSubject('activities'),
  agreements,
  deliveries: recordsSubject('deliveries'),
  initiatives: recordsSubject('initiatives', rejectOwners),
  focus,
  wijkplatforms: recordsSubject('wijkplatforms'),
  'platform-meetings': recordsSubject('platform-meetings', rejectFuture),
  'platform-actions': recordsSubject('platform-actions', rejectOtherMeeting),
  users,
}
