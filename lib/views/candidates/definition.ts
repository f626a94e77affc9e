import type { z } from 'zod'
import type { MapClass } from '@/lib/domain/definition'
import { candidateParams } from '@/lib/domain/focus-candidates'
import { fewestInhabitants, type Criterion, type CriterionValue, type Limit, type Reason } from '@/lib/domain/focus-criteria'
import { ownSource } from '@/lib/domain/sources'

export type ClassId = 'core' | 'varies' | 'seldom' | 'below' | 'running' | 'not_applicable' | 'withheld'
/** From these shares of the weighings on: fixed core, and changing. */
export const coreFrom = 0.8
export const variesFrom = 0.2

/** Words first: a class says how firm a choice is, never how bad a buurt is. */
export const classes = [
  { id: 'core', label: 'vaste kern', fill: { light: '#2f6f8f', dark: '#7fc0de' }, pattern: 'none' },
  { id: 'varies', label: 'wisselt', fill: { light: '#9cc4d6', dark: '#3f6f85' }, pattern: 'hatch' },
  { id: 'seldom', label: 'zelden', fill: { light: '#dfeaf0', dark: '#25363f' }, pattern: 'sparse-hatch' },
  { id: 'below', label: 'haalt te weinig drempels', fill: null, pattern: 'none' },
  { id: 'running', label: 'is nog focusbuurt', fill: null, pattern: 'outline' },
  { id: 'not_applicable', label: 'niet van toepassing', fill: { light: '#e3e2de', dark: '#3a3d42' }, pattern: 'dots' },
  { id: 'withheld', label: 'niet zichtbaar voor uw rol', fill: { light: '#e8e6e1', dark: '#33363a' }, pattern: 'sparse-hatch' },
] as const satisfies readonly MapClass<ClassId>[]

export const params = candidateParams
export type Params = z.infer<typeof params>

/** Plain values only: the row is also a line of the CSV. */
export type AreaRow = {
  code: string
  name: string
  wijkName: string | null
  werkgebied: string | null
  inhabitants: number | null
  class: ClassId
  /** of 100 reasonable weighings, in how many it is among the first; null for who is no candidate */
  share: number | null
  /** thresholds that it passes, and of which nothing is known */
  passed: number | null
  unknown: number | null
  clusters: number | null
  gaps: number | null
  thin: number | null
  /** possibly double hours a month */
  overlapHours: number | null
  projects: number | null
  visits: number | null
  lastVisit: string | null
  lastFocusYear: number | null
  /** scaled values 0..1 between the anchors; null when not known */
  need: number | null
  trend: number | null
  gap: number | null
  energy: number | null
  physical: number | null
  rest: number | null
  /** whether it is among the first at exactly these points */
  chosen: boolean | null
  /** the smallest change of one weight, and of one threshold, that turns it round */
  weightCriterion: Criterion | null
  weightFrom: number | null
  weightTo: number | null
  threshold: string | null
  thresholdFrom: number | null
  thresholdTo: number | null
}

/** A threshold with its words, and how many buurten that could be chosen pass it. */
type ShownLimit = Limit & { label: string; unit: string; n: number }
export type BuurtDetail = {
  code: string
  reasons: Reason[]
  values: Record<Criterion, CriterionValue>
  comparable: { code: string; name: string; figures: number }[]
  /** per figure: the buurt, and the mean of the comparable ones, over the years */
  trend: { indicator: string; label: string; unit: string; source: string; years: number[]; own: (number | null)[]; others: (number | null)[] }[]
}
export type Answer = {
  view: 'focus-candidates'
  params: Params
  meta: {
    gemeente: { code: string; name: string; fictional: boolean }
    boundaryYear: number
    year: number
    on: string
    from: string
    to: string
    top: number
    weights: Record<Criterion, number>
    noPreference: boolean
    /** criteria of which nothing is known in the whole gemeente: they are left out */
    left: Criterion[]
    visible: boolean
    /** whether the reader makes proposals */
    proposes: boolean
    draws: number
    seed: number
    /** version of the thresholds; null when there are none yet */
    thresholds: number | null
    newest: number | null
    atLeast: number
    anchorsFrom: 'gemeente' | 'land'
    frozen: boolean
    asOf: string
    method: string
  }
  choices: { gemeenten: { code: string; name: string }[]; werkgebieden: { slug: string; name: string }[]; versions: { version: number; at: string; reason: string }[] }
  limits: ShownLimit[]
  /** against the newest thresholds, when others are shown: names of buurten */
  change: { joins: string[]; leaves: string[] } | null
  areas: AreaRow[]
  buurt: BuurtDetail | null
}

export const method = {
  version: 'candidates 1',
  data: 'Cijfers per buurt, de kaarten Dekking, Stapeling en Aanwezigheid, opeenhopingen, initiatieven, maatregelen en eerdere focus, zoals u ze mag zien.',
  period: 'Cijfers van jaren voor het focusjaar. Al het andere op de dag die erbij staat: vandaag, of de laatste dag voor het focusjaar.',
  rule: `Een buurt is kandidaat als zij genoeg drempels haalt. Elk criterium loopt van 0 tot 1 tussen twee vaste waarden, die per focusjaar worden bewaard. Wij proberen 10.000 wegingen die dicht bij uw punten liggen en tellen hoe vaak een buurt bij de eerste hoort. Wat wij niet weten, mag daarbij alles zijn tussen het laagste en het hoogste. Vaste kern: in 80 of meer van de 100 wegingen. Wisselt: 20 tot 80. Zelden: minder dan 20.`,
  limits: `Het is geen cijfer voor een buurt en geen volgorde: het zegt hoe vast een keuze staat bij uw punten. Het college beslist en mag afwijken. Buurten met minder dan ${fewestInhabitants} inwoners doen niet mee. Weinig signalen betekent niet weinig problemen.`,
}
export const sources = [
  { name: 'Cijfers per buurt, zoals geladen', date: 'het jaar staat bij elk cijfer', licence: 'zie de bron bij het cijfer' },
  ownSource('Signalen, activiteiten, afspraken, bezoeken en initiatieven'),
]
