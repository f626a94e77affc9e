import { createHash } from 'node:crypto'
import type { PublicFile } from '@/lib/domain/public-model'
import { csvPassages, jsonPassages } from './read-data'
import { geoPackagePassages } from './read-geopackage'
import { htmlPassages } from './read-html'

/** A smallest piece of text of a publication, with what is said around it, nearest first. */
export type Passage = { where: string; text: string; about: readonly string[] }
/** Things in the order in which the publication tells them; each with its cells (the text of a row, the fields of a record). */
export type Sequence = { where: string; items: readonly (readonly string[])[] }
/** A point as a reader would take it: RD metres or degrees. */
export type TextPoint = { where: string; x: number; y: number }
export type Reading = { passages: Passage[]; sequences: Sequence[]; points: TextPoint[] }

const merged = (readings: readonly Reading[]): Reading => ({ passages: readings.flatMap((r) => r.passages), sequences: readings.flatMap((r) => r.sequences), points: readings.flatMap((r) => r.points) })

/**
 * All that can be read in the files of a publication by somebody who has nothing else: pages, JSON of every kind, CSV, GeoPackage, and lines of any other text. A page that says the same to every question is read
 * once.
 */
export function readFiles(files: readonly PublicFile[]): Reading {
  const seen = new Set<string>()
  const another = ({ address, body }: PublicFile): boolean => {
    const name = `${address.split('?')[0]} ${createHash('sha256').update(body).digest('hex')}`
    return seen.size < seen.add(name).size
  }
  return merged(files.filter(another).map(readFile))
}

function readFile({ address, type, body }: PublicFile): Reading {
  const text = (): string => (typeof body === 'string' ? body : new TextDecoder().decode(body))
  if (/html|svg/.test(type)) return htmlPassages(address, text())
  if (/json/.test(type)) return jsonPassages(address, JSON.parse(text()))
  if (/csv/.test(type)) return csvPassages(address, text())
  if (/geopackage|sqlite/.test(type)) return geoPackagePassages(address, typeof body === 'string' ? new TextEncoder().encode(body) : body)
  return { passages: /^text|xml|javascript/.test(type) ? text().split('\n').map((line) => ({ where: address, text: line, about: [address] })) : [], sequences: [], points: [] }
}
