import type { FullConfig } from '@playwright/test'
import { spawn } from 'node:child_process'
import { cpSync, rmSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { ensureBuild } from '@/lib/commands/build.mjs'
import { scratchFolder } from '@/lib/testing/scratch'
import { demoData } from './demo-data'
import { freePort } from './own-app'

/** An app that `npm run up` started: its address, and its DATA_DIR. */
export type StartedApp = { address: string; dataDir: string }

/** Starts an app for each worker, each with the demo of its own, in which what everybody sees is calculated already and not again after each change; the function that it returns stops them. */
export default async function startApps({ workers }: FullConfig): Promise<() => Promise<void>> {
  await ensureBuild() // once: each app would make it
  const demo = await demoData((dataDir) => up(dataDir))
  const apps = await Promise.all(
    Array.from({ length: workers }, async () => {
      const dataDir = scratchFolder('buurtfocus-e2e-')
      cpSync(demo, dataDir, { recursive: true })
      return { dataDir, ...(await up(dataDir, { CLUSTER_RUNS: 'asked' })) }
    }),
  )
  process.env.E2E_APPS = JSON.stringify(apps.map(({ address, dataDir }): StartedApp => ({ address, dataDir })))
  return async () => {
    await Promise.all(apps.map((app) => app.stop()))
    for (const { dataDir } of apps) rmSync(dataDir, { recursive: true, force: true, maxRetries: 5 })
  }
}

/** `npm run up` with this DATA_DIR, until it answers. */
export async function up(dataDir: string, own: Record<string, string> = {}): Promise<{ address: string; stop(): Promise<void> }> {
  const port = await freePort()
  const { DATABASE_URL: _none, ...inherited } = process.env
  const app = spawn(process.execPath, ['lib/commands/up.mjs'], {
    cwd: fileURLToPath(new URL('..', import.meta.url)),
    env: { ...inherited, PORT: String(port), DATA_DIR: dataDir, BASEMAP: 'none', DAILY_WORK: 'off', ...own },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  })
  let output = ''
  app.stdout!.on('data', (text: Buffer) => (output += text))
  app.stderr!.on('data', (text: Buffer) => (output += text))
  const address = `http://localhost:${port}`
  const deadline = Date.now() + 300_000
  while (!(await healthy(address))) {
    if (app.exitCode !== null || Date.now() > deadline) throw new Error(`The app did not start:\n${output}`)
    await new Promise((done) => setTimeout(done, 250))
  }
  return {
    address,
    stop: async () => {
      if (app.connected) app.disconnect()
      if (app.exitCode === null && app.signalCode === null) await new Promise((done) => app.once('exit', done))
    },
  }
}

async function healthy(address: string): Promise<boolean> {
  const response = await fetch(`${address}/api/health`).catch(() => null)
  return response?.ok ?? false
}
