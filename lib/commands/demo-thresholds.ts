import { anchorsOf } from '@/lib/analysis/focus-criteria'
import type { Tx } from '@/lib/db/client'
import { figureSeries, figureSpread } from '@/lib/db/focus/criteria'
import { addThresholds, listThresholds } from '@/lib/db/focus/thresholds'
import { findBoundarySet } from '@/lib/db/areas'
import { fewestInhabitants, type Limit } from '@/lib/domain/focus-criteria'

/** About a quarter of the buurten passes each; two of them make a candidate. */
const limits: Limit[] = [
  { key: 'huishoudens-met-een-laag-inkomen', direction: 'from', value: 12 },
  { key: 'huishoudens-met-problematische-schulden', direction: 'from', value: 10 },
  { key: 'eenzame-volwassenen', direction: 'from', value: 50 },
  { key: 'gap', direction: 'from', value: 2 },
]

/** The first version of the thresholds of the demo, for the focus that begins next year. Doing it again changes nothing. */
export async function plantThresholds(tx: Tx, gemeente: string, year: number): Promise<void> {
  const set = await findBoundarySet(tx, gemeente, year)
  if (!set || (await listThresholds(tx, gemeente)).length > 0) return
  const figures = await figureSeries(tx, set, year, [])
  const { from, spread } = await figureSpread(tx, gemeente, year, fewestInhabitants, [])
  const anchors = anchorsOf([], { year, on: `${year - 1}-12-31`, figures, works: null, focusKnown: false }, spread, from)
  Object.assign(anchors.criteria, { trend: { low: -0.05, high: 0.05 }, gap: { low: 0, high: 4 }, energy: { low: 0, high: 4 } })
  await addThresholds(tx, { gemeente, version: 1, year, limits, atLeast: 2, anchors, reason: 'Zo spraken wij het af bij de start van het programma.', restores: null })
}
