import 'server-only'
import { auditHead, auditState } from '@/lib/db/audit'
import { asking } from '@/lib/db/client'
import { system } from '@/lib/domain/identity'
import { log } from './log'

const waitMs = 10_000
const shared = globalThis as typeof globalThis & { buurtfocusHeadTimer?: NodeJS.Timeout }

/**
 * Prints the head of the audit log to the program's log, some seconds after lines were added: kept outside the database, it shows later that the end
 * of the chain was cut off. Call after work that may have written; costs nothing when it did not.
 */
export function logAuditHead(): void {
  if (!auditState.buurtfocusAuditWritten || shared.buurtfocusHeadTimer) return
  shared.buurtfocusHeadTimer = setTimeout(() => {
    shared.buurtfocusHeadTimer = undefined
    auditState.buurtfocusAuditWritten = false
    asking(system, auditHead, { readOnly: true })
      .then((head) => log.info({ auditHead: `${head.seq}:${head.hash}` }, 'audit head'))
      .catch(() => (auditState.buurtfocusAuditWritten = true)) // the next answer tries again
  }, waitMs)
  shared.buurtfocusHeadTimer.unref()
}
