import type { Register, RegisterRecord, RuleProblem } from '../register'
import { choice, date, paragraph, reference, text, time } from '../register-fields'

const meetingStatus = { planned: 'Gaat door', cancelled: 'Afgelast', held: 'Geweest' } as const

/** A meeting of a wijkplatform, with its agenda. The agenda is of the platform: a wijkmanager reads it and sets nothing of it (N3; drizzle/0026 refuses it). */
export const platformMeetings: Register = {
  id: 'platform-meetings', table: 'platform_meeting', slug: 'bijeenkomsten', title: 'Bijeenkomsten', one: 'bijeenkomst', the: 'de bijeenkomst',
  question: 'Wanneer en waar komt een wijkplatform bij elkaar, en waarover gaat het?',
  nameFields: ['platform', 'heldOn'], order: '-heldOn', place: 'venue',
  fields: {
    platform: reference('Wijkplatform', 'wijkplatforms', { required: true, list: true, sort: true, filter: true }),
    heldOn: date('Datum', { required: true, list: true, sort: true }),
    startTime: time('Begint om', { required: true, list: true }),
    endTime: time('Eindigt om'),
    venue: reference('Locatie', 'venues', { list: true, sort: true, filter: true }),
    place: text('Andere plek, of zaal', { max: 200, list: true, help: 'Bijvoorbeeld: zaal 2. Zonder locatie: het hele adres, nooit dat van een woning.' }),
    status: choice('Stand', meetingStatus, { required: true, list: true, sort: true, filter: true, bulk: true, start: 'planned' }),
    agenda: paragraph('Agenda', { help: 'Eén punt per regel. Dit lezen bewoners.' }),
    summary: paragraph('Verslag', { max: 5000, help: 'Kort: wat is besproken en afgesproken.' }),
  },
  filters: { werkgebied: 'Wijk', selected: 'Buurt', from: 'Vanaf', to: 'Tot' },
  rules: (r) => [...somewhere(r), ...times(r), ...summarised(r)],
}

/** The points of an agenda: its lines, without the dashes and numbers that people type before them. */
export const agendaPoints = (agenda: string | null): string[] => (agenda ?? '').split(/\r?\n/).map((line) => line.replace(/^\s*(?:[-*•]|\d{1,2}[.)])\s+/, '').trim()).filter((line) => line !== '')

const somewhere = (r: RegisterRecord): RuleProblem[] => (r.venue || r.place || r.status === 'cancelled' ? [] : [{ field: 'venue', message: 'Waar is de bijeenkomst? Kies een locatie of schrijf een andere plek op' }])

const times = (r: RegisterRecord): RuleProblem[] =>
  typeof r.startTime === 'string' && typeof r.endTime === 'string' && r.endTime <= r.startTime ? [{ field: 'endTime', message: `Eindigt om (${r.endTime}) moet na "Begint om" (${r.startTime}) liggen` }] : []

const summarised = (r: RegisterRecord): RuleProblem[] => (r.summary && r.status !== 'held' ? [{ field: 'summary', message: 'Een verslag hoort bij een bijeenkomst die is geweest: kies bij Stand "Geweest"' }] : [])
