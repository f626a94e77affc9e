import type { Register, RegisterRecord, RuleProblem } from '../register'
import { buurt, choice, eur, number, paragraph, reference, text } from '../register-fields'

/** How often, at least; the number of times a year beside it. */
const frequencies = { weekly: 'Elke week', biweekly: 'Elke twee weken', monthly: 'Elke maand', quarterly: 'Elk kwartaal', yearly: 'Elk jaar', once: 'Eenmalig', 'as-needed': 'Als het nodig is' } as const

/** "X hours of this service on this theme in this place". */
export const agreementLines: Register = {
  id: 'agreement-lines', table: 'agreement_line', slug: 'afspraakregels', title: 'Regels van afspraken', one: 'regel', the: 'de regel',
  question: 'Hoeveel uur is waar afgesproken?',
  nameFields: ['description'], order: '-id',
  fields: {
    agreement: reference('Afspraak', 'agreements', { required: true, list: true, sort: true, filter: true }),
    description: text('Wat', { required: true, max: 200, list: true, sort: true }),
    theme: reference('Thema', 'themes', { required: true, list: true, sort: true, filter: true, bulk: true }),
    service: reference('Dienst', 'services', { filter: true }),
    level: choice('Waar', { buurt: 'Een buurt', werkgebied: 'Een wijk', gemeente: 'De hele gemeente' }, { required: true, list: true, filter: true }),
    buurt: buurt('Buurt', { list: true }),
    werkgebied: reference('Wijk', 'werkgebieden'),
    hours: number('Uren', { required: true, max: 1e6, list: true, sort: true }),
    frequency: choice('Hoe vaak', frequencies, { list: true, filter: true, bulk: true }),
    subsidyEur: eur('Subsidie (€)'),
    notes: paragraph('Toelichting'),
    /** the sum of what was reported; the ladder (lib/analysis/ladder.ts) takes off what two reports tell of the same hours */
    delivered: number('Gemelde uren', { readOnly: true, list: true, help: 'Alles wat als geleverd of gezien is gemeld, opgeteld.' }),
    confirmedAt: { ...text('Laatst bevestigd'), type: 'date', readOnly: true, list: true, sort: true },
  },
  filters: { organisation: 'Organisatie', year: 'Jaar', selected: 'Buurt', stale: 'Niet bevestigd sinds (dagen)' },
  rules: placeRule,
}

function placeRule(r: RegisterRecord): RuleProblem[] {
  if (r.level === 'buurt' && r.buurt === null) return [{ field: 'buurt', message: 'Kies een buurt' }]
  if (r.level === 'werkgebied' && r.werkgebied === null) return [{ field: 'werkgebied', message: 'Kies een wijk' }]
  if (r.level !== 'buurt' && r.buurt !== null) return [{ field: 'buurt', message: 'Een buurt hoort alleen bij "Een buurt"' }]
  if (r.level !== 'werkgebied' && r.werkgebied !== null) return [{ field: 'werkgebied', message: 'Een wijk hoort alleen bij "Een wijk"' }]
  return []
}
