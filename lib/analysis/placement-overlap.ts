import type { PlacementBuurt, PlacementSupply } from '@/lib/domain/placement'

/** A quarter of the people of the smaller one in common: the limit of stapeling. */
const minShare = 0.25

/**
 * Everybody who lives within reach of a place, need or not, and the activities that serve at least a quarter of the same people (of the smaller of the two). Whether
 * that would be double depends on who would come and what they do: it is what to look at, not a judgement.
 *
 * People of a buurt are shared out over its homes; a buurt of which the inhabitants are not known has none.
 */
export function overlapOf(place: { x: number; y: number }, reachM: number, buurten: readonly PlacementBuurt[], supply: readonly PlacementSupply[]): { within: number; overlaps: { activity: number; share: number; people: number }[] } {
  const near = (at: { x: number; y: number }, x: number, y: number): boolean => (at.x - x) ** 2 + (at.y - y) ** 2 <= reachM ** 2
  const sum = (inside: (b: PlacementBuurt, i: number) => boolean): number =>
    buurten.reduce((people, b) => people + (b.inhabitants === null || b.x.length === 0 ? 0 : (b.inhabitants / b.x.length) * b.x.reduce((n, _, i) => n + (inside(b, i) ? 1 : 0), 0)), 0)
  const here = (b: PlacementBuurt, i: number): boolean => near(place, b.x[i]!, b.y[i]!)
  const within = sum(here)
  const overlaps = supply.flatMap(({ id, place: at }) => {
    const codes = at.at === 'buurten' ? new Set(at.codes) : null
    const there = (b: PlacementBuurt, i: number): boolean => (codes ? codes.has(b.code) : at.at === 'point' && near(at, b.x[i]!, b.y[i]!))
    const people = sum((b, i) => here(b, i) && there(b, i))
    const smaller = Math.min(within, sum(there))
    const share = smaller > 0 ? people / smaller : 0
    return share >= minShare - 1e-9 ? [{ activity: id, share: Math.min(1, share), people }] : []
  })
  return { within, overlaps: overlaps.sort((a, b) => b.people - a.people || a.activity - b.activity) }
}
