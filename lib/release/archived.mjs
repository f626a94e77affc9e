/**
 * Pages of a release that is not (or not yet) at the addresses that they were made for: its links stay inside it, and it says what it is.
 *
 * @typedef {import('./read.mjs').Manifest} Manifest
 * @typedef {import('./read.mjs').Readable} Readable
 * @typedef {import('./pages/search-address.mjs').Found} Found
 */
import { longDate } from '../domain/dutch-days.mjs'

const words = {
  /** @param {string} date */
  earlier: (date) => `Dit is een eerdere publicatie, van ${longDate(date)}. Er is een nieuwere.`,
  /** @param {string} date */
  newest: (date) => `Dit is de publicatie van ${longDate(date)}. Zij is nu de nieuwste.`,
  draft: 'Zo zien bewoners deze publicatie. Zij is nog niet openbaar.',
  toNewest: 'Naar de nieuwste',
  toDraft: 'Terug naar Publicaties',
  /** @param {string} date */
  of: (date) => `Publicatie van ${longDate(date)}`,
  isNewest: 'de nieuwste',
}

/**
 * A page with its links, its search and its large map kept inside the release (addresses that it does not have stay as they are), what it is at the top, and its
 * style as a file: the policy there allows nothing inline. The form for a code stays as it is: the page of a code is only at the public address.
 * @param {string} page
 * @param {Manifest} manifest
 * @param {'earlier' | 'newest' | 'draft'} what
 */
export function archivedPage(page, manifest, what) {
  const prefix = prefixOf(manifest)
  const linked = page.replace(/<style data-file="([^"]*)">[^<]*<\/style>/, '<link rel="stylesheet" href="$1"/>')
  const inside = linked.replace(/( (?:href|src|data-map|data-shapes)="| action="(?=\/zoek"))(\/[^"?#]*)/g, (all, before, address) => (Object.hasOwn(manifest.files, address) ? `${before}${prefix}${address}` : all))
  const says = what === 'draft' ? words.draft : words[what](manifest.madeOn)
  const link = what === 'draft' ? `<a href="/beheer/publicaties">${words.toDraft}</a>` : `<a href="/">${words.toNewest}</a>`
  return inside.replace(/<body[^>]*>/, (body) => `${body}<p class="notice" role="note">${says} ${link}</p>`)
}

/**
 * What the search of a release answers under its own address: the one page that it is for certain, or its page with what was found.
 * @param {Manifest} manifest
 * @param {'earlier' | 'newest' | 'draft'} what
 * @param {Found} found
 * @param {() => string} render the released page `/zoek`, filled in
 * @returns {{ go: string } | { page: string }}
 */
export const archivedSearch = (manifest, what, found, render) =>
  found.go !== null && Object.hasOwn(manifest.files, found.go) ? { go: `${prefixOf(manifest)}${found.go}` } : { page: archivedPage(render(), manifest, what) }

/** @param {Manifest} manifest */
const prefixOf = (manifest) => `/publicaties/${manifest.id}`

/**
 * The list of publications, in the page that the release has for it.
 * @param {string} page released page with `<ul id="publicaties"></ul>`
 * @param {readonly Readable[]} readable the newest first
 */
export const listPage = (page, readable) =>
  page.replace(/<ul id="publicaties"([^>]*)><\/ul>/, (_, rest) => `<ul id="publicaties"${rest}>${readable.map(({ id, madeOn }, at) => `<li><a href="/publicaties/${id}/">${words.of(madeOn)}</a>${at === 0 ? ` (${words.isNewest})` : ''}</li>`).join('')}</ul>`)
