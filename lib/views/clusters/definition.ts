import { z } from 'zod'
import type { MapClass, ViewDefinition } from '@/lib/domain/definition'
import { filterParams, screenParams } from '@/lib/domain/params'

export type ClassId = 'rate-1' | 'rate-2' | 'rate-3' | 'rate-4' | 'rate-5' | 'no-signals' | 'few' | 'withheld' | 'too-few' | 'no-denominator'

/** One hue from light to dark (safe for colour blindness, prints in grey); in the dark from dim to bright. */
export const rateClasses = [
  { id: 'rate-1', label: 'laagst', fill: { light: '#e3eef0', dark: '#1d3a42' }, pattern: 'none' },
  { id: 'rate-2', label: 'laag', fill: { light: '#b5d3d8', dark: '#245664' }, pattern: 'none' },
  { id: 'rate-3', label: 'midden', fill: { light: '#7fb2bd', dark: '#2f7a8c' }, pattern: 'none' },
  { id: 'rate-4', label: 'hoog', fill: { light: '#41879a', dark: '#58a6b8' }, pattern: 'none' },
  { id: 'rate-5', label: 'hoogst', fill: { light: '#124f63', dark: '#a9dbe6' }, pattern: 'none' },
] as const satisfies readonly MapClass<ClassId>[]

/** Answers that are not a rate. "Geen signalen" must not look like "geen probleem". */
export const otherClasses = [
  { id: 'no-signals', label: 'geen signalen in deze periode', fill: null, pattern: 'none' },
  { id: 'few', label: 'weinig of geen signalen (afgerond)', fill: { light: '#f2f0eb', dark: '#2a2d31' }, pattern: 'none' },
  { id: 'withheld', label: 'niet zichtbaar voor uw rol met dit filter', fill: { light: '#e8e6e1', dark: '#33363a' }, pattern: 'hatch' },
  { id: 'too-few', label: 'te weinig inwoners voor een verhouding', fill: { light: '#e8e6e1', dark: '#33363a' }, pattern: 'sparse-hatch' },
  { id: 'no-denominator', label: 'inwonertal onbekend', fill: { light: '#e8e6e1', dark: '#33363a' }, pattern: 'dots' },
] as const satisfies readonly MapClass<ClassId>[]

export const params = z.strictObject({ ...filterParams.shape, ...screenParams.shape })
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
}

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
  }
  /** what the filters can be set to */
  choices: {
    gemeenten: { code: string; name: string }[]
    themes: { slug: string; label: string; sensitive: boolean }[]
    werkgebieden: { slug: string; name: string }[]
    sources: string[]
    /** first day of the first and the last month with signals; null when there are none */
    months: { first: string; last: string } | null
  }
  areas: AreaRow[]
  /** of the selected buurt, or of all buurten shown; at most the 36 months before `to` */
  trend: TrendPoint[]
  /** clusters come with the cluster statistics */
  findings: never[]
}

export const clusters: ViewDefinition = {
  id: 'clusters',
  slug: 'signalen',
  title: 'Signalen',
  question: 'Waar komen signalen vandaan, gemeten naar het aantal inwoners?',
  params,
  classes: [...rateClasses, ...otherClasses],
  sources: [
    { name: 'Signalen van wijkmanagers, spreekuren en organisaties', date: 'tot en met de laatste import', licence: 'alleen voor gebruik binnen de gemeente' },
    { name: 'CBS / Kadaster, Wijk- en Buurtkaart en Kerncijfers wijken en buurten', date: 'het getoonde jaar', licence: 'CC BY 4.0' },
  ],
  method: {
    version: 'clusters 2',
    data: 'Alle signalen die niet zijn vervallen en geen dubbele melding zijn. De buurt volgt uit de plek op de kaart en de grenzen van het getoonde jaar.',
    period: 'De gekozen periode, standaard de laatste drie maanden met gegevens. De einddatum telt niet mee.',
    rule: 'Aantal signalen gedeeld door het aantal inwoners, maal 1.000. Vijf klassen met afgeronde grenzen, berekend over alle buurten van de gemeente.',
    limits:
      'Een signaal is geen meting: waar vaker iemand komt, wordt meer gezien. Daarom staat het aantal bezoeken erbij. Onder 50 inwoners tonen we geen verhouding. Geen signaal betekent niet: geen probleem. Aantallen die u niet precies mag zien, zijn per thema en maand willekeurig afgerond op vijftallen: ze kloppen gemiddeld, en tellen niet precies op.',
  },
}
