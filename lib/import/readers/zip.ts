import type { ZipFile } from 'yauzl'
import { SourceError } from '@/lib/domain/source-record'
import { chooseLayer } from './choose-layer'
import type { Reader, ReaderContext } from './reader'
import { readShapefile } from './shapefile'
import { readSignalenCsv } from './signalen-csv'
import { inTempDir } from './temp-dir'
import { openZip, unpack, type ZipEntry } from './unzip'

/** Reads a file that was unpacked from the zip; given by `read.ts` so that this file need not know all formats. */
export type ReadInner = (path: string, context: ReaderContext) => Reader

/**
 * Reads a zip: a shapefile (.shp with .dbf and .shx), a Signalen export (signals.csv and locations.csv), or a single CSV, GeoJSON
 * or GeoPackage. Only the files that are needed are unpacked.
 * @throws {SourceError} see `openZip`; `zip_nothing_found`, `zip_ambiguous`, `shapefile_incomplete`
 */
export function readZip(path: string, wished: string | undefined, readInner: ReadInner, context: ReaderContext = {}): Reader {
  return inTempDir(context.tempDir, async function* (dir) {
    const { zip, entries } = await openZip(path)
    try {
      const inner = { ...context, tempDir: dir }
      const shapes = entries.filter((entry) => /\.shp$/i.test(entry.fileName))
      const signalen = findSignalen(entries)
      if (shapes.length > 0) yield* readShape(zip, entries, shapes, wished, dir, context)
      else if (signalen) {
        const paths: Record<string, string> = {}
        for (const [name, entry] of Object.entries(signalen)) paths[name] = await unpack(zip, entry, dir, `${name}.csv`, context.signal)
        yield* readSignalenCsv({ signals: paths.signals!, locations: paths.locations!, categories: paths.categories, statuses: paths.statuses }, context)
      } else yield* readInner(await unpack(zip, findSingle(entries, wished), dir, 'inner', context.signal), inner)
    } finally {
      zip.close()
    }
  })
}

const base = (entry: ZipEntry) => entry.fileName.split('/').at(-1)!

function findSignalen(entries: readonly ZipEntry[]): Record<string, ZipEntry> | null {
  const named = (pattern: RegExp) => entries.find((entry) => pattern.test(base(entry)))
  const signals = named(/^signals\.csv$/i)
  const locations = named(/^locations\.csv$/i)
  if (!signals || !locations) return null
  const categories = named(/^categories\.csv$/i)
  const statuses = named(/^status+es\.csv$/i)
  return { signals, locations, ...(categories ? { categories } : {}), ...(statuses ? { statuses } : {}) }
}

function findSingle(entries: readonly ZipEntry[], wished: string | undefined): ZipEntry {
  const found = entries.filter((entry) => /\.(csv|txt|tsv|json|geojson|gpkg)$/i.test(entry.fileName))
  const data = found.filter((entry) => !/readme|leesmij|licen|metadata/i.test(base(entry)))
  const usable = data.length > 0 ? data : found
  if (usable.length === 1) return usable[0]!
  const names = entries.slice(0, 10).map(base).join(', ')
  if (usable.length === 0) throw new SourceError('zip_nothing_found', `In het zipbestand zit geen shapefile, CSV, GeoJSON of GeoPackage. Wel: ${names}.`)
  const match = wished === undefined ? [] : usable.filter((entry) => base(entry).toLowerCase().includes(wished.toLowerCase()))
  if (match.length === 1) return match[0]!
  throw new SourceError('zip_ambiguous', `In het zipbestand zitten ${usable.length} bestanden, verwacht werd er één: ${usable.slice(0, 10).map(base).join(', ')}.`)
}

async function* readShape(zip: ZipFile, entries: readonly ZipEntry[], shapes: readonly ZipEntry[], wished: string | undefined, dir: string, context: ReaderContext): Reader {
  const stem = (entry: ZipEntry) => entry.fileName.replace(/\.[^./]+$/, '').toLowerCase()
  const label = (entry: ZipEntry) => base(entry).replace(/\.shp$/i, '')
  const { layer, remark } = chooseLayer(shapes.map(label), wished)
  const shape = shapes.find((entry) => label(entry) === layer)!
  const part = (extension: string) => entries.find((entry) => stem(entry) === stem(shape) && entry.fileName.toLowerCase().endsWith(extension))
  const paths: Record<string, string | undefined> = {}
  for (const extension of ['.shp', '.dbf', '.shx', '.prj', '.cpg']) {
    const entry = part(extension)
    if (entry && extension !== '.shx') paths[extension] = await unpack(zip, entry, dir, `data${extension}`, context.signal)
    else if (!entry && ['.dbf', '.shx'].includes(extension)) {
      throw new SourceError('shapefile_incomplete', `Bij ${base(shape)} ontbreekt ${layer}${extension}; een shapefile bestaat uit .shp, .dbf en .shx (en liefst .prj) samen in één zip.`)
    }
  }
  const files = { shp: paths['.shp']!, dbf: paths['.dbf']!, prj: paths['.prj'], cpg: paths['.cpg'] }
  yield* readShapefile(files, { layers: shapes.map(label), layer, remark }, context)
}
