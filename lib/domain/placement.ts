import { z } from 'zod'
import type { CoverageClass } from './coverage'
import { date, filterParams } from './params'
import { scenarioName, type ScenarioHead } from './scenario'

/** What reaching people is worth: how many they are, how short of supply they are, or each buurt the same. */
export const placementWeights = ['people', 'shortage', 'buurten'] as const
export type PlacementWeight = (typeof placementWeights)[number]
/** Most people within reach, or the shortest way for everybody. */
export const placementGoals = ['reach', 'distance'] as const
export type PlacementGoal = (typeof placementGoals)[number]
export const openClasses = ['gap', 'thin', 'unknown'] as const satisfies readonly CoverageClass[]
export type OpenClass = (typeof openClasses)[number]

/** Most places, and most own points, in one question. */
const mostPlaces = 20
const mostOwn = 20
/** Further than this is no reach but a journey. */
const farthestM = 20_000

const candidateId = z.string().regex(/^[vp]\d{1,15}$/, 'verwacht: v en het nummer van een locatie, of p en het nummer van een eigen plek')
const ids = z.array(candidateId).max(200).default([])
const ownPoint = z.strictObject({
  id: z.string().regex(/^p\d{1,2}$/, 'verwacht: p en een getal'),
  name: z.string().trim().min(1, 'verwacht: een naam').max(60, 'verwacht: hoogstens 60 tekens'),
  lon: z.number().min(-180).max(180),
  lat: z.number().min(-90).max(90),
})
export type OwnPoint = z.infer<typeof ownPoint>

/** "Waar spreekuur?": the question, as the API takes it and a scenario keeps it. `on` and `reachM` are those of today and of the theme when they are left out. */
export const placementQuestion = z.strictObject({
  gemeente: filterParams.shape.gemeente,
  theme: filterParams.shape.theme.unwrap(),
  on: date.optional(),
  places: z.number('verwacht: een getal').int('verwacht: een heel getal').min(1, 'verwacht: 1 of meer').max(mostPlaces, `verwacht: hoogstens ${mostPlaces}`).default(1),
  reachM: z.number('verwacht: een getal').min(0, 'verwacht: meer dan 0 m').max(farthestM, `verwacht: hoogstens ${farthestM} m`).optional(),
  weight: z.enum(placementWeights, `verwacht: ${placementWeights.join(', ')}`).default('people'),
  goal: z.enum(placementGoals, `verwacht: ${placementGoals.join(', ')}`).default('reach'),
  classes: z.array(z.enum(openClasses, `verwacht: ${openClasses.join(', ')}`)).min(1, 'verwacht: ten minste een klasse').max(3).default(['gap', 'thin']),
  /** kinds of venues to choose from; empty is all */
  kinds: z.array(z.string().max(40)).max(20).default([]),
  /** venues that are not open yet on the day */
  planned: z.boolean().default(true),
  own: z.array(ownPoint).max(mostOwn, `verwacht: hoogstens ${mostOwn} eigen plekken`).default([]),
  must: ids,
  never: ids,
})
export type PlacementQuestion = z.infer<typeof placementQuestion>

/** Saving a computation as a scenario; `sourceId` is made by the sender. */
export const newScenario = z.strictObject({ placement: z.uuid('verwacht: het nummer van een berekening'), name: scenarioName, sourceId: z.uuid('verwacht: een uuid'), confirmText: z.boolean().default(false) })
export const scenarioListParams = z.strictObject({ gemeente: filterParams.shape.gemeente, theme: filterParams.shape.theme })

/** A buurt as the question saw it. Homes: RD metres (EPSG:28992), each standing for as many people. */
export type PlacementBuurt = {
  code: string
  name: string
  /** null when unknown: it then weighs nothing */
  inhabitants: number | null
  class: CoverageClass
  need: boolean
  x: number[]
  y: number[]
}
export type PlacementCandidate = {
  id: string
  name: string
  /** kind of venue; `own` for an own point */
  kind: string
  x: number
  y: number
  lon: number
  lat: number
  /** first day that it is open, when that is after the day of the question */
  opens: string | null
}
/** An activity of the theme that is held on the day. */
export type PlacementSupply = {
  id: number
  name: string
  organisation: string
  /** the word that organisations share when they do the same */
  serviceType: string
  /** whether it counts as supply on the day */
  counts: boolean
  hoursPerWeek: number | null
  /** a point in RD metres, or the buurten that it is for */
  place: { at: 'point'; x: number; y: number } | { at: 'buurten'; codes: string[] }
}

