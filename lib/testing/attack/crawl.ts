import { createHash } from 'node:crypto'
import type { PublicFile } from '@/lib/domain/public-model'

export type Crawled = PublicFile & { headers: Record<string, string> }
export type Crawl = { pages: Crawled[]; /** what did not answer with success, as it was said */ refused: (Crawled & { status: number })[] }

/**
 * Everything that somebody without an account finds from a few addresses on: links, forms, scripts, styles and data, also under an address of an earlier
 * release; other sites are left alone.
 * @param options.skip addresses that are left alone too, because others hold all that is in them
 * @param options.most so many addresses at most
 * @throws {Error} when there are more: half a crawl proves nothing
 */
export async function crawl(base: string, from: readonly string[], { skip, most = 5_000 }: { skip?: RegExp; most?: number } = {}): Promise<Crawl> {
  const waiting = [...from]
  const seen = new Set(waiting)
  const found: Crawl = { pages: [], refused: [] }
  for (let address = waiting.shift(); address !== undefined; address = waiting.shift()) {
    const response = await fetch(new URL(address, base), { headers: { 'Accept-Encoding': 'identity' }, redirect: 'manual' })
    const body = new Uint8Array(await response.arrayBuffer())
    const type = response.headers.get('content-type') ?? ''
    const answered = { address, type, body, headers: Object.fromEntries(response.headers) }
    if (response.status !== 200) {
      found.refused.push({ ...answered, status: response.status })
      const next = response.headers.get('location')
      if (next && !seen.has(next) && next.startsWith('/')) {
        seen.add(next)
        waiting.push(next)
      }
      continue
    }
    found.pages.push(answered)
    if (!/text|json|xml|javascript|svg/.test(type)) continue
    for (const next of linksIn(new TextDecoder().decode(body), type, new URL(address, base))) {
      if (seen.has(next) || skip?.test(next)) continue
      seen.add(next)
      waiting.push(next)
      if (seen.size > most) throw new Error(`there are more than ${most} addresses`)
    }
  }
  return found
}

/** Addresses of the same site in a page, a style or data, without what comes after #. */
function linksIn(text: string, type: string, at: URL): string[] {
  const patterns = type.includes('html') ? [/\s(?:href|src|action)="([^"]*)"/g] : type.includes('css') ? [/url\(["']?([^"')]+)["']?\)/g] : [/"((?:https?:\/)?\/[^"\s\\]*)"/g]
  return patterns.flatMap((pattern) => [...text.matchAll(pattern)].flatMap(([, link]) => {
    const url = URL.canParse(link!, at) ? new URL(link!.replaceAll('&amp;', '&'), at) : null
    return url && url.origin === at.origin ? [`${url.pathname}${url.search}`] : []
  }))
}

/** Headers that say more than the body does: another length, a tag that is not of the body, a moment, or a name that nobody expects. */
export function tellingHeaders({ address, headers, body }: Crawled): string[] {
  const bytes = typeof body === 'string' ? new TextEncoder().encode(body) : body
  const sha256 = createHash('sha256').update(bytes).digest('hex')
  const wrong: string[] = []
  for (const [name, value] of Object.entries(headers)) {
    if (name === 'etag' ? value !== `"${sha256.slice(0, 32)}"` : name === 'content-length' ? Number(value) !== bytes.length : !expected.has(name)) wrong.push(`${address} ${name}: ${value}`)
  }
  return wrong
}

/** Fixed by the address or the kind of file, or (the date) by when it was asked. */
const expected = new Set(['accept-ranges', 'access-control-allow-origin', 'access-control-expose-headers', 'api-version', 'content-crs', 'cache-control', 'connection', 'content-disposition', 'content-security-policy', 'content-type', 'cross-origin-opener-policy', 'cross-origin-resource-policy', 'date', 'keep-alive', 'link', 'permissions-policy', 'referrer-policy', 'strict-transport-security', 'transfer-encoding', 'vary', 'x-content-type-options', 'x-frame-options', 'x-robots-tag'])
