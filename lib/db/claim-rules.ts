import { sql } from 'drizzle-orm'
import type { ClaimRule } from '@/lib/domain/claim-rule'
import { writeAudit } from './audit'
import { rows, type Tx } from './client'

/** In their order: the first rule with a role decides the role. */
export function listClaimRules(tx: Tx): Promise<ClaimRule[]> {
  return rows(tx, sql`select id, claim, value, role, team, werkgebied, sensitive from claim_rule order by id`)
}

/** Adds a rule, or changes the one of `id`. False: there is no such rule, team or werkgebied. */
export async function saveClaimRule(tx: Tx, id: number | null, rule: Omit<ClaimRule, 'id'>): Promise<boolean> {
  const { claim, value, role, team, werkgebied, sensitive } = rule
  const [known] = await rows<{ team: boolean; werkgebied: boolean }>(tx, sql`
    select ${team}::text is null or exists (select from team where slug = ${team}) as team, ${werkgebied}::bigint is null or exists (select from werkgebied where id = ${werkgebied}) as werkgebied`)
  if (!known!.team || !known!.werkgebied) return false
  const [saved] = await rows<{ id: number }>(tx, id === null
    ? sql`insert into claim_rule (claim, value, role, team, werkgebied, sensitive) values (${claim}, ${value}, ${role}, ${team}, ${werkgebied}, ${sensitive}) returning id`
    : sql`update claim_rule set claim = ${claim}, value = ${value}, role = ${role}, team = ${team}, werkgebied = ${werkgebied}, sensitive = ${sensitive} where id = ${id} returning id`)
  if (!saved) return false
  // Without the value: it may name a person.
  await writeAudit(tx, { action: id === null ? 'claim_rule.add' : 'claim_rule.change', objectType: 'claim_rule', objectId: saved.id, detail: { claim, role, team, werkgebied, sensitive } })
  return true
}

/** Removes a rule; who has rights by it loses them at the next sign-in. */
export async function removeClaimRule(tx: Tx, id: number): Promise<boolean> {
  const found = await rows(tx, sql`delete from claim_rule where id = ${id} returning 1`)
  if (found.length > 0) await writeAudit(tx, { action: 'claim_rule.remove', objectType: 'claim_rule', objectId: id })
  return found.length > 0
}
