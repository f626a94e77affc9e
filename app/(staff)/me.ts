import 'server-only'
import { cache } from 'react'
import { whoAsks } from '@/lib/auth/session'

/** Who asks, once per request: the frame and the page share it. */
export const me = cache(whoAsks)
