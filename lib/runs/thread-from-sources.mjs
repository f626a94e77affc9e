/** The computing thread where it cannot be compiled: a thread does not take over `--import tsx` (Node 20). */
import { register } from 'tsx/esm/api'

register()
await import('./thread.ts')
