/** Class of a buurt x theme on a date: need first, then the supply that counts (the table of docs/coverage.md). */
export type CoverageClass = 'gap' | 'thin' | 'covered' | 'unknown' | 'supply_without_signal' | 'none'

export const coverageLabels: Record<CoverageClass, string> = {
  gap: 'gat', thin: 'dun', covered: 'gedekt', unknown: 'onbekend', supply_without_signal: 'aanbod zonder signaal', none: 'geen bevinding',
}

/** From what asks most to what asks least: the class that a buurt gets when several themes are looked at together. */
export const worstFirst: readonly CoverageClass[] = ['gap', 'thin', 'unknown', 'covered', 'supply_without_signal', 'none']

/** Why an activity that serves the theme does not count as supply for a buurt. */
export type WhyNot = 'out_of_reach' | 'not_begun' | 'ended' | 'venue_closed' | 'not_professional' | 'too_rare' | 'never_delivered' | 'stale'

/** What an organisation said to a request for deployment. */
export type RequestStatus = 'open' | 'accepted' | 'refused' | 'counter' | 'withdrawn'
export const requestStatuses = ['open', 'accepted', 'refused', 'counter', 'withdrawn'] as const satisfies readonly RequestStatus[]
export const requestLabels: Record<RequestStatus, string> = { open: 'nog geen antwoord', accepted: 'toegezegd', refused: 'afgewezen', counter: 'tegenvoorstel', withdrawn: 'ingetrokken' }

/** A request to an organisation to do something about a theme in a buurt, as card, lists and API tell it. */
export type CoverageRequest = {
  id: number
  version: number
  gemeente: string
  buurt: { code: string; name: string | null }
  theme: { slug: string; label: string }
  organisation: { id: number; name: string }
  /** yyyy-mm-dd: an answer is wanted on this day at the latest */
  due: string
  text: string
  status: RequestStatus
  /** why it is refused, or what goes with another answer */
  reason: string | null
  /** what is offered instead, and from when */
  counterText: string | null
  counterDate: string | null
  /** ISO moment */
  askedAt: string
  /** role, never a name */
  askedBy: string | null
  answeredAt: string | null
  /** open, and the day has passed */
  late: boolean
  /** the reader asked it (or is a planner) and nobody has answered: may be taken back, or asked anew */
  mayWithdraw: boolean
}
