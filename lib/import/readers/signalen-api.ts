import { SourceError } from '@/lib/domain/source-record'
import { fetchPage, sameOrigin, serviceUrl, type FetchOptions, type Page } from './fetch-page'
import { isObject } from './flatten'
import type { Reader, ReaderContext, SignalenRequest } from './reader'
import { signalenColumns, signalenRecord } from './signalen-item'

const listPath = '/signals/v1/private/signals/'
const defaultMaxPages = 20_000

/**
 * Reads the private list of a Signalen installation (HAL paging). Only codes, dates and the point leave this function.
 *
 * New reports shift the pages while we read, so a report that returns is left out; a page of only known reports is a loop.
 * `since` is asked as `updated_after`, because the filters on `incident_date` are reversed in Signalen. Source: 5-interfaces 4.1.
 * @throws {SourceError} `insecure`, `not_signalen`, `paging_loop`, `too_many_pages`, and those of `fetchPage`
 */
export async function* readSignalenApi(request: SignalenRequest, context: ReaderContext = {}, fetchOptions: FetchOptions = {}): Reader {
  const headers = request.token ? { authorization: `Bearer ${request.token}` } : undefined
  const options: FetchOptions = { ...fetchOptions, list: 'results', signal: context.signal, headers, allowed: request.allowed }
  let page: Page | null = await fetchPage(firstAddress(request), options)
  const count = page.members.count
  if (typeof count !== 'number') throw new SourceError('not_signalen', `${new URL(page.url).host} antwoordt niet als Signalen: verwacht werd een lijst met count en results.`)
  yield {
    type: 'info',
    info: {
      format: 'signalen',
      srid: 4326,
      columns: [...signalenColumns],
      totalBytes: null,
      remarks: [`${count} meldingen volgens Signalen`, 'Tekst, melder, adres en notities worden niet gelezen'],
    },
  }
  const seen = new Set<string>()
  const maxPages = request.maxPages ?? defaultMaxPages
  let row = 0
  let bytes = 0
  for (let pages = 1; page !== null; pages++) {
    bytes += page.bytes
    context.onBytes?.(bytes, null)
    let items = 0
    let fresh = 0
    for (const item of page.items()) {
      row++
      items++
      const id = isObject(item) ? item.id : null
      if (!isObject(item) || (typeof id !== 'number' && typeof id !== 'string')) {
        yield { type: 'reject', reject: { row, column: 'id', code: 'id_missing', message: `Melding ${row} heeft geen nummer.` } }
        continue
      }
      if (seen.has(String(id))) continue
      seen.add(String(id))
      fresh++
      yield { type: 'record', record: signalenRecord(item, row) }
    }
    if (items > 0 && fresh === 0 && pages > 1) throw new SourceError('paging_loop', `Signalen geeft na ${row} meldingen dezelfde pagina nog eens; het bladeren loopt rond.`)
    const next = nextOf(page)
    if (next !== null && pages >= maxPages) throw new SourceError('too_many_pages', `Signalen geeft meer dan ${maxPages} pagina's; gestopt na ${row} meldingen.`)
    page = next === null ? null : await fetchPage(next, options)
  }
}

function firstAddress(request: SignalenRequest): string {
  const url = serviceUrl(request.url, request.allowed)
  if (request.token && url.protocol === 'http:' && !/^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$/.test(url.hostname)) {
    throw new SourceError('insecure', 'Een toegangstoken wordt alleen over https verstuurd; het adres begint met http.')
  }
  const at = url.pathname.indexOf('/signals/v1')
  const root = (at >= 0 ? url.pathname.slice(0, at) : url.pathname).replace(/\/+$/, '')
  const query = new URLSearchParams({ page: '1', page_size: '100' })
  if (request.since !== undefined) {
    const since = new Date(request.since)
    if (Number.isNaN(since.getTime())) throw new SourceError('bad_since', 'Verwacht werd een datum of tijdstip zoals 2026-01-31.')
    query.set('updated_after', since.toISOString())
  }
  return `${url.origin}${root}${listPath}?${query}`
}

function nextOf(page: Page): string | null {
  const links = page.members._links
  const next = isObject(links) && isObject(links.next) ? links.next.href : null
  return typeof next === 'string' && next !== '' ? sameOrigin(next, page.url) : null
}
