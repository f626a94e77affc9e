import 'server-only'
import { draws, focusChoice, thresholdChange, usedCriteria, type BuurtChoice } from '@/lib/analysis/focus-choice'
import { gemeenteOfView, listWerkgebieden } from '@/lib/db/areas'
import type { Tx } from '@/lib/db/client'
import { limitable, listThresholds } from '@/lib/db/focus/thresholds'
import { dataChangedAt } from '@/lib/db/signal-counts'
import { noPreference, standardTop, weightsOf } from '@/lib/domain/focus-candidates'
import { proposes } from '@/lib/domain/focus-decision'
import { criteria, type Anchors, type BuurtCriteria, type Reason, type ThresholdVersion } from '@/lib/domain/focus-criteria'
import type { Reader } from '@/lib/domain/identity'
import { addDays, dateInAmsterdam } from '@/lib/domain/period'
import { dayOfCycle, loadCriteria, type Ask, type FocusFacts } from './criteria'
import { coreFrom, method, variesFrom, type Answer, type AreaRow, type ClassId, type Params } from './definition'
import { detailOf } from './detail'
import { limitWords } from './words'

/** Roles that see counts and classes of coverage. */
export const seesCandidates = (role: string): boolean => ['wijkmanager', 'planner', 'college', 'adviser', 'system'].includes(role)

/** The anchors of a cycle: those of the version that is asked for when it is of that year, else of the first version of that year; null when none is kept yet. */
export const anchorsOfCycle = (versions: readonly ThresholdVersion[], year: number, asked?: ThresholdVersion): Anchors | null =>
  (asked?.year === year ? asked : versions.filter((v) => v.year === year).at(-1))?.anchors ?? null

type Gathered = { answer: Answer; facts: FocusFacts; choice: BuurtChoice[] | null; words: ReturnType<typeof limitWords> }

/**
 * Candidates for the focus of a year: per buurt the reasons, and how firm a choice of it is under the weights and thresholds of the address. Page, table, API and CSV all show this one answer.
 * @returns null when no boundaries are loaded (for the gemeente asked); 'no_version' when these thresholds do not exist
 */
export async function loadCandidates(tx: Tx, params: Params, now: Date, reader: Reader, ask: Ask): Promise<Answer | 'no_version' | null> {
  const found = await gatherCandidates(tx, params, now, reader, ask)
  return found && found !== 'no_version' ? found.answer : found
}

/** The same, with what it was made of. */
export async function gatherCandidates(tx: Tx, params: Params, now: Date, reader: Reader, ask: Ask): Promise<Gathered | 'no_version' | null> {
  const { gemeenten, gemeente } = await gemeenteOfView(tx, params, reader.home)
  if (!gemeente) return null
  const today = dateInAmsterdam(now)
  const year = Number(params.year ?? Number(today.slice(0, 4)) + 1)
  const latest = dayOfCycle(year, today)
  const on = params.on && params.on < latest ? params.on : latest
  const versions = await listThresholds(tx, gemeente.code)
  const version = params.thresholds === undefined ? versions[0] : versions.find((v) => v.version === Number(params.thresholds))
  const visible = seesCandidates(reader.role)
  if (visible && params.thresholds !== undefined && !version) return 'no_version'
  const facts = await loadCriteria(tx, { gemeente: gemeente.code, year, on, anchors: anchorsOfCycle(versions, year, version), limits: [...(version?.limits ?? []), ...(versions[0]?.limits ?? [])] }, reader, visible ? ask : { ...ask, overlap: null })
  if (!facts) return null
  const thresholds = { limits: version?.limits ?? [], atLeast: version?.atLeast ?? 1 }
  const weights = weightsOf(params.w)!
  const top = Number(params.top ?? standardTop)
  const choice = visible ? focusChoice(facts, { weights, noPreference: params.w === noPreference, top, thresholds }) : null
  const words = limitWords(await limitable(tx, gemeente.code))
  const inWerkgebied = (b: BuurtCriteria): boolean => params.werkgebied === undefined || b.werkgebied === params.werkgebied
  const named = (codes: readonly string[]): string[] => codes.map((c) => facts.buurten.find((b) => b.code === c)!.name).sort((a, b) => a.localeCompare(b, 'nl'))
  const change = visible && version && versions[0] && version !== versions[0] ? thresholdChange(facts, versions[0], thresholds) : null
  const used = usedCriteria(facts.buurten)
  const answer: Answer = {
    view: 'focus-candidates',
    params,
    meta: {
      gemeente, boundaryYear: facts.set.year, year, on, from: on, to: addDays(on, 1), top, weights, noPreference: params.w === noPreference, left: visible ? criteria.filter((c) => !used.includes(c)) : [], visible, proposes: proposes(reader.role), draws, seed: year,
      thresholds: version?.version ?? null, newest: versions[0]?.version ?? null, atLeast: thresholds.atLeast, anchorsFrom: facts.anchors.from, frozen: facts.frozen, asOf: await dataChangedAt(tx), method: method.version,
    },
    choices: {
      gemeenten: gemeenten.map(({ code, name }) => ({ code, name })),
      werkgebieden: (await listWerkgebieden(tx, gemeente.code)).map(({ slug, name }) => ({ slug, name })),
      versions: versions.map(({ version: v, at, reason }) => ({ version: v, at, reason })),
    },
    limits: thresholds.limits.map((limit) => ({ ...limit, ...words(limit.key), n: choice?.filter((c) => c.passed.some((p) => p.limit === limit)).length ?? 0 })),
    change: change && { joins: named(change.joins), leaves: named(change.leaves) },
    areas: facts.buurten.flatMap((b, i) => (inWerkgebied(b) ? [rowOf(b, choice?.[i] ?? null, thresholds.limits.map((l) => l.key))] : [])),
    buurt: visible && params.selected !== undefined ? detailOf(facts, params.selected, choice!, words) : null,
  }
  return { answer, facts, choice, words }
}

