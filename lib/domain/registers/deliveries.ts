import type { Register } from '../register'
import { choice, date, integer, intervalRule, number, paragraph, reference } from '../register-fields'

/** The ladder: each stage says more than the one before about what was really done; none says anything about effect. */
export const stages = { agreed: 'Afgesproken', planned: 'Gepland', delivered: 'Geleverd', seen: 'Gezien' } as const

/** Hours of an agreement line or an activity in a period [from, to). */
export const deliveries: Register = {
  id: 'deliveries', table: 'delivery', slug: 'inzet', title: 'Geleverde inzet', one: 'inzet', the: 'de inzet',
  question: 'Wat is er van de afspraken geleverd?',
  nameFields: ['from', 'stage'], order: '-from',
  fields: {
    agreementLine: reference('Regel van de afspraak', 'agreement-lines', { list: true, filter: true }),
    activity: reference('Activiteit', 'activities', { list: true, filter: true }),
    from: date('Van', { required: true, list: true, sort: true }),
    to: date('Tot', { required: true, list: true, sort: true, help: 'De eerste dag na de periode.' }),
    hours: number('Uren', { required: true, max: 1e6, list: true, sort: true }),
    participants: integer('Deelnemers', { max: 1e6, list: true, sort: true, help: 'Een aantal, geen namen.' }),
    stage: choice('Stand', stages, { required: true, list: true, sort: true, filter: true, bulk: true, start: 'delivered' }),
    notes: paragraph('Toelichting'),
  },
  filters: { organisation: 'Organisatie', theme: 'Thema', year: 'Jaar' },
  rules: (r) => [...intervalRule(r), ...(r.agreementLine === null && r.activity === null ? [{ field: 'agreementLine', message: 'Kies een regel van een afspraak of een activiteit' }] : [])],
}
