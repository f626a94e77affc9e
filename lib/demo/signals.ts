import type { Making } from './base'
import { firstDay, toDay, toIso, weekday, yearShare } from './dates'
import { dayProfile, oneReporterTrap, placesInCircle, referenceSignals } from './planted'
import { makeRandom, makeSampler, type Random } from './random'
import { dayWeights, themeByBuurt } from './rates'
import { demoNotes, demoSources, demoThemes, themeHabits, weekdayHabits } from './themes'
import type { DemoAddress, DemoSignal, PlantedTruth } from './types'

type Place = Pick<DemoAddress, 'x' | 'y' | 'buurtCode' | 'streetPoint'>
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

const channels: Record<string, readonly DemoSignal['channel'][]> = {
  wijkmanager: ['gesprek', 'gesprek', 'overleg', 'telefoon'],
  spreekuur: ['gesprek'],
  wijkagent: ['gesprek', 'telefoon', 'registratie'],
  wijkverpleegkundige: ['huisbezoek', 'huisbezoek', 'telefoon'],
  organisatie: ['overleg', 'gesprek', 'registratie'],
  meldpunt: ['formulier', 'formulier', 'telefoon'],
}

/** Turns a theme, source, day and place into a signal: status by age, audience by theme, reporter from a pool per buurt. */
function makeWriter(total: number, inhabitants: number[], codes: string[], base: Making['base'], random: Random, last: number) {
  const numbers = new Map<string, number>()
  const recent: DemoSignal[] = []
  const plantedSeen = new Map<string, number>()
  const index = new Map(codes.map((code, i) => [code, i]))
  const drawSource = themeHabits.map((h) => makeSampler(h.sources))
  const stretch = Math.max(1, total / referenceSignals)
  const pool = inhabitants.map((n) => Math.max(6, Math.round(n * 0.4 * stretch)))
  const reporter = (code: string) => {
    const i = index.get(code)!
    return (i + 1) * 1_000_000 + Math.floor(pool[i]! * random.next() ** 1.5)
  }
  const nextId = (source: number, day: number) => {
    const k = `${demoSources[source]!.prefix}-${toIso(day).slice(0, 4)}`
    const n = (numbers.get(k) ?? 0) + 1
    numbers.set(k, n)
    return `${k}-${String(n).padStart(6, '0')}`
  }
  const status = (day: number): DemoSignal['status'] => {
    if (random.next() < 0.03) return 'cancelled'
    const age = last - day
    const done = 1 - Math.exp(-age / 70)
    if (random.next() < done * 0.97) return 'closed'
    return random.next() < 0.45 ? 'in_progress' : 'open'
  }
  const audience = (theme: number): DemoSignal['audience'] => {
    const t = demoThemes[theme]!
    const r = random.next()
    if (t.sensitive) return r < 0.7 ? 'internal' : 'coordination_team'
    if (t.public && r < 0.4) return 'public_aggregate'
    return r < 0.65 ? 'internal' : r < 0.85 ? 'coordination_team' : 'organisation'
  }
  const write = (theme: number, source: number, day: number, place: Place, accuracy: DemoSignal['accuracy']): DemoSignal => {
    const slug = demoSources[source]!.slug
    const r = random.next()
    return {
      source: slug,
      sourceId: nextId(source, day),
      kind: random.next() < themeHabits[theme]!.chance ? 'kans' : 'knelpunt',
      theme: demoThemes[theme]!.slug,
      evidence: slug === 'organisatie' && r < 0.12 ? 'cijfer' : (slug === 'spreekuur' || slug === 'meldpunt' ? r < 0.3 : r < 0.75) ? 'waarneming' : 'beleving',
      channel: random.pick(channels[slug]!),
      observedOn: toIso(day),
      accuracy,
      point: accuracy === 'buurt' ? null : accuracy === 'straat' ? [place.streetPoint[0], place.streetPoint[1]] : [tenth(place.x + random.between(-1.4, 1.4)), tenth(place.y + random.between(-1.4, 1.4))],
      buurtCode: place.buurtCode,
      status: status(day),
      audience: audience(theme),
      reporter: random.next() < 0.1 ? null : reporter(place.buurtCode),
      duplicateOf: null,
      note: random.next() < 0.05 ? random.pick(demoNotes) : null,
    }
  }
  return {
    base(theme: number, source: number, day: number, place: Place): DemoSignal {
      const h = themeHabits[theme]!
      const r = random.next()
      const signal = write(theme, source, day, place, r < h.punt ? 'punt' : r < h.punt + h.straat ? 'straat' : 'buurt')
      const pile = base.defaultPoint
      if (signal.source === pile.source && signal.accuracy === 'punt' && random.next() < pile.share) {
        signal.point = [pile.point[0], pile.point[1]]
        signal.buurtCode = pile.buurtCode
        return signal
      }
      if (recent.length < 40) recent.push(signal)
      else recent[random.int(40)] = signal
      return signal
    },
    /** now and then a second source tells what was told in the last days; null otherwise */
    duplicate(day: number, claimed: (theme: number, day: number, place: Place) => boolean): DemoSignal | null {
      if (recent.length < 40 || random.next() >= 0.015) return null
      const one = random.pick(recent)
      const theme = demoThemes.findIndex((t) => t.slug === one.theme)
      const source = drawSource[theme]!(random)
      const place: Place = { x: one.point?.[0] ?? 0, y: one.point?.[1] ?? 0, buurtCode: one.buurtCode, streetPoint: one.point ?? [0, 0] }
      if (weekdayHabits[source]![weekday(day)] === 0 || claimed(theme, day, place)) return null
      return { ...write(theme, source, day, place, one.accuracy), kind: one.kind, point: one.point && [...one.point], reporter: one.reporter, duplicateOf: { source: one.source, sourceId: one.sourceId } }
    },
    planted(truth: PlantedTruth, theme: number, day: number, place: Place): DemoSignal {
      const h = themeHabits[theme]!
      const r = random.next()
      const seen = plantedSeen.get(truth.id) ?? 0
      plantedSeen.set(truth.id, seen + 1)
      const accuracy = truth.circle ? 'punt' : r < h.punt ? 'punt' : r < h.punt + h.straat ? 'straat' : 'buurt'
      let source = drawSource[theme]!(random)
      for (let i = 0; i < 50 && weekdayHabits[source]![weekday(day)]! === 0; i++) source = drawSource[theme]!(random)
      const signal = write(theme, source, day, place, accuracy)
      signal.kind = 'knelpunt'
      if (signal.status === 'cancelled') signal.status = 'open'
      const unique = (index.get(place.buurtCode)! + 1) * 1_000_000 + 500_000 + seen
      if (truth.id === oneReporterTrap.id) signal.reporter = seen < Math.round(oneReporterTrap.sameReporter * stretch) ? unique - seen : signal.reporter
      else if (signal.reporter !== null && truth.expect !== 'none') signal.reporter = unique - (seen % 8 === 7 ? 1 : 0)
      return signal
    },
  }
}

const tenth = (n: number) => Math.round(n * 10) / 10
