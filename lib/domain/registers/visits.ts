import type { Register } from '../register'
import { buurt, choice, date, yesno } from '../register-fields'

/** Presence in a buurt, by role and never by person: the denominator of attention. */
export const visits: Register = {
  id: 'visits', table: 'visit', slug: 'bezoeken', title: 'Bezoeken', one: 'bezoek', the: 'het bezoek',
  question: 'Waar zijn wij geweest?',
  nameFields: ['visitedOn', 'kind'], order: '-visitedOn', place: 'buurt',
  fields: {
    visitedOn: date('Datum', { required: true, list: true, sort: true }),
    buurtCode: buurt('Buurt', { required: true, list: true, sort: true }),
    kind: choice('Soort', { ronde: 'Ronde', spreekuur: 'Spreekuur', huisbezoek: 'Huisbezoek', bijeenkomst: 'Bijeenkomst', anders: 'Anders' }, { required: true, list: true, sort: true, filter: true, bulk: true, start: 'ronde' }),
    byRole: choice('Door', { wijkmanager: 'Wijkmanager', wijkagent: 'Wijkagent', wijkverpleegkundige: 'Wijkverpleegkundige', opbouwwerker: 'Opbouwwerker', adviseur: 'Adviseur', anders: 'Anders' }, { required: true, list: true, sort: true, filter: true, start: 'wijkmanager' }),
    planned: yesno('Gepland', { list: true, filter: true }),
  },
  filters: { werkgebied: 'Wijk', selected: 'Buurt', from: 'Vanaf', to: 'Tot' },
}
