import type { Making } from './base'
import { toIso, weekday } from './dates'
import { oneReporterTrap, referenceSignals } from './planted'
import { makeSampler, type Random } from './random'
import { demoNotes, demoSources, demoThemes, themeHabits, weekdayHabits } from './themes'
import type { DemoAddress, DemoSignal, PlantedTruth } from './types'

/** Where a signal may lie: beside a street (accuracy punt), in the middle of the street (straat) or only a buurt. */
export type Place = Pick<DemoAddress, 'x' | 'y' | 'buurtCode' | 'streetPoint'>

const channels: Record<string, readonly DemoSignal['channel'][]> = {
  wijkmanager: ['gesprek', 'gesprek', 'overleg', 'telefoon'],
  spreekuur: ['gesprek'],
  wijkagent: ['gesprek', 'telefoon', 'registratie'],
  wijkverpleegkundige: ['huisbezoek', 'huisbezoek', 'telefoon'],
  organisatie: ['overleg', 'gesprek', 'registratie'],
  meldpunt: ['formulier', 'formulier', 'telefoon'],
}

/** Turns a theme, source, day and place into a signal: status by age, audience by theme, reporter from a pool per buurt. */
export function makeWriter(total: number, inhabitants: number[], codes: string[], base: Making['base'], random: Random, last: number) {
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
    if (t.sensitive || t.delicate) return r < 0.7 ? 'internal' : 'coordination_team'
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
      // no free text with sensitive themes, nor with delicate ones
      note: random.next() < 0.05 && !demoThemes[theme]!.sensitive && !demoThemes[theme]!.delicate ? random.pick(demoNotes) : null,
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
      // where all themes rise because somebody comes more often, chances rise as much as problems
      if (truth.theme !== null) signal.kind = 'knelpunt'
      // a new cluster is still being worked on; elsewhere only withdrawn signals are impossible
      if (truth.expect === 'new' && signal.status !== 'in_progress') signal.status = 'open'
      if (signal.status === 'cancelled') signal.status = 'open'
      const unique = (index.get(place.buurtCode)! + 1) * 1_000_000 + 500_000 + seen
      // the one reporter reports all the time, the others now and then in between: never several people at once
      const share = oneReporterTrap.sameReporter / truth.planted
      if (truth.id === oneReporterTrap.id) signal.reporter = Math.floor((seen + 1) * share) > Math.floor(seen * share) ? unique - seen : signal.reporter
      else if (truth.expect === 'new') signal.reporter = unique
      else if (signal.reporter !== null && truth.expect !== 'none') signal.reporter = unique - (seen % 8 === 7 ? 1 : 0)
      return signal
    },
  }
}

const tenth = (n: number) => Math.round(n * 10) / 10
