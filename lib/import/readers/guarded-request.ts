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
  message.setTimeout(idleMs, () => message.destroy(tooLate()))
  const status = message.statusCode ?? 0
  const headers = new Headers()
  for (const [name, value] of Object.entries(message.headers)) for (const one of [value ?? []].flat()) headers.append(name, one)
  const zipped = /^(x-)?gzip$/i.test(message.headers['content-encoding'] ?? '')
  if (zipped) headers.delete('content-length') // of what was sent, not of what comes out
  // A failure of the connection has to reach who reads what comes out.
  const body = zipped ? message.pipe(createGunzip()).on('close', () => message.destroy()) : message
  if (zipped) message.on('error', (error) => body.destroy(error)).on('aborted', () => body.destroy(new Error('aborted')))
  if (status < 200 || [204, 205, 304].includes(status)) {
    message.resume()
    return new Response(null, { status: status < 200 ? 502 : status, headers })
  }
  return new Response(Readable.toWeb(body) as ReadableStream, { status, headers })
}

/**
 * Behind a proxy of the organisation (NODE_USE_ENV_PROXY, Node 24) the proxy looks the name up and decides where it leads; the list
 * of hosts and https still hold. Node that does not know the setting connects by itself, and then everything is checked.
 */
function throughProxy(url: URL): boolean {
  const agent = url.protocol === 'https:' ? https.globalAgent : http.globalAgent
  const { proxyEnv } = (agent as unknown as { options: { proxyEnv?: Record<string, string | undefined> } }).options
  if (!proxyEnv) return false
  const proxy = url.protocol === 'https:' ? (proxyEnv.https_proxy ?? proxyEnv.HTTPS_PROXY) : (proxyEnv.http_proxy ?? proxyEnv.HTTP_PROXY)
  return Boolean(proxy) && !(proxyEnv.no_proxy ?? proxyEnv.NO_PROXY)
}

const tooLate = (): Error => Object.assign(new Error('no answer in time'), { name: 'TimeoutError' })
