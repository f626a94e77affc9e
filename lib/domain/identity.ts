/** Who asks. Every transaction carries it into the database, where row-level security can read it. */
export type Role = 'anonymous' | 'wijkmanager' | 'planner' | 'college' | 'adviser' | 'organisation' | 'admin' | 'system'

export type Identity = {
  /** the account's name in the register, `anonymous`, or `system` for commands on this machine */
  account: string
  role: Role
  /** ids of the werkgebieden that this user serves today; empty for roles without a scope of that kind */
  werkgebieden: readonly number[]
}

export const anonymous: Identity = { account: 'anonymous', role: 'anonymous', werkgebieden: [] }
export const system: Identity = { account: 'system', role: 'system', werkgebieden: [] }

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
