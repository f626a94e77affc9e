import { SourceError } from '@/lib/domain/source-record'
import { isObject, type Json } from './flatten'
import { guardedRequest, isTooLate, refuseUnlisted, type Resolve } from './guarded-request'
import { makeJsonSplitter } from './json-split'
import { shorten, type Allowed } from './reader'

export type FetchOptions = {
  /** the member that holds the records of a page (`features`, `value`, `results`); a top-level list needs none */
  list?: string
  headers?: Record<string, string>
  signal?: AbortSignal
  /** where may be asked; absent is nowhere */
  allowed?: Allowed
  /** how names become addresses; tests give their own */
  resolve?: Resolve
  /** the longest silence: from the question to the first byte, and between two pieces of the answer */
  idleMs?: number
  maxBytes?: number
  /** waiting times before each repeat, in ms */
  retryMs?: readonly number[]
}

/** One answer of a service: its members but the records, the records one by one, and the headers. */
export type Page = {
  url: string
  status: number
  headers: Headers
  members: Record<string, Json>
  /** parses each record when it is asked for, so that a page of 60 MB never stands in memory as objects */
  items: () => Generator<Json>
  bytes: number
}

/** An answer with an error status, so that the caller can try without a filter. */
export class HttpError extends SourceError {
  constructor(
    readonly status: number,
    message: string,
  ) {
    super('http_error', message)
  }
}

const defaults = { idleMs: 60_000, maxBytes: 64 * 1024 * 1024, retryMs: [500, 1500, 4000] }
const maxRetryAfterMs = 30_000
const maxRedirects = 5
const nowhere: Allowed = { hosts: [], origins: [] }

/**
 * Gets one page of JSON from where it is allowed: a server that says nothing for a minute is given up (a slow one that goes on is not), size limit,
 * redirects within the same origin only, three repeats on 429, 5xx
 * and network errors (Retry-After is followed up to 30 s).
 *
 * A message never holds the query of the address, which may name people or tokens.
 * @throws {HttpError} for another status; shows `title` and `detail` of problem+json
 * @throws {SourceError} `host_not_allowed`, `address_blocked`, `network`, `timeout`, `redirect_refused`, `response_too_large`, `not_json`, `json_*`
 */
export async function fetchPage(url: string, options: FetchOptions = {}): Promise<Page> {
  const { retryMs } = { ...defaults, ...options }
  for (let attempt = 0; ; attempt++) {
    options.signal?.throwIfAborted()
    const last = attempt >= retryMs.length
    try {
      const response = await follow(url, options)
      if (!last && (response.status === 429 || response.status >= 500)) {
        await response.body?.cancel()
        await pause(waitFor(response, retryMs[attempt]!), options.signal)
        continue
      }
      return await toPage(response, url, options)
    } catch (error) {
      if (error instanceof SourceError) throw error
      options.signal?.throwIfAborted()
      // Not asked again: that would only make the user wait four times as long for the same answer.
      if (isTooLate(error)) throw new SourceError('timeout', `${host(url)} antwoordt niet: er kwam ${duration(options.idleMs ?? defaults.idleMs)} niets binnen. Er is niets veranderd. Probeer het later opnieuw of vraag de beheerder van die bron.`)
      if (last) throw new SourceError('network', `${host(url)} is niet bereikbaar (${reason(error)}), ook niet na ${attempt + 1} pogingen.`)
      await pause(retryMs[attempt]!, options.signal)
    }
  }
}

const duration = (ms: number): string => (ms < 1000 ? `${ms} milliseconden` : ms === 60_000 ? 'een minuut lang' : `${Math.round(ms / 1000)} seconden lang`)

async function follow(start: string, options: FetchOptions): Promise<Response> {
  let url = start
  for (let i = 0; i <= maxRedirects; i++) {
    const response = await guardedRequest(url, {
      allowed: options.allowed ?? nowhere,
      headers: { accept: 'application/geo+json, application/json', 'user-agent': 'Buurtfocus', ...options.headers },
      idleMs: options.idleMs ?? defaults.idleMs,
      signal: options.signal,
      resolve: options.resolve,
    })
    const location = response.headers.get('location')
    if (response.status < 300 || response.status >= 400 || !location) return response
    await response.body?.cancel()
    url = sameOrigin(location, url)
  }
  throw new SourceError('redirect_refused', `${host(start)} stuurt steeds door naar een ander adres.`)
}

/**
 * Resolves a link of an answer against its address. A link to the same host with http instead of https is taken as https: services
 * behind a proxy often write it wrongly.
 * @throws {SourceError} `redirect_refused` when it leads to another origin
 */
export function sameOrigin(link: string, base: string): string {
  const from = new URL(base)
  let to: URL
  try {
    to = new URL(link, from)
  } catch {
    throw new SourceError('redirect_refused', `${from.host} geeft een onleesbare verwijzing.`)
  }
  if (to.protocol === 'http:' && from.protocol === 'https:' && to.hostname === from.hostname && to.port === '') to.protocol = 'https:'
  if (to.origin !== from.origin) {
    throw new SourceError('redirect_refused', `${from.host} verwijst naar een andere server (${shorten(to.host || to.protocol)}); dat wordt niet gevolgd.`)
  }
  return to.href
}

