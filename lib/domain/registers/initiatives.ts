import type { Register, RegisterRecord, RuleProblem } from '../register'
import { buurt, choice, date, paragraph, point, reference, text, yesno } from '../register-fields'

/** Who takes it further. */
export const routes = { wijkbeheer: 'Team Wijkbeheer', zorg: 'Team Zorg', adviser: 'Adviseur', college: 'College weegt', organisation: 'Organisatie' } as const
export const initiativeStatus = { received: 'Ontvangen', assigned: 'Heeft een eigenaar', in_progress: 'Wordt aan gewerkt', weighing: 'College weegt', answered: 'Beantwoord', closed: 'Afgesloten', withdrawn: 'Ingetrokken' } as const

/** Within so many days after receipt somebody owns it, and the residents have an answer. */
export const ownerWithinDays = 14
export const answerWithinDays = 42

/** A residents' initiative. The owner is a team, an adviser or an organisation, never a wijkmanager (N2; drizzle/0012 refuses it). */
export const initiatives: Register = {
  id: 'initiatives', table: 'initiative', slug: 'initiatieven', title: 'Initiatieven', one: 'initiatief', the: 'het initiatief',
  question: 'Wat willen bewoners zelf, en wie antwoordt?',
  nameFields: ['title'], order: '-receivedOn', place: 'point',
  fields: {
    title: text('Titel', { required: true, list: true, sort: true, freeText: true }),
    receivedOn: date('Ontvangen op', { required: true, list: true, sort: true }),
    byWhom: choice('Van wie', { bewoner: 'Een bewoner', bewonersgroep: 'Een groep bewoners', wijkplatform: 'Het wijkplatform', vereniging: 'Een vereniging', ondernemer: 'Een ondernemer', anders: 'Anders' }, { required: true, list: true, filter: true, help: 'Noem geen personen.' }),
    whatResidentsDo: paragraph('Wat doen bewoners zelf?', { required: true }),
    whatTheyAsk: paragraph('Wat vragen zij?', { required: true }),
    point: point('Plek'),
    buurt: buurt('Buurt', { help: 'Alleen als er geen plek op de kaart is.' }),
    theme: reference('Thema', 'themes', { list: true, filter: true }),
    route: choice('Route', routes, { list: true, sort: true, filter: true, bulk: true }),
    ownerTeam: reference('Eigenaar: team', 'teams', { list: true, filter: true, bulk: true }),
    ownerUser: reference('Eigenaar: adviseur', 'advisers'),
    ownerOrganisation: reference('Eigenaar: organisatie', 'organisations'),
    status: choice('Stand', initiativeStatus, { required: true, list: true, sort: true, filter: true, start: 'received' }),
    due: date('Antwoord uiterlijk', { list: true, sort: true, bulk: true, help: 'Leeg: zes weken na ontvangst.' }),
    handOverRef: text('Nummer bij Team Wijkbeheer', { max: 60, help: 'Het nummer van de melding of opdracht daar. Wij houden geen meldingen openbare ruimte bij.' }),
    answer: paragraph('Antwoord aan de bewoners'),
    answeredOn: date('Beantwoord op', { sort: true }),
    toldBackOn: date('Teruggekoppeld op'),
    publicConsent: yesno('Bewoners vinden openbaar goed', { filter: true }),
    ownerSince: date('Eigenaar sinds', { readOnly: true }),
    followCode: text('Volgcode', { readOnly: true }),
  },
  filters: { werkgebied: 'Wijk', selected: 'Buurt', owner: 'Eigenaar', overdue: 'Te laat' },
  rules: (r) => [...placeRule(r), ...routeRule(r), ...ownerRule(r), ...answerRule(r)],
}

function placeRule(r: RegisterRecord): RuleProblem[] {
  if (r.point === null && r.buurt === null) return [{ field: 'point', message: 'Zet een punt op de kaart of kies een buurt' }]
  return r.point !== null && r.buurt !== null ? [{ field: 'buurt', message: 'De buurt volgt uit het punt; kies er een van de twee' }] : []
}

/** The street is Team Wijkbeheer's (N1): only a reference to what is there. About care nothing that leads to a person: the buurt, no place (S14). */
function routeRule(r: RegisterRecord): RuleProblem[] {
  if (r.route === 'wijkbeheer' && (r.handOverRef === null || r.handOverRef === undefined)) return [{ field: 'handOverRef', message: 'Draag dit eerst over aan Team Wijkbeheer en vul het nummer in dat u daar krijgt' }]
  if (r.route === 'zorg' && r.point !== null && r.point !== undefined) return [{ field: 'point', message: 'Bij Team Zorg hoort geen plek op de kaart: kies alleen de buurt' }]
  return []
}

function ownerRule(r: RegisterRecord): RuleProblem[] {
  const owners = ['ownerTeam', 'ownerUser', 'ownerOrganisation'].filter((name) => r[name] !== null && r[name] !== undefined)
  if (owners.length > 1) return [{ field: owners[1]!, message: 'Er is precies één eigenaar' }]
  if (owners.length === 0 && ['assigned', 'in_progress', 'answered', 'closed'].includes(String(r.status))) return [{ field: 'ownerTeam', message: 'Zonder eigenaar kan dit niet: kies een team, een adviseur of een organisatie' }]
  return []
}

function answerRule(r: RegisterRecord): RuleProblem[] {
  const problems: RuleProblem[] = []
  if (['answered', 'closed'].includes(String(r.status)) && r.answer === null) problems.push({ field: 'answer', message: 'Zonder antwoord is een initiatief niet beantwoord' })
  if (['answered', 'closed'].includes(String(r.status)) && r.answeredOn === null) problems.push({ field: 'answeredOn', message: 'Op welke dag is het antwoord gegeven?' })
  if (r.status === 'closed' && r.toldBackOn === null) problems.push({ field: 'toldBackOn', message: 'Sluit pas af als de bewoners het antwoord hebben gekregen' })
  for (const [name, label] of [['answeredOn', 'Beantwoord op'], ['toldBackOn', 'Teruggekoppeld op'], ['due', 'Antwoord uiterlijk']] as const)
    if (typeof r[name] === 'string' && typeof r.receivedOn === 'string' && r[name] < r.receivedOn) problems.push({ field: name, message: `${label} (${r[name]}) ligt voor de ontvangst (${r.receivedOn})` })
  return problems
}
