import type { Register } from '../register'
import { choice, date, intervalRule, paragraph, text } from '../register-fields'

/** Any provider, subsidised or not: a year with an agreement that has money says which (`subsidised`). */
export const organisations: Register = {
  id: 'organisations', table: 'organisation', slug: 'organisaties', title: 'Organisaties', one: 'organisatie', the: 'de organisatie',
  question: 'Wie werkt in onze buurten?',
  nameFields: ['name'], order: 'name',
  fields: {
    name: text('Naam', { required: true, list: true, sort: true }),
    kind: choice('Soort', { welzijn: 'Welzijn', zorg: 'Zorg', vrijwilligers: 'Vrijwilligers', sport: 'Sport en bewegen', cultuur: 'Cultuur en bibliotheek', onderwijs: 'Onderwijs', wonen: 'Woningcorporatie', geloof: 'Kerk of moskee', gemeente: 'Gemeente', overig: 'Overig' }, { required: true, list: true, sort: true, filter: true, bulk: true }),
    description: paragraph('Wat doet de organisatie'),
    website: text('Website', { max: 200 }),
    email: text('E-mail (algemeen adres)', { max: 200, help: 'Een adres van de organisatie, niet van een persoon.' }),
    phone: text('Telefoon (algemeen nummer)', { max: 30 }),
    from: date('Actief vanaf', { sort: true }),
    to: date('Gestopt op', { sort: true, bulk: true, help: 'De eerste dag dat de organisatie niet meer actief is.' }),
  },
  filters: { theme: 'Thema van een dienst', subsidised: 'Subsidie in jaar' },
  rules: (r) => intervalRule(r),
}
