import type { Role } from './identity'

/** "Who has this claim gets these rights"; rows, so that a gemeente changes them without us. */
export type ClaimRule = {
  id: number
  /** name of a claim in the ID token or of the userinfo address, such as `groups` */
  claim: string
  /** what it must be, or hold when it is a list */
  value: string
  /** null: this rule only adds a werkgebied */
  role: Exclude<Role, 'anonymous' | 'system'> | null
  team: string | null
  /** id of a werkgebied; null: none */
  werkgebied: number | null
  /** may see single signals of sensitive themes in the own werkgebied */
  sensitive: boolean
}

export type RightsByRule = { role: NonNullable<ClaimRule['role']> | null; team: string | null; sensitive: boolean; werkgebieden: readonly number[] }

/**
 * What the rules give to somebody with these claims. The first rule with a role decides role and team (two roles in one person
 * would hide which of them allowed something); werkgebieden and the right to sensitive signals add up over all rules that match.
 * Role null: no rule gives access.
 *
 * @param rules in their order
 * @param admin who has this claim is administrator, whatever the rules say
 */
export function rightsByRules(rules: readonly ClaimRule[], claims: Readonly<Record<string, unknown>>, admin: { claim: string; value: string } | null): RightsByRule {
  const matching = rules.filter((rule) => hasClaim(claims, rule))
  const first = matching.find((rule) => rule.role !== null)
  const isAdmin = admin !== null && hasClaim(claims, admin)
  const role = isAdmin ? 'admin' : (first?.role ?? null)
  // An administrator reads no signals: rights to them do not come along.
  if (role === 'admin' || role === null) return { role, team: null, sensitive: false, werkgebieden: [] }
  return {
    role,
    team: first!.team,
    sensitive: matching.some((rule) => rule.sensitive),
    werkgebieden: role === 'wijkmanager' ? [...new Set(matching.flatMap((rule) => rule.werkgebied ?? []))] : [],
  }
}

/** Equal as text, letter for letter; a list must hold it. Anything else (objects, nothing) never matches. */
function hasClaim(claims: Readonly<Record<string, unknown>>, { claim, value }: { claim: string; value: string }): boolean {
  const said = Object.hasOwn(claims, claim) ? claims[claim] : undefined
  return (Array.isArray(said) ? said : [said]).some((one) => ['string', 'number', 'boolean'].includes(typeof one) && String(one) === value)
}
