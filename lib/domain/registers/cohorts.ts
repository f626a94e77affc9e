import type { Register } from '../register'
import { eur, integer, paragraph } from '../register-fields'

/** The focus buurten that start in one year, with what there is to spend. */
export const cohorts: Register = {
  id: 'cohorts', table: 'cohort', slug: 'cohorten', title: 'Cohorten', one: 'cohort', the: 'het cohort',
  question: 'In welk jaar begint welke groep focusbuurten?',
  nameFields: ['year'], order: '-year',
  fields: {
    year: integer('Jaar', { required: true, min: 2000, max: 2100, list: true, sort: true, filter: true, help: 'Het jaar waarin de buurten beginnen met het plan.' }),
    budgetEur: eur('Budget (€)', { list: true, sort: true }),
    capacity: integer('Plaats voor', { max: 200, list: true, help: 'Hoeveel buurten kunnen in dit jaar beginnen?' }),
    note: paragraph('Toelichting'),
  },
}
