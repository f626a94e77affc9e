import { createHash, randomBytes } from 'node:crypto'
import { requestHeader } from '../../domain/request-header.mjs'
import { bodyProblem } from './body-limit.mjs'
import { clientAddress, trustedProxies, visitorOf } from './client-address.mjs'
import { dataPolicy, everywhere, mayAskPlace, pagePolicy, withPlace } from './headers.mjs'
import { hostOf, isFromOtherSite } from './other-sites.mjs'
import { errorPages } from './prerendered.mjs'
import { rateLimit } from './rate-limit.mjs'

const minute = 60_000
const sessionKnownMs = 10 * minute
const maxSessions = 10_000

/**
 * The door: what every request passes, whatever it asks for. Other sites, too many requests and bodies that are too large are
 * refused here; every answer gets its headers here. No route can forget it.
 *
 * @param {{
 *   publicUrl?: string, basemap?: string, signInProvider?: string, trustedProxies?: string, limits: boolean,
 *   prerendered: ReadonlyMap<string, { scripts: string[], styles: string[] }>, now?: () => number, warn?: (text: string) => void,
 * }} settings
 */
export function makeDoor(settings) {
  const isTrusted = trustedProxies(settings.trustedProxies)
  const now = settings.now ?? (() => performance.now())
  const fixed = everywhere(settings)
  const perVisitor = rateLimit({ limit: 60, windowMs: minute })
  const perUser = rateLimit({ limit: 300, windowMs: minute })
  // A map program asks a page of every layer each time that somebody moves the map; this is ten questions a second, without an end.
  const perMapVisitor = rateLimit({ limit: 600, windowMs: minute })
  const perSignIn = rateLimit({ limit: 10, windowMs: 10 * minute })
  /** Requests under way, by number. @type {Map<string, { visitor: string, cookies: string | null }>} */
  const underWay = new Map()
  /** Cookies of which the code behind the door said whose they are. @type {Map<string, { account: string, until: number }>} */
  const sessions = new Map()
  let warned = false

  return {
    /**
     * Sets the headers of the answer and refuses what may not come in.
     * @param {import('node:http').IncomingMessage} request
     * @param {import('node:http').ServerResponse} response
     * @returns {boolean} whether the request may go on
     */
    enter(request, response) {
      const path = pathOf(request.url)
      const isApi = path.startsWith('/api/')
      const nonce = randomBytes(16).toString('base64')
      const made = settings.prerendered.get(path)
      const policy = isApi ? dataPolicy : pagePolicy(settings, made ?? { nonce })
      for (const [name, value] of Object.entries(fixed)) response.setHeader(name, value)
      response.setHeader('Content-Security-Policy', policy)
      if (mayAskPlace(path)) response.setHeader('Permissions-Policy', withPlace(fixed['Permissions-Policy']))
      // From here Next takes the nonce for its scripts.
      request.headers['content-security-policy'] = policy
      beforeHeaders(response, () => finishHeaders(response, path, nonce))

      // Next 16.4.5 answers 500 where such a path meets a route with a name in it.
      if (!canBeRead(path)) return refuse(response, { status: 400, title: 'De vraag klopt niet', detail: 'Dit adres is niet goed geschreven. Verwacht: na een procentteken twee cijfers of letters van een teken in UTF-8.' })
      if (isFromOtherSite(request, settings.publicUrl)) return refuse(response, { status: 403, title: 'Geen toegang', detail: 'Deze vraag komt van een andere website. Verwacht: een vraag vanuit Buurtfocus zelf.' })
      announce(request, response)
      const isOgc = path.startsWith('/ogc/')
      const wait = !settings.limits ? 0 : isApi || !isReading(request.method) ? takeTurn(request) : isOgc ? perMapVisitor.take(visitorIn(request), now()) : 0
      if (wait > 0) return refuse(response, tooMany(wait), { 'Retry-After': String(wait), ...(isOgc ? openToOthers : {}) })
      // Next 16.4.5 answers 500 to anything but GET and HEAD of a file in public/.
      if (!isApi && isFile(path) && request.method !== 'GET' && request.method !== 'HEAD') return refuse(response, { status: 405, title: 'Dat kan hier niet', detail: 'Een bestand kan alleen worden gelezen.' }, { Allow: 'GET, HEAD' })
      const tooLarge = bodyProblem(request, path)
      return tooLarge ? refuse(response, tooLarge) : true
    },

    /** Tells whose cookies a request carries, so that the limit of that user counts from now on. @param {string} number @param {string} account */
    signedIn(number, account) {
      const cookies = underWay.get(number)?.cookies
      if (!cookies) return
      sessions.delete(cookies)
      sessions.set(cookies, { account, until: now() + sessionKnownMs })
      if (sessions.size > maxSessions) sessions.delete(/** @type {string} */ (sessions.keys().next().value))
    },

    /** Where a request comes from, for the audit log. @param {string} number @returns {string | undefined} */
    addressOf(number) {
      return underWay.get(number)?.visitor
    },

    /** Counts an attempt to sign in as an account. @param {string} number @param {string} account @returns {number} 0, or the seconds to wait */
    trySignIn(number, account) {
      const visitor = underWay.get(number)?.visitor
      return settings.limits && visitor !== undefined ? perSignIn.take(`${visitor} ${account}`, now()) : 0
    },

    /** For tests: how much the door remembers. */
    get size() {
      return { underWay: underWay.size, sessions: sessions.size }
    },
  }

  /** What Next may know of a request: our own number, and the host that people use. */
  function announce(request, response) {
    const peer = request.socket.remoteAddress
    const forwarded = request.headers['x-forwarded-for']
    if (forwarded !== undefined && !warned && settings.trustedProxies === undefined) {
      warned = true
      settings.warn?.('A request carries X-Forwarded-For, but TRUSTED_PROXIES is not set: everybody behind that proxy counts as one visitor.')
    }
    const number = randomBytes(12).toString('base64url')
    const { cookie } = request.headers
    underWay.set(number, { visitor: visitorOf(clientAddress(peer, forwarded, isTrusted)), cookies: cookie ? createHash('sha256').update(cookie).digest('base64url') : null })
    response.once('close', () => underWay.delete(number))
    request.headers[requestHeader] = number
    for (const name of ['x-forwarded-host', 'x-forwarded-proto', 'x-forwarded-port']) delete request.headers[name]
    // Next compares the origin of a form with this header; that the origin of a change is ours was decided above.
    if (request.headers.origin !== undefined && !isReading(request.method)) request.headers['x-forwarded-host'] = hostOf(request.headers.origin)
  }

  function visitorIn(request) {
    return /** @type {{ visitor: string }} */ (underWay.get(request.headers[requestHeader])).visitor
  }

  /** A signed-in user has more room than a visitor; who sends cookies that mean nothing stays a visitor. */
  function takeTurn(request) {
    const { visitor, cookies } = /** @type {{ visitor: string, cookies: string | null }} */ (underWay.get(request.headers[requestHeader]))
    const session = cookies === null ? undefined : sessions.get(cookies)
    return session && session.until > now() ? perUser.take(session.account, now()) : perVisitor.take(visitor, now())
  }

  /** The last look at an answer before its headers go out. */
  function finishHeaders(response, path, nonce) {
    // The page of an error may have been made at build time, whatever the address is.
    const made = path.startsWith('/api/') ? undefined : settings.prerendered.get(errorPages[response.statusCode] ?? '')
    if (made) response.setHeader('Content-Security-Policy', pagePolicy(settings, { nonce, ...made }))
    if (response.hasHeader('Set-Cookie') || (!response.hasHeader('Cache-Control') && !path.startsWith('/_next/static/'))) response.setHeader('Cache-Control', 'no-store')
    response.removeHeader('X-Powered-By')
  }
}

