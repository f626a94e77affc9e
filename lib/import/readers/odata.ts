import { SourceError } from '@/lib/domain/source-record'
import { serviceUrl } from './fetch-page'
import type { FetchOptions } from './fetch-page'
import { readODataV3 } from './odata-v3'
import { readODataV4 } from './odata-v4'
import type { ODataRequest, Reader, ReaderContext } from './reader'

const defaultBase = { 4: 'https://datasets.cbs.nl/odata/v1/CBS', 3: 'https://opendata.cbs.nl/ODataApi/odata' }

/**
 * Reads a CBS table as one record per figure, whatever the version: `code, year, period, measure, title, unit, value, reason`
 * plus the other dimensions of the table.
 *
 * The version is asked, or seen from the address (`ODataApi`, `ODataFeed` are v3).
 */
export async function* readOData(request: ODataRequest, context: ReaderContext = {}, fetchOptions: FetchOptions = {}): Reader {
  if (!/^[0-9A-Za-z_-]{3,20}$/.test(request.table)) throw new SourceError('bad_table', 'Verwacht werd een tabelnummer zoals 85984NED.')
  const gemeente = request.gemeente?.toUpperCase()
  if (gemeente !== undefined && !/^GM\d{4}$/.test(gemeente)) throw new SourceError('bad_gemeente', 'Verwacht werd een gemeentecode zoals GM0400.')
  const version = request.version ?? (/ODataApi|ODataFeed/i.test(request.base ?? '') ? 3 : 4)
  const url = serviceUrl(request.base ?? defaultBase[version], request.allowed)
  const path = url.pathname.replace(/\/+$/, '')
  const base = `${url.origin}${path.toLowerCase().endsWith(`/${request.table.toLowerCase()}`) ? path : `${path}/${request.table}`}`
  const table = { base, table: request.table, gemeente, maxPages: request.maxPages ?? 5000 }
  const options: FetchOptions = { ...fetchOptions, list: 'value', signal: context.signal, allowed: request.allowed }
  yield* version === 3 ? readODataV3(table, context, options) : readODataV4(table, context, options)
}