const classOf = ({ standing, share }: BuurtChoice): ClassId => (standing !== 'candidate' ? standing : share! >= coreFrom ? 'core' : share! >= variesFrom ? 'varies' : 'seldom')

/** Small buurten get no values either: "niet van toepassing" is not "low". */
function rowOf(b: FocusFacts['buurten'][number], choice: BuurtChoice | null, keys: readonly string[]): AreaRow {
  const base = { code: b.code, name: b.name, wijkName: b.wijk, werkgebied: b.werkgebied, inhabitants: b.inhabitants }
  const nothing = { share: null, passed: null, unknown: null, clusters: null, gaps: null, thin: null, overlapHours: null, projects: null, visits: null, lastVisit: null, lastFocusYear: b.lastFocusYear, need: null, trend: null, gap: null, energy: null, physical: null, rest: null, chosen: null, weightCriterion: null, weightFrom: null, weightTo: null, threshold: null, thresholdFrom: null, thresholdTo: null }
  if (!choice) return { ...base, class: 'withheld', ...nothing }
  if (choice.standing === 'not_applicable') return { ...base, class: 'not_applicable', ...nothing }
  const of = <K extends Reason['kind']>(kind: K) => b.reasons.filter((r): r is Extract<Reason, { kind: K }> => r.kind === kind)
  const coverage = (name: string): number => of('coverage').filter((r) => r.class === name).length
  const { weight, threshold } = choice.flip ?? { weight: null, threshold: null }
  return {
    ...base, class: classOf(choice), share: choice.share === null ? null : Math.round(choice.share * 100), passed: choice.passed.length, unknown: choice.unknown,
    clusters: of('cluster').length, gaps: coverage('gap'), thin: coverage('thin'), overlapHours: of('overlap')[0]?.hours ?? 0, projects: of('project').length, visits: of('visits')[0]?.n ?? null, lastVisit: of('visits')[0]?.last ?? null, lastFocusYear: b.lastFocusYear,
    need: b.values.need.scaled, trend: b.values.trend.scaled, gap: b.values.gap.scaled, energy: b.values.energy.scaled, physical: b.values.physical.scaled, rest: b.values.rest.scaled,
    chosen: choice.flip?.chosen ?? null,
    weightCriterion: weight ? criteria[weight.criterion]! : null, weightFrom: weight?.from ?? null, weightTo: weight?.to ?? null,
    threshold: threshold ? keys[threshold.limit]! : null, thresholdFrom: threshold?.from ?? null, thresholdTo: threshold?.to ?? null,
  }
}
