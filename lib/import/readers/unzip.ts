import { createWriteStream } from 'node:fs'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { Transform } from 'node:stream'
import { openPromise, type Entry, type ZipFile } from 'yauzl'
import { SourceError } from '@/lib/domain/source-record'
import { wrong } from './detect-format'

const maxEntries = 10_000
const maxTotalBytes = 2 * 1024 ** 3
const suspectBytes = 50 * 1024 ** 2
const suspectRatio = 100

export type ZipEntry = Entry

/**
 * Opens a zip and lists its files, after refusing what is not meant for us: Office files, password protection, zip bombs.
 *
 * Nothing is unpacked yet. Names that point outside the zip make it invalid (yauzl checks), and names are never used as paths.
 * @throws {SourceError} `wrong_format`, `zip_invalid`, `zip_bomb`, `zip_encrypted`, `empty`
 */
export async function openZip(path: string): Promise<{ zip: ZipFile; entries: ZipEntry[] }> {
  let zip: ZipFile
  try {
    zip = await openPromise(path, { autoClose: false, lazyEntries: true })
  } catch {
    throw invalid()
  }
  try {
    const entries: ZipEntry[] = []
    let total = 0
    for await (const entry of zip.eachEntry()) {
      total += entry.uncompressedSize
      if (entries.length >= maxEntries || total > maxTotalBytes) throw bomb()
      if (entry.uncompressedSize > suspectBytes && entry.uncompressedSize > suspectRatio * Math.max(entry.compressedSize, 1)) throw bomb()
      if (!/\/$|(^|\/)(__MACOSX\/|\.)/.test(entry.fileName)) entries.push(entry)
    }
    refuseOffice(entries)
    if (entries.length === 0) throw new SourceError('empty', 'Het zipbestand is leeg.')
    return { zip, entries }
  } catch (error) {
    zip.close()
    throw error instanceof SourceError ? error : invalid()
  }
}

function refuseOffice(entries: readonly ZipEntry[]): void {
  const has = (pattern: RegExp) => entries.some((entry) => pattern.test(entry.fileName))
  if (has(/^xl\//)) throw wrong('een Excel-bestand (.xlsx)', 'sla het in Excel op als "CSV UTF-8"')
  if (has(/^word\//)) throw wrong('een Word-document (.docx)')
  if (has(/^ppt\//)) throw wrong('een PowerPoint-bestand (.pptx)')
  if (has(/^mimetype$/) && has(/^content\.xml$/)) throw wrong('een OpenDocument-bestand (.ods of .odt)', 'sla het op als CSV')
  if (has(/^doc\.kml$/)) throw wrong('een KMZ-bestand (Google Earth)')
}

/**
 * Unpacks one file of a zip under a name of ours and gives its path.
 *
 * The bytes are counted while they come out, because a zip can lie about its sizes.
 * @throws {SourceError} `zip_bomb`, `zip_encrypted`, `zip_invalid`
 */
export async function unpack(zip: ZipFile, entry: ZipEntry, dir: string, name: string, signal?: AbortSignal): Promise<string> {
  if (entry.isEncrypted()) throw new SourceError('zip_encrypted', 'Het zipbestand is beveiligd met een wachtwoord; verwacht werd een zip zonder wachtwoord.')
  const path = join(dir, name)
  let size = 0
  const guard = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      size += chunk.length
      const tooMuch = size > maxTotalBytes || (size > suspectBytes && size > suspectRatio * Math.max(entry.compressedSize, 1))
      done(tooMuch ? bomb() : null, chunk)
    },
  })
  try {
    await pipeline(await zip.openReadStreamPromise(entry), guard, createWriteStream(path), { signal })
  } catch (error) {
    if (error instanceof SourceError || signal?.aborted) throw error
    throw /too many bytes/i.test(error instanceof Error ? error.message : '') ? bomb() : invalid()
  }
  return path
}

const bomb = () => new SourceError('zip_bomb', 'Het zipbestand is uitgepakt veel groter dan verwacht (meer dan 2 GB, of meer dan 100 keer zo groot) en wordt niet geopend.')
const invalid = () => new SourceError('zip_invalid', 'Het zipbestand is beschadigd of onvolledig. Is het volledig gedownload?')
