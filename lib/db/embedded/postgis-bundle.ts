import { postgis } from '@electric-sql/pglite-postgis'
import { randomBytes } from 'node:crypto'
import { mkdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { gunzipSync, gzipSync } from 'node:zlib'
import { renameWhenFree } from '@/lib/system/rename'

/**
 * PostGIS for PGlite without what we do not use. pglite-postgis 0.2.8 also brings raster, topology, the tiger geocoder and every upgrade script, and
 * PGlite compiles each library at every start: most of its time and memory.
 */
export const slimPostgis: typeof postgis = {
  ...postgis,
  setup: async (...given) => {
    const whole = await postgis.setup(...given)
    return { ...whole, bundlePath: await slim(whole.bundlePath!) }
  },
}

const cache = fileURLToPath(new URL('../../../node_modules/.cache/buurtfocus', import.meta.url))
const needed = /^lib\/postgresql\/postgis-3\.so$|^share\/proj\/|^share\/postgresql\/extension\/postgis(\.control|--3\.6\.2\.sql)$/

/** The bundle with only what is needed; made once, in node_modules/.cache, where it appears by rename. */
async function slim(whole: URL): Promise<URL> {
  const file = join(cache, 'postgis-0.2.8.tar.gz')
  if (!(await stat(file).then(() => true, () => false))) {
    await mkdir(cache, { recursive: true })
    const half = `${file}.${randomBytes(6).toString('hex')}`
    // Level 1: it is read far more often than written.
    await writeFile(half, gzipSync(keepEntries(gunzipSync(await readFile(whole)), needed), { level: 1 }))
    await renameWhenFree(half, file).finally(() => rm(half, { force: true }))
  }
  return pathToFileURL(file)
}

/** The entries of a tar archive whose name fits. */
export function keepEntries(tar: Buffer, names: RegExp): Buffer {
  const kept: Buffer[] = []
  for (let at = 0; at + 512 <= tar.length && tar[at] !== 0; ) {
    const text = (from: number, length: number) => tar.toString('latin1', at + from, at + from + length).replace(/\0.*$/s, '')
    const end = at + 512 + Math.ceil(parseInt(text(124, 12), 8) / 512) * 512
    if (names.test(text(0, 100))) kept.push(tar.subarray(at, end))
    at = end
  }
  return Buffer.concat([...kept, Buffer.alloc(1024)])
}
