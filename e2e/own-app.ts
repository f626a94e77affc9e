import { spawn } from 'node:child_process'
import { createServer } from 'node:net'
import { fileURLToPath } from 'node:url'

/** A web server of a spec's own, in front of a database that is ready. `output` is what it wrote so far: its log. */
export type OwnApp = { address: string; output(): string; stop(): Promise<void> }

export async function startOwnApp(port: number, env: Record<string, string>): Promise<OwnApp> {
  const web = spawn(process.execPath, ['lib/commands/serve.mjs'], {
    cwd: fileURLToPath(new URL('..', import.meta.url)),
    env: { ...process.env, NODE_ENV: 'production', NEXT_TELEMETRY_DISABLED: '1', PORT: String(port), HOST: '127.0.0.1', RATE_LIMITS: 'off', ...env },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  })
  let output = ''
  web.stdout!.on('data', (text: Buffer) => (output += text))
  web.stderr!.on('data', (text: Buffer) => (output += text))
  await new Promise<void>((ready, failed) => {
    web.once('message', () => ready())
    web.once('exit', () => failed(new Error(`the web server stopped:\n${output}`)))
  })
  return {
    address: `http://localhost:${port}`,
    output: () => output,
    stop: async () => {
      web.kill('SIGTERM')
      if (web.exitCode === null && web.signalCode === null) await new Promise((done) => web.once('exit', done))
    },
  }
}

/** A port that is free now. */
export function freePort(): Promise<number> {
  return new Promise((found) => {
    const server = createServer()
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as { port: number }
      server.close(() => found(port))
    })
  })
}
