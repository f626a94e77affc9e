import { z } from 'zod'
import { candidateParams } from './focus-candidates'
import type { Criterion, LimitDirection } from './focus-criteria'
import type { Phase } from './focus'
import { filterParams } from './params'

/** Buurten in one proposal or decision at most, and the longest texts. */
const mostChosen = 60
export const maxProposalText = 4000
export const maxDeviationReason = 2000
export const maxAgainReason = 500

/** Who reads proposals that were submitted, and decisions (drizzle/0021): they hold what staff who see counts see. */
export const seesDecisions = (role: string): boolean => ['wijkmanager', 'planner', 'college', 'adviser'].includes(role)
export const proposes = (role: string): boolean => role === 'planner'
export const decides = (role: string): boolean => role === 'college'

/** The weighing and the thresholds of the candidates, as their address has them; null: the usual ones. */
export type SeenQuestion = { w: string | null; top: string | null; thresholds: string | null }
/** What a proposal was taken from. */
export type ProposalScenario = { id: number; name: string; madeAt: string; from: number; years: number; proven: boolean; byHand: boolean; starts: { code: string; year: number }[] }

const year = z.number('verwacht: een jaar').int('verwacht: een jaar').min(2000, 'verwacht: een jaar vanaf 2000').max(2100, 'verwacht: een jaar tot en met 2100')
const code = z.string('verwacht: de code van een buurt').regex(/^BU\d{4}[0-9A-Z]{4}$/, 'verwacht: de code van een buurt')
const codes = z.array(code, 'verwacht: een lijst van buurten').min(1, 'verwacht: ten minste één buurt').max(mostChosen, `verwacht: hoogstens ${mostChosen} buurten`).refine((l) => new Set(l).size === l.length, 'verwacht: elke buurt één keer')
const again = z.record(code, z.string().trim().min(1, 'verwacht: een reden')).default({})
const number = z.number('verwacht: een nummer').int('verwacht: een nummer').min(1, 'verwacht: een nummer')
const { w, top, thresholds } = candidateParams.shape
const question = z.strictObject({ w: w.unwrap().nullable().default(null), top: top.unwrap().nullable().default(null), thresholds: thresholds.unwrap().nullable().default(null) }).default({ w: null, top: null, thresholds: null })
const content = { codes, again, text: z.string('verwacht: een tekst').default(''), question, scenario: number.nullable().default(null), submit: z.boolean('verwacht: true of false').default(false), confirmText: z.boolean().default(false) }

/** A proposal for a year; `submit` lays it before the college, without it stays a draft of the planners. The same `sourceId` again is the same proposal. */
export const newProposal = z.strictObject({ gemeente: filterParams.shape.gemeente.unwrap(), year, sourceId: z.uuid('verwacht: een uuid'), ...content })
export const changedProposal = z.strictObject({ version: number, ...content })
export const proposalListParams = z.strictObject({ gemeente: filterParams.shape.gemeente.unwrap(), year: z.string().regex(/^20\d\d$/, 'verwacht: een jaar').optional() })
export const decisionListParams = proposalListParams

/** A decision on a proposal as it was seen: `proposalVersion` and `seen` (the hash of all facts) say what that was; `replaces` is the last decision of that year. */
export const newDecision = z.strictObject({
  gemeente: filterParams.shape.gemeente.unwrap(), year, proposal: number, proposalVersion: number, replaces: number.nullable().default(null), chosen: codes, again,
  deviationReason: z.string('verwacht: een tekst').default(''), text: z.string('verwacht: een tekst').default(''), question, seen: z.string('verwacht: de vingerafdruk van wat u zag').regex(/^[0-9a-f]{64}$/, 'verwacht: de vingerafdruk van wat u zag'), confirmText: z.boolean().default(false),
})

/** A reason as it stood on the screen, with where it came from and the day or year that it is about. */
export type SeenReason = { text: string; source: string; asOf: string }
export type SeenBuurt = {
  code: string
  name: string
  wijk: string | null
  werkgebied: string | null
  inhabitants: number | null
  /** false: too few inhabitants, "niet van toepassing" */
  applicable: boolean
  /** in words how firm a choice of it is, never a grade */
  standing: string
  /** of 100 reasonable weighings, in how many it is among the first; null for who is no candidate */
  share: number | null
  /** 0..1 between the ends of the scales; null when not known */
  scaled: Record<Criterion, number | null>
  reasons: SeenReason[]
  /** its focus on that day, oldest first */
  phases: { year: number; phase: Phase }[]
  /** the year of another focus within four years: choosing it demands a reason; null when there is none */
  againAfter: number | null
}
/** Everything that is seen when a year is decided on; nothing in it says which buurt is better. */
export type Seen = {
  gemeente: { code: string; name: string; fictional: boolean }
  year: number
  /** the day whose data these are */
  on: string
  boundaryYear: number
  thresholds: { version: number | null; atLeast: number; limits: { label: string; unit: string; direction: LimitDirection; value: number; n: number }[] }
  /** criteria in the order of the screen, with the points that they got */
  criteria: { key: Criterion; label: string; points: number }[]
  noPreference: boolean
  top: number
  draws: number
  seed: number
  anchorsFrom: 'gemeente' | 'land'
  method: string
  buurten: SeenBuurt[]
}
/** A buurt on the map of that day: GeoJSON in CRS84, a little simplified (3 m), and [lon, lat] of a point inside. */
export type SeenShape = { code: string; name: string; water: boolean; geometry: { type: 'Polygon' | 'MultiPolygon'; coordinates: unknown }; label: [number, number] }

/** The frozen content of a decision; kept as canonical JSON and never worked out again. */
export type Snapshot = {
  format: 'besluit 1'
  /** when the data were last changed, as the database counts it */
  dataChangedAt: string
  seen: Seen
  shapes: SeenShape[]
  proposal: { id: number; version: number; text: string; submittedOn: string; scenario: ProposalScenario | null }
  decision: { proposed: string[]; chosen: string[]; again: Record<string, string>; deviationReason: string | null; publicText: string; decidedOn: string; replaces: number | null }
}

export type ProposalItem = {
  id: number
  version: number
  gemeente: string
  year: number
  codes: string[]
  again: Record<string, string>
  text: string
  question: SeenQuestion
  scenario: ProposalScenario | null
  status: 'draft' | 'submitted' | 'decided'
  submittedOn: string | null
  mine: boolean
}
export type DecisionItem = { id: number; gemeente: string; year: number; proposal: number; chosen: string[]; deviationReason: string | null; publicText: string; decidedOn: string; replaces: number | null; replacedBy: number | null; sha256: string }
/** `intact`: the frozen content still has its hash and says what the decision says. */
export type Decision = DecisionItem & { intact: boolean; snapshot: Snapshot }

/** Whether the college chose otherwise than was proposed; the order says nothing. */
export const deviates = (chosen: readonly string[], proposed: readonly string[]): boolean => chosen.length !== proposed.length || chosen.some((c) => !proposed.includes(c))
