import type { FocusDates } from './focus'

/**
 * What a publication may tell, in full: everything public is a function of this and of nothing else. Signals are in it only as rounded figures of
 * closed periods; names of persons, exact counts and places of signals have no field here.
 */

/** A point in RD (EPSG:28992), metres. */
export type PublicPoint = { x: number; y: number }

/** Rings in RD metres, as GeoJSON orders them: polygons of rings of [x, y]. */
export type PublicRings = readonly (readonly (readonly (readonly [number, number])[])[])[]

export type PublicBuurt = {
  code: string
  name: string
  wijk: { code: string; name: string }
  werkgebied: string | null
  /** the publication area that this buurt belongs to; null for water and for a buurt without inhabitants figure where nothing is published */
  area: string | null
  /** figure of CBS; null when there is none */
  inhabitants: number | null
  geometry: PublicRings
}

/** Buurten of one wijk, merged until 250 inhabitants: the smallest area for which anything about signals is told. Or, for a delicate theme, a whole wijk. */
export type PublicArea = { code: string; name: string; wijk: string; buurten: readonly string[] }

/** A theme whose figures are public. `delicate`: told per wijk and in tens, never per publication area. */
export type PublicTheme = { slug: string; label: string; delicate: boolean }

/** What figures are multiples of: 5, of delicate themes 10. */
export type RoundingBase = 5 | 10
export const roundingBase = (theme: { delicate: boolean }): RoundingBase => (theme.delicate ? 10 : 5)

/** One rounded figure of a publication area, or of a wijk for a delicate theme. `p` is a multiple of the base of its theme and all that anybody outside may know of the count. */
export type PublicLeaf = { area: string; theme: string; period: string; p: number }

/** A closed period [from, to): `2026Q3` or `2026H1`. */
export type PublicPeriod = { id: string; from: string; to: string }

export type PublicFigure = { buurt: string; indicator: string; label: string; unit: string; value: number | null; year: number; source: string; licence: string | null }

export type PublicMeasure = { title: string; description: string | null; theme: string | null; point: PublicPoint | null; status: 'planned' | 'running' | 'done' | 'stopped'; plannedFrom: string | null; plannedTo: string | null; doneOn: string | null; by: string | null }

/** A focus buurt of which the college decided. Its phase follows from the dates (lib/domain/focus.ts). */
export type PublicFocus = Omit<FocusDates, 'proposedOn'> & {
  buurt: string
  cohortYear: number
  adoptedOn: string | null
  goal: string | null
  measures: readonly PublicMeasure[]
  /** samenspraak: what was held and when */
  participation: readonly { kind: string; heldOn: string }[]
  /** public text of the decision, with the reason when it differs from the proposal */
  decision: string | null
}

export type PublicVenue = { id: string; name: string; kind: string; address: string | null; point: PublicPoint; buurt: string | null; openingHours: string | null; wheelchair: string | null }

export type PublicActivity = {
  id: string
  name: string
  organisation: string
  service: string
  theme: string | null
  description: string | null
  /** null when it has no venue of its own: then `serves` says where it comes */
  venue: string | null
  serves: readonly string[]
  /** RRULE of RFC 5545, and the time of day, `HH:MM` */
  schedule: string
  startTime: string | null
  durationMinutes: number | null
  from: string
  to: string | null
  targetGroups: readonly string[]
  professional: boolean
  confirmedOn: string | null
}

/** A meeting of a wijkplatform; `venue` is null when `place` says all. A `summary` only of one that has been. */
export type PublicMeeting = { id: string; heldOn: string; startTime: string; endTime: string | null; venue: string | null; place: string | null; status: 'planned' | 'cancelled' | 'held'; agenda: readonly string[]; summary: string | null }

/** What was agreed at a platform. `by`: the name of the team or organisation that does it, null for the platform itself. */
export type PublicPlatformAction = { id: string; title: string; by: string | null; due: string | null; status: 'open' | 'done' | 'dropped'; doneOn: string | null; outcome: string | null }

/** A platform of residents; nothing of a coordination team is in it. Meetings in order of time: those that come, and the latest that have been. */
export type PublicPlatform = { id: string; name: string; form: string; about: string | null; buurten: readonly string[]; meetings: readonly PublicMeeting[]; actions: readonly PublicPlatformAction[] }

/** Only with consent of the people who made it. `point` only when it lies in a venue that is public. */
export type PublicInitiative = { id: string; title: string; whatResidentsDo: string; theme: string | null; buurt: string | null; point: PublicPoint | null; status: string; receivedOn: string }

/** What "volg uw initiatief" tells about one initiative, found by the SHA-256 (hex) of its follow code. Teams, never people. */
export type PublicFollow = { codeHash: string; title: string | null; status: string; team: string | null; receivedOn: string; due: string | null; answeredOn: string | null; answer: string | null }

/** A street or a place to search for, and the buurt in which its middle lies. */
export type PublicStreet = { name: string; buurt: string; point: PublicPoint }

/** In which buurten a postcode (1781AB) lies; house numbers per buurt, in order, only when there are several. */
export type PublicPostcode = { postcode: string; buurten: readonly string[]; houseNumbers: Readonly<Record<string, readonly number[]>> | null }

export type PublicModel = {
  /** the day of the release, in Amsterdam: the pages speak as of this day */
  madeOn: string
  gemeente: { code: string; name: string; fictional: boolean }
  boundaryYear: number
  /** shapes of buurten are by the boundaries of this year */
  buurten: readonly PublicBuurt[]
  areas: readonly PublicArea[]
  /** the wijken about which delicate themes are told, under their own code: those with at least 250 inhabitants */
  wijken: readonly PublicArea[]
  themes: readonly PublicTheme[]
  periods: readonly PublicPeriod[]
  leaves: readonly PublicLeaf[]
  figures: readonly PublicFigure[]
  focus: readonly PublicFocus[]
  venues: readonly PublicVenue[]
  activities: readonly PublicActivity[]
  platforms: readonly PublicPlatform[]
  initiatives: readonly PublicInitiative[]
  follow: readonly PublicFollow[]
  streets: readonly PublicStreet[]
  /** of the boundary year, in order; empty when the gemeente has not loaded them */
  postcodes: readonly PublicPostcode[]
  /** land, water and streets behind the maps, simplified */
  backdrop: readonly { kind: string; geometry: { type: 'Polygon' | 'LineString' | 'MultiPolygon' | 'MultiLineString'; coordinates: unknown } }[]
  /** where reports about the street go; null when the gemeente gave none */
  reportUrl: string | null
}

/** One address of the publication and what it answers. Text is UTF-8. */
export type PublicFile = { address: string; type: string; body: string | Uint8Array }
