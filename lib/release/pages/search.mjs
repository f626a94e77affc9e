/**
 * Finding a buurt by the name of a buurt, wijk or street in the index of a release (`/zoek/index.json`). Plain JavaScript without imports: the door answers with
 * it, and the script of the pages suggests with it.
 *
 * @typedef {{ buurten: [code: string, name: string, wijk: string][], streets: [name: string, buurt: string][] }} SearchIndex
 * @typedef {{ name: string, where: string, address: string }} Hit
 */

/** Without capitals and accents; hyphens, quotes and spaces are all the same. @param {string} text */
export const plainText = (text) => text.normalize('NFD').replace(/[\u0300-\u036f]/g, '').toLowerCase().replace(/[^a-z0-9]+/g, ' ').trim()

/**
 * At most `limit` hits: exactly this name first, then names that begin with it, then names with a word that begins with it; when there is none, names that
 * differ by one letter. Among equals buurten come before streets, then the order of names.
 * @param {SearchIndex} index
 * @param {string} q
 * @returns {Hit[]}
 */
export function searchRelease(index, q, limit = 20) {
  const wanted = plainText(q.slice(0, 80))
  if (wanted === '') return []
  const names = new Map(index.buurten.map(([code, name]) => [code, name]))
  const all = [
    ...index.buurten.map(([code, name, wijk]) => ({ name, where: wijk, address: `/buurten/${code}`, key: plainText(name), also: plainText(wijk), kind: 0 })),
    ...index.streets.map(([name, code]) => ({ name, where: names.get(code) ?? '', address: `/buurten/${code}`, key: plainText(name), also: '', kind: 1 })),
  ]
  const rankOf = (/** @type {typeof all[number]} */ e) => (e.key === wanted ? 0 : e.key.startsWith(wanted) ? 1 : ` ${e.key}`.includes(` ${wanted}`) ? 2 : e.also && ` ${e.also}`.includes(` ${wanted}`) ? 3 : 9)
  let found = all.map((e) => ({ e, rank: rankOf(e) })).filter(({ rank }) => rank < 9)
  if (found.length === 0 && wanted.length >= 5) found = all.filter((e) => isNear(e.key, wanted)).map((e) => ({ e, rank: 4 }))
  found.sort((a, b) => a.rank - b.rank || a.e.kind - b.e.kind || (a.e.key < b.e.key ? -1 : a.e.key > b.e.key ? 1 : a.e.address < b.e.address ? -1 : 1))
  return found.slice(0, limit).map(({ e: { name, where, address } }) => ({ name, where, address }))
}

/** Whether one letter too many, too few or wrong, or two that changed places, is all the difference. @param {string} a @param {string} b */
function isNear(a, b) {
  if (Math.abs(a.length - b.length) > 1) return false
  let start = 0
  while (start < a.length && a[start] === b[start]) start++
  const [restA, restB] = [a.slice(start), b.slice(start)]
  return restA.slice(1) === restB.slice(1) || restA === restB.slice(1) || restA.slice(1) === restB || (restA[0] === restB[1] && restA[1] === restB[0] && restA.slice(2) === restB.slice(2))
}
