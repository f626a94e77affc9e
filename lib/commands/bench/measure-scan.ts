import { typescript } from '@/lib/commands/node-packages.mjs'
import { nextMessage, startNode } from './child'
import type { BenchContext, Measurement } from './context'
import { interleave } from './interleave'
import { measureLocal } from './measure-local'
import { canSeeMemory, watchMemory } from './memory'
import { result, type Result } from './result'
import type { ScanAsked, ScanMeasured, ScanWay } from './scan-child'

const replicates = 999
const megabyte = 1024 ** 2

/** How often a scan is done in one process; a gemeente is scanned theme by theme, and the first time costs compiling too. */
const sizes = [
  { n: 65, times: 12, what: '65 areas, circles of up to a quarter of the people; mean of 12 scans in a row, as for 12 themes', goalMs: 150 },
  { n: 3000, times: 1, what: '3,000 areas, circles of up to 5 km', goalMs: null },
  { n: 14_500, times: 1, what: '14,500 areas, as many as the Netherlands have buurten, circles of up to 5 km', goalMs: 5000 },
] as const

type Scanned = ScanMeasured & { memory: number }

/** The spatial scan against the same scan written out plainly, and the prospective scan in space and time, each in a process of its own. */
export const measureScan: Measurement = async (context) => {
  context.say('scan: SaTScan is not installed with this project and not compared here; its answers are, in the tests')
  const results: Result[] = []
  for (const size of sizes) results.push(...(await measureSize(context, size)))
  const prospective: Scanned[] = []
  for (let round = 1; round <= context.rounds; round++) prospective.push(await scanOnce({ n: 65, way: 'prospective', times: 1, replicates }))
  const cpu = prospective.map((s) => s.cpuMs / 1000)
  return [...results, result('scan.prospective', 'prospective space-time permutation scan of 65 areas and 104 weeks, windows of up to 13 weeks, 999 replicates, CPU time', 's', cpu, { goal: { most: 5 } }), ...(await measureLocal(context))]
}

async function measureSize(context: BenchContext, { n, times, what, goalMs }: (typeof sizes)[number]): Promise<Result[]> {
  const found = await interleave<Scanned, 'scan' | 'by-hand'>(
    { scan: () => scanOnce({ n, way: 'scan', times, replicates }), 'by-hand': () => scanOnce({ n, way: 'by-hand', times, replicates }) },
    { rounds: context.rounds, onRound: (round) => context.say(`scan: ${n} areas, round ${round}`) },
  )
  compare(n, found.scan[0]!, found['by-hand'][0]!)
  const name = (subject: string): string => `scan.${n}.${subject}`
  const [unit, per] = n < 1000 ? (['ms', 1] as const) : (['s', 1000] as const)
  const cpu = (way: ScanWay & keyof typeof found): number[] => found[way].map((s) => s.cpuMs / per)
  return [
    result(name('by-hand'), `the same scan written out plainly: a list per zone, logarithms for every zone, ${replicates} replicates, CPU time`, unit, cpu('by-hand')),
    result(name('scan'), `spatial scan of ${what}, ${replicates} replicates, zones included, CPU time`, unit, cpu('scan'), { to: { name: name('by-hand'), values: cpu('by-hand') }, goal: goalMs === null ? undefined : { most: goalMs / per } }),
    ...(canSeeMemory
      ? [result(name('memory'), 'resident memory of its process at its highest (a plain Node with tsx takes about 100 MB of it)', 'MB', found.scan.map((s) => s.memory / megabyte))]
      : []),
  ]
}

async function scanOnce(asked: ScanAsked): Promise<Scanned> {
  const child = startNode(typescript('lib/commands/bench/scan-child.ts'))
  try {
    await nextMessage(child)
    const memory = watchMemory(child.pid)
    const measured = nextMessage<ScanMeasured>(child)
    child.process.send(asked)
    return { ...(await measured), memory: memory.stop().together }
  } finally {
    await child.stop()
  }
}

/** Ways that do not give the same answer, in the data and in every replicate, cannot be compared. */
function compare(n: number, a: ScanMeasured, b: ScanMeasured): void {
  const differs = a.maxima.findIndex((llr, r) => Math.abs(llr - b.maxima[r]!) > 1e-6)
  if (Math.abs(a.llr - b.llr) > 1e-6 || a.members.join() !== b.members.join() || a.maxima.length !== b.maxima.length || differs >= 0)
    throw new Error(`the scan of ${n} areas and the same by hand differ: ${a.llr} ${a.members} against ${b.llr} ${b.members}; replicate ${differs}`)
}
