import { baseIn, leafKey, leafOf } from './world'
import type { Said, Scope } from './numbers'
import type { Known } from './vocabulary'

/** The sum of true counts over some leaves lies between two numbers (`high` null: no limit). */
export type Claim = { leaves: readonly string[]; low: number; high: number | null; where: string; text: string }
export type Finding = { kind: 'unexplained number' | 'unexplained percent' | 'finer number' | 'contradiction' | 'missing leaf'; where: string; what: string }
/** What somebody outside can make of the numbers. `rounded`: the published figure of each leaf, where it is a rounded one. */
export type Claims = { rounding: boolean; rounded: ReadonlyMap<string, number>; claims: Claim[]; findings: Finding[] }

/**
 * Turns numbers into what they prove about true counts.
 *
 * When nine of ten figures of leaves are multiples of their base (or "0-4", "0-9"), the reader takes the publication for a rounded one, as it says of itself: a
 * figure then proves that the count is less than the base away, and a sum or percentage that follows from the figures of leaves proves nothing more. A number that does not
 * follow from them comes from somewhere else: it is taken as exact, and is a finding by itself. In a publication that is not rounded all numbers are exact.
 * A number about a delicate theme and less than a wijk is a finding, whatever it is.
 */
export function claimsOf(numbers: readonly Said[], known: Known): Claims {
  const awayOf = (leaf: string): number => baseIn(known, leaf) - 1
  const single = numbers.flatMap((said) => (said.form === 'percent' ? [] : said.scopes.flatMap((scope) => {
    const leaf = leafIn(scope, known)
    return leaf === null ? [] : [{ said, leaf }]
  })))
  const numRounded = single.filter(({ said, leaf }) => (said.form === 'range' ? said.low === 0 && said.high === awayOf(leaf) : said.low % baseIn(known, leaf) === 0)).length
  const rounding = single.length > 0 && numRounded >= 0.9 * single.length
  const figures = new Map<string, Map<number, number>>()
  for (const { said, leaf } of single) {
    const p = said.low
    const votes = figures.get(leaf) ?? figures.set(leaf, new Map()).get(leaf)!
    votes.set(p, (votes.get(p) ?? 0) + 1)
  }
  const rounded = new Map<string, number>()
  for (const [leaf, votes] of figures) {
    const most = [...votes].filter(([p]) => p % baseIn(known, leaf) === 0).sort((a, b) => b[1] - a[1])[0]
    if (rounding && most) rounded.set(leaf, most[0])
  }
  const within = leavesByScope([...figures.keys()], known)
  const result: Claims = { rounding, rounded, claims: [], findings: [] }
  if (rounding) for (const [leaf, p] of rounded) result.claims.push({ leaves: [leaf], low: Math.max(0, p - awayOf(leaf)), high: p + awayOf(leaf), where: 'figure of the leaf', text: String(p) })
  const sumOf = (leaves: readonly string[]): number => leaves.reduce((sum, leaf) => sum + (rounded.get(leaf) ?? 0), 0)
  // a percentage may have its whole further on
  for (const said of [...numbers.filter((n) => n.form !== 'percent'), ...numbers.filter((n) => n.form === 'percent')]) {
    const sets = said.scopes.map((scope) => ({ scope, leaves: within(scope) })).filter(({ leaves }) => leaves.length > 0)
    if (said.scopes.every((scope) => finer(scope, known))) result.findings.push({ kind: 'finer number', where: said.where, what: `"${said.text}" is of less than a wijk` })
    if (sets.length === 0) continue
    if (said.form === 'percent') percent(said, sets.map((s) => s.scope), result, within, sumOf)
    else if (rounding && sets.some(({ leaves }) => follows(said, sumOf(leaves), leaves.map(awayOf)))) bySum(said, sets.find(({ leaves }) => follows(said, sumOf(leaves), leaves.map(awayOf)))!.leaves, awayOf, result)
    else exact(said, sets[0]!.leaves, awayOf, result)
  }
  for (const leaf of missing([...figures.keys()], known)) result.findings.push({ kind: 'missing leaf', where: leaf, what: 'others of its theme and period are published' })
  return result
}

/** The one leaf that a scope is about: of a delicate theme a wijk, of another a publication area. */
function leafIn({ place, theme, period }: Scope, known: Known): string | null {
  if (place === null || theme?.length !== 1 || period?.length !== 1) return null
  const own = place.filter((code) => isWijk(code, known) === isDelicate(theme[0]!, known))
  return own.length === 1 ? leafKey({ area: own[0]!, theme: theme[0]!, period: period[0]! }) : null
}

