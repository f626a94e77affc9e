import type { Criterion } from '@/lib/domain/focus-criteria'
import { many } from '@/lib/domain/many'
import type { RotationProgress } from '@/lib/domain/rotation'
import type { Broken, RotationFault } from '@/lib/domain/rotation-rules'

const buurten = (n: number): string => many(n, 'buurt', 'buurten')
const percent = (share: number): string => `${(Math.round(share * 1000) / 10).toLocaleString('nl-NL')} %`
/** "a", "a en b", "a, b en c" */
const listed = (items: readonly string[]): string => (items.length < 2 ? (items[0] ?? '') : `${items.slice(0, -1).join(', ')} en ${items.at(-1)}`)

const changedByHand = 'met de hand gewijzigd'

const faults: Record<RotationFault, string> = {
  no_years: 'Kies ten minste 1 jaar.',
  no_buurten: 'Er is geen enkele buurt om te plannen. Er zijn geen buurten met genoeg inwoners bekend.',
  unknown_buurt: 'Een van de buurten die u koos, is er niet, of heeft te weinig inwoners voor een rooster. Haal die keuze weg.',
  twice: 'Een buurt staat er twee keer in.',
  bad_number: 'Een van de getallen kan niet.',
  outside_years: 'Een keuze gaat over een jaar buiten het rooster. Kies een jaar dat erin ligt, of neem meer jaren.',
  must_and_never: 'Een buurt staat op "uiterlijk in" en ook op "niet". Kies een van de twee.',
  fixed_and_never: 'Een buurt staat op "niet", maar over die buurt is al besloten. Haal die keuze weg.',
  least_above_most: 'Het minimum per jaar is hoger dan het aantal dat mag. Maak het minimum lager.',
  pair_of_one: 'Kies twee verschillende buurten.',
}

/** How much a choice costs, in words that hold no grade. */
const cost = (share: number): string =>
  share < 0.0005 ? 'kost niets: het rooster blijft even goed' : share < 0.01 ? `kost bijna niets (${percent(share)})` : share < 0.03 ? `kost weinig (${percent(share)})` : share < 0.1 ? `kost merkbaar (${percent(share)})` : `kost veel (${percent(share)})`

/** A rule that is not kept, in a sentence. */
function broken(b: Broken, name: (code: string) => string): string {
  const of = b.of ?? ''
  switch (b.rule) {
    case 'most': return `In ${b.year} ${b.is === 1 ? 'begint' : 'beginnen'} ${buurten(b.is)}; er mogen er ${b.limit}.`
    case 'least': return `In ${b.year} ${b.is === 1 ? 'begint' : 'beginnen'} ${buurten(b.is)}; het moeten er ten minste ${b.limit} zijn.`
    case 'per_group': return `In ${b.year} ${b.is === 1 ? 'begint' : 'beginnen'} ${buurten(b.is)} in ${of}; er mogen er ${b.limit}.`
    case 'each_group': return `In ${of} begint in deze jaren geen enkele buurt.`
    case 'load': return `De wijkmanager van ${of} heeft in ${b.year} ${many(b.is, 'focusbuurt', 'focusbuurten')} tegelijk; er mogen er ${b.limit}.`
    case 'must': return `${name(b.code!)} begint niet uiterlijk in ${b.year}.`
    case 'never': return `${name(b.code!)} begint in ${b.year}, en dat mocht niet.`
    case 'together': return `${name(b.code!)} en ${name(b.other!)} beginnen niet samen.`
    case 'apart': return `${name(b.code!)} en ${name(b.other!)} beginnen allebei in ${b.year}.`
    case 'rest': return `${name(b.code!)} komt in ${b.year} na ${b.is} jaar terug; afgesproken is ${b.limit} jaar rust.`
    case 'fixed': return `Over ${name(b.code!)} in ${b.year} is al besloten.`
  }
}

