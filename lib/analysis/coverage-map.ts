import type { CoverageClass } from '@/lib/domain/coverage'
import { coverageOf } from './coverage'
import { beyond, boxOfHomes, reachesHalf, type Homes } from './homes'
import { supplyCounts, type SupplyFacts, type SupplyVerdict } from './supply-counts'

export type MapBuurt = { code: string; werkgebiedId: number | null; homes: Homes }
export type MapTheme = { slug: string; reachM: number; minFrequencyWeeks: number }
/** Where something is: at a point (RD metres), or for everybody in some buurten, a werkgebied or the whole gemeente. */
export type MapPlace = { at: 'point'; x: number; y: number } | { at: 'buurten'; codes: readonly string[] } | { at: 'werkgebied'; id: number } | { at: 'gemeente' }
export type MapActivity = SupplyFacts & { id: number; themes: readonly string[]; place: MapPlace; /** planned hours that are not over on the date */ planned: boolean }
/** A line of an agreement that holds on the date. */
export type MapLine = { theme: string; place: MapPlace; /** planned hours that are not over on the date */ planned: boolean }
/** Whether something is needed, and since when; a buurt x theme that is not in it has no need. */
export type MapNeed = ReadonlyMap<string, { need: boolean; since: string | null }>
export const cellKey = (theme: string, code: string): string => `${theme} ${code}`

export type MapCell = {
  class: CoverageClass
  need: boolean
  /** of a gap */
  since: string | null
  sinceBy: 'supply' | 'need' | null
  /** of a gap: when the last activities that counted stopped, and their ids */
  stopped: string | null
  ended: number[]
  /** ids of the activities that count */
  counting: number[]
}
type Judged = SupplyVerdict & { id: number }

/**
 * The class of every buurt x theme of a gemeente on a date: `cells[theme][buurt]`, in the order given. An activity is judged once per theme; then it is laid over the buurten
 * that it serves. The work grows with activities x buurten of a theme, and what is further away than the reach costs one comparison.
 */
export function coverageMap(buurten: readonly MapBuurt[], themes: readonly MapTheme[], activities: readonly MapActivity[], lines: readonly MapLine[], need: MapNeed, on: string): MapCell[][] {
  const serves = placesIn(buurten)
  return themes.map((theme) => {
    const supply = buurten.map((): Judged[] => [])
    const agreed = new Uint8Array(buurten.length)
    const planned = new Uint8Array(buurten.length)
    let kept = false
    for (const a of activities) {
      if (!a.themes.includes(theme.slug)) continue
      const judged: Judged = { ...supplyCounts(a, theme, on), id: a.id }
      kept ||= judged.known
      for (const i of serves(a.place, theme.reachM)) {
        supply[i]!.push(judged)
        if (a.planned) planned[i] = 1
      }
    }
    for (const line of lines) {
      if (line.theme !== theme.slug) continue
      for (const i of serves(line.place, theme.reachM)) {
        agreed[i] = 1
        if (line.planned) planned[i] = 1
      }
    }
    return buurten.map((b, i): MapCell => {
      const asked = need.get(cellKey(theme.slug, b.code)) ?? { need: false, since: null }
      const found = coverageOf({ need: asked.need, needSince: asked.since, supply: supply[i]!, agreed: agreed[i] === 1, planned: planned[i] === 1, kept })
      return { class: found.class, need: asked.need, since: found.since, sinceBy: found.sinceBy, stopped: found.stopped, ended: found.ended.map((s) => s.id), counting: supply[i]!.filter((s) => s.counts).map((s) => s.id) }
    })
  })
}

/** Indexes of the buurten that a place serves. The same point at the same reach is looked for once. */
export function placesIn(buurten: readonly MapBuurt[]): (place: MapPlace, reachM: number) => readonly number[] {
  const boxes = buurten.map((b) => boxOfHomes(b.homes))
  const all = buurten.map((_, i) => i)
  const byCode = new Map(buurten.map((b, i) => [b.code, i]))
  const byWerkgebied = new Map<number | null, number[]>()
  buurten.forEach((b, i) => {
    const own = byWerkgebied.get(b.werkgebiedId)
    if (own) own.push(i)
    else byWerkgebied.set(b.werkgebiedId, [i])
  })
  const points = new Map<string, number[]>()
  return (place, reachM) => {
    if (place.at === 'gemeente') return all
    if (place.at === 'werkgebied') return byWerkgebied.get(place.id) ?? []
    if (place.at === 'buurten') return [...new Set(place.codes)].flatMap((code) => byCode.get(code) ?? [])
    const key = `${place.x} ${place.y} ${reachM}`
    const known = points.get(key)
    if (known) return known
    const found = all.filter((i) => !beyond(boxes[i]!, place.x, place.y, reachM) && reachesHalf(buurten[i]!.homes, place.x, place.y, reachM))
    points.set(key, found)
    return found
  }
}
