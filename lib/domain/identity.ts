/** Who asks. Every transaction carries it into the database, where row-level security can read it. */
export type Role = 'anonymous' | 'wijkmanager' | 'planner' | 'college' | 'adviser' | 'organisation' | 'admin' | 'system'

export type Identity = {
  /** the account's name in the register, `anonymous`, or `system` for commands on this machine */
  account: string
  role: Role
  /** `app_user.id`; the database looks up role, team and werkgebieden by it and believes nothing else. null for anonymous and system */
  uid: number | null
  /** slug of the team of an adviser */
  team: string | null
  /** a wijkmanager who sees counts of sensitive themes in the own werkgebied exactly */
  sensitive: boolean
  /** ids of the werkgebieden that this user serves today; empty for roles without a scope of that kind */
  werkgebieden: readonly number[]
  /** where the question comes from, for the audit log: a client address, or `command` */
  origin?: string
}

/** Who reads a view, with the gemeente of the own werkgebied: shown when the address names none. */
export type Reader = Identity & { home?: string | null }

export const anonymous: Identity = { account: 'anonymous', role: 'anonymous', uid: null, team: null, sensitive: false, werkgebieden: [] }
export const system: Identity = { account: 'system', role: 'system', uid: null, team: null, sensitive: false, werkgebieden: [] }

/** Work that the program does for somebody whose rights were checked: the audit log names the account. */
export const systemFor = (who: Identity): Identity => ({ ...system, account: who.account, origin: who.origin })

/**
 * Whether counts of a theme in a buurt are told exactly (else rounded). The same rule as the policies `exact_count` in drizzle/0007: the database
 * decides, the screen says with this what it shows; a test compares the two for every role.
 */
export function seesExactly(who: Identity, theme: { sensitive: boolean }, ownWerkgebied: boolean): boolean {
  const own = who.role === 'wijkmanager' && ownWerkgebied
  if (who.role === 'system') return true
  if (theme.sensitive) return (who.role === 'adviser' && who.team === 'zorg') || (own && who.sensitive)
  return own || who.role === 'planner' || who.role === 'college' || who.role === 'adviser'
}

/** Dutch names of the roles, for the screen. */
export const roleLabel: Record<Role, string> = {
  anonymous: 'Bezoeker',
  wijkmanager: 'Wijkmanager',
  planner: 'Planner programma 9',
  college: 'Collegelid',
  adviser: 'Adviseur',
  organisation: 'Organisatie',
  admin: 'Beheerder',
  system: 'Systeem',
}
