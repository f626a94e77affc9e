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
export async function demoData(up: (dataDir: string) => Promise<{ stop(): Promise<void> }>): Promise<string> {
  const made = path.join(cache, `demo-${key()}`)
  if (existsSync(made)) return made
  mkdirSync(cache, { recursive: true })
  const half = mkdtempSync(path.join(cache, 'half-'))
  try {
    await (await up(half)).stop()
    for (const old of readdirSync(cache).filter((name) => name.startsWith('demo-'))) rmSync(path.join(cache, old), { recursive: true, force: true })
    renameSync(half, made)
  } finally {
    rmSync(half, { recursive: true, force: true, maxRetries: 20, retryDelay: 250 }) // the database may still be closing
  }
  return made
}

/** Changes with everything that the loaded demo may depend on. */
function key(): string {
  const hash = createHash('sha256').update(dateInAmsterdam(new Date()))
  const sources = ['lib', 'drizzle'].flatMap((folder) => readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' }).map((file) => path.join(folder, file)))
  for (const file of sources.filter((name) => /\.(tsx?|mjs|sql|json)$/.test(name) && !/\.test\.tsx?$/.test(name)).sort()) hash.update(file).update(readFileSync(path.join(root, file)))
  return hash.update(readFileSync(path.join(root, 'package-lock.json'))).digest('hex').slice(0, 16)
}
