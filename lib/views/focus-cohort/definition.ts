import { z } from 'zod'
import type { Phase } from '@/lib/domain/focus'
import { candidateParams } from '@/lib/domain/focus-candidates'
import type { DecisionItem, ProposalItem, ProposalScenario, Seen, SeenQuestion, SeenShape } from '@/lib/domain/focus-decision'
import { filterParams } from '@/lib/domain/params'

const { w, top, thresholds } = candidateParams.shape
/** The weighing and thresholds of the candidates; a scenario of the rotation planner to take over, or buurten to begin with. */
export const params = z.strictObject({
  gemeente: filterParams.shape.gemeente, w, top, thresholds,
  scenario: z.string().regex(/^[1-9]\d{0,14}$/, 'verwacht: een nummer').optional(),
  add: z.string().regex(/^BU\d{4}[0-9A-Z]{4}(,BU\d{4}[0-9A-Z]{4}){0,59}$/, 'verwacht: codes van buurten, met komma\'s').optional(),
})
export type Params = z.infer<typeof params>

export type Page = {
  year: number
  today: string
  /** day and version of the data, and everything that speaks for and against */
  seen: Seen
  /** what a decision names, to say that this is what was seen */
  seenHash: string
  question: SeenQuestion
  shapes: SeenShape[]
  /** the open proposal, else the last that was decided on */
  proposal: ProposalItem | null
  decisions: DecisionItem[]
  /** focus buurten of this year of which no decision was taken here: from an import or the register, with their phase today */
  recorded: { code: string; name: string; phase: Phase }[]
  may: { propose: boolean; decide: boolean }
  /** what the form of the planner begins with: an open proposal, a scenario or named buurten */
  begin: { codes: string[]; scenario: ProposalScenario | null }
  /** the scenario that was asked for is not there */
  noScenario: boolean
}
