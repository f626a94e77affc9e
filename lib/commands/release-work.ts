import { spawn, type ChildProcess } from 'node:child_process'
import { asking } from '@/lib/db/client'
import { listReleases, releaseWaits } from '@/lib/db/release/register'
import { system } from '@/lib/domain/identity'
import { publicFolder } from '@/lib/release/read.mjs'
import { settlePublic } from '@/lib/release/settle'
import type { Environment } from './environment'
import { rendering, root } from './node-packages.mjs'

/** In milliseconds: between two looks, and when the database is away. */
const [lookEveryMs, awayMs] = [2_000, 10_000]

/** `npm run release` as a process of its own: making pages takes seconds of a processor, and needs React as it is outside the app. */
function makeApart(args: readonly string[]): { child: ChildProcess; ended: Promise<number> } {
  const child = spawn(process.execPath, rendering('lib/commands/release.ts', ...args), { cwd: root, stdio: ['ignore', 'ignore', 'inherit'] })
  return { child, ended: new Promise((done) => child.once('exit', (code) => done(code ?? 1)).once('error', () => done(1))) }
}

/** Makes the files follow the register, and in the demo a first publication: what the public sees should be there when the app is. */
export async function firstRelease(env: Environment, demoGemeente: string, say: (text: string) => void): Promise<void> {
  const made = await asking(system, (tx) => listReleases(tx), { deadlineMs: null })
  await settlePublic(publicFolder(env.DATA_DIR))
  if (!env.demo || made.length > 0) return
  say('First start: making the first publication ...')
  const code = await makeApart(['--gemeente', demoGemeente]).ended
  if (code !== 0) say('The first publication could not be made; see above. `npm run release` tries again.')
}

/** Makes what is asked for on the screen, one at a time, in a process of its own. @returns stops looking; what is being made is ended and made again after the next start */
export function watchReleases(): () => void {
  let stopped = false
  let timer: NodeJS.Timeout | undefined
  let making: ChildProcess | undefined
  const look = async (): Promise<void> => {
    let next = lookEveryMs
    try {
      if (await asking(system, releaseWaits, { deadlineMs: null })) {
        const { child, ended } = makeApart(['--asked'])
        making = child
        if ((await ended) !== 0) next = awayMs
        making = undefined
      }
    } catch {
      next = awayMs
    }
    if (!stopped) timer = setTimeout(() => void look(), next)
  }
  timer = setTimeout(() => void look(), lookEveryMs)
  return () => {
    stopped = true
    clearTimeout(timer)
    making?.kill('SIGTERM')
  }
}
