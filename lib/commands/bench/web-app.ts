import { mkdir } from 'node:fs/promises'
import path from 'node:path'
import { ensureBuild } from '@/lib/commands/build.mjs'
import { freePort, startNode, untilAnswers } from './child'
import type { BenchContext } from './context'
import { openDemoDatabase } from './database'

export type WebApp = { address: string; /** `name=value` of a signed-in planner */ cookie: string; stop(): Promise<void> }

/**
 * The built app on a throw-away database with the demo gemeente, and somebody signed in. Its files are in the folder of the run.
 * @param options.signals so many signals of the demo; 0 when left out
 * @param options.before what is done with the database and the folder of files before the app starts
 */
export async function startWebApp(context: BenchContext, { signals = 0, before }: { signals?: number; before?: (app: { url: string; dataDir: string }) => Promise<void> } = {}): Promise<WebApp> {
  context.say('building when needed')
  await ensureBuild()
  const database = await openDemoDatabase(context, signals)
  const dataDir = path.join(context.folder, 'web-data')
  await mkdir(dataDir, { recursive: true })
  const port = await freePort()
  await before?.({ url: database.url, dataDir })
  const child = startNode(['lib/commands/serve.mjs'], { PORT: String(port), HOST: '127.0.0.1', NODE_ENV: 'production', DATABASE_URL: database.url, DATA_DIR: dataDir, DEMO: '1', BASEMAP: 'none', REPORTER_KEY: 'bench' })
  const stop = async (): Promise<void> => {
    await child.stop()
    await database.stop()
  }
  try {
    const address = `http://localhost:${port}`
    await (await untilAnswers(`http://127.0.0.1:${port}/api/health`, child)).body?.cancel()
    const signIn = await fetch(`${address}/api/v1/session`, {
      method: 'POST', headers: { 'Content-Type': 'application/json', Origin: address }, body: JSON.stringify({ account: 'planner' }),
    })
    const cookie = signIn.headers.getSetCookie()[0]?.split(';')[0]
    if (!signIn.ok || !cookie) throw new Error(`signing in gave ${signIn.status}: ${await signIn.text()}`)
    return { address, cookie, stop }
  } catch (error) {
    await stop()
    throw error
  }
}
