import { createHash } from 'node:crypto'
import { unwatchFile, watchFile } from 'node:fs'
import path from 'node:path'
import { archivedPage, archivedSearch, listPage } from '../../release/archived.mjs'
import { isReleaseId, readBody, readCurrent, readManifest } from '../../release/read.mjs'
import { dataPolicy } from './headers.mjs'

/** @typedef {import('../../release/read.mjs').Entry} Entry */
/** @typedef {import('../../release/read.mjs').Manifest} Manifest */
/** @typedef {{ identity: Buffer, gzip?: Buffer, brotli?: Buffer }} Bodies */
/** @typedef {import('../../release/pages/search-address.mjs').Found} Found */
/** @typedef {(index: any, postcodes: any, q: string) => Found} Find */

const lookEveryMs = 1_000
/** Pages may be kept this long; what is at an address with a hash in it for ever. In seconds. */
const pageAge = 300
const yearAge = 31_536_000
const indexAddress = '/zoek/index.json'
const postcodesAddress = '/zoek/postcodes.json'
const hashed = /^\/publiek\/[0-9a-f]{16,}\.[a-z0-9]+$/

/**
 * What was published, answered before anything of the app: from memory, without the database. Follows `current.json`: a release that is published or withdrawn
 * counts within a second, in every process that serves.
 *
 * @param {{
 *   folder: string, search: Find, renderSearch: (page: string, q: string, found: Found) => string, policy: (inline: { styles: string[] }) => string,
 *   warn?: (text: string) => void,
 * }} settings `policy`: what its pages may load; inline only a style sheet that is a file of the publication too
 */
