/** What decides what an initiative on somebody's desk needs. Dates are yyyy-mm-dd. */
export type OnDesk = { receivedOn: string; due: string; owner: string | null; mine: boolean }

export type Sorted<I> = {
  /** nobody owns it; `late` when it was received longer ago than an owner may take to be found */
  withoutOwner: (I & { late: boolean })[]
  /** the reader or the own team or organisation must answer; `late` when the answer was due before today */
  mine: (I & { late: boolean })[]
  /** somebody else must answer, and the answer was due before today */
  notAnswered: I[]
}

/**
 * Sorts open initiatives by who must act: nobody yet, the reader, or somebody else who is late. Of others only the late ones are told: what is on time
 * needs nobody. On the due day itself an answer is not late. The order of the input is kept.
 *
 * @param ownerLimit first day of receipt on which being without an owner is still on time
 */
export function sortDesk<I extends OnDesk>(initiatives: readonly I[], today: string, ownerLimit: string): Sorted<I> {
  const sorted: Sorted<I> = { withoutOwner: [], mine: [], notAnswered: [] }
  for (const one of initiatives) {
    const late = one.due < today
    if (one.owner === null) sorted.withoutOwner.push({ ...one, late: late || one.receivedOn < ownerLimit })
    else if (one.mine) sorted.mine.push({ ...one, late })
    else if (late) sorted.notAnswered.push(one)
  }
  return sorted
}
