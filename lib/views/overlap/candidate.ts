import 'server-only'
import { judgePair } from '@/lib/analysis/overlap-pairs'
import { findBoundarySet } from '@/lib/db/areas'
import type { Tx } from '@/lib/db/client'
import { gemeenteOfActivity } from '@/lib/db/overlap/offers'
import { dateInAmsterdam } from '@/lib/domain/period'
import { overlapGround } from './ground'

/** Whether two activities are a candidate today, by all rules; `gone` when they are not both there. A pair that is over is none. */
export async function candidateState(tx: Tx, first: number, second: number, now: Date): Promise<'candidate' | 'none' | 'gone'> {
  const gemeente = await gemeenteOfActivity(tx, first)
  const on = dateInAmsterdam(now)
  const set = gemeente && (await findBoundarySet(tx, gemeente, Number(on.slice(0, 4))))
  if (!set) return 'gone'
  const ground = await overlapGround(tx, set, on, [first, second])
  const [a, b] = [ground.activities.get(first), ground.activities.get(second)]
  if (!a || !b) return 'gone'
  const pair = judgePair(a.offer, b.offer, ground)
  return pair.candidate && (pair.together!.to === null || pair.together!.to > on) ? 'candidate' : 'none'
}
