import { clockOf, type Waiting } from './initiative-clock'

/** An open initiative without an answer; days are yyyy-mm-dd. `mine`: the reader, or the own team or organisation, owns it. */
export type OnDesk = Pick<Waiting, 'receivedOn' | 'owned' | 'ownerSince' | 'due' | 'status'> & { id: number; mine: boolean }

/** `answerDue`: the last day on which an answer is on time; `late`: for an owner or for an answer, by the clock of initiatives. */
type Told<I> = I & { answerDue: string; late: boolean }

export type Sorted<I> = {
  /** nobody owns it */
  withoutOwner: Told<I>[]
  /** the reader or the own team or organisation must answer */
  mine: Told<I>[]
  /** somebody else must answer, and is late */
  notAnswered: Told<I>[]
}

/**
 * Sorts open initiatives by who must act: nobody yet, the reader, or somebody else who is late. Of others only the late ones are told: what is on time
 * needs nobody. What is due first stands first.
 *
 * @param on yyyy-mm-dd, the day that counts as today
 */
export function sortDesk<I extends OnDesk>(initiatives: readonly I[], on: string): Sorted<I> {
  const told = initiatives.map((one): Told<I> => {
    const { answerDue, late } = clockOf({ ...one, answeredOn: null, toldBackOn: null }, on)
    return { ...one, answerDue, late: late.length > 0 }
  }).sort((a, b) => (a.answerDue === b.answerDue ? a.id - b.id : a.answerDue < b.answerDue ? -1 : 1))
  return {
    withoutOwner: told.filter((i) => !i.owned),
    mine: told.filter((i) => i.owned && i.mine),
    notAnswered: told.filter((i) => i.owned && !i.mine && i.late),
  }
}
