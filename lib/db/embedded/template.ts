import { PGlite } from '@electric-sql/pglite'
import { postgis } from '@electric-sql/pglite-postgis'
import { cp, mkdir, mkdtemp, rename, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** Changes with the versions below: a template of another version is never used. */
const version = 'pglite-0.5.8-postgis-0.2.8'
const cache = fileURLToPath(new URL('../../../node_modules/.cache/buurtfocus', import.meta.url))

/**
 * Puts an empty database with PostGIS into `pgDir` when there is none yet.
 *
 * initdb and CREATE EXTENSION take about 17 s, so they happen once, into a template folder that is copied from then on. Both
 * the template and the copy appear by rename: a half one is never seen.
 * @returns what was done: 'kept' (there was a database), 'copied', or 'made' (the template was made first).
 */
export async function fillFromTemplate(pgDir: string): Promise<'kept' | 'copied' | 'made'> {
  if (await exists(join(pgDir, 'PG_VERSION'))) return 'kept'
  const template = join(cache, version)
  const there = await exists(template)
  if (!there) await makeTemplate(template)
  const half = `${pgDir}.half`
  await rm(half, { recursive: true, force: true })
  await rm(pgDir, { recursive: true, force: true }) // without PG_VERSION it is the rest of a start that was cut off
  await cp(template, half, { recursive: true })
  await rename(half, pgDir)
  return there ? 'copied' : 'made'
}

async function makeTemplate(template: string): Promise<void> {
  await mkdir(cache, { recursive: true })
  const half = await mkdtemp(join(cache, 'half-'))
  try {
    const db = await PGlite.create({ dataDir: join(half, 'pg'), extensions: { postgis } })
    await db.exec('create extension postgis; checkpoint')
    await db.close()
    await rename(join(half, 'pg'), template).catch(async (error: unknown) => {
      if (!(await exists(template))) throw error // another process was first: fine
    })
  } finally {
    await rm(half, { recursive: true, force: true })
  }
}

const exists = (path: string) => stat(path).then(() => true, () => false)
