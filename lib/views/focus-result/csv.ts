import type { Stage } from '@/lib/analysis/focus-result'
import type { Answer } from './definition'

type Cell = string | number | null
const head = ['gemeente', 'buurt', 'name', 'cohort', 'indicator', 'label', 'unit', 'source', 'row', 'year', 'stage', 'own', 'comparable', 'difference', 'low', 'high', 'sameBorder', 'relapse', 'remark']

/**
 * Per figure a row for each stage (its means, and the difference with its interval) and a row for each year.
 * @param remark what every row says: that a difference is no effect
 */
export function csvOf({ gemeente, code, name, year, years, figures }: Answer, remark: string): { head: string[]; rows: Cell[][] } {
  const shown: readonly Stage[] = years.aftercare === null ? ['before', 'during'] : ['before', 'during', 'after']
  const rows = figures.flatMap((f): Cell[][] => {
    const about: Cell[] = [gemeente.code, code, name, year, f.indicator, f.label, f.unit, f.source]
    const relapse = f.relapse ? `${f.relapse.under}-${f.relapse.again}` : null
    return [
      ...shown.map((stage): Cell[] => {
        const d = stage === 'before' ? null : f[stage]
        return [...about, 'stage', null, stage, f.own[stage], f.comparable[stage], d?.difference ?? null, d?.low ?? null, d?.high ?? null, null, relapse, remark]
      }),
      ...f.years.map((y): Cell[] => [...about, 'year', y.year, y.stage, y.own, y.others, null, null, null, y.compared ? 'yes' : 'no', relapse, remark]),
    ]
  })
  return { head, rows }
}
