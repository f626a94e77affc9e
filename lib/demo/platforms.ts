import { toDay, toIso, weekday } from './dates'
import type { DemoOrganisation, DemoPlatform, DemoPlatformAction, DemoPlatformMeeting, DemoPlatforms, DemoVenue } from './supply-types'
import type { DemoBase } from './types'

type Plan = { id: string; name: string; form: DemoPlatform['form']; wijk: string; venue: string; room: string | null; organisation: string | null; about: string; /** days from the last day to the next meeting; null: none is planned */ next: number | null; cancelled?: true }
/** A platform in six of the eight wijken: one whose next meeting was cancelled, one that has none planned. */
const plans: readonly Plan[] = [
  { id: 'binnenstad', name: 'Wijkplatform Binnenstad', form: 'bewonersgroep', wijk: 'Binnenstad', venue: 'Wijkhuis Vismarkt', room: 'zaal 1', organisation: 'Welzijn Wierhaven', about: 'Bewoners en winkeliers van de binnenstad praten over wonen, winkels en verkeer.', next: 11 },
  { id: 'oostwijk', name: 'Wijkplatform Oostwijk', form: 'bewonersgroep', wijk: 'Havens en Oostwijk', venue: 'Wijkhuis De Touw', room: null, organisation: null, about: 'Voor iedereen die in de Oostwijk woont.', next: 6 },
  { id: 'nieuwstad', name: 'Platform Nieuwstad', form: 'vereniging', wijk: 'Nieuwstad', venue: 'Wijkhuis De Admiraal', room: 'de grote zaal', organisation: 'Buurtvereniging Nieuwstad', about: 'De buurtvereniging nodigt alle bewoners uit, ook wie geen lid is.', next: 18 },
  { id: 'helm', name: 'Wijkplatform De Helm', form: 'bewonersgroep', wijk: 'De Helm', venue: 'Wijkhuis Kruipwilg', room: null, organisation: null, about: 'Bewoners van De Helm maken samen plannen voor hun straat.', next: 25 },
  { id: 'spoor', name: 'Platform Spoor en Kanaal', form: 'stichting', wijk: 'Spoor en Kanaal', venue: 'Wijkhuis De Wissel', room: 'boven', organisation: null, about: 'Over wonen in de flats en langs het kanaal.', next: 9, cancelled: true },
  { id: 'heemduin', name: 'Dorpsraad Heemduin', form: 'dorpsraad', wijk: 'Heemduin', venue: 'Dorpshuis Heemduin', room: null, organisation: 'Wijkvereniging Heemduin', about: 'De dorpsraad praat namens het dorp met de gemeente.', next: null },
]

const points = ['Welkom en het vorige verslag', 'Verlichting op de looproutes', 'Plan voor het plein: wat vinden bewoners?', 'Nieuws van de gemeente', 'Rondvraag']
const summaries = [
  'Bewoners liepen langs de donkere plekken. De gemeente zet drie lantaarns terug. Het platform maakt een lijst van plekken waar bankjes missen.',
  'Er kwamen zeventien bewoners. Zij kozen voor meer groen op het plein. De gemeente rekent uit wat dat kost.',
  'Het platform besprak de speeltuin. De school wil na schooltijd de poort openhouden.',
]
/** Days before the last day. */
const held = [16, 79, 142]

/** Wijkplatforms with meetings that were and that come, and what was agreed: open, late, done, and what was dropped. */
export function makePlatforms(base: DemoBase, organisations: readonly DemoOrganisation[], venues: readonly DemoVenue[]): DemoPlatforms {
  const last = toDay(base.asOf)
  /** The day, or the nearest earlier one that is no weekend. */
  const day = (from: number): string => toIso(from - Math.max(0, weekday(from) - 4))
  const idOf = (list: readonly { name: string; sourceId: string }[], name: string): string => list.find((x) => x.name === name)!.sourceId
  const made: DemoPlatforms = { platforms: [], meetings: [], actions: [] }
  plans.forEach((p, i) => {
    const wijk = base.areas.find((a) => a.level === 'wijk' && a.name === p.wijk)!
    made.platforms.push({ sourceId: p.id, name: p.name, form: p.form, buurten: base.areas.filter((a) => a.level === 'buurt' && !a.water && a.parentCode === wijk.code).map((a) => a.code), about: p.about, organisation: p.organisation && idOf(organisations, p.organisation), from: `${2009 + 2 * i}-09-01` })
    const at = { platform: p.id, startTime: i % 2 ? '20:00' : '19:30', endTime: i % 2 ? '22:00' : '21:30', venue: idOf(venues, p.venue), place: p.room }
    const meeting = (n: number, heldOn: string, rest: Pick<DemoPlatformMeeting, 'status' | 'agenda' | 'summary'>): void => void made.meetings.push({ sourceId: `${p.id}-${n}`, ...at, heldOn, ...rest })
    held.forEach((back, n) => meeting(n + 1, day(last - back - 2 * i), { status: 'held', agenda: [...points.slice(0, 2), points[4]!], summary: summaries[(i + n) % summaries.length]! }))
    if (p.next !== null) {
      meeting(4, day(last + p.next), { status: p.cancelled ? 'cancelled' : 'planned', agenda: p.cancelled ? [] : [...points], summary: null })
      meeting(5, day(last + p.next + 63), { status: 'planned', agenda: [], summary: null })
    }
    made.actions.push(...actionsOf(p, i, last, organisations[0]!.sourceId))
  })
  return made
}

function actionsOf(p: Plan, i: number, last: number, organisation: string): DemoPlatformAction[] {
  const action = (n: number, title: string, rest: Partial<DemoPlatformAction>): DemoPlatformAction => ({ sourceId: `${p.id}-${n}`, platform: p.id, meeting: null, title, by: 'platform', team: null, organisation: null, due: null, status: 'open', doneOn: null, outcome: null, ...rest })
  return [
    action(1, 'Drie lantaarns terugzetten op het achterpad', { meeting: `${p.id}-1`, by: 'gemeente', team: 'wijkbeheer', due: toIso(last + 40 + i) }),
    action(2, 'Lijst maken van plekken waar een bankje mist', { meeting: `${p.id}-1`, due: toIso(last + 20) }),
    action(3, 'Uitrekenen wat meer groen op het plein kost', { meeting: `${p.id}-2`, by: 'gemeente', team: 'beleid', due: toIso(last - 12) }), // late
    action(4, 'Flyer in drie talen', { meeting: `${p.id}-3`, by: 'organisation', organisation, due: toIso(last - 60), status: 'done', doneOn: toIso(last - 66), outcome: 'De flyer ligt bij de huisarts, de school en de bibliotheek.' }),
    ...(i % 2 ? [action(5, 'Een hek om het grasveld', { meeting: `${p.id}-3`, by: 'gemeente', team: 'wijkbeheer', status: 'dropped', outcome: 'De brandweer moet er langs kunnen.' })] : []),
  ]
}
