import { z } from 'zod'
import type { MapClass, ViewDefinition } from '@/lib/domain/definition'
import { filterParams, screenParams } from '@/lib/domain/params'
import type { Finding, RunState, TrendLabel } from '@/lib/domain/cluster'
import { boundariesAndFigures, ownSource } from '@/lib/domain/sources'

export type ClassId = 'rate-1' | 'rate-2' | 'rate-3' | 'rate-4' | 'rate-5' | 'average' | 'no-signals' | 'few' | 'withheld' | 'too-few' | 'no-denominator'

/** One hue from light to dark (safe for colour blindness, prints in grey); in the dark from dim to bright. */
export const rateClasses = [
  { id: 'rate-1', label: 'laagst', fill: { light: '#e3eef0', dark: '#1d3a42' }, pattern: 'none' },
  { id: 'rate-2', label: 'laag', fill: { light: '#b5d3d8', dark: '#245664' }, pattern: 'none' },
  { id: 'rate-3', label: 'midden', fill: { light: '#7fb2bd', dark: '#2f7a8c' }, pattern: 'none' },
  { id: 'rate-4', label: 'hoog', fill: { light: '#41879a', dark: '#58a6b8' }, pattern: 'none' },
  { id: 'rate-5', label: 'hoogst', fill: { light: '#124f63', dark: '#a9dbe6' }, pattern: 'none' },
] as const satisfies readonly MapClass<ClassId>[]

/** Answers that are not a rate. "Geen signalen" must not look like "geen probleem", and neither must "gemiddeld". */
export const otherClasses = [
  { id: 'average', label: 'niet te onderscheiden van gemiddeld', fill: { light: '#eeeeeb', dark: '#2b2f31' }, pattern: 'sparse-hatch', quiet: true },
  { id: 'no-signals', label: 'geen signalen in deze periode', fill: null, pattern: 'none' },
  { id: 'few', label: 'weinig of geen signalen (afgerond)', fill: { light: '#f2f0eb', dark: '#2a2d31' }, pattern: 'none' },
  { id: 'withheld', label: 'niet zichtbaar voor uw rol met dit filter', fill: { light: '#e8e6e1', dark: '#33363a' }, pattern: 'hatch' },
  { id: 'too-few', label: 'te weinig gegevens: minder dan 50 inwoners', fill: null, pattern: 'dots' },
  { id: 'no-denominator', label: 'inwonertal onbekend', fill: { light: '#e8e6e1', dark: '#33363a' }, pattern: 'dots' },
] as const satisfies readonly MapClass<ClassId>[]

export const params = z.strictObject({
  ...filterParams.shape,
  ...screenParams.shape,
  /** which finding is open on the screen; changes nothing in the answer */
  finding: z.string().regex(/^\d{1,15}$/, 'verwacht: het nummer van een bevinding').optional(),
  /** the work item of that finding: a link goes on to what the newest calculation found there */
  cluster: z.string().regex(/^\d{1,15}$/, 'verwacht: het nummer van een opeenhoping').optional(),
})
/** Names in the address that only change the looks. */
export const screenNames = ['show', 'sort', 'map', 'finding', 'cluster'] as const
export type Params = z.infer<typeof params>

export type AreaRow = {
  code: string
  name: string
  wijkName: string | null
  werkgebied: string | null
  water: boolean
  /** null when unknown */
  inhabitants: number | null
  /** signals in the period, with the filters of the address; null when the reader may not know with these filters */
  n: number | null
  /** how n is told: exactly, or as a sum of counts that were rounded at random to fives (with a key; see drizzle/0007) */
  told: 'exact' | 'rounded' | 'withheld'
  /** signals per 1,000 inhabitants in the period; null when there are too few inhabitants or their number is unknown */
  rate: number | null
  class: ClassId
  /** visits in the period: signals follow presence; null when the reader may not know */
  visits: number | null
  /** unique reporters in the calculation; null when there is none, or the reader may not know */
  reporters: number | null
  /** estimate of what is behind the counts (`meta.estimate.of`), per 1,000 inhabitants; null without people or count */
  smoothed: number | null
  /** that estimate / the average of the gemeente, with its 95 % interval; null when buurten do not differ more than chance */
  ratio: number | null
  ratioLow: number | null
  ratioHigh: number | null
  /** over the last quarters; null when there is no calculation of one theme, or the reader may not know */
  trend: TrendLabel | null
  /** numbers of the findings that this buurt belongs to */
  findings: number[]
}

/** What was found out about one theme, besides findings. */
export type ThemeFact = { theme: string; /** unique reporters; null when the reader may not know */ total: number | null; state: 'ok' | 'too_few' | 'no_people' | 'one_buurt'; /** reports hang together: more varied from week to week than chance */ dispersion: number | null; /** more than 30 % without a reporter key */ indicative: boolean; /** chance to find a doubling in five buurten, 0..1 */ power: number | null }
/** Many signals on one point: an address that stands for "unknown". */
export type Pile = { code: string; name: string; n: number; /** 0..1 of the signals with a point, in whole percents; null when the reader may not know */ share: number | null }

/** `month` is its first day; rates per 1,000 inhabitants in that month, null without a denominator. */
export type TrendPoint = { month: string; n: number; rate: number | null; gemeenteRate: number | null }