export async function releasedSite({ folder, search, renderSearch, policy, warn = () => {} }) {
  /** What counts now, and of its pages the policy. @type {{ manifest: Manifest, bodies: Map<string, Bodies>, policy: string, index: any, postcodes: any } | null} */
  let now = null
  /** Of a page while nothing counts. */
  const bare = policy({ styles: [] })
  /** @type {import('../../release/read.mjs').Readable[]} */
  let readable = []
  /** Never changed once they are written. @type {Map<string, Manifest | null>} */
  const manifests = new Map()

  async function load() {
    const current = readCurrent(folder)
    readable = current.readable
    if (current.release === (now?.manifest.id ?? null)) return
    try {
      const manifest = current.release === null ? null : readManifest(folder, current.release)
      if (current.release !== null && manifest === null) throw new Error(`the files of release ${current.release} are missing`)
      now = manifest && (await everythingOf(folder, manifest, policy))
    } catch (error) {
      // What was withdrawn goes, also when what should take its place cannot be read.
      if (!readable.some(({ id }) => id === now?.manifest.id)) now = null
      throw error
    }
  }
  const watched = path.join(folder, 'current.json')
  let loading = load().catch((error) => warn(`The publication cannot be read: ${error.message}`))
  watchFile(watched, { interval: lookEveryMs }, () => {
    loading = loading.then(load).catch((error) => warn(`The publication cannot be read; the one before it stays, unless it was withdrawn: ${error.message}`))
  })
  await loading

  return {
    /**
     * Answers when the address is one of the publication.
     * @param {import('node:http').IncomingMessage} request
     * @param {import('node:http').ServerResponse} response
     * @returns {Promise<boolean>} whether it was answered
     */
    async answer(request, response) {
      const [asPath = '/', query = ''] = (request.url ?? '/').split('#', 1)[0].split(/\?(.*)/s)
      const address = readablePath(asPath)
      const asked = new URLSearchParams(query)
      if (address === null) return false
      if (address === '/publicaties') return list(request, response)
      if (address.startsWith('/publicaties/')) return earlier(request, response, address, asked)
      if (!now) return false
      if (address === '/volg' && asked.has('code')) return follow(request, response, asked.get('code') ?? '')
      if (address === '/zoek' && asked.has('q')) return find(request, response, asked.get('q') ?? '')
      // A page of somebody's initiative is only found by its code.
      if (/^\/volg\/[0-9a-f]{64}$/.test(address)) return false
      if (send(request, response, address)) return true
      return hashed.test(address) ? older(request, response, address) : missing(request, response, address)
    },
    /** The release that counts now. @returns {string | null} */
    get current() {
      return now?.manifest.id ?? null
    },
    close: () => unwatchFile(watched),
  }

  /** @returns {boolean} */
  function send(request, response, address, secret = false) {
    const entry = now && Object.hasOwn(now.manifest.files, address) ? now.manifest.files[address] : null
    const bodies = entry && now.bodies.get(address)
    if (!entry || !bodies) return false
    if (!reading(request, response)) return true
    const coding = bodies.brotli && accepts(request, 'br') ? 'br' : bodies.gzip && accepts(request, 'gzip') ? 'gzip' : null
    const body = coding === 'br' ? bodies.brotli : coding === 'gzip' ? bodies.gzip : bodies.identity
    const etag = `"${entry.sha256.slice(0, 32)}${coding ? `-${coding}` : ''}"`
    const headers = { ...headersOf(address, entry, secret), ETag: etag, ...(bodies.gzip ? { Vary: 'Accept-Encoding' } : {}) }
    if (matches(request.headers['if-none-match'], etag)) {
      response.writeHead(304, headers)
      response.end()
      return true
    }
    response.writeHead(200, { ...headers, 'Content-Length': body.length, ...(coding ? { 'Content-Encoding': coding } : {}) })
    response.end(request.method === 'HEAD' ? undefined : body)
    return true
  }

  /** The page of the initiative with this code; the same neutral page for every code that is none. */
  function follow(request, response, code) {
    const hash = createHash('sha256').update(code.trim()).digest('hex')
    return send(request, response, `/volg/${hash}`, true) || send(request, response, '/volg/onbekend', true)
  }

  /** A buurt that is not in the publication; any other address may be one of the app. */
  function missing(request, response, address) {
    const page = /^\/buurten\/[^/]+$/.test(address) ? now.bodies.get('/niet-gevonden') : undefined
    return page ? html(request, response, () => page.identity.toString('utf8'), 404) : false
  }

  /** What can only mean one buurt leads to its page at once; so what was typed does not stay in the history of the browser either. */
  function find(request, response, q) {
    const page = now.bodies.get('/zoek')
    if (!page || !now.index) return false
    if (!reading(request, response)) return true
    const found = search(now.index, now.postcodes, q)
    if (found.go === null || !Object.hasOwn(now.manifest.files, found.go)) return html(request, response, () => renderSearch(page.identity.toString('utf8'), q, found))
    return seeOther(response, found.go)
  }

  function seeOther(response, to) {
    response.writeHead(303, { Location: to, 'Cache-Control': 'no-store', 'Content-Length': 0 })
    response.end()
    return true
  }

  function list(request, response) {
    const page = now?.bodies.get('/publicaties')
    return page ? html(request, response, () => listPage(page.identity.toString('utf8'), readable)) : false
  }

  /** What a page that somebody still has open loads: an address with a hash in it says the same in every release. */
  async function older(request, response, address) {
    for (const { id } of readable) {
      const manifest = manifestOf(id)
      if (manifest && Object.hasOwn(manifest.files, address)) return fromDisk(request, response, address, manifest)
    }
    return false
  }

  /** An earlier publication, under its own address; gone when it was withdrawn. */
  async function earlier(request, response, address, asked) {
    const [, , id, ...rest] = address.split('/')
    if (!isReleaseId(id)) return false
    const manifest = readable.some((r) => r.id === id) ? manifestOf(id) : null
    const inside = `/${rest.join('/')}`
    if (!manifest || !Object.hasOwn(manifest.files, inside) || inside.startsWith('/volg/')) return false
    // It may be withdrawn: no search engine should keep it.
    response.setHeader('X-Robots-Tag', 'noindex')
    if (!manifest.files[inside].type.startsWith('text/html')) return fromDisk(request, response, inside, manifest)
    const text = async (/** @type {string} */ at) => (await readBody(folder, id, manifest.files[at])).toString('utf8')
    const page = await text(inside)
    const what = id === now?.manifest.id ? 'newest' : 'earlier'
    if (inside !== '/zoek' || !asked.has('q') || !Object.hasOwn(manifest.files, indexAddress)) return html(request, response, () => archivedPage(page, manifest, what))
    if (!reading(request, response)) return true
    const [q, postcodes] = [asked.get('q') ?? '', Object.hasOwn(manifest.files, postcodesAddress) ? JSON.parse(await text(postcodesAddress)) : null]
    const found = search(JSON.parse(await text(indexAddress)), postcodes, q)
    const answer = archivedSearch(manifest, what, found, () => renderSearch(page, q, found))
    return 'go' in answer ? seeOther(response, answer.go) : html(request, response, () => answer.page)
  }

  /** @returns {Manifest | null} */
  function manifestOf(id) {
    if (!manifests.has(id)) manifests.set(id, readManifest(folder, id))
    return manifests.get(id)
  }

  async function fromDisk(request, response, address, manifest) {
    if (!reading(request, response)) return true
    const body = await readBody(folder, manifest.id, manifest.files[address])
    response.writeHead(200, { ...headersOf(address, manifest.files[address], false), 'Content-Length': body.length })
    response.end(request.method === 'HEAD' ? undefined : body)
    return true
  }

  /** A page made for this one question. */
  function html(request, response, make, status = 200) {
    if (!reading(request, response)) return true
    const body = Buffer.from(make())
    response.writeHead(status, { 'Content-Type': 'text/html; charset=utf-8', 'Cache-Control': 'no-store', 'Content-Security-Policy': now?.policy ?? bare, 'Content-Length': body.length })
    response.end(request.method === 'HEAD' ? undefined : body)
    return true
  }

  /** @param {string} address @param {Entry} entry @param {boolean} secret */
  function headersOf(address, entry, secret) {
    const isPage = entry.type.startsWith('text/html')
    return {
      'Content-Type': entry.type,
      'Cache-Control': secret ? 'no-store' : `public, max-age=${hashed.test(address) ? `${yearAge}, immutable` : pageAge}`,
      'Content-Security-Policy': isPage ? (now?.policy ?? bare) : dataPolicy,
      // Open data may be read by pages of others.
      ...(isPage || hashed.test(address) ? {} : { 'Access-Control-Allow-Origin': '*' }),
    }
  }
}

