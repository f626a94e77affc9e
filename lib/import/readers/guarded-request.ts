import { lookup as systemLookup, type LookupAddress } from 'node:dns'
import http, { type IncomingMessage } from 'node:http'
import https from 'node:https'
import { isIP, type LookupFunction } from 'node:net'
import { Readable } from 'node:stream'
import { createGunzip } from 'node:zlib'
import { SourceError } from '@/lib/domain/source-record'
import { isInside, isPublic } from './public-address'
import { shorten, type Allowed } from './reader'

/** All addresses of a name, as the system knows them. */
export type Resolve = (host: string) => Promise<LookupAddress[]>

export type GuardedOptions = { allowed: Allowed; headers: Record<string, string>; idleMs: number; signal?: AbortSignal; resolve?: Resolve }

const resolveBySystem: Resolve = (host) => new Promise((done, fail) => systemLookup(host, { all: true, verbatim: true }, (error, all) => (error ? fail(error) : done(all))))

/**
 * Whether an address may be asked at all: over https at a host of the list, or exactly at an origin that the operator wrote down.
 * @throws {SourceError} `host_not_allowed`
 */
export function refuseUnlisted(url: URL, allowed: Allowed): void {
  if (allowed.origins.includes(url.origin)) return
  if (url.protocol === 'https:' && allowed.hosts.includes(url.host)) return
  const what = url.protocol !== 'https:' && allowed.hosts.includes(url.host) ? `${shorten(url.host)} wordt alleen over https gevraagd.` : `${shorten(url.host)} staat niet op de lijst van adressen waar gegevens vandaan mogen komen.`
  throw new SourceError('host_not_allowed', `${what} Vraag de beheerder van de server om het adres toe te voegen (IMPORT_HOSTS).`)
}

/**
 * Asks once, follows nothing. The name is resolved once, every address that comes back must be public, and the connection goes to
 * one of those: a second answer of the name server, which could be another, is never asked for.
 * @throws {SourceError} `host_not_allowed`, `address_blocked`
 */
export async function guardedRequest(address: string, options: GuardedOptions): Promise<Response> {
  const url = new URL(address)
  refuseUnlisted(url, options.allowed)
  const mayBeInside = options.allowed.origins.includes(url.origin)
  const literal = url.hostname.replace(/^\[(.*)\]$/, '$1')
  if (isIP(literal) !== 0) refuseBlocked(url.hostname, [{ address: literal, family: isIP(literal) }], mayBeInside)
  const message = await send(url, options, throughProxy(url) ? undefined : checkedLookup(options.resolve ?? resolveBySystem, mayBeInside))
  return toResponse(message, options.idleMs)
}

/** A lookup for `net.connect` that hands out checked addresses only. */
export function checkedLookup(resolve: Resolve, mayBeInside: boolean): LookupFunction {
  return (host, { all, family }, callback) => {
    resolve(host).then(
      (found) => {
        try {
          refuseBlocked(host, found, mayBeInside)
        } catch (error) {
          return callback(error as Error, '')
        }
        const fitting = found.filter((f) => !family || f.family === family)
        if (all) callback(null, fitting.length > 0 ? fitting : found)
        else callback(null, (fitting[0] ?? found[0]!).address, (fitting[0] ?? found[0]!).family)
      },
      (error: Error) => callback(error, ''),
    )
  }
}

function refuseBlocked(host: string, found: readonly LookupAddress[], mayBeInside: boolean): void {
  const fine = found.length > 0 && found.every(({ address }) => isPublic(address) || (mayBeInside && isInside(address)))
  if (!fine) throw new SourceError('address_blocked', `${shorten(host)} wijst naar een adres binnen het netwerk van de server; dat wordt niet gevraagd.`)
}

function send(url: URL, { headers, idleMs, signal }: GuardedOptions, lookup: LookupFunction | undefined): Promise<IncomingMessage> {
  return new Promise((done, fail) => {
    const request = (url.protocol === 'https:' ? https : http).request(url, { headers: { 'accept-encoding': 'gzip', ...headers }, timeout: idleMs, signal, lookup })
    request.on('timeout', () => request.destroy(tooLate()))
    request.on('error', fail)
    request.on('response', done)
    request.end()
  })
}

function toResponse(message: IncomingMessage, idleMs: number): Response {
  let late: Error | undefined
  message.setTimeout(idleMs, () => message.destroy((late = tooLate())))
  const status = message.statusCode ?? 0
  const headers = new Headers()
  for (const [name, value] of Object.entries(message.headers)) for (const one of [value ?? []].flat()) headers.append(name, one)
  const zipped = /^(x-)?gzip$/i.test(message.headers['content-encoding'] ?? '')
  if (zipped) headers.delete('content-length') // of what was sent, not of what comes out
  // A failure of the connection has to reach who reads what comes out.
  const body = zipped ? message.pipe(createGunzip()).on('close', () => message.destroy()) : message
  if (zipped) message.on('error', (error) => body.destroy(error)).on('aborted', () => body.destroy(late ?? new Error('aborted')))
  if (status < 200 || [204, 205, 304].includes(status)) {
    message.resume()
    return new Response(null, { status: status < 200 ? 502 : status, headers })
  }
  return new Response(Readable.toWeb(body) as ReadableStream, { status, headers })
}

type ProxyEnv = Readonly<Record<string, string | undefined>>

/** What Node's agent knows of a proxy (NODE_USE_ENV_PROXY, Node 24); nothing when this Node connects by itself. */
function proxyOf(url: URL): ProxyEnv | undefined {
  const agent = url.protocol === 'https:' ? https.globalAgent : http.globalAgent
  return (agent as unknown as { options: { proxyEnv?: ProxyEnv } }).options.proxyEnv
}

/**
 * Whether a proxy of the organisation makes the connection. Then the proxy looks the name up and decides where it leads; the list of
 * hosts and https still hold. Where this says no, the address is checked here: a mistake closes, it does not open.
 */
export function throughProxy(url: URL, env: ProxyEnv = proxyOf(url) ?? {}): boolean {
  const value = (name: string) => env[name] || env[name.toUpperCase()]
  if (!value(url.protocol === 'https:' ? 'https_proxy' : 'http_proxy')) return false
  const apart = (value('no_proxy') ?? '').toLowerCase().split(/[\s,]+/).filter(Boolean)
  return !apart.some((entry) => {
    const name = entry.replace(/^\*?\./, '').replace(/:\d+$/, '')
    return entry === '*' || url.hostname === name || url.hostname.endsWith(`.${name}`)
  })
}

/** Whether an error of a request or of its body is that nothing came for `idleMs`. */
export const isTooLate = (error: unknown): boolean => error instanceof Error && error.name === 'TimeoutError'

const tooLate = (): Error => Object.assign(new Error('no answer in time'), { name: 'TimeoutError' })
