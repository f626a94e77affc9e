import { createHash, randomBytes } from 'node:crypto'
import { mkdir, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'
import { renameWhenFree } from '@/lib/system/rename'
import type { PublicFile, PublicModel } from '@/lib/domain/public-model'
import { readManifest, releaseFolder, type Entry, type Manifest } from './read.mjs'

const [gzipped, brotlied] = [promisify(gzip), promisify(brotliCompress)]
/** Below this a compressed copy saves no packet. In bytes. */
const worthIt = 500
/** One below the slowest, which takes almost three times as long to make a publication 1 % smaller (measured: the demo, 5.8 MB, 3.3 against 9.1 s). */
const quality = 10

const sha256 = (body: string | Uint8Array): string => createHash('sha256').update(body).digest('hex')
const compressible = /^(text\/|application\/(.*\+)?(json|xml|javascript|yaml)|image\/svg)/

/** How a release is known: the first 16 hex of the SHA-256 over everything that it answers. The same contents are the same release. */
export const releaseId = (files: readonly PublicFile[]): string => sha256(files.map((f) => `${f.address}\n${f.type}\n${sha256(f.body)}\n`).sort().join('')).slice(0, 16)

/**
 * Writes a release to its own folder, each file with compressed copies, its manifest last: one that is half written is none. What was written is never changed:
 * for a release that is there already nothing is done.
 * @returns its manifest, and the SHA-256 of that
 * @throws {Error} when two files have one address, or an address is none
 */
export async function writeRelease(folder: string, model: PublicModel, files: readonly PublicFile[]): Promise<{ manifest: Manifest; sha256: string }> {
  const seen = new Set<string>()
  for (const { address } of files) {
    if (!/^\/[^?#\s]*$/.test(address) || (address.length > 1 && address.endsWith('/')) || address.includes('/..')) throw new Error(`not an address of a release: ${address}`)
    if (seen.has(address)) throw new Error(`two files of a release have the address ${address}`)
    seen.add(address)
  }
  const id = releaseId(files)
  const there = readManifest(folder, id)
  if (there) return { manifest: there, sha256: sha256(JSON.stringify(there)) }
  const target = releaseFolder(folder, id)
  const making = `${target}.${randomBytes(4).toString('hex')}`
  await mkdir(path.join(making, 'files'), { recursive: true })
  const manifest: Manifest = { id, madeOn: model.madeOn, gemeente: model.gemeente, files: {} }
  for (const file of [...files].sort((a, b) => (a.address < b.address ? -1 : 1))) manifest.files[file.address] = await writeOne(path.join(making, 'files'), file)
  const text = JSON.stringify(manifest)
  await writeFile(path.join(making, 'manifest.json'), text)
  await renameWhenFree(making, target).catch(async (error: unknown) => {
    await rm(making, { recursive: true })
    if (!readManifest(folder, id)) throw error // else another process was first with the same contents; each system has its own word for that
  })
  return { manifest, sha256: sha256(text) }
}

async function writeOne(folder: string, { address, type, body }: PublicFile): Promise<Entry> {
  const bytes = Buffer.from(body as Uint8Array)
  const hash = sha256(bytes)
  const ending = /\.([a-z0-9]+)$/.exec(address)?.[1] ?? (type.startsWith('text/html') ? 'html' : type.includes('json') ? 'json' : 'bin')
  const entry: Entry = { file: `${hash.slice(0, 32)}.${ending}`, type, bytes: bytes.length, sha256: hash }
  const place = path.join(folder, entry.file)
  await writeFile(place, bytes)
  if (bytes.length < worthIt || !compressible.test(type)) return entry
  const [gz, br] = await Promise.all([
    gzipped(bytes, { level: 9 }),
    brotlied(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: quality, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length } }),
  ])
  await Promise.all([writeFile(`${place}.gz`, gz), writeFile(`${place}.br`, br)])
  return { ...entry, gzip: gz.length, brotli: br.length }
}
