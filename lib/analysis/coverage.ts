import type { CoverageClass } from '@/lib/domain/coverage'
import type { SupplyVerdict } from './supply-counts'

/** What is known of a buurt x theme on a date. */
export type CoverageFacts<S extends SupplyVerdict> = {
  need: boolean
  needSince: string | null
  /** activities of the theme that reach the buurt: held now, in the past or later */
  supply: readonly S[]
  /** a line of an agreement that holds on the date names the theme here */
  agreed: boolean
  /** hours are planned here */
  planned: boolean
  /** somebody kept the register of this theme in the gemeente in the last six months, so that an empty place means: nothing is there */
  kept: boolean
}

export type Coverage<S extends SupplyVerdict> = {
  class: CoverageClass
  /** of a gap: since when, the later of when need began and when the last supply stopped to count; null when neither is known */
  since: string | null
  /** which of the two was the later; on one day: the supply that stopped */
  sinceBy: 'supply' | 'need' | null
  /** of a gap: the day on which the last supply stopped to count, and that supply, also when need came after that; null and empty when there never was any */
  stopped: string | null
  ended: S[]
}

/**
 * The class of a buurt x theme on a date, need first: supply without need is a quiet class of its own and never a gap.
 *
 * | need | supply | class |
 * | --- | --- | --- |
 * | yes | counts | covered |
 * | yes | only agreed or planned, or held but below what counts | thin |
 * | yes | none, and the register was kept | gap |
 * | any | something is in the register, or nothing at all, and nobody confirmed it in six months | unknown |
 * | no | counts | supply_without_signal |
 * | no | none that counts | none |
 */
export function coverageOf<S extends SupplyVerdict>({ need, needSince, supply, agreed, planned, kept }: CoverageFacts<S>): Coverage<S> {
  const answer = (name: CoverageClass): Coverage<S> => ({ class: name, since: null, sinceBy: null, stopped: null, ended: [] })
  if (supply.some((s) => s.counts)) return answer(need ? 'covered' : 'supply_without_signal')
  const running = supply.filter((s) => s.running)
  const confirmed = agreed || planned || (running.length > 0 ? running.some((s) => s.known) : kept)
  if (!confirmed) return answer('unknown')
  if (!need) return answer('none')
  if (agreed || planned || running.length > 0) return answer('thin')
  const stopped = supply.map((s) => s.stopped).filter((day) => day !== null).sort().at(-1) ?? null
  return { class: 'gap', ...gapSince(needSince, stopped), stopped, ended: stopped === null ? [] : supply.filter((s) => s.stopped === stopped) }
}

/** When a gap began: the later of when need began and when the last supply stopped to count. */
export function gapSince(needSince: string | null, stopped: string | null): Pick<Coverage<never>, 'since' | 'sinceBy'> {
  const since = [needSince, stopped].filter((day) => day !== null).sort().at(-1) ?? null
  return { since, sinceBy: since === null ? null : since === stopped ? 'supply' : 'need' }
}
