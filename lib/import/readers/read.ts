import { readCsv } from './csv'
import { detectFormat } from './detect-format'
import { readGeoJson } from './geojson'
import type { FileRequest, Reader, ReaderContext, SourceRequest } from './reader'
import { SourceError } from '@/lib/domain/source-record'

/** Opens the reader that fits the source; runs in the limited child process. */
export function openReader(source: SourceRequest, context: ReaderContext = {}): Reader {
  if (source.kind === 'file') return readFile(source, context)
  throw new SourceError('unsupported', `Bronsoort "${source.kind}" is niet bekend.`)
}

async function* readFile(source: FileRequest, context: ReaderContext): Reader {
  const format = await detectFormat(source.path)
  if (format === 'csv') yield* readCsv(source.path, context)
  else if (format === 'json') yield* readGeoJson(source.path, context)
  else throw new SourceError('unsupported', 'Dit formaat wordt nog niet gelezen.')
}
