import { stat } from 'node:fs/promises'
import path from 'node:path'
import type { ImportKind, ImportOptions } from '@/lib/domain/import-run'
import { SourceError } from '@/lib/domain/source-record'
import { allowedBy, type AllowedSettings } from './allowed'
import { readSource, type SourceRequest } from './child/read-source'
import { refuseUnlisted } from './readers/guarded-request'
import type { Allowed } from './readers/reader'

/** Addresses that an installation may set; `{YYYY}` becomes the year. */
export type SourceSettings = AllowedSettings & {
  signalenToken?: string
  /** the source was typed in a command on the server itself: whoever does that can reach that address without us */
  typedOnServer?: boolean
}

const pdokBase = 'https://api.pdok.nl/cbs/wijken-en-buurten-{YYYY}/ogc/v1'

/** The three collections and layers of the Wijk- en Buurtkaart, from large to small. */
const collections = ['gemeenten', 'wijken', 'buurten'] as const
const levelOf = { gemeenten: 'gemeente', wijken: 'wijk', buurten: 'buurt' } as const

/**
 * Turns what a user wrote after the kind (a file, `pdok:2024`, `cbs:85984NED`, `signalen:<url>`, `open311:<url>`, or the address of an
 * OGC API) into sources to read, in order, and the options that follow from it.
 * @throws {SourceError} with what was expected
 */
export async function parseSource(kind: ImportKind, text: string, options: ImportOptions, settings: SourceSettings = {}): Promise<{ sources: SourceRequest[]; options: ImportOptions; name: string }> {
  const [scheme, rest] = splitOnce(text)
  const allowed = allowedBy(settings)
  if (scheme === 'pdok' && kind === 'boundaries') {
    if (!/^\d{4}$/.test(rest)) throw new SourceError('source_invalid', `Verwacht: pdok: en een jaar, zoals pdok:2024; kreeg "${text}".`)
    if (!options.gemeente) throw new SourceError('gemeente_missing', 'Voor PDOK is een gemeente nodig, zoals GM0400 (bij npm run data: --gemeente GM0400).')
    const url = (settings.pdokBase ?? pdokBase).replaceAll('{YYYY}', rest)
    return { sources: ogc(url, options, allowed), options: { ...options, year: options.year ?? Number(rest), source: options.source ?? `CBS / Kadaster via PDOK, ${rest}` }, name: text }
  }
  if (scheme === 'cbs' && kind === 'indicators') {
    if (!/^[0-9A-Z]{5,12}$/i.test(rest)) throw new SourceError('source_invalid', `Verwacht: cbs: en het nummer van een tabel, zoals cbs:85984NED; kreeg "${text}".`)
    return { sources: [{ kind: 'odata', table: rest.toUpperCase(), base: settings.cbsBase, gemeente: options.gemeente, allowed }], options: { ...options, source: options.source ?? `CBS ${rest.toUpperCase()}` }, name: text }
  }
  if (scheme === 'signalen' && kind === 'signals') return { sources: [{ kind: 'signalen', url: address(rest), token: tokenFor(address(rest), settings), allowed: allowedFor(rest, allowed, settings) }], options: withHost(options, 'signalen', rest), name: `signalen:${hostOf(rest)}` }
  if (scheme === 'open311' && kind === 'signals') return { sources: [{ kind: 'open311', url: address(rest), allowed: allowedFor(rest, allowed, settings) }], options: withHost(options, 'open311', rest), name: `open311:${hostOf(rest)}` }
  if (/^https?:\/\//.test(text)) {
    if (kind !== 'boundaries') throw new SourceError('source_invalid', `Een adres kan alleen voor grenzen (OGC API Features). Voor signalen: signalen:<adres> of open311:<adres>; voor cijfers: cbs:<tabel>.`)
    return { sources: ogc(address(text), options, allowedFor(text, allowed, settings)), options, name: hostOf(text) + new URL(text).pathname }
  }
  if (['pdok', 'cbs', 'signalen', 'open311'].includes(scheme)) throw new SourceError('source_invalid', `De bron "${scheme}:" past niet bij deze soort gegevens (${kind}).`)
  return fileSource(kind, text, options)
}

async function fileSource(kind: ImportKind, file: string, options: ImportOptions) {
  const found = await stat(file).catch(() => null)
  if (!found?.isFile()) throw new SourceError('file_missing', `Het bestand "${path.basename(file)}" is er niet.`)
  if (found.size === 0) throw new SourceError('file_empty', `Het bestand "${path.basename(file)}" is leeg.`)
  const base: SourceRequest = { kind: 'file', path: file, originalName: path.basename(file) }
  return { sources: kind === 'boundaries' ? await layersOf(base, options) : [base], options, name: path.basename(file) }
}

/** One source per level that a file with layers holds, from gemeente to buurt; the file itself when it has one layer. */
export async function layersOf(file: SourceRequest & { kind: 'file' }, options: ImportOptions): Promise<SourceRequest[]> {
  let layers: string[] = []
  const reading = readSource(file, { onInfo: (info) => (layers = info.layers ?? []) })
  await reading.next() // the first batch comes after the info
  await reading.return()
  if (layers.length < 2) return [file]
  const wanted = collections.filter((c) => !options.level || levelOf[c] === options.level)
  const stems = { gemeenten: /gemeente/i, wijken: /wijk(en)?(?!.*buurt)/i, buurten: /buurt/i }
  const found = wanted.flatMap((c) => layers.filter((l) => stems[c].test(l)).slice(0, 1))
  return found.length > 0 ? found.map((layer) => ({ ...file, layer })) : [file]
}

function ogc(url: string, options: ImportOptions, allowed: Allowed): SourceRequest[] {
  return collections.filter((c) => !options.level || levelOf[c] === options.level).map((collection) => ({ kind: 'ogc-features', url, collection, gemeente: options.gemeente, allowed }))
}

function splitOnce(text: string): [string, string] {
  const at = text.indexOf(':')
  return at > 1 && !/^https?$/.test(text.slice(0, at)) ? [text.slice(0, at).toLowerCase(), text.slice(at + 1)] : ['', text]
}

function address(text: string): string {
  try {
    const url = new URL(text)
    if (url.protocol === 'http:' || url.protocol === 'https:') return url.href.replace(/\/$/, '')
  } catch {
    // told below
  }
  throw new SourceError('source_invalid', `Verwacht: een adres dat met https:// begint; kreeg "${text.slice(0, 80)}".`)
}

/** What is typed in the browser must be on the list; refused here already, before anything is asked. */
function allowedFor(text: string, allowed: Allowed, { typedOnServer }: SourceSettings): Allowed {
  const url = new URL(address(text))
  if (typedOnServer) return { ...allowed, origins: [...allowed.origins, url.origin] }
  refuseUnlisted(url, allowed)
  return allowed
}

/** The token goes to the server that it was given for, and to no other address that somebody types. */
function tokenFor(url: string, { signalenUrl, signalenToken }: SourceSettings): string | undefined {
  return signalenUrl && new URL(url).origin === new URL(signalenUrl).origin ? signalenToken : undefined
}

const hostOf = (text: string): string => new URL(address(text)).host

const withHost = (options: ImportOptions, system: string, url: string): ImportOptions => ({ ...options, source: options.source ?? `${system}:${hostOf(url)}` })
