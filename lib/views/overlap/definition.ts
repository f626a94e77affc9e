import { z } from 'zod'
import type { EuroMethod } from '@/lib/analysis/apportioned-euro'
import type { MapClass, ViewDefinition } from '@/lib/domain/definition'
import { pairText, type PairRule, type PairState, type Unsettled, type VerdictKind } from '@/lib/domain/overlap'
import { filterParams, screenParams } from '@/lib/domain/params'
import { boundaries, ownSource } from '@/lib/domain/sources'

export type ClassId = 'none' | 'one' | 'shared' | 'little' | 'much' | 'unknown' | 'withheld'

/** From how many possibly double hours a month a buurt stands out. */
export const muchHours = 16
/** Fewer possibly double hours a month are no finding */
export const littleHours = 1
/** From this effective number of providers it is no longer one that does nearly all. */
export const severalFrom = 1.5

/** Quiet: nobody did anything wrong. Possibly double is warm and hatched, never red; enough is calm. */
export const classes = [
  { id: 'much', label: 'mogelijk dubbel: 16 uur per maand of meer', fill: { light: '#e5b567', dark: '#8a6424' }, pattern: 'hatch' },
  { id: 'little', label: 'mogelijk dubbel: 1 tot 16 uur per maand', fill: { light: '#f3e0b5', dark: '#584a22' }, pattern: 'sparse-hatch' },
  { id: 'shared', label: 'meer aanbieders, samen niet te veel', fill: { light: '#9cc9c6', dark: '#2b5f5f' }, pattern: 'none' },
  { id: 'one', label: 'vooral één aanbieder', fill: { light: '#dcebea', dark: '#1e3b3d' }, pattern: 'none' },
  { id: 'none', label: 'geen aanbod', fill: null, pattern: 'none' },
  { id: 'unknown', label: 'uren niet bekend', fill: { light: '#e8e8e6', dark: '#35383b' }, pattern: 'dots' },
  { id: 'withheld', label: 'niet zichtbaar voor uw rol', fill: { light: '#e8e6e1', dark: '#33363a' }, pattern: 'sparse-hatch' },
] as const satisfies readonly MapClass<ClassId>[]

/** What signals have and activities have not: refused with a reason, not ignored. */
const notHere = (what: string) => z.never(`stapeling kent geen ${what}`).optional()
export const lists = ['buurten', 'paren', 'organisaties'] as const
const areaSorts = ['name', '-name', 'doubleHours', '-doubleHours', 'effectiveProviders', '-effectiveProviders', 'hours', '-hours', 'pairs', '-pairs'] as const

export const params = z.strictObject({
  ...filterParams.shape,
  from: notHere('periode; kies een dag met on'),
  to: notHere('periode; kies een dag met on'),
  source: notHere('bron'),
  evidence: notHere('bewijssoort'),
  kind: notHere('soort'),
  /** the day that is looked at; today when left out */
  on: filterParams.shape.from,
  /** the pair whose card is open */
  pair: pairText.optional(),
  list: z.enum(lists, `verwacht: ${lists.join(', ')}`).optional(),
  sort: z.enum(areaSorts, `verwacht: ${areaSorts.join(', ')}`).optional(),
  map: screenParams.shape.map,
})
export type Params = z.infer<typeof params>
export type Method = EuroMethod | 'mixed'

export type AreaRow = {
  code: string
  name: string
  werkgebied: string | null
  water: boolean
  inhabitants: number | null
  class: ClassId
  /** all hours are a month; null when not visible */
  hours: number | null
  organisations: number | null
  /** as how many equally large organisations it looks, per service and target group; null without supply */
  effectiveProviders: number | null
  /** in proportion: the hours of the gemeente x the share of its need that lies here */
  needHours: number | null
  surplusHours: number | null
  /** given by another than the first, and above the need */
  doubleHours: number | null
  shortHours: number | null
  /** listed pairs that share somebody here */
  pairs: number | null
  /** activities here whose hours are not known */
  unknownHours: number | null
  /** signals in the window of the theme (of each theme) */
  signals: number | null
  told: 'exact' | 'rounded' | 'withheld'
  /** apportioned subsidy of the year; null when the reader does not see all of it */
  euro: number | null
  /** shares of the gemeente, 0..1, and their proportion (1 = in proportion) */
  hoursShare: number | null
  euroShare: number | null
  signalShare: number | null
  hoursPerSignal: number | null
  euroPerSignal: number | null
}

export type PairRow = {
  id: string
  first: number
  firstName: string
  firstOrganisation: number
  firstOrganisationName: string
  firstPlace: string
  second: number
  secondName: string
  secondOrganisation: number
  secondOrganisationName: string
  secondPlace: string
  service: string
  groups: string[]
  themes: string[]
  state: PairState
  /** why the last verdict holds no more; null when none was given or it holds */
  unsettled: Unsettled | null
  /** when it holds no more; null without a verdict that holds */
  expires: string | null
  hoursPerMonth: number | null
  /** of the inhabitants that the smaller one reaches, 0..1 */
  share: number | null
  inhabitants: number
  /** days on which both run, [from, to) */
  from: string
  to: string | null
  /** one of them is for the whole gemeente */
  wide: boolean
  /** apportioned subsidy a year that goes with the overlapping hours; null when not known or not for the reader */
  euroPerYear: number | null
  euroMethod: Method | null
}

