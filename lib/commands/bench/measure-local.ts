import { execFile, execFileSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { promisify } from 'node:util'
import { root, typescript } from '@/lib/commands/node-packages.mjs'
import { nextMessage, startNode } from './child'
import type { BenchContext } from './context'
import { interleave } from './interleave'
import type { LocalAsked, LocalMeasured } from './local-child'
import { localTown } from './local-town'
import { result, type Result } from './result'

const sizes = [
  { n: 65, times: 5, what: '65 areas, 9,999 permutations' },
  { n: 3000, times: 5, what: '3,000 areas, by formula' },
  { n: 14_500, times: 3, what: '14,500 areas, by formula' },
] as const

/** The local statistics (Gi* and smoothed rates) against R's spdep in one run, where R and spdep are installed. Answers that differ are not compared in time. */
export async function measureLocal(context: BenchContext): Promise<Result[]> {
  const version = spdep()
  if (!version) context.say('scan: R with spdep is not installed; the local statistics are measured without it')
  else context.say(`scan: local statistics against spdep ${version}`)
  const results: Result[] = []
  for (const { n, times, what } of sizes) {
    const name = `scan.local.${n}`
    const contenders: Record<string, () => Promise<LocalMeasured>> = { ours: () => ours({ n, times }), ...(version ? { r: () => inR(context.folder, { n, times }) } : {}) }
    const found = await interleave(contenders, { rounds: context.rounds })
    const cpu = (way: string): number[] => found[way]!.map((m) => m.cpuMs)
    if (version) {
      compare(n, found.ours![0]!, found.r![0]!)
      results.push(result(`${name}.r`, `the same with spdep ${version} in R`, 'ms', cpu('r')))
    }
    results.push(result(name, `Gi* and smoothed rates of ${what}, CPU time`, 'ms', cpu('ours'), version ? { to: { name: `${name}.r`, values: cpu('r') } } : {}))
  }
  return results
}

async function ours(asked: LocalAsked): Promise<LocalMeasured> {
  const child = startNode(typescript('lib/commands/bench/local-child.ts'))
  try {
    await nextMessage(child)
    const measured = nextMessage<LocalMeasured>(child)
    child.process.send(asked)
    return await measured
  } finally {
    await child.stop()
  }
}

async function inR(folder: string, { n, times }: LocalAsked): Promise<LocalMeasured> {
  const town = localTown(n)
  const csv = (name: string, head: string, rows: string[]): void => writeFileSync(path.join(folder, name), [head, ...rows, ''].join('\n'))
  csv('areas.csv', 'people,reporters', town.people.map((people, i) => `${people},${town.reporters[i]}`))
  csv('neighbours.csv', 'i,j', town.neighbours.flatMap((set, i) => set.map((j) => `${i + 1},${j + 1}`)))
  const { stdout } = await promisify(execFile)('Rscript', [path.join(root, 'lib/commands/bench/local-statistics.R'), folder, String(times)])
  const rows = readFileSync(path.join(folder, 'answer.csv'), 'utf8').trim().split('\n').slice(1).map((line) => line.split(',').map(Number))
  return { star: rows.map((r) => r[0]!), rate: rows.map((r) => r[1]!), cpuMs: Number(stdout) }
}

/** The version of spdep; null when R or spdep is not there. */
function spdep(): string | null {
  try {
    return execFileSync('Rscript', ['-e', 'cat(as.character(packageVersion("spdep")))'], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim() || null
  } catch {
    return null
  }
}

function compare(n: number, a: LocalMeasured, b: LocalMeasured): void {
  const far = (x: readonly number[], y: readonly number[]): number => x.findIndex((v, i) => !(Math.abs(v - y[i]!) <= 1e-9 * Math.max(1, Math.abs(v))))
  if (a.star.length !== b.star.length || far(a.star, b.star) >= 0 || far(a.rate, b.rate) >= 0) throw new Error(`the local statistics of ${n} areas and those of spdep differ: Gi* at ${far(a.star, b.star)}, rate at ${far(a.rate, b.rate)}`)
}
