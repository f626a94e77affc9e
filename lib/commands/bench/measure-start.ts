import { mkdir } from 'node:fs/promises'
import path from 'node:path'
import { ensureBuild } from '@/lib/commands/build.mjs'
import { freePort, startNode, untilAnswers } from './child'
import type { Measurement } from './context'
import { interleave } from './interleave'
import { canSeeMemory, processTree, type ProcessMemory } from './memory'
import { result } from './result'

const megabyte = 1024 ** 2
type Started = { ms: number; processes: ProcessMemory[] }

/** The start of a built app with a filled embedded database, against the bare web server, and the memory of its processes. */
export const measureStart: Measurement = async (context) => {
  context.say('start: building when needed, and a first start that loads the demo')
  await ensureBuild()
  const dataDir = path.join(context.folder, 'start-data')
  await mkdir(dataDir, { recursive: true })
  const first = await startUp(dataDir, (database) => context.used('pglite', database))
  const found = await interleave(
    { web: startWeb, up: () => startUp(dataDir) },
    { rounds: context.rounds, onRound: (round) => context.say(`start: round ${round}`) },
  )
  const seconds = (of: readonly Started[]): number[] => of.map((s) => s.ms / 1000)
  const memory = (of: readonly Started[], which: (p: ProcessMemory) => boolean = () => true): number[] => of.map((s) => s.processes.filter(which).reduce((sum, p) => sum + p.rss, 0) / megabyte)
  const isWeb = (p: ProcessMemory): boolean => p.command.includes('serve.mjs')
  const isDatabase = (p: ProcessMemory): boolean => p.command.includes('embedded')
  return [
    result('start.first', 'first start of a built app: makes the embedded database and loads the demo, until /api/health answers', 's', seconds([first])),
    result('start.web', 'the web server alone, without a database, until the start page answers', 's', seconds(found.web)),
    result('start.second', 'second `npm run up`, until /api/health answers', 's', seconds(found.up), { to: { name: 'start.web', values: seconds(found.web) }, goal: { most: 10 } }),
    ...(canSeeMemory
      ? [
          result('start.memory', 'resident memory of all its processes just after that', 'MB', memory(found.up)),
          result('start.memory-web', 'of the web server', 'MB', memory(found.up, isWeb)),
          result('start.memory-database', 'of the embedded database', 'MB', memory(found.up, isDatabase)),
        ]
      : []),
  ]
}

async function startUp(dataDir: string, used?: (database: string) => void): Promise<Started> {
  const port = await freePort()
  const started = performance.now()
  const child = startNode(['lib/commands/up.mjs'], { PORT: String(port), DATA_DIR: dataDir, BASEMAP: 'none', DATABASE_URL: undefined, DEMO: undefined, HOST: undefined })
  try {
    const answer = await untilAnswers(`http://127.0.0.1:${port}/api/health`, child)
    const ms = performance.now() - started
    const { database } = (await answer.json()) as { database: { version: string; postgis: string } }
    used?.(`${database.version} (PostGIS ${database.postgis})`)
    return { ms, processes: processTree(child.pid) }
  } finally {
    await child.stop()
  }
}

async function startWeb(): Promise<Started> {
  const port = await freePort()
  const started = performance.now()
  const child = startNode(['lib/commands/serve.mjs'], { PORT: String(port), HOST: '127.0.0.1', NODE_ENV: 'production', DATABASE_URL: undefined })
  try {
    await (await untilAnswers(`http://127.0.0.1:${port}/`, child)).body?.cancel()
    return { ms: performance.now() - started, processes: processTree(child.pid) }
  } finally {
    await child.stop()
  }
}
