import type { CoverageClass, WhyNot } from '@/lib/domain/coverage'
import { many } from '@/lib/domain/many'

const number = (n: number): string => n.toLocaleString('nl-NL', { maximumFractionDigits: 2 })

/** All Dutch text of this view. Another language is another object of the type `Words`. */
export const words = {
  today: 'Vandaag',
  show: 'Kaart toont',
  showClass: 'Dekking',
  showAccess: 'Bereik',
  slider: 'Dag',
  overview: 'Overzicht',
  buurtIn: (wijk: string | null, gemeente: string) => (wijk ? `Buurt in ${wijk}, ${gemeente}` : `Buurt in ${gemeente}`),
  unknownSelected: 'Deze buurt hoort niet bij wat u nu ziet. Kies een andere wijk of buurt.',
  unknownTheme: 'Dit thema bestaat niet. Kies een ander thema.',
  later: 'Een latere dag dan vandaag kan niet: wat dan loopt, weten we nog niet. U ziet vandaag.',
  ignored: (names: string) => `Deze filters veranderen hier niets: ${names}.`,
  ignoredNames: { from: 'periode', source: 'bron', evidence: 'bewijs', kind: 'soort' } as Record<string, string>,
  withheld: 'Dekking is niet zichtbaar voor uw rol.',
  asOfDay: (date: string) => `Stand op ${date}`,

  /** the answer for all that is shown */
  summary: (area: string, gaps: number, buurten: number, thin: number, theme: string | null) => {
    const about = theme ? ` over ${theme.toLowerCase()}` : ''
    const rest = thin > 0 ? ` Op ${many(thin, 'plek', 'plekken')} is er wel iets, maar telt het niet mee.` : ''
    if (gaps === 0) return `In ${area} zijn er${about} geen gaten: nergens is iets nodig zonder dat er iets is of is afgesproken.${rest}`
    return theme
      ? `In ${area} is in ${many(gaps, 'buurt', 'buurten')} iets nodig${about}, en is er geen professional voor.${rest}`
      : `In ${area} ${gaps === 1 ? 'is 1 gat' : `zijn ${number(gaps)} gaten`} in ${many(buurten, 'buurt', 'buurten')}: iets is nodig, en er is geen professional voor.${rest}`
  },
  sentence: {
    gap: (where: string, about: string) => `In ${where} is iets nodig over ${about}, en er is geen professional voor.`,
    thin: (where: string, about: string) => `In ${where} is iets nodig over ${about}. Er is iets afgesproken of aanwezig, maar het telt niet mee.`,
    covered: (where: string, about: string) => `In ${where} is iets nodig over ${about}, en er is een professional voor.`,
    unknown: (where: string, about: string) => `We weten niet of er in ${where} iets is voor ${about}: een half jaar lang heeft niemand dat bevestigd.`,
    supply_without_signal: (where: string, about: string) => `In ${where} is er een professional voor ${about}. Er zijn nu niet genoeg signalen die zeggen dat het nodig is.`,
    none: (where: string, about: string) => `In ${where} is over ${about} nu niets gevonden: geen reden om te zeggen dat iets nodig is, en geen aanbod dat meetelt.`,
  } satisfies Record<CoverageClass, (where: string, about: string) => string>,
  sinceSupply: (date: string, ended: string) => `Dat is zo sinds ${date}: toen telde ${ended} niet meer mee.`,
  sinceEnded: (date: string, ended: string) => `Dat is zo sinds ${date}: toen stopte ${ended}.`,
  sinceNeed: (date: string) => `Dat is zo sinds ${date}: toen kwam er een reden om te zeggen dat iets nodig is.`,
  sinceNeedAfter: (date: string, ended: string, on: string) => `Dat is zo sinds ${date}: toen kwam er een reden. Daarvoor, op ${on}, was ${ended} al gestopt.`,
  sinceUnknown: 'Sinds wanneer is niet bekend.',
  lastVisit: (date: string | null) => (date ? `Laatst bezocht op ${date}.` : 'Er is nog geen bezoek vastgelegd.'),
  from: (name: string, organisation: string) => `${name} (${organisation})`,

  gapsTitle: 'Waar is een gat?',
  noGaps: 'Geen gaten op deze dag.',
  gapRow: (buurt: string, theme: string) => `${buurt}: ${theme.toLowerCase()}`,
  gapSince: (date: string | null) => (date ? `sinds ${date}` : 'begin niet bekend'),
  gapEnded: (name: string) => `na het stoppen van ${name}`,
  gapAsked: { open: (o: string) => `${o} is gevraagd`, accepted: (o: string) => `${o} zegt toe`, refused: (o: string) => `${o} wees af`, counter: (o: string) => `${o} doet een tegenvoorstel`, withdrawn: (o: string) => `het verzoek aan ${o} is ingetrokken` },
  gapLate: (o: string) => `${o} heeft niet op tijd geantwoord`,
  allGaps: (n: number) => `Alle ${number(n)} tonen`,

  matrixTitle: "Alle thema's, per buurt",
  matrixHelp: "Een kleur is een klasse, zoals in de legenda. Kies een buurt of een thema voor meer.",
  buurt: 'Buurt',
  themesOf: "Thema's in deze buurt",
  cell: (buurt: string, theme: string, label: string) => `${buurt}, ${theme}: ${label}`,
  chooseTheme: 'Kies een thema voor het bewijs.',

  why: 'Waarom is hier iets nodig?',
  whyNot: 'Waarom is hier niets nodig?',
  reason: { fires: 'telt', not: 'telt niet' },
  signals: (n: number | null, sources: number | null, rounded: boolean) =>
    n === null ? 'Signalen' : rounded ? (n === 0 ? 'Weinig of geen signalen (afgerond)' : `Ongeveer ${number(n)} signalen (afgerond)`) : `${many(n, 'open knelpunt', 'open knelpunten')} uit ${many(sources ?? 0, 'bron', 'bronnen')}`,
  signalsRule: (weeks: number, n: number, sources: number) => `in ${number(weeks)} weken; nodig zijn er ten minste ${number(n)} uit ${number(sources)} bronnen`,
  enough: 'Genoeg signalen uit genoeg bronnen',
  notEnough: 'Niet genoeg signalen',
  seeSignals: 'Signalen bekijken',
  cluster: 'Opeenhoping die geen toeval is',
  clusterSince: (date: string) => `deze buurt hoort erbij sinds ongeveer ${date}`,
  seeCluster: 'Opeenhoping bekijken',
  figure: (label: string, value: string, unit: string, year: number) => `${label}: ${value}${unit ? ` ${unit}` : ''} (${year})`,
  figureRule: (limit: string, direction: string) => `grens: ${direction === 'lower_is_worse' ? 'ten hoogste' : 'ten minste'} ${limit}`,

  supplyTitle: 'Wat is er?',
  noSupply: 'In het register staat hier niets voor dit thema.',
  counts: 'telt mee',
  countsNot: 'telt niet mee',
  whyNots: {
    out_of_reach: 'te ver weg', not_begun: 'nog niet begonnen', ended: 'gestopt', venue_closed: 'de locatie is dicht', not_professional: 'geen professional', too_rare: 'niet vaak genoeg', never_delivered: 'nooit een levering bevestigd',
    stale: 'al een half jaar geen levering bevestigd',
  } satisfies Record<WhyNot, string>,
  rareBy: (times: string, wanted: string) => `${times} keer per jaar; nodig is ${wanted}`,
  begins: (date: string) => `begint op ${date}`,
  endedOn: (date: string, reason: string | null) => `gestopt op ${date}${reason ? `: ${reason.charAt(0).toLowerCase()}${reason.slice(1)}` : ''}`,
  confirmedOn: (date: string) => `laatst geleverd of gezien op ${date}`,
  distance: (metres: string) => `de helft van de buurt woont binnen ${metres} m hemelsbreed`,
  nearest: 'Dichtstbijzijnde dat meetelt',
  nearestWalk: (metres: string, minutes: string, reach: string) => `${metres} m hemelsbreed, ± ${minutes} min lopen (bereik: ${reach} m)`,
  agreedTitle: 'Afspraken',
  agreed: (organisation: string | null, level: 'buurt' | 'werkgebied' | 'gemeente') => `${organisation ?? 'Een organisatie'} heeft een afspraak voor ${{ buurt: 'deze buurt', werkgebied: 'deze wijk', gemeente: 'de hele gemeente' }[level]}`,

  requestsTitle: 'Wie is gevraagd?',
  noRequests: 'Er is nog niemand gevraagd.',
  requestTo: (organisation: string, date: string) => `${organisation}, antwoord voor ${date}`,
  requestLate: 'te laat',
  requestBy: (role: string | null, moment: string) => `Gevraagd${role ? ` door ${role.toLowerCase()}` : ''} op ${moment}`,
  requestAnswered: (moment: string) => `beantwoord op ${moment}`,
  requestReason: (reason: string) => `Reden: ${reason}`,
  requestCounter: (text: string, date: string | null) => `Voorstel: ${text}${date ? ` (vanaf ${date})` : ''}`,
  ask: 'Verzoek om inzet',
  askWhere: 'Waar spreekuur?',
  nobodyToAsk: 'Geen organisatie heeft dit jaar een afspraak over dit thema.',
  organisation: 'Organisatie',
  due: 'Antwoord uiterlijk',
  text: 'Wat vraagt u?',
  textHelp: 'Kort en concreet: wat, hoe vaak, vanaf wanneer.',
  textEmpty: 'Schrijf kort wat u vraagt.',
  send: 'Versturen',
  cancel: 'Annuleren',
  sent: (organisation: string) => `Het verzoek staat nu op de lijst van ${organisation}.`,

  access: 'uur per week per 1.000 inwoners, lopend te bereiken',
  accessMean: (mean: string, gemeente: string) => `gemiddeld in ${gemeente}: ${mean}`,
  accessNone: 'Niets in bereik op 20 minuten lopen.',
  accessUnsure: 'Dit hangt af van de aanname hoe mensen kiezen.',
  withoutPlace: (hours: string) => `Daarnaast ${hours} uur per week zonder vaste plek (huisbezoek, online of door de hele wijk).`,
  unreached: (hours: string) => `${hours} uur per week ligt voor niemand binnen 20 minuten lopen.`,

  tableCaption: (n: number) => `${many(n, 'buurt', 'buurten')}; dezelfde gegevens als de kaart`,
  columns: { name: 'Buurt', class: 'Klasse', theme: 'Thema', since: 'Sinds', supply: 'Aanbod dat telt', access: 'Bereik', lastVisit: 'Laatst bezocht', inhabitants: 'Inwoners' },
  none: '–',
  legendTitle: 'Dekking',
  legendAccess: 'Bereik: uren per week per inwoner',
  legendAll: "alle thema's: de klasse die het meest vraagt",
  denominator: (year: number | null, source: string) => `Noemer: inwoners${year ? ` ${year}` : ''} (${source})`,
  asOf: (moment: string) => `Gegevens bijgewerkt op ${moment}`,
}
export type Words = typeof words