/** So that a page of somebody else can read why it got no answer. */
const openToOthers = { 'Access-Control-Allow-Origin': '*', 'Access-Control-Expose-Headers': 'Retry-After' }

/** @param {string | undefined} method */
const isReading = (method) => method === 'GET' || method === 'HEAD' || method === 'OPTIONS'

/** @param {string} path */
const isFile = (path) => /\/[^/]+\.[a-z0-9]+$/.test(path)

/** @param {string | undefined} url */
const pathOf = (url) => (url ?? '/').split(/[?#]/, 1)[0] || '/'

/** @param {string} path */
function canBeRead(path) {
  try {
    decodeURIComponent(path)
    return true
  } catch {
    return false
  }
}

/** @param {number} seconds */
const tooMany = (seconds) => ({ status: 429, title: 'Te veel vragen', detail: `Er komen te veel vragen achter elkaar. Probeer het over ${seconds === 1 ? '1 seconde' : `${seconds} seconden`} opnieuw.` })

/**
 * Answers with problem+json instead of letting the request in.
 * @param {import('node:http').ServerResponse} response
 * @param {{ status: number, title: string, detail: string }} problem
 * @param {Record<string, string>} headers
 */
function refuse(response, problem, headers = {}) {
  const body = JSON.stringify(problem)
  response.writeHead(problem.status, { 'Content-Type': 'application/problem+json; charset=utf-8', 'Cache-Control': 'no-store', 'Content-Length': Buffer.byteLength(body), ...headers })
  response.end(body)
  return false
}

/**
 * Calls `look` once, just before the headers of an answer go out; also when they go out by themselves.
 * @param {import('node:http').ServerResponse} response
 * @param {() => void} look
 */
function beforeHeaders(response, look) {
  const { writeHead } = response
  let looked = false
  response.writeHead = (status, ...rest) => {
    response.statusCode = status
    if (!looked) {
      looked = true
      // Headers given to writeHead must be seen too, and may not undo ours.
      const given = rest.find((part) => typeof part === 'object' && part !== null)
      for (const [name, value] of pairs(given)) response.setHeader(name, value)
      look()
    }
    return writeHead.call(response, status, ...rest.filter((part) => typeof part === 'string'))
  }
}

/** @returns {[string, string | number | string[]][]} the headers in each form that writeHead takes */
function pairs(given) {
  if (!given) return []
  if (!Array.isArray(given)) return Object.entries(given).filter(([, value]) => value !== undefined)
  if (Array.isArray(given[0])) return given
  return Array.from({ length: given.length / 2 }, (_, i) => [given[2 * i], given[2 * i + 1]])
}
