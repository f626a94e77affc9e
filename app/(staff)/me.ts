import 'server-only'
import { cache } from 'react'
import { whoAsks } from '@/lib/auth/session'
import { logAuditHead } from '@/lib/http/audit-head'

/** Who asks, once per request: the frame and the page share it. */
export const me = cache(() => {
  logAuditHead() // forms write audit lines too, and every page after them comes by here
  return whoAsks()
})
