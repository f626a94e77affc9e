import { z } from 'zod'
import { coverageLabels, type CoverageClass, type CoverageRequest, type WhyNot } from '@/lib/domain/coverage'
import type { MapClass, ViewDefinition } from '@/lib/domain/definition'
import { date, filterParams, screenParams } from '@/lib/domain/params'
import { boundariesAndFigures, ownSource } from '@/lib/domain/sources'

export type AccessClass = 'access-none' | 'access-low' | 'access-under' | 'access-over' | 'access-high' | 'access-unknown'
export type ClassId = CoverageClass | 'withheld'

/** Warm asks, teal is calm; supply that nobody signalled a need for is an outline, never red (N6). */
export const coverageClasses = [
  { id: 'gap', label: coverageLabels.gap, fill: { light: '#d9805a', dark: '#9c4422' }, pattern: 'hatch' },
  { id: 'thin', label: coverageLabels.thin, fill: { light: '#f3dcc4', dark: '#5a3d28' }, pattern: 'sparse-hatch' },
  { id: 'covered', label: coverageLabels.covered, fill: { light: '#9fcfc9', dark: '#226159' }, pattern: 'none' },
  { id: 'unknown', label: coverageLabels.unknown, fill: { light: '#e3e2de', dark: '#3a3d42' }, pattern: 'dots' },
  { id: 'supply_without_signal', label: coverageLabels.supply_without_signal, fill: null, pattern: 'outline' },
  { id: 'none', label: coverageLabels.none, fill: null, pattern: 'none' },
  { id: 'withheld', label: 'niet zichtbaar voor uw rol', fill: { light: '#e8e6e1', dark: '#33363a' }, pattern: 'sparse-hatch' },
] as const satisfies readonly MapClass<ClassId>[]

/** Access against the mean of the gemeente, for the theme: one hue from light to dark. */
export const accessClasses = [
  { id: 'access-none', label: 'niets in bereik', fill: { light: '#f0eef2', dark: '#2a2830' }, pattern: 'hatch' },
  { id: 'access-low', label: 'minder dan de helft van gemiddeld', fill: { light: '#e2e0ef', dark: '#2f2c47' }, pattern: 'none' },
  { id: 'access-under', label: 'minder dan gemiddeld', fill: { light: '#bdb9dd', dark: '#453f70' }, pattern: 'none' },
  { id: 'access-over', label: 'gemiddeld tot twee keer gemiddeld', fill: { light: '#8a83bd', dark: '#6f67ab' }, pattern: 'none' },
  { id: 'access-high', label: 'meer dan twee keer gemiddeld', fill: { light: '#554c8f', dark: '#a9a2df' }, pattern: 'none' },
  { id: 'access-unknown', label: 'kies een thema', fill: { light: '#ebebea', dark: '#303234' }, pattern: 'dots' },
] as const satisfies readonly MapClass<AccessClass>[]

const sorts = ['name', '-name', 'class', '-class', 'since', '-since', 'supply', '-supply', 'access', '-access', 'lastVisit', '-lastVisit', 'inhabitants', '-inhabitants'] as const
export const params = z.strictObject({
  ...filterParams.shape,
  /** the day that is shown */
  on: date.optional(),
  show: z.enum(['class', 'access'], 'verwacht: class of access').optional(),
  sort: z.enum(sorts, `verwacht: ${sorts.join(', ')}`).optional(),
  map: screenParams.shape.map,
})
export type Params = z.infer<typeof params>

/** Plain values only: the row is also a line of the CSV. */
export type AreaRow = {
  code: string
  name: string
  wijkName: string | null
  werkgebied: string | null
  inhabitants: number | null
  /** of the theme; without one the class that asks most */
  class: ClassId
  /** the theme of that class, in words */
  theme: string | null
  /** since when, of a gap: yyyy-mm-dd */
  since: string | null
  /** themes with this class in this buurt: 1 with a theme */
  themes: number
  need: boolean | null
  /** activities that count; null without a theme */
  supply: number | null
  /** hours a week within reach per 1,000 inhabitants; null without a theme, or when inhabitants are unknown */
  access: number | null
  accessClass: AccessClass
  /** depends on how people are thought to choose */
  accessUnsure: boolean
  /** yyyy-mm-dd; null when never, or not visible */
  lastVisit: string | null
}

/** A gap: what the API calls a finding of this map. */
export type Gap = {
  buurt: { code: string; name: string }
  theme: { slug: string; label: string }
  since: string | null
  sinceBy: 'supply' | 'need' | null
  ended: { id: number; name: string; organisation: string; to: string | null }[]
  inhabitants: number | null
  /** requests about it, newest first: how they stand */
  requests: { id: number; organisation: string; status: CoverageRequest['status']; late: boolean }[]
}

export type Reason =
  | { kind: 'signals'; fires: boolean; told: 'exact' | 'rounded'; /** null when the reader may not know */ n: number | null; sources: number | null; minSignals: number; minSources: number; weeks: number; single: boolean }
  | { kind: 'cluster'; fires: true; finding: number; since: string; label: string | null }
  | { kind: 'figure'; fires: boolean; label: string; value: number; limit: number; unit: string; year: number; direction: 'higher_is_worse' | 'lower_is_worse' | 'neutral' }

