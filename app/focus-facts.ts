import 'server-only'
import { coverageFacts } from '@/lib/views/coverage/cells'
import type { Ask } from '@/lib/views/candidates/criteria'
import { loadOverlap } from '@/lib/views/overlap/load'

/** What the criteria of focus ask of other maps; no view imports another, so pages and routes hand this over. */
export const focusAsk: Ask = {
  coverage: coverageFacts,
  overlap: async (tx, gemeente, on, reader) => {
    const found = await loadOverlap(tx, { gemeente, on }, new Date(`${on}T12:00:00Z`), reader)
    return new Map((found?.areas ?? []).map((a) => [a.code, { hours: a.doubleHours ?? 0, pairs: a.pairs ?? 0 }]))
  },
}
