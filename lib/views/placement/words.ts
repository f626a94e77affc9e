import { many } from '@/lib/domain/many'
import type { OpenClass, PlacementGoal, PlacementNotice, PlacementProgress, PlacementRefusal, PlacementVariant, PlacementWeight } from '@/lib/domain/placement'

const people = (n: number): string => many(Math.round(n), 'inwoner', 'inwoners')
const buurten = (n: number): string => many(n, 'buurt', 'buurten')
const places = (n: number): string => many(n, 'plek', 'plekken')
const metres = (m: number): string => (m < 950 ? `${Math.round(m / 10) * 10} m` : `${(m / 1000).toLocaleString('nl-NL', { maximumFractionDigits: 1 })} km`)
const percent = (share: number): string => `${(Math.round(share * 1000) / 10).toLocaleString('nl-NL')} %`
/** "a", "a en b", "a, b en c" */
const listed = (items: readonly string[]): string => (items.length < 2 ? (items[0] ?? '') : `${items.slice(0, -1).join(', ')} en ${items.at(-1)}`)

const refusals: Record<PlacementRefusal, string> = {
  no_reach: 'Met een bereik van 0 m wordt niemand bereikt. Kies een bereik van meer dan 0 m.',
  no_places: 'Kies ten minste 1 plek.',
  no_candidates: 'Er is geen enkele plek om uit te kiezen. Kies meer soorten locaties, zet zelf een plek op de kaart, of sluit minder plekken uit.',
  unknown_place: 'Een van de plekken die u koos, is er op deze dag niet (meer). Haal die plek weg.',
  must_and_never: 'Een plek staat op "moet" en ook op "niet". Kies een van de twee.',
  too_many_musts: 'U koos meer plekken die moeten dan er plekken zijn. Kies meer plekken, of laat er een vrij.',
}

