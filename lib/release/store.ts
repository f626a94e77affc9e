import { randomBytes } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { mkdir, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { renameWhenFree } from '@/lib/system/rename'
import { publicFolder, readCurrent, readManifest, releaseFolder, type Current, type Entry, type Manifest } from './read.mjs'

/** Something that was published, as files. */
export type OpenRelease = {
  id: string
  manifest: Manifest
  entry(address: string): Entry | null
  /** what an address answers; null when there is no such address */
  read(address: string): Uint8Array | null
}

const dataDir = (): string => process.env.DATA_DIR || '.data'
export const folderOfReleases = (): string => publicFolder(dataDir())

/** A release by its id, also one that is not published; null when its files are not there. */
export function openRelease(id: string, folder = folderOfReleases()): OpenRelease | null {
  const manifest = readManifest(folder, id)
  if (!manifest) return null
  const entry = (address: string): Entry | null => (Object.hasOwn(manifest.files, address) ? manifest.files[address]! : null)
  return {
    id,
    manifest,
    entry,
    read: (address) => {
      const found = entry(address)
      return found && readFileSync(path.join(/* turbopackIgnore: true */ releaseFolder(folder, id), 'files', found.file))
    },
  }
}

/** The release that counts now; null before the first, and when the last was withdrawn. */
export function currentRelease(folder = folderOfReleases()): OpenRelease | null {
  const { release } = readCurrent(folder)
  return release === null ? null : openRelease(release, folder)
}

/** Says which release counts from now on. Whoever reads gets the old one or the new one, never a half. */
export async function switchTo(current: Current, folder = folderOfReleases()): Promise<void> {
  await mkdir(folder, { recursive: true })
  const making = path.join(/* turbopackIgnore: true */ folder, `current.${randomBytes(4).toString('hex')}`)
  await writeFile(making, JSON.stringify(current))
  await renameWhenFree(making, path.join(/* turbopackIgnore: true */ folder, 'current.json'))
}
