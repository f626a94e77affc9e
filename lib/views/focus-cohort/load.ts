import 'server-only'
import { createHash } from 'node:crypto'
import { findBoundarySet, gemeenteOfView } from '@/lib/db/areas'
import type { Tx } from '@/lib/db/client'
import { frozenShapes, listDecisions } from '@/lib/db/focus/decisions'
import { listPeriods } from '@/lib/db/focus/periods'
import { listProposals } from '@/lib/db/focus/proposals'
import { findRotation } from '@/lib/db/rotation'
import { canonical } from '@/lib/domain/canonical'
import { focusPhase } from '@/lib/domain/focus'
import { decides, proposes, type ProposalScenario, type Seen, type SeenQuestion } from '@/lib/domain/focus-decision'
import type { Reader } from '@/lib/domain/identity'
import { dateInAmsterdam } from '@/lib/domain/period'
import type { Page, Params } from './definition'

/** What is seen when a year is decided on, as the candidates have it. Pages and routes hand it over, because no view imports another. */
export type AskSeen = (tx: Tx, asked: { gemeente: string; year: number; question: SeenQuestion }, now: Date, reader: Reader) => Promise<Seen | 'no_version' | null>

/** What a decision names to say that this is what was seen; another figure, reason, weight or boundary gives another one. */
export const hashOfSeen = (seen: Seen): string => createHash('sha256').update(JSON.stringify(canonical(seen))).digest('hex')

/** A scenario of the rotation planner as a proposal keeps it; null when it is not there (any more) or is of another gemeente. */
export async function scenarioFor(tx: Tx, id: number, gemeente: string): Promise<ProposalScenario | null> {
  const row = await findRotation(tx, id)
  if (!row || row.removed || row.gemeente !== gemeente) return null
  return { id: row.id, name: row.name, madeAt: row.madeAt, from: row.from, years: row.years, proven: row.proven, byHand: row.byHand, starts: row.result.starts.map(({ code, year }) => ({ code, year })) }
}

/** The page of a year. @returns null when no boundaries are loaded; 'no_version' when these thresholds do not exist */
export async function loadCohort(tx: Tx, year: number, params: Params, now: Date, reader: Reader, askSeen: AskSeen): Promise<Page | 'no_version' | null> {
  const { gemeente } = await gemeenteOfView(tx, params, reader.home)
  if (!gemeente) return null
  const proposals = await listProposals(tx, gemeente.code, year)
  const proposal = proposals.find((p) => p.status !== 'decided') ?? proposals[0] ?? null
  const named = params.w !== undefined || params.top !== undefined || params.thresholds !== undefined
  const question: SeenQuestion = named || !proposal ? { w: params.w ?? null, top: params.top ?? null, thresholds: params.thresholds ?? null } : proposal.question
  const seen = await askSeen(tx, { gemeente: gemeente.code, year, question }, now, reader)
  if (!seen || seen === 'no_version') return seen
  const set = (await findBoundarySet(tx, gemeente.code, seen.boundaryYear))!
  const scenario = params.scenario ? await scenarioFor(tx, Number(params.scenario), gemeente.code) : null
  const known = (codes: readonly string[]): string[] => [...new Set(codes)].filter((c) => seen.buurten.some((b) => b.code === c)).sort()
  const decisions = await listDecisions(tx, gemeente.code, year)
  const today = dateInAmsterdam(now)
  const recorded = decisions.length > 0 ? [] : (await listPeriods(tx, set)).filter((p) => p.year === year).flatMap((p) => {
    const phase = focusPhase(p, today)
    return phase === null ? [] : p.codes.map((code) => ({ code, name: seen.buurten.find((b) => b.code === code)?.name ?? p.name, phase }))
  })
  const open = proposal?.status === 'decided' ? null : proposal
  return {
    year, today, seen, seenHash: hashOfSeen(seen), question, shapes: await frozenShapes(tx, set), proposal, decisions, recorded,
    may: { propose: proposes(reader.role), decide: decides(reader.role) },
    begin: scenario ? { codes: known(scenario.starts.filter((s) => s.year === year).map((s) => s.code)), scenario } : { codes: known([...(open?.codes ?? decisions[0]?.chosen ?? recorded.map((r) => r.code)), ...(params.add?.split(',') ?? [])]), scenario: open?.scenario ?? null },
    noScenario: params.scenario !== undefined && !scenario,
  }
}