/** All that the answer follows from; a scenario keeps it, so that it can be looked at and worked out again later. */
export type PlacementInput = {
  gemeente: { code: string; name: string; fictional: boolean }
  boundaryYear: number
  theme: { slug: string; label: string; reachM: number }
  on: string
  reachM: number
  buurten: PlacementBuurt[]
  candidates: PlacementCandidate[]
  supply: PlacementSupply[]
}

/** Why there is no answer; the words are in lib/views/placement/words.ts. */
export type PlacementRefusal = 'no_reach' | 'no_places' | 'no_candidates' | 'unknown_place' | 'must_and_never' | 'too_many_musts'

/** A changed assumption that the answer was tried against. */
export type PlacementVariant = 'reach-less' | 'reach-more' | `weight-${PlacementWeight}`

export type PlacedDesk = {
  id: string
  /** people who get a desk within reach by this place and by none before it */
  adds: { people: number; weight: number }
  /** codes of buurten that it closes and none before it did */
  closes: string[]
  /** everybody who lives within reach of it, need or not */
  within: number
  /** activities of the theme that serve at least a quarter of the same people */
  overlaps: { activity: number; share: number; people: number }[]
  /** in which part of the variants a best choice holds it, 0..1; null when that was not tried */
  stays: number | null
  leavesIn: PlacementVariant[]
}

export type PlacementResult = {
  /** places chosen, those that add most first */
  places: PlacedDesk[]
  people: number
  weight: number
  /** no choice reaches more weight than this (goal `reach`) */
  bound: number
  proven: boolean
  /** at most this part below the best there can be, 0..1 */
  gap: number
  /** codes of buurten: closed by the choice; still open while some place could reach them; out of reach of every place */
  closed: string[]
  open: string[]
  unreachable: string[]
  /** people in all open buurten before, that is what there is to win */
  asked: { people: number; weight: number; buurten: number }
  /** other choices that are nearly as good, best first */
  alternatives: { out: string[]; in: string[]; people: number; weight: number; /** of the weight of the choice */ share: number }[]
  curve: { places: number; people: number; weight: number; proven: boolean }[]
  variants: { variant: PlacementVariant; places: string[]; /** part of the best that the choice still reaches; null when nothing can be won */ share: number | null }[]
  /** metres to the nearest desk as the crow flies, mean over the people with need, before and after; null when there is none before, or nobody */
  distance: { before: number | null; after: number | null }
  notices: PlacementNotice[]
}
export type PlacementNotice = { kind: 'fewer_places'; asked: number; used: number } | { kind: 'enough_places'; asked: number; used: number } | { kind: 'nothing_open' } | { kind: 'nothing_reached' } | { kind: 'unknown_inhabitants'; codes: string[] }

/** How far a computation is. */
export type PlacementProgress = { step: 'reading' | 'choosing' | 'alternatives' | 'curve' | 'variants'; done: number; of: number }
/** The input as a screen needs it: where things are, not where people live. */
export type ShownInput = Omit<PlacementInput, 'buurten'> & { buurten: Omit<PlacementBuurt, 'x' | 'y'>[] }
export const shownInput = (input: PlacementInput): ShownInput => ({ ...input, buurten: input.buurten.map(({ x: _x, y: _y, ...b }) => b) })

/** A computation: what was asked, how far it is, what came out. */
export type PlacementAnswer = { question: PlacementQuestion; input: ShownInput; result: PlacementResult }
export type PlacementJob = { id: string; status: 'running' | 'done' | 'cancelled' | 'failed'; progress: PlacementProgress; detail: string | null; answer: PlacementAnswer | null }

/** A saved scenario in a list. */
export type ScenarioItem = ScenarioHead & { theme: { slug: string; label: string }; on: string; places: number; people: number; closed: number }
export type Scenario = ScenarioItem & { method: string; answer: PlacementAnswer }
