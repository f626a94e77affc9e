import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'

/** Starts the app for all journeys; the function that it returns stops it. */
export default async function startApp(): Promise<() => Promise<void>> {
  const port = await freePort()
  const dataDir = mkdtempSync(path.join(tmpdir(), 'buurtfocus-e2e-'))
  const { DATABASE_URL: _none, ...inherited } = process.env
  const app = spawn(process.execPath, ['lib/commands/up.mjs'], {
    cwd: fileURLToPath(new URL('..', import.meta.url)),
    env: { ...inherited, PORT: String(port), DATA_DIR: dataDir, BASEMAP: 'none', DAILY_WORK: 'off' },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let output = ''
  app.stdout.on('data', (text: Buffer) => (output += text))
  app.stderr.on('data', (text: Buffer) => (output += text))
  process.env.BASE_URL = `http://localhost:${port}`
  process.env.E2E_DATA_DIR = dataDir
  const deadline = Date.now() + 300_000
  while (!(await healthy())) {
    if (app.exitCode !== null || Date.now() > deadline) throw new Error(`The app did not start:\n${output}`)
    await new Promise((done) => setTimeout(done, 500))
  }
  return async () => {
    app.kill('SIGTERM')
    if (app.exitCode === null) await new Promise((done) => app.once('exit', done))
    rmSync(dataDir, { recursive: true, force: true, maxRetries: 5 })
  }
}

async function healthy(): Promise<boolean> {
  const response = await fetch(`${process.env.BASE_URL}/api/health`).catch(() => null)
  return response?.ok ?? false
}

function freePort(): Promise<number> {
  return new Promise((found) => {
    const server = createServer()
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as { port: number }
      server.close(() => found(port))
    })
  })
}
