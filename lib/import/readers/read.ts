import { SourceError } from '@/lib/domain/source-record'
import { detectFormat } from './detect-format'
import type { FileRequest, Reader, ReaderContext, SourceRequest } from './reader'

/** Opens the reader that fits the source; runs in the limited child process. Each reader is loaded when it is needed: some come with much. */
export async function* openReader(source: SourceRequest, context: ReaderContext = {}): Reader {
  if (source.kind === 'file') yield* readFile(source, context)
  else if (source.kind === 'ogc-features') yield* (await import('./ogc-features')).readOgcFeatures(source, context)
  else if (source.kind === 'odata') yield* (await import('./odata')).readOData(source, context)
  else if (source.kind === 'signalen') yield* (await import('./signalen-api')).readSignalenApi(source, context)
  else yield* (await import('./open311')).readOpen311(source, context)
}

async function* readFile({ path, layer }: FileRequest, context: ReaderContext): Reader {
  const format = await detectFormat(path)
  if (format === 'zip') yield* (await import('./zip')).readZip(path, layer, (inner, innerContext) => readPlain(inner, layer, innerContext), context)
  else yield* readPlain(path, layer, context)
}

/** A file that is not a zip; a zip within a zip is refused. */
async function* readPlain(path: string, layer: string | undefined, context: ReaderContext): Reader {
  const format = await detectFormat(path)
  if (format === 'csv') yield* (await import('./csv')).readCsv(path, context)
  else if (format === 'json') yield* (await import('./geojson')).readGeoJson(path, context)
  else if (format === 'geopackage') yield* (await import('./geopackage')).readGeoPackage(path, layer, context)
  else throw new SourceError('zip_nested', 'In het zipbestand zit weer een zipbestand; verwacht werd een CSV, GeoJSON, GeoPackage of shapefile.')
}
