import type { Role } from './identity'

/** The roles that a person can have. */
export const userRoles = ['wijkmanager', 'planner', 'college', 'adviser', 'organisation', 'admin'] as const satisfies readonly Role[]
export type UserRole = (typeof userRoles)[number]

/** One is responsible for a werkgebied on a day; others may stand in for them. */
export type ScopeKind = 'responsible' | 'replacement'

/** A werkgebied that a user serves in [from, to). */
export type UserScope = { id: number; werkgebied: number; name: string; gemeente: string; from: string; to: string | null; kind: ScopeKind; byRule: boolean }

/** A user as the administrator sees them. Moments are ISO text, dates yyyy-mm-dd. */
export type User = {
  id: number
  account: string
  name: string
  role: UserRole
  team: string | null
  teamName: string | null
  sensitive: boolean
  active: boolean
  demo: boolean
  /** role, team and the right to sensitive themes follow the claim rules at every sign-in; false: given by hand */
  byRule: boolean
  /** signs in with the provider of the gemeente (or has not signed in yet) */
  linked: boolean
  lastSignInAt: string | null
  createdOn: string
  reviewedOn: string | null
  reviewedBy: string | null
  scopes: readonly UserScope[]
  /** sessions that live now */
  sessions: number
}

/** Why a change of a user is refused. */
export type UserProblem = 'self' | 'team_needed' | 'taken' | 'double' | 'dates' | 'not_wijkmanager' | 'account_taken' | 'unknown'

/** A session as its owner sees it. */
export type SessionItem = { startedAt: string; seenAt: string; own: boolean }
