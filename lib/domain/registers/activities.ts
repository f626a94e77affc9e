import type { Register, RegisterRecord, RuleProblem } from '../register'
import { buurten, choice, choices, date, integer, intervalRule, number, paragraph, reference, references, schedule, text, time, yesno } from '../register-fields'
import { targetGroups } from '../target-groups'

/** Where an activity that has no venue works. */
const serviceAreas = { buurten: 'Bepaalde buurten', werkgebied: 'Een wijk', gemeente: 'De hele gemeente' } as const

/** A service at a venue or in a service area, for a target group, on a schedule, in an interval [from, to). */
export const activities: Register = {
  id: 'activities', table: 'activity', slug: 'activiteiten', title: 'Activiteiten', one: 'activiteit', the: 'de activiteit',
  question: 'Welk spreekuur, welke inloop is waar en wanneer?',
  nameFields: ['name'], order: 'name', place: 'venue',
  fields: {
    name: text('Naam', { required: true, list: true, sort: true }),
    service: reference('Dienst', 'services', { required: true, list: true, sort: true, filter: true }),
    venue: reference('Locatie', 'venues', { list: true, sort: true, filter: true, bulk: true }),
    serviceArea: choice('Werkt in', serviceAreas, { filter: true, bulk: true, help: 'Alleen als er geen vaste locatie is.' }),
    buurten: buurten('Buurten'),
    werkgebied: reference('Wijk', 'werkgebieden'),
    schedule: schedule('Herhaling', { required: true }),
    startTime: time('Begint om'),
    durationMinutes: integer('Duur (minuten)', { min: 1, max: 1440 }),
    timesPerYear: number('Keren per jaar', { readOnly: true, list: true, sort: true }),
    from: date('Vanaf', { required: true, list: true, sort: true, bulk: true }),
    to: date('Tot', { list: true, sort: true, bulk: true, help: 'De eerste dag dat de activiteit er niet meer is. Leeg: loopt door.' }),
    capacityHours: number('Uren inzet per keer', { max: 1000, help: 'Van alle medewerkers samen.' }),
    targetGroups: choices('Voor wie', targetGroups, { filter: true, bulk: true, help: 'Leeg: zoals bij de dienst.' }),
    professional: yesno('Door beroepskrachten', { filter: true, bulk: true }),
    cooperationWith: references('Samen met', 'organisations', { help: 'Organisaties die dit samen doen. Dat telt niet als stapeling.' }),
    description: paragraph('Omschrijving'),
    endReason: text('Reden van stoppen', { max: 300 }),
    confirmedAt: date('Laatst bevestigd', { readOnly: true, list: true, sort: true }),
  },
  filters: { organisation: 'Organisatie', theme: 'Thema', werkgebied: 'Wijk', selected: 'Buurt', on: 'Loopt op', ends: 'Eindigt binnen (dagen)', stale: 'Niet bevestigd sinds (dagen)' },
  rules: (r) => [...intervalRule(r), ...placeRule(r)],
}

/** A venue, or a service area with what it says; never both, never neither. */
function placeRule(r: RegisterRecord): RuleProblem[] {
  const listed = Array.isArray(r.buurten) && r.buurten.length > 0
  if (r.venue !== null && (r.serviceArea !== null || listed || r.werkgebied !== null)) return [{ field: 'venue', message: 'Kies een locatie of een gebied, niet allebei' }]
  if (r.venue === null && r.serviceArea === null) return [{ field: 'venue', message: 'Kies een locatie, of het gebied waarin dit werkt' }]
  if (r.serviceArea === 'buurten' && !listed) return [{ field: 'buurten', message: 'Kies minstens één buurt' }]
  if (r.serviceArea === 'werkgebied' && r.werkgebied === null) return [{ field: 'werkgebied', message: 'Kies een wijk' }]
  return []
}
