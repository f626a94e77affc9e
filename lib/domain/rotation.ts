import { z } from 'zod'
import { criteria, type Criterion } from './focus-criteria'
import { usualWeights } from './focus-weights'
import { filterParams } from './params'
import type { Broken } from './rotation-rules'
import { scenarioName, type ScenarioHead } from './scenario'

/** Most years in one schedule, and most starts in one year. */
const mostYears = 10
const mostStarts = 30
/** A buurt rests at least so many years in a computed schedule: sooner demands a reason of a person, not of a sum. */
const fewestRest = 4

const year = z.number('verwacht: een jaar').int('verwacht: een jaar').min(2000, 'verwacht: 2000 of later').max(2100, 'verwacht: 2100 of eerder')
const code = z.string().regex(/^BU\d{8}$/, 'verwacht: de code van een buurt, BU en acht cijfers')
const wholeUpTo = (most: number) => z.number('verwacht: een getal').int('verwacht: een heel getal').min(0, 'verwacht: 0 of meer').max(most, `verwacht: hoogstens ${most}`)
const pairs = z.array(z.tuple([code, code])).max(50).default([])
const points = wholeUpTo(100)

/** A schedule of focus buurten: the question, as the API takes it and a scenario keeps it. `from` is next year when it is left out. */
export const rotationQuestion = z.strictObject({
  gemeente: filterParams.shape.gemeente,
  from: year.optional(),
  years: z.number('verwacht: een getal').int('verwacht: een heel getal').min(1, 'verwacht: 1 of meer').max(mostYears, `verwacht: hoogstens ${mostYears}`).default(4),
  /** starts a year at most: one number for all years, or one for each */
  most: z.array(wholeUpTo(mostStarts)).min(1).max(mostYears).default([3]),
  /** starts a year at least */
  least: wholeUpTo(mostStarts).default(0),
  restYears: z.number('verwacht: een getal').int('verwacht: een heel getal').min(fewestRest, `verwacht: ${fewestRest} of meer`).max(20, 'verwacht: hoogstens 20').default(6),
  /** starts per wijk and year at most; null: no limit */
  perWijk: wholeUpTo(mostStarts).min(1, 'verwacht: 1 of meer').nullable().default(1),
  /** every wijk gets a start in these years */
  eachWijk: z.boolean().default(false),
  /** focus buurten at a time per wijkmanager, in plan or execution; null: no limit */
  perManager: wholeUpTo(mostStarts).min(1, 'verwacht: 1 of meer').nullable().default(3),
  weights: z.strictObject(Object.fromEntries(criteria.map((c) => [c, points.default(0)])) as Record<Criterion, z.ZodDefault<typeof points>>).refine((w) => Object.values(w).some((n) => n > 0), 'verwacht: ten minste een criterium met punten').default(usualWeights),
  must: z.array(z.strictObject({ code, by: year })).max(100).default([]),
  never: z.array(z.strictObject({ code, year: year.nullable().default(null) })).max(200).default([]),
  together: pairs,
  apart: pairs,
  /** a buurt that nearly every weighing puts in front should start within four years */
  fair: z.boolean().default(true),
  /** other weighings to try the schedule against; 0: none */
  draws: z.union([z.literal(0), z.literal(50)], 'verwacht: 0 of 50').default(0),
})
export type RotationQuestion = z.infer<typeof rotationQuestion>

/** A change by hand: the year in which a buurt starts instead; null: not at all in these years. A start within four years of another needs a reason. */
const handChange = z.strictObject({ code, year: year.nullable(), reason: z.string().trim().max(500, 'verwacht: hoogstens 500 tekens').optional() })
export type HandChange = z.infer<typeof handChange>

export const newRotationScenario = z.strictObject({ rotation: z.uuid('verwacht: het nummer van een berekening'), name: scenarioName, sourceId: z.uuid('verwacht: een uuid'), changes: z.array(handChange).max(100).default([]), confirmText: z.boolean().default(false) })
export const rotationScenarioListParams = z.strictObject({ gemeente: filterParams.shape.gemeente })
/** Why a buurt is in a schedule or not: of an own computation or of a saved scenario. */
export const rotationWhy = z.strictObject({ rotation: z.uuid('verwacht: het nummer van een berekening').optional(), scenario: z.number().int().min(1).optional(), code }).refine((w) => (w.rotation === undefined) !== (w.scenario === undefined), 'verwacht: rotation of scenario, niet allebei')

/** A buurt as the question saw it: what is known per criterion between its ends (0..1), never one number for all. */
export type RotationInputBuurt = {
  code: string
  name: string
  wijk: string | null
  werkgebied: string | null
  inhabitants: number | null
  values: Record<Criterion, [low: number, high: number]>
  /** years in which it started before the first year, oldest first */
  past: number[]
}
/** All that a schedule follows from; a scenario keeps it. */
export type RotationInput = {
  gemeente: { code: string; name: string; fictional: boolean }
  boundaryYear: number
  /** the day whose data these are */
  on: string
  from: number
  buurten: RotationInputBuurt[]
  /** decided already */
  fixed: { code: string; year: number }[]
  /** too few inhabitants, or unknown: not in the schedule */
  left: { code: string; name: string }[]
}

export type RotationStart = { code: string; year: number; /** decided before */ fixed: boolean; /** why again within four years */ reason?: string }
export type RotationResult = {
  starts: RotationStart[]
  /** nothing is worth more than `bound`; both in the unit of the weights, for comparing schedules only */
  worth: number
  bound: number
  proven: boolean
  gap: number
  /** rules that could not be kept */
  bent: Broken[]
  /** buurten that should start within four years by nearly every weighing */
  fair: { code: string; by: number }[]
  /** in how many of the weighings a buurt starts in the first year, and at all; null when not tried */
  robust: { draws: number; buurten: { code: string; first: number; any: number }[] } | null
  /** changed by hand: what the computed schedule was, and the rules that the changes break */
  hand: { computed: RotationStart[]; computedWorth: number; broken: Broken[] } | null
}

export type RotationProgress = { step: 'reading' | 'planning' | 'weighings'; done: number; of: number }
export type RotationAnswer = { question: RotationQuestion; input: RotationInput; result: RotationResult }
export type RotationJob = { id: string; status: 'running' | 'done' | 'cancelled' | 'failed'; progress: RotationProgress; detail: string | null; answer: RotationAnswer | null }

/** What another choice about one buurt would change. */
export type RotationReason =
  | { kind: 'fixed' }
  | { kind: 'left' }
  | { kind: 'not_found' }
  /** it is in; without it: part of the worth that is lost (0..1), and who changes */
  | { kind: 'in'; must: boolean; loss: number | null; out: RotationStart[]; into: RotationStart[] }
  /** it is not; with it: the same, and per year which rules stand in the way of adding it */
  | { kind: 'out'; loss: number | null; year: number | null; /** part by which its worth would have to be higher */ more: number | null; out: RotationStart[]; into: RotationStart[]; inTheWay: { year: number; broken: Broken[] }[]; bent: Broken[] }

export type RotationScenarioItem = ScenarioHead & { from: number; years: number; starts: number; byHand: boolean }
export type RotationScenario = RotationScenarioItem & { method: string; answer: RotationAnswer }
