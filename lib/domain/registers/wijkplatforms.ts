import type { Register } from '../register'
import { buurten, choice, date, intervalRule, paragraph, reference, text } from '../register-fields'

export const platformForms = { bewonersgroep: 'Bewonersgroep', vereniging: 'Vereniging', stichting: 'Stichting', dorpsraad: 'Dorpsraad', anders: 'Anders' } as const

/**
 * A wijkplatform is of the residents: the form differs, and so it has no figure and no order among others (N8). Who keeps it is the organisation that it
 * is, or the administrator on its behalf; the gemeente reads (drizzle/0026).
 */
export const wijkplatforms: Register = {
  id: 'wijkplatforms', table: 'wijkplatform', slug: 'wijkplatforms', title: 'Wijkplatforms', one: 'wijkplatform', the: 'het wijkplatform',
  question: 'Waar praten bewoners met elkaar over hun buurt?',
  nameFields: ['name'], order: 'name',
  fields: {
    name: text('Naam', { required: true, list: true, sort: true }),
    form: choice('Vorm', platformForms, { required: true, list: true, sort: true, filter: true, start: 'bewonersgroep' }),
    buurten: buurten('Buurten', { required: true, list: true, help: 'Over welke buurten het platform praat.' }),
    about: paragraph('Wat doet het platform?', { max: 1000, help: 'Dit lezen bewoners.' }),
    organisation: reference('Bijgehouden door', 'organisations', { list: true, filter: true, help: 'Wie voor deze organisatie inlogt, houdt bijeenkomsten en agenda bij. Leeg: de beheerder doet dat namens het platform.' }),
    from: date('Bestaat sinds', { sort: true }),
    to: date('Gestopt op', { sort: true, help: 'De eerste dag waarop het er niet meer is.' }),
  },
  filters: { werkgebied: 'Wijk', selected: 'Buurt', on: 'Bestaat op' },
  rules: (r) => intervalRule(r),
}
