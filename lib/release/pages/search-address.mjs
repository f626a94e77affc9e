import { plainText, searchRelease } from './search.mjs'

/**
 * What somebody means who types a postcode, an address or a name: answered by the door from the files of a release, so without a script, a database or another
 * server. The browser suggests names only; postcodes stay at the door. Nothing that was typed is kept.
 *
 * @typedef {import('./search.mjs').SearchIndex} SearchIndex
 * @typedef {import('./search.mjs').Hit} Hit
 * @typedef {{
 *   whole: Record<string, Record<string, string>>,
 *   split: Record<string, Record<string, readonly number[]>>,
 * }} Postcodes `/zoek/postcodes.json`. whole: four digits -> code of the buurt -> the letters of its postcodes one after another; split: postcodes in more than one
 *   buurt -> code of the buurt -> its house numbers, in order
 * @typedef {{ hits: Hit[], says: Says, about: string, go: string | null }} Found `says`: which sentence of the page; `about`: what stands in it for "#"; `go`: the one
 *   page that is meant
 * @typedef {'hits' | 'niets' | 'straat' | 'deel' | 'deel-meer' | 'onbekend' | 'geen-lijst' | 'welke' | 'geen-nummer' | 'beide'} Says
 */

/** Buurten shown for a part of a postcode. */
const most = 20
const postcode = String.raw`(\d{4})\s?([a-z]{2})`
/** A number with what may stand behind it: 12, 12a, 12 A, 12-2, 12 hs */
const number = String.raw`(?:(?:nr\.?|nummer|huisnummer)\s*)?(\d{1,5})(?:\s?-\s?[a-z0-9]{1,4}|\s?[a-z][a-z0-9]{0,3})?`
/** 1781AB, 1781 ab 12a, 1781AB 12 Den Helder */
const byPostcode = new RegExp(String.raw`^${postcode}(?:[\s,]*${number}(?:\s\d{1,4})?)?(?:[\s,]+\D{3,})?$`, 'i')
/** Dorpsstraat 12, 1781 AB Den Helder */
const byAddress = new RegExp(String.raw`^.*?[^\d\s].*?\s${number}[\s,]+${postcode}(?:[\s,]+\D{3,})?$`, 'i')
const partOfOne = /^(\d{4})\s?([a-z])?$/i
const streetAndNumber = new RegExp(String.raw`^(.*?[^\d\s].*?)\s+${number}$`, 'i')

/**
 * @param {SearchIndex} index
 * @param {Postcodes | null} postcodes null: this release has no list of them
 * @param {string} q as typed
 * @returns {Found}
 */
export function findPlace(index, postcodes, q) {
  const asked = q.slice(0, 80).normalize('NFC').trim().replace(/\s+/g, ' ')
  const first = byPostcode.exec(asked)
  const last = first ? null : byAddress.exec(asked)
  if (first || last) {
    const [digits, letters, house] = first ? first.slice(1) : [last[2], last[3], last[1]]
    return postcodes ? ofPostcode(index, postcodes, `${digits}${letters.toUpperCase()}`, house === undefined ? null : Number(house)) : nothing('geen-lijst')
  }
  const part = partOfOne.exec(asked)
  const ofPart = part && postcodes ? startingWith(index, postcodes, part[1], (part[2] ?? '').toUpperCase()) : null
  if (ofPart) return ofPart
  const named = byName(index, asked)
  return named.hits.length === 0 && part ? nothing(postcodes ? 'onbekend' : 'geen-lijst', asked.toUpperCase()) : named
}

/** @param {SearchIndex} index @param {Postcodes} postcodes @param {string} code @param {number | null} house @returns {Found} */
function ofPostcode(index, postcodes, code, house) {
  const [digits, letters] = [code.slice(0, 4), code.slice(4)]
  const shown = `${digits} ${letters}`
  const whole = Object.entries(own(postcodes.whole, digits) ?? {}).find(([, all]) => pairs(all).includes(letters))
  if (whole) return certain(index, whole[0], shown)
  const split = own(postcodes.split, code)
  if (!split) return nothing('onbekend', shown)
  const there = house === null ? [] : Object.keys(split).filter((buurt) => split[buurt].includes(house))
  if (there.length === 1) return certain(index, there[0], `${shown} ${house}`)
  const hits = hitsOf(index, there.length > 0 ? there : Object.keys(split))
  return { hits, says: house === null ? 'welke' : there.length === 0 ? 'geen-nummer' : 'beide', about: house === null ? shown : `${shown} ${house}`, go: null }
}

/** @param {SearchIndex} index @param {Postcodes} postcodes @param {string} digits @param {string} letter one or none @returns {Found | null} */
function startingWith(index, postcodes, digits, letter) {
  const buurten = new Set(Object.entries(own(postcodes.whole, digits) ?? {}).filter(([, all]) => pairs(all).some((two) => two.startsWith(letter))).map(([buurt]) => buurt))
  for (const [code, split] of Object.entries(postcodes.split)) if (code.startsWith(`${digits}${letter}`)) for (const buurt of Object.keys(split)) buurten.add(buurt)
  const hits = hitsOf(index, [...buurten])
  if (hits.length === 0) return null
  return { hits: hits.slice(0, most), says: hits.length > most ? 'deel-meer' : 'deel', about: `${digits}${letter && ` ${letter}`}`, go: null }
}

/** The only one of exactly that name is what somebody means. A street with a house number is looked for without it, unless the whole is a name. @param {SearchIndex} index @param {string} asked @returns {Found} */
function byName(index, asked) {
  const hits = searchRelease(index, asked)
  const wanted = plainText(asked)
  const street = streetAndNumber.exec(asked)
  if (street && !hits.some((hit) => plainText(hit.name).startsWith(wanted))) {
    const found = searchRelease(index, street[1])
    const same = called(found, street[1])
    if (found.length > 0) return { hits: same.length > 0 ? same : found, says: 'straat', about: String((same.length > 0 ? same : found).length), go: null }
  }
  const same = called(hits, asked)
  return { hits, says: hits.length > 0 ? 'hits' : 'niets', about: String(hits.length), go: same.length === 1 ? same[0].address : null }
}

/** Those of exactly this name. @param {readonly Hit[]} hits @param {string} name */
const called = (hits, name) => hits.filter((hit) => plainText(hit.name) === plainText(name))

/** @param {SearchIndex} index @param {string} buurt @param {string} about @returns {Found} */
function certain(index, buurt, about) {
  const hits = hitsOf(index, [buurt])
  return hits.length === 1 ? { hits, says: 'hits', about: '1', go: hits[0].address } : nothing('onbekend', about)
}

/** By name, as the index has them. @param {SearchIndex} index @param {readonly string[]} codes @returns {Hit[]} */
const hitsOf = (index, codes) => index.buurten.filter(([code]) => codes.includes(code)).map(([code, name, wijk]) => ({ name, where: wijk, address: `/buurten/${code}` }))

/** @param {Says} says @returns {Found} */
const nothing = (says, about = '') => ({ hits: [], says, about, go: null })

/** @param {string} letters @returns {string[]} */
const pairs = (letters) => letters.match(/../g) ?? []

/** What somebody types is never the name of something that every object has. @template T @param {Record<string, T>} record @param {string} key @returns {T | undefined} */
const own = (record, key) => (Object.hasOwn(record, key) ? record[key] : undefined)
