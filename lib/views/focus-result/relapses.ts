import 'server-only'
import { findBoundarySet } from '@/lib/db/areas'
import type { Tx } from '@/lib/db/client'
import { listPeriods } from '@/lib/db/focus/periods'
import { buurtCourses } from '@/lib/db/focus/result'
import { listThresholds } from '@/lib/db/focus/thresholds'
import { focusPhase } from '@/lib/domain/focus'
import type { Relapse } from './definition'
import { focusYears, relapseOf } from './figures'

export type BuurtRelapse = { period: number; year: number; code: string; name: string; relapses: Relapse[] }

/** Buurten in aftercare with a figure that is past its threshold again after it was under it. Pages hand this to the list of plans and to the desk; empty without thresholds, or for who may not see them. */
export async function loadRelapses(tx: Tx, gemeente: string, today: string): Promise<BuurtRelapse[]> {
  const set = await findBoundarySet(tx, gemeente, Number(today.slice(0, 4)))
  const limits = set ? ((await listThresholds(tx, gemeente))[0]?.limits ?? []) : []
  const periods = set && limits.length > 0 ? (await listPeriods(tx, set)).filter((p) => focusPhase(p, today) === 'aftercare') : []
  if (!set || periods.length === 0) return []
  const courses = await buurtCourses(tx, set, periods, limits.map((l) => l.key), true)
  return periods.flatMap(({ id, year, code, name, ...dates }) => {
    const years = focusYears(dates)
    const relapses = years ? limits.flatMap((limit) => relapseOf(courses.find((c) => c.code === code && c.indicator === limit.key), years, limit) ?? []) : []
    return relapses.length > 0 ? [{ period: id, year, code, name, relapses }] : []
  })
}
