/**
 * The embedded database as a process of its own:
 * `node --import tsx lib/db/embedded/process.ts --data-dir DIR [--port N] [--max-query-ms N] [--max-idle-ms N] [--detached]`
 *
 * The password comes in EMBEDDED_PASSWORD. When ready it writes DIR/embedded.json and, when started with an IPC channel, sends
 * `{ ready: true, port }`. Exit codes: 0 closed cleanly, 3 the data directory is in use, 4 the port is in use, 1 anything else.
 */
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { Gateway } from './gateway'
import { LockedError, lockDirectory } from './lock'
import { urlOf } from './probe'
import { renameWhenFree } from '@/lib/system/rename'
import { fillFromTemplate } from './template'
import { startUpkeep } from './upkeep'

const { values } = parseArgs({
  options: {
    'data-dir': { type: 'string' },
    port: { type: 'string', default: '0' },
    'max-query-ms': { type: 'string', default: '120000' },
    'max-idle-ms': { type: 'string', default: '120000' },
    detached: { type: 'boolean', default: false },
  },
})
const log = (text: string) => console.error(`embedded database: ${text}`)
const password = process.env.EMBEDDED_PASSWORD
if (!values['data-dir'] || !password) {
  log('--data-dir and EMBEDDED_PASSWORD are needed')
  process.exit(1)
}
delete process.env.EMBEDDED_PASSWORD
const dir = resolve(values['data-dir'])
const infoFile = join(dir, 'embedded.json')

let unlock = () => {}
let stopUpkeep = () => Promise.resolve()
let ending = false
const gateway = new Gateway({
  dataDir: join(dir, 'pg'),
  password,
  maxQueryMs: Number(values['max-query-ms']),
  maxIdleMs: Number(values['max-idle-ms']),
  log,
  onFatal: error => {
    log(error.message)
    unlock()
    process.exit(1)
  },
})

process.on('SIGTERM', () => void end('SIGTERM'))
// Ctrl-C reaches the whole group: a parent that still needs the database decides itself when to let go.
process.on('SIGINT', () => void (process.send ? undefined : end('SIGINT')))
if (process.send) process.on('disconnect', () => void end('the parent process ended'))
else if (!values.detached) {
  process.stdin.on('end', () => void end('stdin ended'))
  process.stdin.on('error', () => void end('stdin ended'))
  process.stdin.resume()
}

try {
  mkdirSync(dir, { recursive: true, mode: 0o700 })
  const port = await gateway.listen(Number(values.port))
  unlock = await lockDirectory(dir, port)
  await fillFromTemplate(gateway.dataDir)
  await gateway.open()
  const info = JSON.stringify({ port, password, pid: process.pid })
  writeFileSync(`${infoFile}.new`, info, { mode: 0o600 })
  await renameWhenFree(`${infoFile}.new`, infoFile)
  stopUpkeep = startUpkeep(urlOf(port, password), log)
  process.send?.({ ready: true, port })
} catch (error) {
  log((error as Error).message)
  unlock()
  process.exit(error instanceof LockedError ? 3 : (error as NodeJS.ErrnoException).code === 'EADDRINUSE' ? 4 : 1)
}

async function end(reason: string): Promise<void> {
  if (ending) return
  ending = true
  log(`closing (${reason})`)
  await stopUpkeep()
  await gateway.close().catch((error: unknown) => log(String(error)))
  try {
    if ((JSON.parse(readFileSync(infoFile, 'utf8')) as { pid: number }).pid === process.pid) rmSync(infoFile)
  } catch {
    // not written yet, or already another one's
  }
  unlock()
  process.exit(0)
}
