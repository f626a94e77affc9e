import { sql } from 'drizzle-orm'
import { rows, type Tx } from './client'

export type AuditEntry = {
  /** what was done, as `signal.read`, `import.apply`, `user.change` */
  action: string
  objectType: string
  /** id of the object; empty for lists (their ids go in `detail`) */
  objectId?: string | number
  result?: 'ok' | 'refused'
  /** ids, counts and choices only: never text of a signal, a place or a name */
  detail?: Record<string, unknown>
}
export type AuditHead = { seq: number; hash: string }

/** For who logs the head of the chain now and then: set when this process has added a line (also when that transaction fails later). */
export const auditState = globalThis as typeof globalThis & { buurtfocusAuditWritten?: boolean }

/**
 * Adds a line to the audit log, in the transaction of what it tells of; that transaction must not be read-only. Who and from where the
 * database takes from `asking`.
 */
export async function writeAudit(tx: Tx, entry: AuditEntry): Promise<AuditHead> {
  const [head] = await rows<AuditHead>(tx, sql`
    select seq, hash from write_audit(${entry.action}, ${entry.objectType}, ${String(entry.objectId ?? '')}, ${entry.result ?? 'ok'}, ${JSON.stringify(entry.detail ?? {})}::text::jsonb)`)
  auditState.buurtfocusAuditWritten = true
  return head!
}

/** The last line: its number and hash; number 0 when nothing was written yet. */
export async function auditHead(tx: Tx): Promise<AuditHead> {
  const [head] = await rows<AuditHead>(tx, sql`select seq, hash from audit_head`)
  return head ?? { seq: 0, hash: '' }
}

export type AuditLine = { seq: number; at: string; actor: string; role: string; action: string; objectType: string; objectId: string; result: string; origin: string; detail: string; prevHash: string; hash: string }

/** Lines after `seq`, oldest first; `at` in UTC with microseconds, `detail` as the database writes it (both as they were hashed). */
export function auditLines(tx: Tx, seq: number, limit: number): Promise<AuditLine[]> {
  return rows(tx, sql`
    select seq, to_char(at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as at, actor, role, action, object_type as "objectType", object_id as "objectId",
           result, origin, detail::text as detail, prev_hash as "prevHash", hash
    from audit where seq > ${seq} order by seq limit ${limit}`)
}

export type AuditQuery = { actor?: string; action?: string; from?: string; to?: string; before?: number; limit: number }

/** Lines for the page, newest first. `from` and `to` are dates in Amsterdam, [from, to). */
export function listAudit(tx: Tx, query: AuditQuery): Promise<AuditLine[]> {
  return rows(tx, sql`
    select seq, to_char(at at time zone 'Europe/Amsterdam', 'YYYY-MM-DD HH24:MI:SS') as at, actor, role, action, object_type as "objectType", object_id as "objectId",
           result, origin, detail::text as detail, prev_hash as "prevHash", hash
    from audit
    where (${query.actor ?? null}::text is null or actor = ${query.actor ?? null})
      and (${query.action ?? null}::text is null or action = ${query.action ?? null})
      and (${query.from ?? null}::date is null or at >= ${query.from ?? null}::date::timestamp at time zone 'Europe/Amsterdam')
      and (${query.to ?? null}::date is null or at < ${query.to ?? null}::date::timestamp at time zone 'Europe/Amsterdam')
      and (${query.before ?? null}::bigint is null or seq < ${query.before ?? null})
    order by seq desc limit ${query.limit}`)
}
