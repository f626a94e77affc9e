/** A process of its own for one scan, so that its memory is that of the scan and not of the bench. Started by measure-scan. */
import { scanZones } from '@/lib/analysis/scan-zones'
import { spaceTimeScan } from '@/lib/analysis/space-time-scan'
import { spatialScan } from '@/lib/analysis/spatial-scan'
import { scanByHand, type ScanDone } from './scan-by-hand'
import { scannedTown, scannedWeeks, type ScannedTown } from './scan-town'

export type ScanWay = 'scan' | 'by-hand' | 'prospective'
export type ScanAsked = { n: number; way: ScanWay; times: number; replicates: number }
export type ScanMeasured = ScanDone & { cpuMs: number }

const seed = 7

const ways: Record<ScanWay, (town: ScannedTown, weeks: number[][], replicates: number) => ScanDone> = {
  'by-hand': (town, _weeks, replicates) => scanByHand(town, seed, replicates),
  scan: ({ areas, counts, window }, _weeks, replicates) => {
    const zones = scanZones(areas.map(({ x, y, people }) => ({ x, y, weight: people })), window)
    const { clusters, maxima } = spatialScan({ zones, counts, expected: areas.map((a) => a.people) }, { seed, replicates, earlyStop: false })
    return { llr: clusters[0]!.llr, members: clusters[0]!.members, maxima: [...maxima] }
  },
  prospective: ({ areas, window }, weeks, replicates) => {
    const zones = scanZones(areas.map(({ x, y, people }) => ({ x, y, weight: people })), window)
    const { clusters, maxima } = spaceTimeScan({ zones, weeks }, { model: 'permutation', prospective: true, seed, replicates, earlyStop: false })
    return { llr: clusters[0]!.llr, members: clusters[0]!.members, maxima: [...maxima] }
  },
}

process.once('message', ({ n, way, times, replicates }: ScanAsked) => {
  const town = scannedTown(n)
  const weeks = way === 'prospective' ? scannedWeeks(town.areas) : []
  const before = process.cpuUsage()
  let done: ScanDone | undefined
  for (let k = 0; k < times; k++) done = ways[way](town, weeks, replicates)
  const { user, system } = process.cpuUsage(before)
  process.send!({ ...done!, cpuMs: (user + system) / 1000 / times } satisfies ScanMeasured, () => process.disconnect())
})
process.send!({ ready: true })
