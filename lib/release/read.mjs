/**
 * Reading what was published, from the folder where it was written (write.ts, store.ts). Plain JavaScript: the web server reads with it before anything of the
 * app is loaded, and needs no database for it.
 *
 * @typedef {{ file: string, type: string, bytes: number, sha256: string, gzip?: number, brotli?: number }} Entry `gzip`, `brotli`: bytes of that copy, when there is one
 * @typedef {{ id: string, madeOn: string, gemeente: { code: string, name: string, fictional: boolean }, files: Record<string, Entry> }} Manifest
 * @typedef {{ id: string, madeOn: string }} Readable
 * @typedef {{ release: string | null, readable: Readable[] }} Current `readable`: everything that was published and not withdrawn, the newest first
 */
import { existsSync, readFileSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import path from 'node:path'

/** The folder of everything public. @param {string} dataDir */
export const publicFolder = (dataDir) => path.join(/* turbopackIgnore: true */ dataDir, 'public')

/** @param {string} id */
export const isReleaseId = (id) => /^[0-9a-f]{16}$/.test(id)

/** @param {string} folder @param {string} id */
export const releaseFolder = (folder, id) => path.join(/* turbopackIgnore: true */ folder, 'releases', id)

/** Which release counts now; none before the first. @param {string} folder @returns {Current} */
export function readCurrent(folder) {
  const file = path.join(/* turbopackIgnore: true */ folder, 'current.json')
  if (!existsSync(file)) return { release: null, readable: [] }
  return JSON.parse(readFileSync(file, 'utf8'))
}

/** @param {string} folder @param {string} id @returns {Manifest | null} null for what was never written */
export function readManifest(folder, id) {
  const file = path.join(/* turbopackIgnore: true */ releaseFolder(folder, id), 'manifest.json')
  return isReleaseId(id) && existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : null
}

const endings = { gzip: '.gz', brotli: '.br' }

/**
 * What an address answers.
 * @param {string} folder @param {string} id @param {Entry} entry @param {'gzip' | 'brotli'} [coding]
 * @returns {Promise<Buffer>}
 */
export const readBody = (folder, id, entry, coding) => readFile(path.join(/* turbopackIgnore: true */ releaseFolder(folder, id), 'files', `${entry.file}${coding ? endings[coding] : ''}`))
