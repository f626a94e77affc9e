import { SourceError } from '@/lib/domain/source-record'
import { readCsv } from './csv'
import { detectFormat } from './detect-format'
import { readGeoJson } from './geojson'
import { readGeoPackage } from './geopackage'
import type { FileRequest, Reader, ReaderContext, SourceRequest } from './reader'
import { readSignalenApi } from './signalen-api'
import { readOData } from './odata'
import { readOgcFeatures } from './ogc-features'
import { readOpen311 } from './open311'
import { readZip } from './zip'

/** Opens the reader that fits the source; runs in the limited child process. */
export function openReader(source: SourceRequest, context: ReaderContext = {}): Reader {
  if (source.kind === 'file') return readFile(source, context)
  if (source.kind === 'ogc-features') return readOgcFeatures(source, context)
  if (source.kind === 'odata') return readOData(source, context)
  if (source.kind === 'signalen') return readSignalenApi(source, context)
  return readOpen311(source, context)
}

async function* readFile({ path, layer }: FileRequest, context: ReaderContext): Reader {
  const format = await detectFormat(path)
  if (format === 'zip') yield* readZip(path, layer, (inner, innerContext) => readPlain(inner, layer, innerContext), context)
  else yield* readPlain(path, layer, context)
}

/** A file that is not a zip; a zip within a zip is refused. */
async function* readPlain(path: string, layer: string | undefined, context: ReaderContext): Reader {
  const format = await detectFormat(path)
  if (format === 'csv') yield* readCsv(path, context)
  else if (format === 'json') yield* readGeoJson(path, context)
  else if (format === 'geopackage') yield* readGeoPackage(path, layer, context)
  else throw new SourceError('zip_nested', 'In het zipbestand zit weer een zipbestand; verwacht werd een CSV, GeoJSON, GeoPackage of shapefile.')
}