/** All Dutch text of this view. Another language is another object of the type `Words`. */
export const words = {
  title: 'Waar spreekuur?',
  question: 'Op welke plekken bereikt een spreekuur de meeste mensen die nu niets in de buurt hebben?',
  back: 'Terug naar de kaart Dekking',
  notForRole: 'Deze pagina is voor wie aantallen per buurt ziet: wijkmanagers, planners, adviseurs en het college.',
  failed: 'De berekening ging mis aan onze kant. Probeer het opnieuw. De beheerder vindt de oorzaak in het logboek.',
  refusals,
  refused: (why: PlacementRefusal | 'unknown_theme' | 'own_outside', name?: string) =>
    why === 'unknown_theme' ? 'Dit thema bestaat niet.' : why === 'own_outside' ? `De eigen plek "${name}" ligt buiten de gemeente.` : refusals[why],

  form: {
    legend: 'De vraag',
    theme: 'Thema', chooseTheme: 'Kies een thema',
    places: 'Aantal plekken',
    reach: 'Bereik in meters', reachHelp: (m: number) => `Hemelsbreed. Voor dit thema is ${m} m afgesproken.`,
    more: 'Meer keuzes',
    on: 'Op welke dag', onHelp: 'Locaties die dan open zijn. Wat nodig is en wat er is, is dat van vandaag.',
    weight: 'Wat telt',
    weights: { people: 'inwoners', shortage: 'inwoners, zwaarder waar minder aanbod is', buurten: 'elke buurt even zwaar' } satisfies Record<PlacementWeight, string>,
    goal: 'Doel',
    goals: { reach: 'zo veel mogelijk mensen binnen bereik', distance: 'zo kort mogelijke weg voor iedereen' } satisfies Record<PlacementGoal, string>,
    classes: 'Welke buurten',
    classNames: { gap: 'gat: er is niets', thin: 'dun: te weinig, of alleen afgesproken', unknown: 'onbekend: niemand heeft het bevestigd' } satisfies Record<OpenClass, string>,
    kinds: 'Soorten locaties', allKinds: 'Kiest u niets, dan doen alle soorten mee.',
    planned: 'Ook locaties die nog open moeten gaan',
  },
  progress: ({ step, done, of }: PlacementProgress) =>
    ({ reading: 'Gegevens lezen', choosing: 'De beste plekken zoeken', alternatives: 'Zoeken wat bijna even goed is', curve: 'Kijken wat een plek meer oplevert', variants: `Kijken of het ook klopt bij ander bereik en andere weging (${done + 1} van ${of})` })[step],

  places: {
    heading: 'Waaruit kiezen wij?',
    intro: (n: number) => `${places(n)} om uit te kiezen.`,
    column: { name: 'Plek', kind: 'Soort', choice: 'Keuze' },
    free: 'vrij', must: 'moet', never: 'niet',
    choiceOf: (name: string) => `Keuze voor ${name}`,
    own: 'eigen plek', opens: (day: string) => `open vanaf ${day}`,
    search: 'Zoek een plek',
    addOwn: 'Eigen plek toevoegen', ownName: 'Naam van de plek', lat: 'Breedte', lon: 'Lengte', add: 'Zet op de lijst', remove: (name: string) => `Haal ${name} weg`,
    ownHelp: 'Klik op de kaart of vul breedte en lengte in, bijvoorbeeld 52,9563 en 4,7608.', ownWrong: 'Vul een naam, een breedte en een lengte in. Punt of komma mag allebei.',
    fromBuurt: 'Of kies het midden van een buurt', chooseBuurt: 'Kies een buurt', ownDefault: (n: number) => `Eigen plek ${n}`,
  },
  map: { label: 'Kaart van buurten zonder aanbod en plekken om uit te kiezen', loading: 'Kaart laden', hint: 'Klik op een leeg stuk kaart voor een eigen plek.', legend: { chosen: 'gekozen plek, met een cirkel om het bereik', other: 'andere plek', closed: 'buurt die hiermee gedekt is', open: 'buurt die open blijft (stippellijn)' }, tipOpen: 'blijft open', tipClosed: 'hiermee gedekt', tipCandidate: 'plek om uit te kiezen', tipChosen: 'gekozen' },

  start: {
    nothing: (theme: string) => `Voor ${theme} is er nu geen buurt zonder aanbod. Een nieuwe plek bereikt niemand die nu niets heeft.`,
    open: (theme: string, n: number, inhabitants: number) => `Voor ${theme} ${n === 1 ? 'is' : 'zijn'} ${buurten(n)} open, met samen ${people(inhabitants)}.`,
    chooseTheme: 'Kies een thema. Dan ziet u welke buurten open zijn en waar een spreekuur het meeste oplevert.',
    buurten: 'Buurten die open zijn', column: { buurt: 'Buurt', class: 'Dekking', inhabitants: 'Inwoners', after: 'Met deze plekken' }, after: { closed: 'gedekt', open: 'blijft open', unreachable: 'buiten bereik van elke plek' },
  },

  answer: {
    heading: 'Antwoord',
    sentence: (names: readonly string[], reached: number, closed: number, asked: number) =>
      names.length === 0 ? 'Geen enkele plek bereikt mensen die nu niets in de buurt hebben.' : `Een spreekuur in ${listed(names)} bereikt ${people(reached)} die nu niets in de buurt hebben, en dekt ${closed} van de ${buurten(asked)} die open zijn.`,
    distanceSentence: (names: readonly string[], before: number | null, after: number | null) =>
      after === null ? 'Er is niemand om de weg voor te verkorten.' : `Met een spreekuur in ${listed(names)} is de weg naar de dichtstbijzijnde plek gemiddeld ${metres(after)}${before === null ? '' : `; nu is dat ${metres(before)}`}, hemelsbreed.`,
    proven: 'Bewezen beste keuze.', provenLong: 'Alle andere manieren om zoveel plekken te kiezen, zijn doorgerekend of uitgesloten: geen enkele is beter.',
    gap: (share: number) => `Hooguit ${percent(share)} onder het best mogelijke. De tijd was op voordat alles was uitgesloten.`,
    notice: (n: PlacementNotice, nameOf: (code: string) => string): string => {
      if (n.kind === 'fewer_places') return `U vroeg ${places(n.asked)}, maar er ${n.used === 1 ? 'is' : 'zijn'} er maar ${n.used} om uit te kiezen. Wij rekenden met ${n.used}.`
      if (n.kind === 'enough_places') return `Met ${places(n.used)} is iedereen bereikt die te bereiken is. Meer plekken voegen niets toe.`
      if (n.kind === 'nothing_open') return 'Er is geen buurt open: er valt niets te winnen.'
      if (n.kind === 'nothing_reached') return 'Geen enkele plek ligt dicht genoeg bij een buurt die open is. Kies een groter bereik, meer soorten locaties of een eigen plek.'
      return `Van ${listed(n.codes.map(nameOf))} is het aantal inwoners niet bekend. ${n.codes.length === 1 ? 'Deze buurt telt' : 'Deze buurten tellen'} daarom niet mee.`
    },
    why: 'Waarom deze plekken',
    first: (reached: number) => `Bereikt de meeste mensen die nu niets hebben: ${people(reached)}.`,
    next: (reached: number) => `Voegt daar ${people(reached)} aan toe.`,
    nothing: 'Voegt niemand toe die nu niets heeft.',
    must: 'U koos dat deze plek moet.',
    closes: (names: readonly string[]) => `Dekt ${listed(names)}.`,
    closesNone: 'Dekt op zichzelf geen buurt meer.',
    within: (n: number) => `${people(n)} wonen binnen bereik, ook wie al iets heeft.`,
    stays: (share: number, leaves: readonly string[]) => {
      if (leaves.length === 0) return 'Blijft ook de beste bij een ander bereik en een andere weging.'
      const tried = Math.round(leaves.length / (1 - share))
      return `Blijft bij ${tried - leaves.length} van de ${tried} andere aannames de beste; niet bij ${listed(leaves)}.`
    },
    variants: { 'reach-less': 'een vijfde minder bereik', 'reach-more': 'een vijfde meer bereik', 'weight-people': 'inwoners als weging', 'weight-shortage': 'zwaarder waar minder aanbod is', 'weight-buurten': 'elke buurt even zwaar' } satisfies Record<PlacementVariant, string>,
    overlaps: (n: number) => (n === 0 ? 'Geen ander aanbod voor dit thema bedient dezelfde mensen.' : `${many(n, 'activiteit bedient', 'activiteiten bedienen')} al een deel van dezelfde mensen:`),
    overlap: (name: string, organisation: string, service: string, share: number) => `${name} (${organisation}${service ? `, ${service}` : ''}): ${Math.round(share * 100)} % dezelfde mensen`,
    moreOverlaps: (n: number) => `En nog ${n}`,
    overlapHelp: 'Dat is alleen stapeling als een andere organisatie dezelfde dienst geeft aan dezelfde doelgroep. Kijk dat na.',
    opens: (day: string) => `Deze plek gaat pas open op ${day}.`,
    alternatives: 'Bijna even goed', noAlternatives: 'Geen andere keuze komt in de buurt (97 % of meer).',
    alternative: (out: readonly string[], into: readonly string[], share: number, reached: number) =>
      `${out.length === 0 ? `Ook ${listed(into)}` : into.length === 0 ? `Zonder ${listed(out)}` : `${listed(into)} in plaats van ${listed(out)}`}: ${people(reached)} (${share >= 1 - 1e-9 ? 'even goed' : percent(share)})`,
    take: 'Neem deze', takeOf: (names: string) => `Neem ${names}`,
    curve: 'Wat een plek meer oplevert', curveColumn: { places: 'Plekken', people: 'Inwoners bereikt', extra: 'Erbij' },
    robust: 'Hangt het van de aannames af?', robustColumn: { variant: 'Als', places: 'Dan is de beste keuze', share: 'Deze keuze haalt dan' }, same: 'dezelfde',
    unreachable: (names: readonly string[]) => `Niet te bereiken vanaf een van de plekken: ${listed(names)}. Zet daar een eigen plek, of kies een groter bereik.`,
    stillOpen: (names: readonly string[]) => `Blijft open: ${listed(names)}.`,
    distance: (before: number | null, after: number) => `Gemiddelde weg naar de dichtstbijzijnde plek, hemelsbreed: ${before === null ? 'nu is er geen' : `nu ${metres(before)}`}, straks ${metres(after)}.`,
  },

  scenarios: {
    none: 'Er is voor dit thema nog niets opgeslagen.', nameHelp: 'Bijvoorbeeld: met de hub, twee plekken.',
    item: (n: number, reached: number, closed: number) => `${places(n)}, ${people(reached)}, ${buurten(closed)} gedekt`,
    row: { theme: 'Thema', day: 'Dag', places: 'Plekken', people: 'Inwoners bereikt', closed: 'Buurten gedekt', only: 'Alleen hier gedekt', open: 'Blijft open', proof: 'Zekerheid', distance: 'Gemiddelde weg', reach: 'Bereik', overlaps: 'Activiteiten voor dezelfde mensen' },
    changed: (was: number, now: number) => `Nu ${people(now)}, bij het bewaren ${people(was)}.`,
  },

}
export type Words = typeof words

/** Amounts in words. */
export const said = { people, buurten, places, metres, percent }