export type Supply = {
  id: number
  name: string
  organisation: string
  where: string | null
  schedule: string
  timesPerYear: number
  timesWanted: number
  from: string
  to: string | null
  counts: boolean
  why: WhyNot[]
  lastConfirmed: string | null
  endReason: string | null
  /** within which half of the inhabitants live, as the crow flies; null without a venue */
  distanceM: number | null
  /** it was the last to stop, and its end began the gap */
  began: boolean
}

export type Card = {
  theme: { slug: string; label: string; sensitive: boolean }
  class: CoverageClass
  need: boolean
  since: string | null
  sinceBy: 'supply' | 'need' | null
  reasons: Reason[]
  /** in reach: held, ended or to come */
  supply: Supply[]
  /** the nearest that would count and is out of reach; null when there is none */
  nearest: (Supply & { minutes: number }) | null
  /** lines of agreements that name this theme here */
  agreed: { id: number | null; organisation: string | null; level: 'buurt' | 'werkgebied' | 'gemeente' }[]
  requests: CoverageRequest[]
  /** whether this reader may ask, and whom */
  ask: { id: number; name: string }[] | null
  reachM: number
}

export type Answer = {
  view: 'coverage'
  params: Params
  meta: {
    gemeente: { code: string; name: string; fictional: boolean }
    boundaryYear: number
    /** the day shown, and the period [on, next day) for files */
    on: string
    from: string
    to: string
    today: string
    n: number
    visible: boolean
    /** filters of other maps that change nothing here */
    ignored: string[]
    /** hours a week per 1,000 inhabitants over the gemeente; null without a theme */
    meanAccess: number | null
    /** hours a week that are given without a place, and hours that nobody has in reach; of the theme */
    withoutPlace: number | null
    unreached: number | null
    asOf: string
    method: string
    denominator: { year: number | null; source: string }
  }
  choices: { gemeenten: { code: string; name: string }[]; themes: { slug: string; label: string; sensitive: boolean }[]; werkgebieden: { slug: string; name: string }[]; /** days between which something changed */ days: { first: string; last: string } }
  areas: AreaRow[]
  /** class of every theme in every buurt: `classes` in the order of `areas` */
  matrix: { theme: { slug: string; label: string }; classes: CoverageClass[] }[]
  findings: Gap[]
  /** of the selected buurt and the theme */
  card: Card | null
}

/** Gaps as rows of a file. */
const gapRows = ({ findings }: Answer): Record<string, string | number | null>[] =>
  findings.map((g) => ({
    buurt: g.buurt.code, name: g.buurt.name, theme: g.theme.slug, since: g.since, sinceBy: g.sinceBy, ended: g.ended.map((e) => `${e.name} (${e.organisation})`).join('; ') || null, inhabitants: g.inhabitants,
    requests: g.requests.map((r) => `${r.organisation}: ${r.status}`).join('; ') || null,
  }))

export const coverage: ViewDefinition = {
  id: 'coverage',
  slug: 'dekking',
  title: 'Dekking',
  question: 'Waar is iets nodig, en is daar een professional voor?',
  params,
  classes: [...coverageClasses, ...accessClasses],
  tables: { findings: gapRows as (answer: never) => Record<string, string | number | null>[] },
  sources: [
    ownSource('Signalen, en opeenhopingen daarvan', 'tot en met de getoonde dag'),
    ownSource('Activiteiten, locaties, afspraken en geleverde inzet'),
    boundariesAndFigures,
  ],
  method: {
    version: 'coverage 1',
    data: 'Knelpunten die nog open staan, niet dubbel zijn en binnen het venster van het thema vallen. Activiteiten waarvan de dienst bij het thema hoort, met hun locatie, schema, periode en geleverde uren. Afspraken van dit jaar.',
    period: 'Een dag. De kaart wordt voor die dag opnieuw gemaakt: wat toen liep, en wat toen gemeld was. Een latere dag dan vandaag kan niet.',
    rule:
      'Eerst nodig: genoeg signalen uit genoeg bronnen, of een opeenhoping die geen toeval is, of een cijfer over zijn grens. Dan het aanbod. Het telt als een professional het doet, het op die dag loopt, vaak genoeg is, de helft van de inwoners binnen het bereik van het thema woont, en in de laatste zes maanden is geleverd of gezien. Nodig en geen aanbod is een gat; alleen afspraken, plannen of aanbod dat niet meetelt is dun. Heeft niemand het register een half jaar bevestigd, dan is het onbekend. Bereik van spreekuren: uren per week gedeeld door de mensen die er lopend bij kunnen (tot 5 minuten helemaal, tot 10 voor 68 %, tot 20 voor 22 %).',
    limits:
      'Dat aanbod er is, zegt niet dat het genoeg is of helpt. Geen signaal betekent niet: geen probleem. Afstanden zijn hemelsbreed, van waar mensen wonen langs de straten (waar die niet bekend zijn: verspreid over de buurt); een kanaal of spoor ertussen is niet bekend. Lopen is gerekend als 1,3 keer hemelsbreed, 80 meter per minuut.',
  },
}
