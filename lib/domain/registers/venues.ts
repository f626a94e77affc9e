import type { Register } from '../register'
import { choice, date, intervalRule, point, reference, text } from '../register-fields'

/** A place where activities are held. Its buurt comes from its point. */
export const venues: Register = {
  id: 'venues', table: 'venue', slug: 'locaties', title: 'Locaties', one: 'locatie', the: 'de locatie',
  question: 'Waar kunnen mensen terecht?',
  nameFields: ['name'], order: 'name', place: 'point',
  fields: {
    name: text('Naam', { required: true, list: true, sort: true }),
    kind: choice('Soort', { buurthuis: 'Buurthuis', wijkhuis: 'Wijkhuis', hub: 'Hub', bibliotheek: 'Bibliotheek', school: 'School', sport: 'Sportlocatie', zorg: 'Zorglocatie', kerk: 'Kerk of moskee', 'pop-up': 'Pop-up', overig: 'Overig' }, { required: true, list: true, sort: true, filter: true, bulk: true }),
    address: text('Adres', { list: true, max: 200 }),
    point: point('Plek', { required: true }),
    openingHours: text('Openingstijden', { max: 300, help: 'Bijvoorbeeld: ma-vr 9.00-17.00.' }),
    wheelchair: choice('Rolstoeltoegankelijk', { ja: 'Ja', gedeeltelijk: 'Gedeeltelijk', nee: 'Nee', onbekend: 'Onbekend' }, { start: 'onbekend', filter: true, bulk: true }),
    organisation: reference('Beheerd door', 'organisations', { filter: true, bulk: true }),
    from: date('Open vanaf', { sort: true }),
    to: date('Gesloten op', { sort: true, bulk: true }),
    confirmedAt: date('Laatst bevestigd', { readOnly: true, list: true, sort: true }),
  },
  filters: { werkgebied: 'Wijk', selected: 'Buurt', on: 'Open op' },
  rules: (r) => intervalRule(r),
}
