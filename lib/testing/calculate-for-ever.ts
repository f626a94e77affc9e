/** A process that does calculations that take hours, for a test that kills it. Run with DATABASE_URL; says when one has begun. */
import { doRuns } from '@/lib/runs/background'
import { compute } from '@/lib/runs/compute'

doRuns({
  compute: (input, options) => {
    console.error('begun')
    return compute(input, { ...options, replicates: 20_000_000 })
  },
  onError: (error) => console.error(error),
  onAway: (error) => console.error(error),
})
