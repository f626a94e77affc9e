import { PGlite } from '@electric-sql/pglite'
import { postgis } from '@electric-sql/pglite-postgis'
import { cpSync } from 'node:fs'
import { mkdir, mkdtemp, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { renameWhenFree } from '@/lib/system/rename'

/** A database to copy from. `name` must change with what `make` makes. */
export type Template = { name: string; make(pgDir: string): Promise<void> }

/** Where the templates are. */
export const templates = fileURLToPath(new URL('../../../node_modules/.cache/buurtfocus', import.meta.url))

/** Nothing but PostGIS. */
export const emptyDatabase: Template = {
  name: 'pglite-0.5.8-postgis-0.2.8',
  make: async pgDir => {
    const db = await PGlite.create({ dataDir: pgDir, extensions: { postgis } })
    await db.exec('create extension postgis; checkpoint')
    await db.close()
  },
}

/**
 * Puts a copy of a template (an empty database with PostGIS) into `pgDir` when there is no database yet.
 *
 * initdb and CREATE EXTENSION take about 17 s, so they happen once, into a template folder that is copied from then on. Both
 * the template and the copy appear by rename: a half one is never seen.
 * @returns what was done: 'kept' (there was a database), 'copied', or 'made' (the template was made first).
 */
export async function fillFromTemplate(pgDir: string, { name, make }: Template = emptyDatabase): Promise<'kept' | 'copied' | 'made'> {
  if (await exists(join(pgDir, 'PG_VERSION'))) return 'kept'
  const template = join(templates, name)
  const there = await exists(template)
  if (!there) await makeTemplate(template, make)
  const half = `${pgDir}.half`
  await rm(half, { recursive: true, force: true })
  await rm(pgDir, { recursive: true, force: true }) // without PG_VERSION it is the rest of a start that was cut off
  cpSync(template, half, { recursive: true }) // a thousand small files: a third of the work of `cp`
  await renameWhenFree(half, pgDir)
  return there ? 'copied' : 'made'
}

async function makeTemplate(template: string, make: Template['make']): Promise<void> {
  await mkdir(templates, { recursive: true })
  const half = await mkdtemp(join(templates, 'half-'))
  try {
    await make(join(half, 'pg'))
    await renameWhenFree(join(half, 'pg'), template).catch(async (error: unknown) => {
      if (!(await exists(template))) throw error // another process was first: fine
    })
  } finally {
    await rm(half, { recursive: true, force: true })
  }
}

const exists = (path: string) => stat(path).then(() => true, () => false)
