/** A process of its own for the local statistics, so that its CPU time is theirs. Started by measure-local. */
import { smoothedRates } from '@/lib/analysis/empirical-bayes'
import { localGi } from '@/lib/analysis/local-gi'
import { seededRandom } from '@/lib/analysis/seeded-random'
import { localTown } from './local-town'

export type LocalAsked = { n: number; times: number }
/** per area the published G* and the smoothed reporters per person */
export type LocalMeasured = { star: number[]; rate: number[]; cpuMs: number }

process.once('message', ({ n, times }: LocalAsked) => {
  const { people, reporters, neighbours } = localTown(n)
  const rates = people.map((p, i) => reporters[i]! / p)
  const before = process.cpuUsage()
  let gi: ReturnType<typeof localGi> = []
  let smooth: ReturnType<typeof smoothedRates> | null = null
  for (let k = 0; k < times; k++) {
    gi = localGi(rates, neighbours, seededRandom(6, k), { stopAt: Infinity })
    smooth = smoothedRates(people.map((inhabitants, i) => ({ n: reporters[i]!, inhabitants })))
  }
  const { user, system } = process.cpuUsage(before)
  process.send!({ star: gi.map((g) => g!.star), rate: smooth!.rows.map((r) => r!.rate / 1000), cpuMs: (user + system) / 1000 / times } satisfies LocalMeasured, () => process.disconnect())
})
process.send!({ ready: true })
