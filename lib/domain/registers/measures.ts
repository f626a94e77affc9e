import type { Register, RegisterRecord, RuleProblem } from '../register'
import { choice, date, eur, paragraph, point, reference, text } from '../register-fields'

export const measureStatus = { planned: 'Gepland', running: 'Loopt', done: 'Klaar', stopped: 'Gestopt' } as const
export type MeasureStatus = keyof typeof measureStatus

/** What is done in a focus buurt. The owner is a team, an adviser or an organisation, never a wijkmanager (N2; drizzle/0018 refuses it). */
export const measures: Register = {
  id: 'measures', table: 'measure', slug: 'maatregelen', title: 'Maatregelen', one: 'maatregel', the: 'de maatregel',
  question: 'Wat gebeurt er in de focusbuurten, en door wie?',
  nameFields: ['title'], order: 'plannedTo', place: 'point',
  fields: {
    title: text('Wat gebeurt er?', { required: true, list: true, sort: true, freeText: true }),
    focusPeriod: reference('Focusbuurt', 'focus-periods', { required: true, list: true, sort: true, filter: true }),
    description: paragraph('Toelichting', { help: 'Noem geen personen.' }),
    theme: reference('Thema', 'themes', { list: true, filter: true }),
    point: point('Plek', { help: 'Leeg: de hele buurt.' }),
    ownerTeam: reference('Eigenaar: team', 'teams', { list: true, filter: true, bulk: true }),
    ownerUser: reference('Eigenaar: adviseur', 'advisers'),
    ownerOrganisation: reference('Eigenaar: organisatie', 'organisations', { list: true, filter: true }),
    plannedFrom: date('Gepland vanaf', { list: true, sort: true, bulk: true }),
    plannedTo: date('Gepland tot', { list: true, sort: true, bulk: true, help: 'De eerste dag dat het klaar moet zijn.' }),
    status: choice('Stand', measureStatus, { required: true, list: true, sort: true, filter: true, start: 'planned' }),
    doneOn: date('Klaar op', { list: true, sort: true }),
    budgetEur: eur('Budget (€)', { list: true, sort: true }),
    carriedFrom: reference('Gaat verder op', 'measures', { help: 'De maatregel van een eerder jaar waar deze op volgt.' }),
    handedToTeam: reference('Overgedragen aan: team', 'teams', { filter: true }),
    handedToOrganisation: reference('Overgedragen aan: organisatie', 'organisations', { filter: true }),
    handedToOther: text('Overgedragen aan: anders', { freeText: true, help: 'Een groep of dienst, geen naam van een persoon.' }),
    handedOn: date('Overgedragen op', { list: true, sort: true }),
  },
  filters: { year: 'Jaar van het cohort', werkgebied: 'Wijk', selected: 'Buurt', overdue: 'Te laat' },
  rules: (r) => [...doneRule(r), ...planRule(r), ...oneOf(r)],
}

const has = (r: RegisterRecord, field: string): boolean => r[field] !== null && r[field] !== undefined

function doneRule(r: RegisterRecord): RuleProblem[] {
  if (r.status === 'done' && !has(r, 'doneOn')) return [{ field: 'doneOn', message: 'Op welke dag was het klaar?' }]
  return r.status !== 'done' && has(r, 'doneOn') ? [{ field: 'doneOn', message: 'Klaar op hoort bij de stand Klaar' }] : []
}

const planRule = (r: RegisterRecord): RuleProblem[] =>
  typeof r.plannedFrom === 'string' && typeof r.plannedTo === 'string' && r.plannedTo <= r.plannedFrom ? [{ field: 'plannedTo', message: `Gepland tot (${r.plannedTo}) moet na "Gepland vanaf" (${r.plannedFrom}) liggen` }] : []

function oneOf(r: RegisterRecord): RuleProblem[] {
  const owners = ['ownerTeam', 'ownerUser', 'ownerOrganisation'].filter((name) => has(r, name))
  const handed = ['handedToTeam', 'handedToOrganisation', 'handedToOther'].filter((name) => has(r, name))
  const problems: RuleProblem[] = owners.length > 1 ? [{ field: owners[1]!, message: 'Er is hoogstens één eigenaar' }] : []
  if (handed.length > 1) problems.push({ field: handed[1]!, message: 'Draag over aan één team, organisatie of groep' })
  if (handed.length > 0 && !has(r, 'handedOn')) problems.push({ field: 'handedOn', message: 'Op welke dag is het overgedragen?' })
  if (handed.length === 0 && has(r, 'handedOn')) problems.push({ field: 'handedToTeam', message: 'Aan wie is het overgedragen?' })
  return problems
}
