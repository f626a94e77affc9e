import type { PairState, Unsettled, VerdictKind } from '@/lib/domain/overlap'

/** One verdict, or one that was taken back. Days are in Amsterdam; it holds up to `expires`, that day not included. */
export type Judged = {
  id: number
  verdict: VerdictKind | 'withdrawn'
  on: string
  expires: string | null
  /** what was judged: the content of both activities, and whose they were */
  firstVersion: number
  secondVersion: number
  firstOrganisation: number
  secondOrganisation: number
}
export type Now = Pick<Judged, 'firstVersion' | 'secondVersion' | 'firstOrganisation' | 'secondOrganisation'>
export type Standing = {
  state: PairState
  /** the last verdict up to the date, also when it holds no more; null when there is none */
  last: Judged | null
  /** why the last one holds no more; null when it holds, or there is none */
  unsettled: Unsettled | null
}

/**
 * Where a pair stands on a date. The last verdict given up to that date holds until it expires, is taken back, or either activity changed since; then the pair is a
 * candidate again. "Klopt nog" is no change. An activity that went to another organisation (a merger) is judged anew; another name of the same organisation is no
 * matter. Of more than one reason the first of: taken back, moved, changed, expired.
 *
 * @param history of the pair, in any order
 * @param now both activities as they are
 */
export function standingOf(history: readonly Judged[], now: Now, on: string): Standing {
  const last = history.filter((j) => j.on <= on).sort((a, b) => b.id - a.id)[0] ?? null
  if (last === null) return { state: 'candidate', last, unsettled: null }
  const unsettled = reasonOf(last, now, on)
  return { state: unsettled === null && last.verdict !== 'withdrawn' ? last.verdict : 'candidate', last, unsettled }
}

function reasonOf(last: Judged, now: Now, on: string): Unsettled | null {
  if (last.verdict === 'withdrawn') return 'withdrawn'
  if (last.firstOrganisation !== now.firstOrganisation || last.secondOrganisation !== now.secondOrganisation) return 'moved'
  if (last.firstVersion !== now.firstVersion || last.secondVersion !== now.secondVersion) return 'changed'
  return last.expires !== null && last.expires <= on ? 'expired' : null
}