/** All Dutch text of this view. Another language is another object of the type `Words`. */
export const words = {
  title: 'Rooster van focusbuurten',
  question: 'Welke buurten beginnen in welk jaar, zodat het past en eerlijk verdeeld is?',
  back: 'Terug naar de kandidaten',
  notForRole: 'Deze pagina is voor wie aantallen per buurt ziet: wijkmanagers, planners, adviseurs en het college.',
  notMaker: 'Een planner maakt de roosters. U kunt bekijken en vergelijken wat is opgeslagen.',
  failed: 'De berekening ging mis aan onze kant, of er was te weinig tijd. Probeer het opnieuw. De beheerder vindt de oorzaak in het logboek.',
  needsReason: (names: readonly string[]) => `${listed(names)} ${names.length === 1 ? 'komt' : 'komen'} binnen vier jaar terug. Geef daarvoor een reden.`,
  faults, cost, broken,

  form: {
    legend: 'De vraag', from: 'Eerste jaar', years: 'Aantal jaren', most: 'Nieuwe focusbuurten per jaar', mostHelp: 'Een getal, of een getal per jaar met komma\'s: 3,3,2,4.',
    more: 'Meer regels', least: 'Ten minste per jaar', rest: 'Rust tussen twee keer focus, in jaren', restHelp: 'Ten minste 4. Eerder terug kan alleen met de hand, met een reden.',
    wijk: 'Hoogstens per wijk en jaar', manager: 'Hoogstens tegelijk per wijkmanager', limitHelp: 'Plan en uitvoering samen. Leeg: geen grens.', wijkHelp: 'Leeg: geen grens.',
    eachWijk: 'Elke wijk komt in deze jaren aan de beurt', fair: 'Wie bij bijna elke weging vooraan staat, begint binnen vier jaar',
    weights: 'Weging (punten)', weightsHelp: 'Hoe zwaar elke reden telt. De verhouding telt, niet het totaal.',
    criterion: { need: 'Behoefte', trend: 'Ontwikkeling', gap: 'Tekort aan aanbod', energy: 'Energie van bewoners', physical: 'Werk in de openbare ruimte', rest: 'Tijd sinds vorige focus' } satisfies Record<Criterion, string>,
  },
  progress: ({ step, done, of }: RotationProgress) => ({ reading: 'Gegevens lezen', planning: 'Het beste rooster zoeken', weighings: `Kijken of het ook klopt bij een andere weging (${done + 1} van ${of})` })[step],

  choices: {
    heading: 'Keuzes per buurt', none: 'Nog geen keuzes: elke buurt doet gewoon mee.', buurt: 'Buurt', other: 'Andere buurt', kind: 'Keuze', year: 'Jaar', everyYear: 'geen enkel jaar', add: 'Voeg toe', choose: 'Kies een buurt',
    kinds: { must: 'begint uiterlijk in', never: 'begint niet in', together: 'begint samen met', apart: 'begint niet in hetzelfde jaar als' },
    must: (a: string, year: number) => `${a} begint uiterlijk in ${year}`, never: (a: string, year: number | null) => (year === null ? `${a} begint niet` : `${a} begint niet in ${year}`), together: (a: string, b: string) => `${a} begint samen met ${b}`, apart: (a: string, b: string) => `${a} en ${b} beginnen niet in hetzelfde jaar`,
    remove: 'Haal weg', removeOf: (what: string) => `Haal weg: ${what}`,
  },

  answer: {
    heading: 'Rooster',
    sentence: (n: number, from: number, to: number, never: number) => `Van ${from} tot en met ${to} ${n === 1 ? 'begint' : 'beginnen'} ${buurten(n)}. ${never === 0 ? 'Daarna is elke buurt een keer focusbuurt geweest.' : `${buurten(never)} ${never === 1 ? 'is' : 'zijn'} dan nog nooit focusbuurt geweest.`}`,
    proven: 'Bewezen beste rooster', provenLong: 'Alle andere roosters die aan de regels voldoen, zijn doorgerekend of uitgesloten: geen enkel is beter.',
    gap: (share: number) => `Hooguit ${percent(share)} onder het best mogelijke. De tijd was op voordat alles was uitgesloten.`,
    bent: 'Niet alle regels konden tegelijk. Hier wijkt het rooster van af:',
    cohorts: 'Wie begint wanneer', cohort: (year: number) => `Cohort ${year}`, nobody: 'niemand',
    ring: 'Rooster per buurt en jaar', onlyBusy: 'Toon alleen buurten in het rooster', column: { buurt: 'Buurt', wijk: 'Wijk', before: 'Eerder focus', start: 'Begint in', why: 'Waarom' },
    plan: 'plan', execution: 'uitvoering', fixed: 'vast', neverBefore: 'nog nooit', notInYears: 'niet in deze jaren', startOf: (name: string) => `Beginjaar van ${name}`, whyOf: (name: string) => `Waarom ${name}?`, why: 'Waarom?',
    neverHeading: 'Nog nooit focusbuurt, ook niet in dit rooster', left: (names: readonly string[]) => `Niet van toepassing (te weinig inwoners, of niet bekend): ${listed(names)}.`, unknown: 'Van deze buurten is een deel niet bekend; dat telt half mee: ',
    map: 'Kaart met het jaar waarin een buurt begint', mapLoading: 'Kaart laden',
  },

  hand: {
    heading: 'Met de hand gewijzigd', same: 'Dit is het rooster zoals het is berekend.', undo: 'Laatste wijziging ongedaan maken', undoAll: 'Terug naar het berekende rooster',
    cost: (share: number) => `Vergeleken met het berekende rooster: ${cost(share)}.`, better: 'Dit rooster telt zwaarder dan het berekende. Dat kan alleen omdat het een regel breekt.',
    breaks: 'Deze regels zijn gebroken:', breaksNone: 'Alle regels zijn gehouden.', reason: (name: string, year: number) => `Waarom begint ${name} in ${year} alweer?`, reasonHelp: 'De vorige keer is minder dan vier jaar eerder. Zonder reden kunt u het rooster niet bewaren.',
  },

  why: {
    heading: (name: string) => `Waarom ${name}?`, busy: 'Rekenen wat een andere keuze zou veranderen', close: 'Sluit',
    fixed: 'Over deze buurt is al besloten. Dat blijft staan.', left: 'Deze buurt doet niet mee: er wonen te weinig mensen, of het aantal is niet bekend.', notFound: 'Zonder deze buurt vonden wij in de tijd geen rooster.',
    in: (loss: number) => `Zonder deze buurt ${loss < 0.0005 ? 'is er een rooster dat even goed is' : `is het beste rooster ${percent(loss)} minder`}: ${cost(loss)}.`, must: 'U koos dat deze buurt moet.',
    out: (year: number, loss: number) => `Begint deze buurt toch, dan past ${year} het best: dat ${cost(loss)}.`, impossible: 'Deze buurt kan in deze jaren niet beginnen, ook niet met andere buurten eruit.',
    more: (share: number) => `Om er vanzelf in te komen, zouden de redenen voor deze buurt samen zo'n ${percent(share)} zwaarder moeten tellen.`,
    changes: 'Dan verandert', gone: (name: string, year: number) => `${name} begint dan niet in ${year}`, comes: (name: string, year: number) => `${name} begint dan in ${year}`, nothing: 'Verder verandert er niets.',
    inTheWay: 'Erbij zetten, zonder een ander weg te halen', free: (year: number) => `${year}: past, zonder een regel te breken.`, blocked: (year: number, rules: readonly string[]) => `${year}: ${rules.join(' ')}`, bends: 'Daarvoor moet dan wijken:', reasons: 'Wat bekend is van deze buurt', lowHigh: (low: number, high: number) => (high - low > 0.02 ? 'niet (helemaal) bekend' : low >= 0.67 ? 'veel' : low >= 0.34 ? 'gemiddeld' : 'weinig'),
  },

  robust: {
    heading: 'Hoe vast ligt dit?', start: 'Probeer 50 andere wegingen', help: 'Wij plannen het rooster opnieuw met wegingen die iets van de uwe verschillen. Dat duurt een paar minuten; u kunt intussen verder kijken.',
    core: 'vaste kern', varies: 'wisselt', seldom: 'zelden', said: (first: number, any: number, draws: number) => `begint in ${Math.round(first * draws)} van de ${draws} wegingen in het eerste jaar, en in ${Math.round(any * draws)} in een van de jaren`, column: { buurt: 'Buurt', label: 'In het eerste jaar', said: 'Hoe vaak' },
  },

  scenarios: {
    nameHelp: 'Bijvoorbeeld: drie per jaar, gespreid.',
    item: (n: number, from: number, years: number, byHand: boolean) => `${buurten(n)}, ${from} tot en met ${from + years - 1}${byHand ? `, ${changedByHand}` : ''}`, byHand: changedByHand,
    takeOver: 'Overnemen als voorstel', takeOverOf: (name: string) => `Overnemen als voorstel: ${name}`, takeOverYear: (year: number) => `voor ${year}`,
    row: { years: 'Jaren', worth: 'Vergeleken met het eerste', proof: 'Zekerheid', broken: 'Regels gebroken', only: 'Alleen hier' }, first: 'dit is het eerste', same: 'even goed', less: (share: number) => `${percent(share)} minder`, moreThan: (share: number) => `${percent(share)} meer`, otherYears: 'niet te vergelijken: andere jaren', worthHelp: 'Elk rooster is gemeten met de weging en de gegevens van het eerste scenario.',
  },

}
export type Words = typeof words
