import type { Register } from '../register'
import { choices, paragraph, reference, references, text, yesno } from '../register-fields'
import { targetGroups } from '../target-groups'

/** A concrete service of an organisation. `serviceType` is the word that two organisations share when they do the same thing. */
export const services: Register = {
  id: 'services', table: 'service', slug: 'diensten', title: 'Diensten', one: 'dienst', the: 'de dienst',
  question: 'Wat bieden organisaties, voor wie?',
  nameFields: ['name'], order: 'name',
  fields: {
    name: text('Naam', { required: true, list: true, sort: true }),
    organisation: reference('Organisatie', 'organisations', { required: true, list: true, sort: true, filter: true }),
    serviceType: text('Soort dienst', { required: true, max: 64, list: true, sort: true, filter: true, bulk: true, help: 'Het woord dat organisaties delen als zij hetzelfde doen, bijvoorbeeld "inloop" of "spreekuur geldzorgen".' }),
    themes: references('Thema’s', 'themes', { required: true, list: true, filter: true, bulk: true }),
    targetGroups: choices('Voor wie', targetGroups, { required: true, list: true, filter: true, bulk: true }),
    professional: yesno('Door beroepskrachten', { list: true, filter: true, bulk: true }),
    description: paragraph('Omschrijving'),
  },
}
