import { many } from '@/lib/domain/many'

/** All Dutch text of requests for deployment. Another language is another object of the type `RequestWords`. */
export const words = {
  title: 'Verzoeken om inzet',
  lead: (total: number, open: number, answers: boolean) =>
    total === 0 ? 'Er zijn geen verzoeken.' : `${many(total, 'verzoek', 'verzoeken')}, waarvan ${open === 0 ? 'geen' : many(open, 'open', 'open')}. ${answers ? 'Uw antwoord staat meteen op de kaart van de gemeente.' : 'Alleen de gevraagde organisatie geeft antwoord.'}`,
  none: 'Geen verzoeken met deze filters.',
  filters: 'Filters',
  all: 'Alle',
  theme: 'Thema',
  werkgebied: 'Wijk',
  status: 'Stand',
  show: 'Toon',
  one: (buurt: string, theme: string) => `${theme} in ${buurt}`,
  to: 'Aan',
  due: 'Antwoord uiterlijk',
  late: 'te laat',
  asked: 'Gevraagd',
  by: (role: string | null, moment: string) => `${role ? `${role}, ` : ''}${moment}`,
  answered: 'Beantwoord',
  reason: 'Reden',
  counter: 'Voorstel',
  counterFrom: (date: string) => `vanaf ${date}`,
  onMap: 'Bekijk op de kaart',
  history: 'Eerdere antwoorden',
  was: (status: string, moment: string, reason: string | null) => `Tot ${moment}: ${status}${reason ? ` (${reason})` : ''}`,
  back: 'Alle verzoeken',

  answer: 'Antwoord geven',
  change: 'Antwoord wijzigen',
  choose: 'Wat is uw antwoord?',
  choices: { accepted: 'Wij doen dit', refused: 'Wij kunnen dit niet doen', counter: 'Wij stellen iets anders voor' },
  chooseFirst: 'Kies een antwoord.',
  reasonOf: { accepted: 'Toelichting (hoeft niet)', refused: 'Waarom niet?', counter: 'Toelichting (hoeft niet)' },
  reasonEmpty: 'Een afwijzing heeft een reden nodig.',
  counterText: 'Wat stelt u voor?',
  counterEmpty: 'Schrijf wat u in plaats daarvan voorstelt.',
  counterDate: 'Vanaf wanneer? (hoeft niet)',
  send: 'Antwoord versturen',
  cancel: 'Annuleren',
  sent: 'Uw antwoord is verstuurd.',

  withdraw: 'Verzoek intrekken',
  withdrawn: 'Het verzoek is ingetrokken. De organisatie hoeft niet meer te antwoorden.',
  again: 'Toch weer vragen',
  askedAgain: 'Het verzoek staat weer op de lijst van de organisatie.',
}
export type RequestWords = typeof words
