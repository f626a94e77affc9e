import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'

/** Global set-up of a test run: starts the process that gives test files their databases; the function that it returns ends it. */
export default async function startDatabaseHost(): Promise<() => Promise<void>> {
  const root = fileURLToPath(new URL('../..', import.meta.url))
  const { NODE_OPTIONS: _none, ...env } = process.env // those of a test runner are not meant for it
  const host = spawn(process.execPath, ['--import', 'tsx', 'lib/testing/database-host.ts'], { cwd: root, env: env as NodeJS.ProcessEnv, stdio: ['ignore', 'inherit', 'inherit', 'ipc'] })
  process.env.TEST_DATABASE_HOST = await new Promise<string>((started, failed) => {
    host.once('message', (message) => started((message as { url: string }).url))
    host.once('exit', (code) => failed(new Error(`the host of the test databases stopped (exit code ${code})`)))
  })
  return async () => {
    delete process.env.TEST_DATABASE_HOST
    if (host.exitCode !== null || host.signalCode !== null) return
    const ended = new Promise((done) => host.once('exit', done))
    host.disconnect()
    await ended
  }
}
