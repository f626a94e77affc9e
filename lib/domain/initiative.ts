import type { initiativeStatus, routes } from './registers/initiatives'

/** An initiative as lists and maps count it. Days are yyyy-mm-dd; `buurtCode` is null when it lies in no buurt of the boundaries. */
export type InitiativeRow = {
  id: number
  title: string
  receivedOn: string
  route: keyof typeof routes | null
  theme: string | null
  status: keyof typeof initiativeStatus
  owned: boolean
  ownerSince: string | null
  due: string | null
  answeredOn: string | null
  toldBackOn: string | null
  buurtCode: string | null
}
