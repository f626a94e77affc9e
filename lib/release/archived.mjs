/**
 * Pages of a release that is not (or not yet) at the addresses that they were made for: its links stay inside it, and it says what it is.
 *
 * @typedef {import('./read.mjs').Manifest} Manifest
 * @typedef {import('./read.mjs').Readable} Readable
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
 * A page with its links kept inside the release (those to addresses that it does not have stay as they are), what it is at the top, and its style as a file:
 * the policy there allows nothing inline.
 * @param {string} page
 * @param {Manifest} manifest
 * @param {'earlier' | 'newest' | 'draft'} what
 */
export function archivedPage(page, manifest, what) {
  const prefix = `/publicaties/${manifest.id}`
  const linked = page.replace(/<style data-file="([^"]*)">[^<]*<\/style>/, '<link rel="stylesheet" href="$1"/>')
  const inside = linked.replace(/( (?:href|src)=")(\/[^"?#]*)/g, (all, before, address) => (Object.hasOwn(manifest.files, address) ? `${before}${prefix}${address}` : all))
  const says = what === 'draft' ? words.draft : words[what](manifest.madeOn)
  const link = what === 'draft' ? `<a href="/beheer/publicaties">${words.toDraft}</a>` : `<a href="/">${words.toNewest}</a>`
  return inside.replace(/<body[^>]*>/, (body) => `${body}<p class="notice" role="note">${says} ${link}</p>`)
}

/**
 * The list of publications, in the page that the release has for it.
 * @param {string} page released page with `<ul id="publicaties"></ul>`
 * @param {readonly Readable[]} readable the newest first
 */
export const listPage = (page, readable) =>
  page.replace(/<ul id="publicaties"([^>]*)><\/ul>/, (_, rest) => `<ul id="publicaties"${rest}>${readable.map(({ id, madeOn }, at) => `<li><a href="/publicaties/${id}/">${words.of(madeOn)}</a>${at === 0 ? ` (${words.isNewest})` : ''}</li>`).join('')}</ul>`)
