import 'server-only'
import type { Tx } from '@/lib/db/client'
import { listPeriods } from '@/lib/db/focus/periods'
import { againAfter, focusPhase } from '@/lib/domain/focus'
import { criteria, type Criterion, type Reason } from '@/lib/domain/focus-criteria'
import type { Seen, SeenBuurt, SeenQuestion, SeenReason } from '@/lib/domain/focus-decision'
import type { Reader } from '@/lib/domain/identity'
import { longDate } from '@/lib/ui/format'
import type { Ask } from './criteria'
import { classes } from './definition'
import { reasonsOf } from './detail'
import { gatherCandidates } from './load'
import { criterionWords, reasonText, words } from './words'

/**
 * The candidates of a year in words, as they can be kept with a decision: reasons as sentences, and of initiatives neither number nor title, because not everybody who reads a decision reads those.
 * @returns null when no boundaries are loaded; 'no_version' when these thresholds do not exist
 */
export async function loadSeen(tx: Tx, asked: { gemeente: string; year: number; question: SeenQuestion }, now: Date, reader: Reader, ask: Ask): Promise<Seen | 'no_version' | null> {
  const { w, top, thresholds } = asked.question
  const params = { gemeente: asked.gemeente, year: String(asked.year), w: w ?? undefined, top: top ?? undefined, thresholds: thresholds ?? undefined }
  const found = await gatherCandidates(tx, params, now, reader, ask)
  if (!found || found === 'no_version') return found
  const { answer: { meta, areas, limits }, facts, choice, words: limitWords } = found
  const periods = await listPeriods(tx, facts.set)
  return {
    gemeente: meta.gemeente, year: meta.year, on: meta.on, boundaryYear: meta.boundaryYear,
    thresholds: { version: meta.thresholds, atLeast: meta.atLeast, limits: limits.map(({ label, unit, direction, value, n }) => ({ label, unit, direction, value, n })) },
    criteria: criteria.map((key) => ({ key, label: criterionWords[key].label, points: meta.weights[key] })), noPreference: meta.noPreference, top: meta.top, draws: meta.draws, seed: meta.seed, anchorsFrom: meta.anchorsFrom, method: meta.method,
    buurten: facts.buurten.map((b, i): SeenBuurt => {
      const row = areas.find((a) => a.code === b.code)!
      const own = periods.filter((p) => p.codes.includes(b.code))
      return {
        code: b.code, name: b.name, wijk: b.wijk, werkgebied: b.werkgebied, inhabitants: b.inhabitants, applicable: b.applicable,
        standing: classes.find((c) => c.id === row.class)!.label, share: row.share,
        scaled: Object.fromEntries(criteria.map((c) => [c, round(b.values[c].scaled)])) as Record<Criterion, number | null>,
        reasons: choice ? told(reasonsOf(facts, b, choice[i]!, limitWords)) : [],
        phases: own.flatMap((p) => { const phase = focusPhase(p, meta.on); return phase ? [{ year: p.year, phase }] : [] }),
        againAfter: againAfter(own, asked.year),
      }
    }),
  }
}

const round = (share: number | null): number | null => (share === null ? null : Math.round(share * 100) / 100)

function told(reasons: readonly Reason[]): SeenReason[] {
  const out: SeenReason[] = []
  for (const r of reasons) {
    const text = r.kind === 'initiatives' ? words.someInitiatives(r.months) : r.kind === 'project' && r.what === 'initiative' ? words.runningInitiative : reasonText(r, longDate)
    if (!out.some((o) => o.text === text)) out.push({ text, source: r.source, asOf: r.asOf })
  }
  return out
}