async function toPage(response: Response, url: string, options: FetchOptions): Promise<Page> {
  const chunks = await readBody(response, options.maxBytes ?? defaults.maxBytes, url)
  if (!response.ok) throw new HttpError(response.status, problem(response, chunks, url))
  const lists = options.list ? [options.list] : []
  const start = Buffer.concat(chunks.slice(0, 1)).subarray(0, 200).toString('latin1').trimStart().replace(/^\xef\xbb\xbf/, '')
  if (!/^[{[]/.test(start)) {
    const what = start.startsWith('<') ? (/^<(!doctype html|html)/i.test(start) ? 'een webpagina (HTML)' : 'XML') : 'iets anders'
    throw new SourceError('not_json', `${host(url)} antwoordt met ${what}, verwacht werd JSON.`)
  }
  const members: Record<string, Json> = {}
  const head = makeJsonSplitter({ lists, wantElement: () => false })
  for (const chunk of chunks) for (const piece of head.feed(chunk)) if (piece.type === 'member') members[piece.key] = parse(piece.bytes, url)
  head.finish()
  function* items(): Generator<Json> {
    const body = makeJsonSplitter({ lists })
    for (const chunk of chunks) for (const piece of body.feed(chunk)) if (piece.type === 'element') yield parse(piece.bytes, url)
  }
  const bytes = chunks.reduce((sum, chunk) => sum + chunk.length, 0)
  return { url, status: response.status, headers: response.headers, members, items, bytes }
}

async function readBody(response: Response, maxBytes: number, url: string): Promise<Buffer[]> {
  const tooLarge = () => new SourceError('response_too_large', `Het antwoord van ${host(url)} is groter dan ${Math.round(maxBytes / 1024 / 1024)} MB.`)
  if (Number(response.headers.get('content-length')) > maxBytes) {
    await response.body?.cancel()
    throw tooLarge()
  }
  const chunks: Buffer[] = []
  let size = 0
  if (response.body) {
    for await (const chunk of response.body as unknown as AsyncIterable<Uint8Array>) {
      size += chunk.length
      if (size > maxBytes) throw tooLarge()
      chunks.push(Buffer.from(chunk.buffer, chunk.byteOffset, chunk.length))
    }
  }
  return chunks
}

function problem(response: Response, chunks: readonly Buffer[], url: string): string {
  let said = ''
  try {
    const body = JSON.parse(Buffer.concat(chunks).subarray(0, 10_000).toString('utf8')) as unknown
    if (isObject(body)) said = [body.title, body.detail].filter((part) => typeof part === 'string').map((part) => shorten(part, 300)).join(': ')
  } catch {
    // no JSON, nothing to show
  }
  const access = response.status === 401 || response.status === 403 ? ' Controleer het toegangstoken.' : ''
  return `${host(url)} geeft foutcode ${response.status}${said ? ` (${said})` : ''}.${access}`
}

function parse(bytes: Buffer, url: string): Json {
  try {
    return JSON.parse(bytes.toString('utf8')) as Json
  } catch {
    throw new SourceError('json_invalid', `Het antwoord van ${host(url)} is geen geldige JSON.`)
  }
}

function waitFor(response: Response, fallback: number): number {
  const after = response.headers.get('retry-after')
  if (after === null) return fallback
  const ms = /^\d+$/.test(after) ? Number(after) * 1000 : Date.parse(after) - Date.now()
  return Number.isFinite(ms) ? Math.min(Math.max(ms, 0), maxRetryAfterMs) : fallback
}

const pause = (ms: number, signal?: AbortSignal) =>
  new Promise<void>((done, fail) => {
    const timer = setTimeout(done, ms)
    signal?.addEventListener('abort', () => (clearTimeout(timer), fail(signal.reason)), { once: true })
  })

const host = (url: string) => new URL(url).host

/** A short cause without addresses: `ECONNREFUSED`. */
function reason(error: unknown): string {
  const { code } = error as NodeJS.ErrnoException
  return typeof code === 'string' ? code : 'geen verbinding'
}

/**
 * Checks the address of a service.
 * @throws {SourceError} `bad_url`, `host_not_allowed`
 */
export function serviceUrl(text: string, allowed: Allowed = nowhere): URL {
  let url: URL
  try {
    url = new URL(text)
  } catch {
    throw new SourceError('bad_url', `"${shorten(text)}" is geen webadres; verwacht werd een adres dat begint met https://.`)
  }
  if (url.protocol !== 'https:' && url.protocol !== 'http:') throw new SourceError('bad_url', 'Verwacht werd een adres dat begint met https://.')
  if (url.username || url.password) throw new SourceError('bad_url', 'Zet geen gebruikersnaam of wachtwoord in het adres.')
  refuseUnlisted(url, allowed)
  return url
}
