import { many } from '@/lib/domain/many'

/** "vandaag", "5 dagen", "3 weken", "3 weken en 1 dag" */
export function ago(days: number): string {
  if (days === 0) return 'vandaag'
  if (days < 14) return many(days, 'dag', 'dagen')
  const [weeks, rest] = [Math.floor(days / 7), days % 7]
  return rest === 0 ? many(weeks, 'week', 'weken') : `${many(weeks, 'week', 'weken')} en ${many(rest, 'dag', 'dagen')}`
}

/** All Dutch text of this view. Another language is another object of the type `Words`. */
export const words = {
  overview: 'Overzicht',
  buurtIn: (wijk: string | null, gemeente: string) => (wijk ? `Buurt in ${wijk}, ${gemeente}` : `Buurt in ${gemeente}`),
  summary: (area: string, n: number, over: number, withTarget: number, never: number) =>
    `In ${area}: ${many(n, 'buurt', 'buurten')}. ${withTarget === 0 ? 'Er is nog geen doel gezet.' : `Van ${many(withTarget, 'buurt', 'buurten')} met een doel ${over === 1 ? 'is er 1' : `zijn er ${over}`} langer niet bezocht dan het doel.`}${never > 0 ? ` In ${many(never, 'buurt', 'buurten')} is nog nooit een bezoek vastgelegd.` : ''}`,
  never: (name: string) => `In ${name} is nog nooit een bezoek vastgelegd.`,
  last: (name: string, days: number, date: string) => (days === 0 ? `In ${name} is vandaag iemand geweest.` : `In ${name} was ${ago(days)} geleden voor het laatst iemand, op ${date}.`),
  judged: { within: 'Dat is binnen het doel', over: 'Dat is langer dan het doel' } as Record<string, string>,
  targetIs: (weeks: number) => (weeks === 1 ? 'elke week een bezoek' : `elke ${weeks} weken een bezoek`),
  noTarget: 'Er is geen doel gezet. Minder vaak komen kan een keuze zijn.',
  withheld: 'Bezoeken zijn niet zichtbaar voor uw rol.',
  asOfDay: (date: string) => `Stand op ${date}`,
  columns: { name: 'Buurt', days: 'Laatst bezocht', class: 'Klasse', target: 'Doel', visits: 'Bezoeken' },
  none: '–',
  neverShort: 'nooit',
  agoShort: (days: number) => (days === 0 ? 'vandaag' : `${ago(days)} geleden`),
  targetShort: (weeks: number) => (weeks === 1 ? 'elke week' : `elke ${weeks} weken`),
  caption: (n: number) => `${many(n, 'buurt', 'buurten')}; dezelfde gegevens als de kaart`,
  visitsSince: (date: string) => `bezoeken vanaf ${date}`,
  legendTitle: 'Weken sinds de laatste aanwezigheid',
  byRole: 'Laatste bezoek per rol',
  noVisits: 'Er zijn geen bezoeken vastgelegd.',
  roles: { wijkmanager: 'Wijkmanager', wijkagent: 'Wijkagent', wijkverpleegkundige: 'Wijkverpleegkundige', opbouwwerker: 'Opbouwwerker', adviseur: 'Adviseur', anders: 'Anders' } as Record<string, string>,
  kinds: { ronde: 'Ronde', spreekuur: 'Spreekuur', huisbezoek: 'Huisbezoek', bijeenkomst: 'Bijeenkomst', anders: 'Anders' } as Record<string, string>,
  record: 'Bezoek vastleggen',
  day: 'Datum',
  kind: 'Soort',
  by: 'Door',
  save: 'Vastleggen',
  cancel: 'Annuleren',
  recorded: 'Het bezoek is vastgelegd.',
  target: 'Doel',
  setTarget: 'Doel zetten',
  editTarget: 'Doel wijzigen',
  weeks: 'Ten minste één bezoek per zoveel weken',
  weeksHelp: '1 tot en met 104 weken.',
  wrongWeeks: 'Vul een heel getal in van 1 tot en met 104.',
  reason: 'Waarom dit doel? (hoeft niet)',
  saveTarget: 'Doel opslaan',
  dropTarget: 'Geen doel meer',
  targetSaved: 'Het doel is opgeslagen.',
  targetDropped: 'Het doel is weg.',
  setBy: (by: string | null, moment: string) => `Gezet op ${moment}${by ? ` door ${by.toLowerCase()}` : ''}`,
  because: (reason: string) => `Reden: ${reason}`,
  unknownSelected: 'Deze buurt hoort niet bij wat u nu ziet. Kies een andere wijk of buurt.',
  asOf: (moment: string) => `Gegevens bijgewerkt op ${moment}`,
}
export type Words = typeof words
