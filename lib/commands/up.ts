import { type ChildProcess, spawn } from 'node:child_process'
import path from 'node:path'
import { asking, closeDatabase } from '@/lib/db/client'
import { needsDemo } from '@/lib/db/demo-accounts'
import { failAbandonedRuns } from '@/lib/db/imports/runs'
import { system } from '@/lib/domain/identity'
import { addDays, dateInAmsterdam } from '@/lib/domain/period'
import { runClusters } from '@/lib/runs/background'
import { ensureBuild } from './build.mjs'
import { everyDay } from './daily'
import { ConfigurationError, openDatabase, readEnvironment, reporterHashKey, type Environment } from './environment'
import { loadDemo } from './load-demo'
import { root } from './node-packages.mjs'
import { refuseTakenPort } from './taken-port'
import { firstRelease, watchReleases } from './release-work'

/** Code of the fictional gemeente. */
const demoGemeente = 'GM9001'
const accounts = ['wijkmanager', 'wijkmanager-2', 'planner', 'college', 'adviser-zorg', 'adviser-wijkbeheer', 'organisation', 'admin']

async function up(): Promise<void> {
  const started = Date.now()
  const env = readEnvironment()
  const host = process.env.HOST ?? (env.demo ? '127.0.0.1' : '0.0.0.0')
  await refuseTakenPort(env.PORT, host)
  const say = (text: string): void => console.log(text)
  say('Starting Buurtfocus ...')

  let web: ChildProcess | undefined
  let database: Awaited<ReturnType<typeof openDatabase>> | undefined
  let stopping = false
  let stopDaily: (() => void) | undefined
  let stopRuns: (() => Promise<void>) | undefined
  let stopReleases: (() => void) | undefined
  const stop = async (code: number): Promise<void> => {
    if (stopping) return
    stopping = true
    stopDaily?.()
    stopReleases?.()
    const runsStopped = stopRuns?.()
    if (web?.exitCode === null && web.signalCode === null) {
      if (web.connected) web.disconnect() // a signal would cut its answers off on Windows
      await new Promise((done) => web!.once('exit', done))
    }
    await runsStopped
    await closeDatabase().catch(() => {})
    await database?.stop().catch(() => {})
    process.exit(code)
  }
  process.on('SIGINT', () => void stop(0))
  process.on('SIGTERM', () => void stop(0))
  process.on('disconnect', () => void stop(0))

  try {
    // The build and the database need nothing from each other.
    const [built] = await Promise.all([
      ensureBuild(),
      (async () => {
        database = await openDatabase(env, { log: (line) => process.env.LOG_LEVEL === 'debug' && say(line), own: say })
        await prepare(env, say)
        await firstRelease(env, demoGemeente, say)
      })(),
    ])
    if (built) say('Built the app.')
    await closeDatabase()
    web = spawn(process.execPath, [path.join(root, 'lib', 'commands', 'serve.mjs')], {
      cwd: root,
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
      env: {
        ...withoutKey(process.env), NODE_ENV: 'production', NEXT_TELEMETRY_DISABLED: '1', DATABASE_URL: database!.url, DATA_DIR: env.DATA_DIR,
        PORT: String(env.PORT), HOST: host, DEMO: env.demo ? '1' : '0', BASEMAP: env.BASEMAP, REPORTER_KEY: reporterHashKey(env),
      },
    })
    await new Promise<void>((ready, failed) => {
      web!.once('message', () => ready())
      web!.once('exit', (code) => failed(new Error(`the web server stopped (exit code ${code})`)))
    })
    stopDaily = everyDay(say)
    stopRuns = runClusters()
    stopReleases = watchReleases()
    web.on('exit', (code) => void stop(code ?? 1))
    say(`\nBuurtfocus runs on http://localhost:${env.PORT}  (${Math.round((Date.now() - started) / 100) / 10} s)`)
    if (env.demo) say(`Demo accounts (no password): ${accounts.join(', ')}\nThe demo gemeente is fictional.`)
    say('Stop with Ctrl-C.')
  } catch (error) {
    console.error(error instanceof ConfigurationError ? error.message : error)
    await stop(1)
  }
}

/** The key of the publications stays with who makes them: the web server only reads what was made. */
const withoutKey = ({ RELEASE_KEY: _, ...env }: NodeJS.ProcessEnv): NodeJS.ProcessEnv => env

/** Closes imports that a stopped process left halfway, and fills an empty demo. */
async function prepare(env: Environment, say: (text: string) => void): Promise<void> {
  await asking(system, failAbandonedRuns, { deadlineMs: null })
  if (!env.demo) return
  if (!(await asking(system, (tx) => needsDemo(tx, demoGemeente)))) return
  say('First start: loading the fictional demo gemeente ...')
  const asOf = addDays(dateInAmsterdam(new Date()), -1)
  await loadDemo({ asOf, folder: path.join(env.DATA_DIR, 'demo-files'), hashKey: reporterHashKey(env), log: (text) => say(`  ${text}`) })
}

up().catch((error: unknown) => {
  console.error(error instanceof ConfigurationError ? error.message : error)
  process.exit(1)
})
