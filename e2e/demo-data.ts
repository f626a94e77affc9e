import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { dateInAmsterdam } from '@/lib/domain/period'

const root = fileURLToPath(new URL('..', import.meta.url))
const cache = path.join(root, 'node_modules', '.cache', 'buurtfocus')

/**
 * A DATA_DIR as the app leaves it after its first start, with the demo in it; copy it, never start in it.
 *
 * Made by a real first start, once for these sources and this day (the demo ends yesterday), and kept in node_modules/.cache.
 */
export async function demoData(up: (dataDir: string) => Promise<{ address: string; stop(): Promise<void> }>): Promise<string> {
  const made = path.join(cache, `demo-${key()}`)
  if (existsSync(made)) return made
  mkdirSync(cache, { recursive: true })
  const half = mkdtempSync(path.join(cache, 'half-'))
  try {
    const app = await up(half)
    await calculated(app.address).finally(() => app.stop())
    for (const old of readdirSync(cache).filter((name) => name.startsWith('demo-'))) rmSync(path.join(cache, old), { recursive: true, force: true })
    renameSync(half, made)
  } finally {
    rmSync(half, { recursive: true, force: true, maxRetries: 20, retryDelay: 250 }) // the database may still be closing
  }
  return made
}

/** Waits until what is calculated for everybody is there: else every app would begin with that, while its first pages are asked. */
async function calculated(address: string): Promise<void> {
  const session = await fetch(`${address}/api/v1/session`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{"account":"planner"}' })
  const cookie = session.headers.get('set-cookie')!.split(';', 1)[0]!
  const ask = async (theme: string): Promise<{ meta: { run: { status: string; outdated: boolean } | null }; choices: { themes: { slug: string }[] } } | null> => {
    const response = await fetch(`${address}/api/v1/views/clusters?gemeente=GM9001${theme}`, { headers: { cookie } })
    return response.ok ? ((await response.json()) as never) : null // busy: asked again
  }
  const deadline = Date.now() + 240_000
  let open: string[] | null = null
  while (open === null || open.length > 0) {
    if (Date.now() > deadline) throw new Error(`The calculations of the demo are not done: ${open?.join(', ') ?? 'no answer'}`)
    await new Promise((done) => setTimeout(done, 1_000))
    const all = await ask('')
    if (!all) continue
    const questions: string[] = open ?? ['', ...all.choices.themes.map((t) => `&theme=${t.slug}`)]
    open = []
    for (const theme of questions) {
      const run = (await ask(theme))?.meta.run
      if (run?.status !== 'done' || run.outdated) open.push(theme)
    }
  }
}

/** Changes with everything that the loaded demo may depend on. */
function key(): string {
  const hash = createHash('sha256').update(dateInAmsterdam(new Date()))
  const sources = ['lib', 'drizzle'].flatMap((folder) => readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' }).map((file) => path.join(folder, file)))
  for (const file of sources.filter((name) => /\.(tsx?|mjs|sql|json)$/.test(name) && !/\.test\.tsx?$/.test(name)).sort()) hash.update(file).update(readFileSync(path.join(root, file)))
  return hash.update(readFileSync(path.join(root, 'package-lock.json'))).digest('hex').slice(0, 16)
}