export type Answer = {
  view: 'clusters'
  params: Params
  meta: {
    gemeente: { code: string; name: string; fictional: boolean }
    boundaryYear: number
    from: string
    to: string
    /** all counted signals in the period with these filters, in the buurten shown whose number is told */
    n: number
    /** `rounded` when n holds rounded counts, `withheld` when it leaves buurten out */
    told: 'exact' | 'rounded' | 'withheld'
    /** sensitive themes are left out: with these filters they cannot be told */
    withoutSensitive: boolean
    /** signals that are counted but lie in no buurt of this boundary year; null when the reader may not know */
    nElsewhere: number | null
    /** when the data last changed, ISO with zone */
    asOf: string
    method: string
    denominator: { label: string; year: number | null; source: string }
    /** upper limits of rate classes 1-4, per 1,000 inhabitants; null when there is nothing to classify */
    breaks: readonly number[] | null
    /** per 1,000 inhabitants over the whole gemeente, same period and filters */
    gemeenteRate: number | null
    /** of what the estimates are, their average per 1,000 inhabitants, and whether buurten differ more than chance; null when nothing can be estimated */
    estimate: { of: 'reporters' | 'signals'; mean: number; differs: boolean } | null
    /** the calculation that the findings are from; null when there is none for these filters */
    run: RunState | null
    facts: ThemeFact[]
    piles: Pile[]
    /** buurten where nobody lives but signals lie: they take no part in the calculation */
    withoutInhabitants: { code: string; name: string; n: number }[]
    /** what the reader may do next */
    may: { run: boolean; signals: boolean; initiative: boolean; follow: boolean }
  }
  /** what the filters can be set to */
  choices: {
    gemeenten: { code: string; name: string }[]
    themes: { slug: string; label: string; sensitive: boolean; windowWeeks: number }[]
    werkgebieden: { slug: string; name: string }[]
    sources: string[]
    /** first day of the first and the last month with signals; null when there are none */
    months: { first: string; last: string } | null
  }
  areas: AreaRow[]
  /** of the selected buurt, or of all buurten shown; at most the 36 months before `to` */
  trend: TrendPoint[]
  /** strongest first; `presence` last */
  findings: Finding[]
}

/** The findings as rows of a file: the numbers of map, panel and table. */
export function findingRows({ findings }: Answer): Record<string, string | number | null>[] {
  return findings.map((f) => ({
    id: f.id, cluster: f.cluster, kind: f.kind, label: f.label, theme: f.theme.slug, name: f.name,
    buurten: f.buurten.map((b) => b.code).join(' '), core: f.buurten.filter((b) => b.part === 'core').map((b) => b.code).join(' '),
    findingFrom: f.from, findingTo: f.to, told: f.told, observed: f.observed, expected: f.expected, ratio: f.ratio?.value ?? null, ratioLow: f.ratio?.low ?? null, ratioHigh: f.ratio?.high ?? null,
    p: f.p, pBelow: f.pBelow, onceInYears: f.onceInYears, since: f.since, signals: f.signals, visits: f.visits, people: f.people, sources: f.sources,
  }))
}

export const clusters: ViewDefinition = {
  id: 'clusters',
  slug: 'signalen',
  title: 'Signalen',
  question: 'Waar komen meer signalen vandaan dan toeval verklaart, gemeten naar het aantal inwoners?',
  params,
  classes: [...rateClasses, ...otherClasses],
  tables: { findings: findingRows as (answer: never) => Record<string, string | number | null>[] },
  sources: [
    ownSource('Signalen van wijkmanagers, spreekuren en organisaties', 'tot en met de laatste import'),
    boundariesAndFigures,
  ],
  method: {
    version: 'clusters 3',
    data: 'Alle signalen die niet zijn vervallen en geen dubbele melding zijn. De buurt volgt uit de plek op de kaart en de grenzen van het getoonde jaar. Voor opeenhopingen tellen we mensen en geen berichten: wie binnen 90 dagen vaker meldt, telt één keer per thema en buurt. Meldingen zonder kenmerk van de melder tellen hoogstens één keer per week, thema en plek. Een stapel meldingen op één standaardpunt telt niet mee.',
    period: 'De gekozen periode. Standaard de termijn van het thema, of drie maanden als er geen thema is gekozen, tot en met de laatste maand met gegevens. De einddatum telt niet mee. Voor één buurt kijken we ook apart naar de laatste twaalf weken.',
    rule: 'Kleur: de verhouding tot het gemiddelde van de gemeente, waarbij kleine aantallen naar het gemiddelde worden getrokken (empirical Bayes). Alleen buurten die duidelijk boven of onder het gemiddelde liggen (95 % zeker) krijgen een kleur, in vijf klassen met afgeronde grenzen. Opeenhoping: buurten naast elkaar met meer melders dan bij een gelijke verdeling over de inwoners, vergeleken met 999 keer loten (scan van Kulldorff); één buurt in twaalf weken (exacte toets, hoogstens 5 % vals alarm); of een plek waar het nu sneller gaat dan vroeger. Altijd minstens 5 melders uit 2 bronnen. Nieuw, groeiend, aanhoudend of afnemend volgt uit dezelfde telling in eerdere perioden.',
    limits:
      'Een signaal is geen meting: waar vaker iemand komt, wordt meer gezien. Daarom staat het aantal bezoeken erbij. Geen opeenhoping gevonden betekent niet: geen probleem; bij weinig melders missen we ook grote verschillen. Onder 50 inwoners tonen we geen verhouding, en onder 20 melders zoeken we niet naar buurten naast elkaar. De plek van een opeenhoping is op de rand onzeker: kern is zeker, rand misschien. Aantallen die u niet precies mag zien, zijn willekeurig afgerond op vijftallen: ze kloppen gemiddeld, en tellen niet precies op.',
  },
}
