import type { Position } from './types'

/** Supply of the invented gemeente; fields are those of lib/domain/registers, references are source ids. Dates `yyyy-mm-dd`, intervals [from, to). */
export type DemoOrganisation = { sourceId: string; name: string; kind: string; description: string; from: string | null }
export type DemoService = { sourceId: string; organisation: string; name: string; serviceType: string; themes: string[]; targetGroups: string[]; professional: boolean }
export type DemoVenue = { sourceId: string; name: string; kind: string; address: string; point: Position; buurtCode: string; openingHours: string | null; wheelchair: string; organisation: string | null; confirmedAt: string }
export type DemoActivity = {
  sourceId: string; name: string; service: string
  /** a venue, or buurten, or the slug of a werkgebied, or (none of them) the whole gemeente */
  venue: string | null; buurten: string[]; werkgebied: string | null
  /** RRULE, and how often that is in a year */
  schedule: string; timesPerYear: number
  startTime: string; durationMinutes: number; capacityHours: number
  from: string; to: string | null
  targetGroups: string[]; professional: boolean; cooperationWith: string[]
  endReason: string | null; confirmedAt: string
}
export type DemoAgreement = { sourceId: string; title: string; organisation: string; year: number; status: 'concept' | 'agreed' | 'ended'; subsidyEur: number; hours: number; attendanceClause: boolean }
export type DemoAgreementLine = {
  sourceId: string; agreement: string; description: string; theme: string; service: string | null
  level: 'buurt' | 'werkgebied' | 'gemeente'; buurt: string | null; werkgebied: string | null
  hours: number; frequency: string; subsidyEur: number; confirmedAt: string | null
}
export type DemoDelivery = { sourceId: string; agreementLine: string | null; activity: string | null; from: string; to: string; hours: number; participants: number | null; stage: 'planned' | 'delivered' | 'seen' }
export type DemoInitiative = {
  sourceId: string; title: string; receivedOn: string; byWhom: string; whatResidentsDo: string; whatTheyAsk: string; /** exactly one of point and buurt; about care no point */ point: Position | null; buurt: string | null; theme: string | null
  route: string | null; ownerTeam: string | null; ownerOrganisation: string | null; status: string; due: string | null; handOverRef: string | null
  answer: string | null; answeredOn: string | null; toldBackOn: string | null; publicConsent: boolean
}
export type DemoTarget = { buurtCode: string; weeks: number; reason: string | null }

/** What somebody said of a pair of activities. `changedSince`: one of the two was changed after it. */
export type DemoVerdict = { pair: [string, string]; verdict: 'double' | 'complementary' | 'wanted'; reason: string; /** day */ at: string; expires: string; /** account */ by: string; changedSince: boolean }

/** A planted truth about supply: what a map that is right says about it on the last day (`asOf`). */
export type PlantedSupply =
  | { id: string; label: string; kind: 'coverage'; theme: string; buurtCode: string; expect: 'gap' | 'thin' | 'covered' | 'unknown' | 'supply_without_signal' | 'none'; /** the first day without supply that counts, and the activity that ended */ since: string | null; ended: string | null }
  | { id: string; label: string; kind: 'overlap'; pair: [string, string]; candidate: boolean; why: string }
  | { id: string; label: string; kind: 'ladder'; line: string; agreedHours: number; confirmedHours: number; lastConfirmed: string | null }

export type DemoPlatform = { sourceId: string; name: string; form: 'bewonersgroep' | 'vereniging' | 'stichting' | 'dorpsraad'; buurten: string[]; about: string; organisation: string | null; from: string }
export type DemoPlatformMeeting = { sourceId: string; platform: string; heldOn: string; startTime: string; endTime: string; venue: string; place: string | null; status: 'planned' | 'cancelled' | 'held'; agenda: string[]; summary: string | null }
export type DemoPlatformAction = { sourceId: string; platform: string; meeting: string | null; title: string; by: 'platform' | 'gemeente' | 'organisation'; team: string | null; organisation: string | null; due: string | null; status: 'open' | 'done' | 'dropped'; doneOn: string | null; outcome: string | null }
export type DemoPlatforms = { platforms: DemoPlatform[]; meetings: DemoPlatformMeeting[]; actions: DemoPlatformAction[] }

export type DemoSupply = {
  organisations: DemoOrganisation[]; services: DemoService[]; venues: DemoVenue[]; activities: DemoActivity[]
  agreements: DemoAgreement[]; lines: DemoAgreementLine[]; deliveries: DemoDelivery[]; initiatives: DemoInitiative[]; targets: DemoTarget[]; verdicts: DemoVerdict[]
  network: DemoPlatforms
  planted: PlantedSupply[]
  /** the organisation of the demo account `organisation` */
  accountOrganisation: string
}