export type Side = {
  id: number
  version: number
  name: string
  organisation: number
  organisationName: string
  serviceName: string
  serviceType: string
  place: string
  /** Dutch: "elke dinsdag om 10:00, 120 min" */
  when: string
  from: string
  /** the first day on which it is over */
  until: string | null
  targetGroups: string[]
  themes: string[]
  professional: boolean
  wide: boolean
  subsidised: boolean
  hoursPerMonth: number | null
  inhabitants: number
  euroPerYear: number | null
  euroMethod: Method | null
}
type VerdictRow = {
  id: number; verdict: VerdictKind | 'withdrawn'; reason: string; expires: string | null; by: string | null; mine: boolean; at: string; on: string
  firstVersion: number; secondVersion: number; firstOrganisation: number; secondOrganisation: number; firstWas: string; secondWas: string
}
export type PairDetail = {
  id: string
  /** null: the activity is no longer there */
  sides: [Side | null, Side | null]
  row: PairRow | null
  rules: { rule: PairRule; holds: boolean }[]
  candidate: boolean
  weeks: number | null
  /** both are over, or will not run on the same days any more */
  over: boolean
  buurten: string[]
  history: VerdictRow[]
  may: boolean
}
export type OrganisationPair = { first: number; firstName: string; second: number; secondName: string; /** 0..1 */ likeness: number; sharedSurplusHours: number; candidates: number }
export type BuurtDetail = {
  code: string
  providers: { organisation: number; name: string; hours: number; /** something of it is for the whole gemeente */ wide: boolean }[]
  cells: { theme: string; service: string; group: string; hours: number; needHours: number; effectiveProviders: number; doubleHours: number }[]
}

export type Answer = {
  view: 'overlap'
  params: Params
  meta: {
    gemeente: { code: string; name: string; fictional: boolean }
    boundaryYear: number
    /** the day that is looked at, and [from, to) around it */
    on: string
    from: string
    to: string
    /** false for who sees no overlap */
    visible: boolean
    /** whose euro the reader sees */
    euro: 'all' | 'own' | 'none'
    subsidyYear: number
    /** euro of agreements that go with no activity */
    euroLeft: number | null
    /** hours a month of activities that reach nobody */
    nowhereHours: number
    inhabitantsKnown: boolean
    doubleHours: number | null
    asOf: string
    method: string
  }
  choices: { gemeenten: { code: string; name: string }[]; themes: { slug: string; label: string; sensitive: boolean }[]; werkgebieden: { slug: string; name: string }[] }
  areas: AreaRow[]
  /** pairs to look at: candidates, and those judged double */
  findings: PairRow[]
  /** judged complementary or wanted: not on the list until that holds no more */
  settled: PairRow[]
  /** kept out only because it is marked as cooperation */
  cooperating: PairRow[]
  organisations: OrganisationPair[]
  buurt: BuurtDetail | null
  pair: PairDetail | null
}

/** The listed pairs as rows of a table. */
const findingRows = ({ findings }: Answer): Record<string, string | number | null>[] => findings.map((p) => ({ ...p, groups: p.groups.join(' '), themes: p.themes.join(' '), wide: p.wide ? 'ja' : 'nee' }))

export const overlap: ViewDefinition = {
  id: 'overlap',
  slug: 'stapeling',
  title: 'Stapeling',
  question: 'Waar doen meer organisaties hetzelfde voor dezelfde mensen?',
  params,
  classes: [...classes],
  tables: { findings: findingRows as (answer: never) => Record<string, string | number | null>[] },
  sources: [
    ownSource('Activiteiten, afspraken en geleverde uren, opgegeven door organisaties en gemeente', 'tot en met vandaag'),
    ownSource('Signalen, geteld per buurt en thema'),
    boundaries,
  ],
  method: {
    version: 'overlap 1',
    data: 'Activiteiten met hun rooster, uren per keer, doelgroep en plek. Wie een activiteit bereikt: de inwoners binnen het bereik van het thema (hemelsbreed, vanaf de straten waar zij wonen), of van de buurten die zij noemt. Euro’s komen uit de regels van de afspraken van het jaar.',
    period: 'De gekozen dag; zonder keuze vandaag. Signalen tellen in de maanden van het venster van hun thema. Subsidie telt in het jaar van die dag.',
    rule: 'Twee activiteiten zijn een kandidaat als alles klopt: twee organisaties, minstens een met subsidie, dezelfde dienst, een doelgroep gelijk, minstens 25% van de inwoners gelijk (van wie de kleinste van de twee bereikt), minstens 8 weken tegelijk, en niet gemarkeerd als samenwerking. Mogelijk dubbele uren in een buurt: uren van een ander dan de grootste aanbieder, die ook boven het deel van de behoefte liggen. Euro’s: naar geleverde uren; zonder uren naar inwoners.',
    limits: 'Een kandidaat is een vraag, geen verwijt. Twee aanbieders kunnen heel goed nodig zijn: daarom oordeelt een mens. De behoefte is een verhouding tussen buurten en geen norm: zij volgt uit inwoners en signalen, en signalen zijn wat mensen melden. De verhouding tussen inzet en signalen zegt niets over effect.',
  },
}
