import type { Register } from '../register'
import { choice, eur, integer, number, paragraph, reference, text, yesno } from '../register-fields'

/** The agreement of a year with an organisation; its lines say what, where and how much. */
export const agreements: Register = {
  id: 'agreements', table: 'agreement', slug: 'afspraken', title: 'Prestatieafspraken', one: 'afspraak', the: 'de afspraak',
  question: 'Wat is met wie afgesproken, voor welk geld?',
  nameFields: ['title'], order: '-year',
  fields: {
    title: text('Titel', { required: true, list: true, sort: true }),
    organisation: reference('Organisatie', 'organisations', { required: true, list: true, sort: true, filter: true }),
    year: integer('Jaar', { required: true, min: 2000, max: 2100, list: true, sort: true, filter: true }),
    status: choice('Stand', { concept: 'Concept', agreed: 'Vastgesteld', ended: 'Beëindigd' }, { required: true, list: true, sort: true, filter: true, bulk: true, start: 'concept' }),
    subsidyEur: eur('Subsidie (€)', { list: true, sort: true }),
    hours: number('Uren in totaal', { max: 1e6, list: true, sort: true, help: 'De regels samen kunnen niet meer zijn.' }),
    attendanceClause: yesno('Neemt deel aan het wijk-coordinatieteam', { filter: true, bulk: true }),
    notes: paragraph('Toelichting'),
    copiedFrom: reference('Overgenomen van', 'agreements', { readOnly: true }),
    confirmedAt: { ...text('Laatst bevestigd'), type: 'date', readOnly: true, list: true, sort: true },
  },
  filters: { theme: 'Thema van een regel', subsidised: 'Met subsidie' },
}
