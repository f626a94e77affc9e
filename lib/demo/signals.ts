import type { Making } from './base'
import { firstDay, toDay, weekday, yearShare } from './dates'
import { dayProfile, placesInCircle, referenceSignals } from './planted'
import { makeRandom, makeSampler } from './random'
import { dayWeights, themeByBuurt } from './rates'
import { makeWriter, type Place } from './signal-writer'
import { demoSources, demoThemes } from './themes'
import type { DemoSignal, PlantedTruth } from './types'

type Plant = { truth: PlantedTruth; from: number; to: number; theme: number; buurten: Set<string>; places: Place[]; days: number[] }

/**
 * The signals one by one, in order of date, exactly `total` of them; constant work and memory per signal.
 *
 * Base signals follow people x need x observation x season x weekday. Where a truth is planted, base signals of that theme, place
 * and period are drawn again elsewhere and exactly the planted number is put in (scaled by total / 20,000).
 */
export function* generateSignals({ base, geography, profiles }: Making, total: number): Generator<DemoSignal> {
  const { seed, asOf } = base
  const random = makeRandom(seed, 'signals')
  const first = firstDay(asOf)
  const last = toDay(asOf)
  const nS = demoSources.length
  const { days } = dayWeights(asOf)
  const drawDay = makeSampler(days.map((row) => row.reduce((a, b) => a + b, 0)))
  const drawBuurt = themeByBuurt(geography.buurten, profiles).map(makeSampler)
  const places = new Map<string, Place[]>(geography.buurten.map((b) => [b.code, []]))
  for (const a of base.addresses) places.get(a.buurtCode)!.push(a)
  const plants = makePlants({ base, geography, profiles }, total)
  const emit = makeWriter(total, profiles.map((p) => p.inhabitants), geography.buurten.map((b) => b.code), base, random, last)

  const plantedCount = plants.reduce((sum, p) => sum + p.days.length, 0)
  const perDay = new Int32Array(last - first + 1)
  for (let n = total - plantedCount; n > 0; n--) perDay[drawDay(random)]!++
  const claimed = (theme: number, day: number, place: Place) =>
    plants.some((p) => (p.theme < 0 || p.theme === theme) && day >= p.from && day < p.to && within(p, place))
  const drawPlace = (theme: number, day: number): Place => {
    for (;;) {
      const code = geography.buurten[drawBuurt[theme]!(random)]!.code
      const list = places.get(code)!
      const place = list[random.int(list.length)]
      if (place && !claimed(theme, day, place)) return place
    }
  }

  for (let d = 0; d < perDay.length; d++) {
    const day = first + d
    const drawPair = makeSampler(days[d]!)
    for (let n = perDay[d]!; n > 0; n--) {
      const pair = drawPair(random)
      const theme = Math.floor(pair / nS)
      const again = emit.duplicate(day, claimed)
      yield again ?? emit.base(theme, pair % nS, day, drawPlace(theme, day))
    }
    for (const p of plants)
      for (; p.days.length && p.days[p.days.length - 1] === day; p.days.pop()) {
        const theme = p.theme >= 0 ? p.theme : Math.floor(drawPair(random) / nS)
        yield emit.planted(p.truth, theme, day, p.places[random.int(p.places.length)]!)
      }
  }
}

function within(p: Plant, place: Place): boolean {
  const c = p.truth.circle
  if (!c) return p.buurten.has(place.buurtCode)
  const near = (x: number, y: number) => Math.hypot(x - c.x, y - c.y) <= c.radiusM + 3
  return near(place.x, place.y) || near(place.streetPoint[0], place.streetPoint[1])
}

function makePlants({ base, geography }: Making, total: number): Plant[] {
  return base.planted.map((truth): Plant => {
    const random = makeRandom(base.seed, `plant ${truth.id}`)
    const from = toDay(truth.from)
    const to = toDay(truth.to)
    const theme = demoThemes.findIndex((t) => t.slug === truth.theme)
    const draw = makeSampler(Array.from({ length: to - from }, (_, i) => dayProfile(truth.expect, i / (to - from), yearShare(from + i)) * (weekday(from + i) > 4 ? 0.35 : 1)))
    const count = Math.round((truth.planted * total) / referenceSignals)
    const days = Array.from({ length: count }, () => from + draw(random)).sort((a, b) => b - a)
    const buurten = new Set(truth.buurtCodes)
    const places = truth.circle ? placesInCircle(truth, geography, base.addresses, base.seed) : base.addresses.filter((a) => buurten.has(a.buurtCode))
    return { truth, from, to, theme, buurten, places, days }
  })
}
