import { many } from '@/lib/domain/many'
import type { Reminder } from './definition'

/** All Dutch text of the list of reminders. Another language is another object of the type `Words`. */
export const words = {
  title: 'Herinneringen',
  question: 'Wat loopt af, en wat moet iemand nog eens bevestigen?',
  count: (n: number) => (n === 0 ? 'Er is nu niets te doen.' : n === 1 ? 'Er is 1 herinnering.' : `Er zijn ${n.toLocaleString('nl-NL')} herinneringen.`),
  filters: 'Filters',
  all: 'Alle',
  register: 'Soort',
  why: 'Waarom',
  werkgebied: 'Wijk',
  organisation: 'Organisatie',
  days: 'Loopt af binnen',
  dayChoices: { '30': '30 dagen', '60': '60 dagen', '90': '90 dagen', '180': 'half jaar' } as Record<string, string>,
  ownDays: (n: number) => many(n, 'dag', 'dagen'),
  registers: { activities: 'Activiteiten', venues: 'Locaties', agreements: 'Afspraken', 'agreement-lines': 'Regels van afspraken' } satisfies Record<Reminder['register'], string>,
  whys: { ends: 'Loopt af', stale: 'Half jaar niet bevestigd' } satisfies Record<Reminder['why'], string>,
  table: 'Herinneringen',
  head: ['Wat', 'Soort', 'Organisatie', 'Waar', 'Waarom', ''],
  ends: (day: string, days: number) => `Tot ${day} (${days === 1 ? 'nog 1 dag' : `nog ${days} dagen`})`,
  stale: (ago: string | null) => (ago === null ? 'Nog nooit bevestigd' : `Laatst bevestigd op ${ago}`),
  confirm: 'Klopt nog',
  confirmOf: (name: string) => `Klopt nog: ${name}`,
  confirmed: 'Bevestigd',
  open: 'Aanpassen',
  copy: 'Overnemen naar volgend jaar',
  none: 'Niets loopt binnenkort af, en alles is het laatste half jaar bevestigd.',
  noMatch: 'Niets gevonden met deze filters. Wis een filter om meer te zien.',
  notYours: 'Herinneringen zijn voor wie gegevens bijhoudt: planners, adviseurs, wijkmanagers en organisaties.',
  csv: 'Download CSV',
  failed: 'Er ging iets mis',
}
export type Words = typeof words
