import { sql } from 'drizzle-orm'
import { standardPeriod, type RunQuestion } from '@/lib/domain/cluster'
import type { AskedRun } from '@/lib/domain/cluster-query'
import { addDays, addMonths, monthOf } from '@/lib/domain/period'
import { findBoundarySet, gemeenteOfView } from '../areas'
import { rows, type Tx } from '../client'
import { monthsWithSignals } from '../signal-counts'
import { standardQuestion } from './questions'

/** Why a question cannot be asked. */
export type QuestionProblem = { problem: 'no_boundaries' | 'unknown_theme' }

/**
 * The whole question for what somebody asked: what was left out is chosen as on the page. The gemeente is that of the reader; the period the standard one of
 * the theme, and with one end given as long as that.
 * @param home gemeente of the reader's own werkgebied
 */
export async function questionOf(tx: Tx, asked: AskedRun, home: string | null | undefined, today: string): Promise<RunQuestion | QuestionProblem> {
  const { gemeente } = await gemeenteOfView(tx, asked, home)
  const set = gemeente && (await findBoundarySet(tx, gemeente.code, Number((asked.to ? addDays(asked.to, -1) : today).slice(0, 4))))
  if (!gemeente || !set) return { problem: 'no_boundaries' }
  const theme = asked.theme ?? null
  const [known] = theme === null ? [{ windowWeeks: null }] : await rows<{ windowWeeks: number }>(tx, sql`select window_weeks as "windowWeeks" from theme where slug = ${theme}`)
  if (!known) return { problem: 'unknown_theme' }
  // Readers differ in the months that they see; the answer that is ready has one period for all.
  const standard = await standardQuestion(tx, gemeente.code, theme)
  const afterLast = standard?.period.to ?? addMonths((await monthsWithSignals(tx, set))?.last ?? monthOf(today), 1)
  const to = asked.to ?? (asked.from && asked.from >= afterLast ? addMonths(asked.from, 3) : afterLast)
  const from = asked.from ?? standardPeriod(known.windowWeeks, to).from
  return { gemeente: gemeente.code, theme, period: { from, to }, source: asked.source ?? null, evidence: asked.evidence ?? null, kind: asked.kind ?? 'knelpunt' }
}
