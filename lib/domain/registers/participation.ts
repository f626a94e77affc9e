import type { Register } from '../register'
import { choice, date, integer, paragraph, reference } from '../register-fields'

export const participationKinds = { bijeenkomst: 'Bijeenkomst', gesprek: 'Gesprek', rondgang: 'Rondgang', enquete: 'Enquête', online: 'Online', anders: 'Anders' } as const

/** Samenspraak: when residents helped to make a plan; how many, never who. A plan is not adopted without it. */
export const participation: Register = {
  id: 'participation', table: 'participation', slug: 'samenspraak', title: 'Samenspraak', one: 'samenspraak', the: 'de samenspraak',
  question: 'Wanneer dachten bewoners mee over het plan?',
  nameFields: ['heldOn', 'kind'], order: '-heldOn', place: 'buurt',
  fields: {
    focusPeriod: reference('Focusbuurt', 'focus-periods', { required: true, list: true, sort: true, filter: true }),
    heldOn: date('Datum', { required: true, list: true, sort: true, help: 'Vandaag of eerder.' }),
    kind: choice('Soort', participationKinds, { required: true, list: true, sort: true, filter: true, start: 'bijeenkomst' }),
    people: integer('Aantal mensen', { max: 100_000, list: true, sort: true }),
    notes: paragraph('Wat kwam eruit?', { help: 'Noem geen personen.' }),
  },
  filters: { year: 'Jaar van het cohort', werkgebied: 'Wijk', selected: 'Buurt' },
}