const isWijk = (code: string, known: Known): boolean => known.wijken.some((w) => w.code === code)
const isDelicate = (slug: string, known: Known): boolean => known.themes.some((t) => t.slug === slug && t.delicate)
/** About delicate themes only, and about places of which none is a wijk. */
const finer = ({ place, theme }: Scope, known: Known): boolean => place !== null && theme !== null && theme.every((slug) => isDelicate(slug, known)) && !place.some((code) => isWijk(code, known))
/** "0-4", or "0-9" where some of the leaves are rounded so. */
const follows = (said: Said, sum: number, away: readonly number[]): boolean => (said.form === 'range' ? said.low === 0 && away.includes(said.high) && sum === 0 : said.low === sum)

/** A sum of rounded figures: as far away as all its leaves together. Said again of one leaf it adds nothing. */
function bySum(said: Said, leaves: readonly string[], awayOf: (leaf: string) => number, { claims }: Claims): void {
  const sum = said.form === 'range' ? 0 : said.low
  const away = leaves.reduce((total, leaf) => total + awayOf(leaf), 0)
  if (leaves.length > 1) claims.push({ leaves, low: Math.max(0, sum - away), high: sum + away, where: said.where, text: said.text })
}

function exact(said: Said, leaves: readonly string[], awayOf: (leaf: string) => number, { rounding, claims, findings }: Claims): void {
  const away = Math.min(...leaves.map(awayOf))
  // "ongeveer 7" was not rounded to 5
  const [low, high] = rounding && said.form === 'about' && said.low % (away + 1) === 0 ? [Math.max(0, said.low - away), said.high + away] : [said.low, said.high]
  claims.push({ leaves, low, high, where: said.where, text: said.text })
  if (rounding) findings.push({ kind: 'unexplained number', where: said.where, what: `"${said.text}" is not the sum of the figures of ${leaves.length} leaves` })
}

/** A part of something larger: of all themes, places or periods, or of two or three of these. */
function percent(said: Said, scopes: readonly Scope[], { claims, findings, rounding }: Claims, within: (scope: Scope) => readonly string[], sumOf: (leaves: readonly string[]) => number): void {
  const step = 10 ** -said.decimals
  const pairs = scopes.flatMap((scope) => wider(scope).map((whole) => ({ part: within(scope), whole: within(whole) })))
  const shown = (part: number, whole: number): boolean => whole > 0 && Math.abs((100 * part) / whole - said.low) <= step / 2 + 1e-9
  if (rounding && pairs.some(({ part, whole }) => shown(sumOf(part), sumOf(whole)))) return
  for (const { part, whole } of pairs) {
    const total = claims.find((claim) => claim.low === claim.high && claim.leaves.length === whole.length && claim.leaves.every((leaf, i) => leaf === whole[i]))
    if (total) claims.push({ leaves: part, low: Math.max(0, ((said.low - step / 2) * total.low) / 100), high: ((said.low + step / 2) * total.low) / 100, where: said.where, text: said.text })
  }
  if (rounding) findings.push({ kind: 'unexplained percent', where: said.where, what: `"${said.text}" does not follow from the figures of leaves` })
}

const wider = (scope: Scope): Scope[] => [1, 2, 3, 4, 5, 6, 7].map((bits) => ({ place: bits & 1 ? null : scope.place, theme: bits & 2 ? null : scope.theme, period: bits & 4 ? null : scope.period })).filter((whole) => (['place', 'theme', 'period'] as const).some((kind) => whole[kind] === null && scope[kind] !== null))

/** The published leaves of a scope, in a fixed order; asked for the same scope it gives the same list. */
function leavesByScope(leaves: readonly string[], known: Known): (scope: Scope) => readonly string[] {
  const order = [...leaves].sort()
  const seen = new Map<string, readonly string[]>()
  const all = { place: [...known.areas, ...known.wijken].map((a) => a.code), theme: known.themes.map((t) => t.slug), period: known.periods.map((p) => p.id) }
  return (scope) => {
    const name = (['place', 'theme', 'period'] as const).map((kind) => (scope[kind] ? [...scope[kind]].sort().join() : '*')).join('|')
    const found = seen.get(name)
    if (found) return found
    const sets = { place: new Set(scope.place ?? all.place), theme: new Set(scope.theme ?? all.theme), period: new Set(scope.period ?? all.period) }
    const own = order.filter((leaf) => {
      const { area, theme, period } = leafOf(leaf)
      return sets.place.has(area) && sets.theme.has(theme) && sets.period.has(period)
    })
    seen.set(name, own)
    return own
  }
}

/** A leaf that is not told while others of its theme and period are: that it is left out would tell of its count. */
function missing(leaves: readonly string[], known: Known): string[] {
  const there = new Set(leaves)
  const columns = new Set(leaves.map((leaf) => `${leafOf(leaf).theme}|${leafOf(leaf).period}`))
  return [...columns].flatMap((column) => (isDelicate(column.split('|')[0]!, known) ? known.wijken : known.areas).map((area) => `${area.code}|${column}`)).filter((leaf) => !there.has(leaf))
}
