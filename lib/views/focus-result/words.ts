import { noCause } from '@/lib/analysis/focus-result-words'
import type { FocusYears, Stage } from '@/lib/analysis/focus-result'
import type { Phase } from '@/lib/domain/focus'
import type { Limit } from '@/lib/domain/focus-criteria'
import { many } from '@/lib/domain/many'
import type { Relapse } from './definition'

const unitText = (unit: string): string => (unit === 'percentage' ? '%' : unit ? ` ${unit}` : '')
/** A figure with its unit. @param digits after the comma */
export const valueText = (value: number, unit: string, digits: number): string => `${value.toLocaleString('nl-NL', { maximumFractionDigits: digits })}${unitText(unit)}`
const list = (parts: readonly string[]): string => (parts.length < 2 ? (parts[0] ?? '') : `${parts.slice(0, -1).join(', ')} en ${parts.at(-1)!}`)
const limitText = ({ direction, value }: Limit, unit: string): string => (direction === 'from' ? `vanaf ${valueText(value, unit, 2)}` : `tot en met ${valueText(value, unit, 2)}`)

/** All Dutch text of what came of a focus buurt. */
export const words = {
  title: 'Nazorg en resultaat',
  heading: (phase: Phase, year: number, name: string) => `${phase === 'aftercare' ? 'Nazorg' : 'Resultaat'} ${year}: ${name}`,
  lead: 'De cijfers voor, tijdens en na de focus, naast buurten die erop leken.',
  noCause,
  noCauseMore: 'Er gebeurde meer in de buurt dan de focus. Een verschil kan ook daardoor komen.',
  toPlan: 'Naar het plan',
  toHome: 'Alle focusbuurten',
  print: 'Afdrukken',
  download: 'Download CSV',
  fictional: 'Fictieve demogemeente',
  notHere: 'Dit resultaat is er niet',
  notHereText: 'Deze buurt is in dit jaar geen focusbuurt.',
  tooEarly: 'Nog geen resultaat',
  tooEarlyText: 'Er valt terug te kijken vanaf het jaar van de uitvoering.',
  notForRole: 'Resultaten zijn niet zichtbaar voor uw rol.',

  relapseTitle: 'Terugval',
  relapse: (r: Relapse) => `${r.label} was in ${r.under} onder de drempel (${limitText(r.limit, r.unit)}) en is er in ${r.again} weer overheen: ${valueText(r.value, r.unit, 2)}.`,
  noRelapse: 'Geen cijfer dat onder de drempel was, is er weer overheen.',
  noThresholds: 'Er zijn geen drempels vastgelegd. Daarom kijken wij niet of een cijfer terugvalt.',
  thresholds: (version: number) => `Drempels: versie ${version}.`,

  comparableTitle: 'Waarmee vergelijken wij?',
  comparable: (name: string, names: readonly string[]) => `Met ${list(names)}. Die leken het meest op ${name} in de cijfers van voor de start.`,
  noComparable: (name: string) => `Er zijn geen buurten die genoeg op ${name} lijken. Daarom is er geen vergelijking.`,
  pool: (n: number) => `Er doen ${many(n, 'buurt', 'buurten')} mee. Buurten die in deze jaren zelf focus hadden, en buurten met minder dan 100 inwoners, doen niet mee.`,
  matchedHead: (name: string) => ['Cijfer van voor de start', 'Jaar', name, 'Buurten die leken'],

  figuresTitle: 'Cijfers',
  noFigures: 'Er zijn geen cijfers geladen.',
  stage: (stage: Stage, { start, aftercare }: FocusYears) => ({ before: `Voor (tot ${start})`, during: aftercare === null ? `Tijdens (vanaf ${start})` : aftercare - 1 === start ? `Tijdens (${start})` : `Tijdens (${start} tot en met ${aftercare - 1})`, after: `Na (vanaf ${aftercare ?? '–'})` })[stage],
  stageHead: (name: string, unit: string) => [unit === 'percentage' || unit === '' ? 'Periode' : `Periode (${unit})`, name, 'Buurten die leken'],
  said: { during: 'Tijdens de focus', after: 'Na de focus' },
  breaks: (years: readonly number[]) => `De grens van de buurt veranderde in ${list(years.map(String))}. Cijfers van voor en na die verandering vergelijken wij niet.`,
  breakMark: 'andere grens',
  startMark: 'start',
  aftercareMark: 'nazorg',
  limit: (limit: Limit, unit: string) => `De drempel is ${limitText(limit, unit)}.`,
  otherLine: 'Buurten die leken',
  borderLine: (name: string, year: number) => `${name}, grens vanaf ${year}`,
  yearHead: 'Jaar',
  table: 'Toon als tabel',
  unknown: 'onbekend',
  none: '–',
  source: (source: string) => `Bron: ${source}`,
  chart: (label: string, parts: string) => `${label}: ${parts}`,

  signalsTitle: 'Signalen',
  signalsText: 'Wat mensen opmerkten en opschreven. Weinig signalen betekent niet weinig problemen, en meer bezoek geeft meer signalen.',
  noSignals: 'Er zijn geen signalen bekend.',
  rounded: 'Voor uw rol zijn de aantallen afgerond.',
  signalsHead: ['Periode', 'Signalen', 'Per 1.000 inwoners per jaar'],
  signalsYears: (years: readonly number[]) => (years.length === 0 ? 'Er is nog geen heel jaar bekend.' : `Alleen hele jaren tellen mee: ${list(years.map(String))}.`),
  about: (n: number) => (n === 0 ? 'weinig of geen' : `± ${n.toLocaleString('nl-NL')}`),
  per1000: (value: string, low: string, high: string) => `${value} (tussen ${low} en ${high})`,
  quarterHead: 'Kwartaal',
  signalsUnit: 'aantal per kwartaal',
  signalLine: 'Signalen',
  clustersTitle: 'Nieuwe en groeiende opeenhopingen',
  noClusters: 'Geen nieuwe of groeiende opeenhopingen. Dat betekent niet: geen problemen.',
  clusterState: { new: 'nieuw', growing: 'groeiend' } as Record<string, string>,

  measuresTitle: 'Wat staat nog open?',
  noMeasures: 'Alle maatregelen zijn klaar of gestopt.',
  measuresHead: ['Maatregel', 'Stand', 'Gepland tot', 'Nu van', 'Overgedragen'],
  nobody: 'niemand',
  handedOn: (date: string) => `ja, op ${date}`,
  notHanded: 'nee',

  method: 'Hoe komt dit tot stand?',
  methodText: [
    'Wij nemen van elk cijfer het gemiddelde van de jaren voor, tijdens en na de focus. Van de verandering in deze buurt trekken wij de gemiddelde verandering af van de buurten die erop leken.',
    'Hoe groot zo’n verschil zonder focus is, meten wij aan buurten die geen focus hadden: bij elk doen wij alsof. Tussen de twee getallen valt 95 van de 100 keer wat toeval doet. Met minder dan 19 buurten zeggen wij niets.',
    'Focusbuurten zijn vaak gekozen omdat cijfers slecht waren. Zulke cijfers worden vaak ook vanzelf beter.',
    'Terugval: een cijfer was voor de start over de drempel, kwam er daarna onder, en is er in het nieuwste jaar weer overheen.',
  ],
  printed: (date: string) => `Stand op ${date}. Buurtfocus.`,
}
