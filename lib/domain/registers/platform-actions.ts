import type { Register, RegisterRecord, RuleProblem } from '../register'
import { choice, date, paragraph, reference, text } from '../register-fields'

const actionStatus = { open: 'Open', done: 'Klaar', dropped: 'Gaat niet door' } as const
const actionBy = { platform: 'Het wijkplatform', gemeente: 'De gemeente', organisation: 'Een organisatie' } as const

/** What was agreed at a wijkplatform and who does it: the platform, a team or an organisation, never a person. */
export const platformActions: Register = {
  id: 'platform-actions', table: 'platform_action', slug: 'afspraken-wijkplatform', title: 'Afspraken van wijkplatforms', one: 'afspraak van een wijkplatform', the: 'de afspraak',
  question: 'Wat is er op een wijkplatform afgesproken, en is het gedaan?',
  nameFields: ['title'], order: 'due',
  fields: {
    title: text('Wat is afgesproken?', { required: true, max: 200, list: true, sort: true, freeText: true }),
    platform: reference('Wijkplatform', 'wijkplatforms', { required: true, list: true, sort: true, filter: true }),
    meeting: reference('Op de bijeenkomst van', 'platform-meetings'),
    by: choice('Wie doet het?', actionBy, { required: true, list: true, sort: true, filter: true, start: 'platform' }),
    team: reference('Team van de gemeente', 'teams', { list: true, filter: true }),
    organisation: reference('Organisatie', 'organisations', { filter: true }),
    due: date('Uiterlijk op', { list: true, sort: true, bulk: true }),
    status: choice('Stand', actionStatus, { required: true, list: true, sort: true, filter: true, start: 'open' }),
    doneOn: date('Klaar op', { list: true, sort: true }),
    outcome: paragraph('Wat is er gebeurd?', { max: 1000, help: 'Dit lezen bewoners.' }),
  },
  filters: { werkgebied: 'Wijk', selected: 'Buurt', overdue: 'Te laat' },
  rules: (r) => [...doer(r), ...ended(r)],
}

function doer(r: RegisterRecord): RuleProblem[] {
  if (r.team && r.by !== 'gemeente') return [{ field: 'team', message: 'Een team hoort bij "De gemeente"' }]
  if (r.organisation && r.by !== 'organisation') return [{ field: 'organisation', message: 'Een organisatie hoort bij "Een organisatie"' }]
  return r.by === 'organisation' && !r.organisation ? [{ field: 'organisation', message: 'Welke organisatie doet het?' }] : []
}

function ended(r: RegisterRecord): RuleProblem[] {
  if (r.status === 'done' && !r.doneOn) return [{ field: 'doneOn', message: 'Op welke dag was het klaar?' }]
  if (r.status !== 'done' && r.doneOn) return [{ field: 'doneOn', message: 'Klaar op hoort bij de stand Klaar' }]
  return r.status === 'dropped' && !r.outcome ? [{ field: 'outcome', message: 'Waarom gaat het niet door? Bewoners lezen dit' }] : []
}
