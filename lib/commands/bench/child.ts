import { spawn, type ChildProcess } from 'node:child_process'
import { createServer } from 'node:net'
import { root } from '@/lib/commands/node-packages.mjs'

/** A process of ours; `stop` ends it and waits for its end. */
export type Child = { process: ChildProcess; pid: number; stop(): Promise<void> }

/** Starts Node in the project, with a message channel; `env` comes on top of ours, undefined takes a name away. */
export function startNode(args: readonly string[], env: Record<string, string | undefined> = {}): Child & { output(): string } {
  const child = spawn(process.execPath, args, { cwd: root, env: { ...process.env, ...env } as NodeJS.ProcessEnv, stdio: ['ignore', 'pipe', 'pipe', 'ipc'] })
  let output = ''
  child.stdout!.on('data', (text: Buffer) => (output = (output + text.toString()).slice(-8_000)))
  child.stderr!.on('data', (text: Buffer) => (output = (output + text.toString()).slice(-8_000)))
  const killNow = (): void => void child.kill('SIGKILL')
  process.once('exit', killNow)
  const ended = new Promise<void>((done) => child.once('exit', () => (process.off('exit', killNow), done())))
  const stop = async (): Promise<void> => {
    if (child.exitCode === null && child.signalCode === null) child.kill('SIGTERM')
    const timer = setTimeout(killNow, 20_000)
    await ended
    clearTimeout(timer)
  }
  return { process: child, pid: child.pid!, stop, output: () => output }
}

/** The next message of a child. @throws {Error} with what it printed, when it ends first */
export function nextMessage<T>(child: ReturnType<typeof startNode>): Promise<T> {
  return new Promise((resolve, reject) => {
    const onExit = (code: number | null): void => reject(new Error(`a process of the bench ended (${code}):\n${child.output()}`))
    child.process.once('exit', onExit)
    child.process.once('message', (message) => {
      child.process.off('exit', onExit)
      resolve(message as T)
    })
  })
}

/** A port of the loopback address that is free now. */
export function freePort(): Promise<number> {
  return new Promise((found, failed) => {
    const server = createServer()
    server.once('error', failed)
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as { port: number }
      server.close(() => found(port))
    })
  })
}

/** Asks an address every 25 ms until it answers with success. @throws {Error} when the process ends, or after `limitMs` */
export async function untilAnswers(address: string, child: ReturnType<typeof startNode>, limitMs = 300_000): Promise<Response> {
  for (const end = Date.now() + limitMs; Date.now() < end; await new Promise((next) => setTimeout(next, 25))) {
    if (child.process.exitCode !== null) break
    const response = await fetch(address).catch(() => null)
    if (response?.ok) return response
    await response?.body?.cancel()
  }
  throw new Error(`${new URL(address).pathname} did not answer:\n${child.output()}`)
}