/** @param {string} folder @param {Manifest} manifest @returns {Promise<Map<string, Bodies>>} */
async function readAll(folder, manifest) {
  const bodies = new Map()
  for (const [address, entry] of Object.entries(manifest.files))
    bodies.set(address, {
      identity: await readBody(folder, manifest.id, entry),
      ...(entry.gzip ? { gzip: await readBody(folder, manifest.id, entry, 'gzip') } : {}),
      ...(entry.brotli ? { brotli: await readBody(folder, manifest.id, entry, 'brotli') } : {}),
    })
  return bodies
}

/** What is kept of a release while it counts. @param {string} folder @param {Manifest} manifest @param {(inline: { styles: string[] }) => string} policy */
async function everythingOf(folder, manifest, policy) {
  const bodies = await readAll(folder, manifest)
  const parsed = (/** @type {string} */ address) => (bodies.has(address) ? JSON.parse(bodies.get(address).identity.toString('utf8')) : null)
  return { manifest, bodies, policy: policy({ styles: styleHashes(manifest) }), index: parsed(indexAddress), postcodes: parsed(postcodesAddress) }
}

/** The style sheets of a release as sources of a policy: SHA-256 in base64. @param {Manifest} manifest @returns {string[]} */
const styleHashes = (manifest) => Object.values(manifest.files).filter((entry) => entry.type.startsWith('text/css')).map((entry) => `'sha256-${Buffer.from(entry.sha256, 'hex').toString('base64')}'`)

/** The path as text; null when it cannot be read. @param {string} asked */
function readablePath(asked) {
  try {
    return decodeURIComponent(asked)
  } catch {
    return null
  }
}

/** Whether it is a question; else it is refused here. */
function reading(request, response) {
  if (request.method === 'GET' || request.method === 'HEAD') return true
  response.writeHead(405, { Allow: 'GET, HEAD', 'Cache-Control': 'no-store', 'Content-Length': 0 })
  response.end()
  return false
}

/** Whether the asker takes this coding: named, and not with weight 0. @param {import('node:http').IncomingMessage} request @param {string} coding */
function accepts(request, coding) {
  return String(request.headers['accept-encoding'] ?? '').split(',').some((part) => {
    const [name, weight] = part.trim().toLowerCase().split(/\s*;\s*q=/)
    return name === coding && Number(weight ?? 1) > 0
  })
}

/** @param {string | undefined} asked @param {string} etag */
const matches = (asked, etag) => asked !== undefined && asked.split(',').some((one) => one.trim() === '*' || one.trim().replace(/^W\//, '') === etag)
