import type { Geography } from './areas'
import { firstDay, toDay, toIso } from './dates'
import { comesNear, inRing } from './geometry'
import type { XY } from './plan-lines'
import type { Profile } from './profile'
import { makeRandom } from './random'
import { dayWeights } from './rates'
import { toRd } from './shape'
import { demoThemes } from './themes'
import type { DemoAddress, PlantedTruth } from './types'

/** The number of signals for which the planted numbers hold. */
export const referenceSignals = 20_000

type Plan = {
  id: string
  label: string
  theme: string | null
  expect: PlantedTruth['expect']
  buurten?: string[]
  circle?: { at: XY; radiusM: number }
  /** weeks before asOf; null = from the first day / up to and including asOf */
  fromWeeks: number | null
  toWeeks: number | null
  /** number of signals, or a multiple of what was expected */
  planted: { count: number } | { times: number }
}

const plans: readonly Plan[] = [
  { id: 'new-loneliness', label: 'Nieuw: eenzaamheid in de Lijnbaan', theme: 'eenzaamheid', expect: 'new', buurten: ['Lijnbaan'], fromWeeks: 12, toWeeks: null, planted: { count: 7 } },
  { id: 'growing-debts', label: 'Groeiend: geldzorgen in Meerpaal en Dukdalf', theme: 'schulden', expect: 'growing', buurten: ['Meerpaal', 'Dukdalf'], fromWeeks: 52, toWeeks: null, planted: { count: 96 } },
  { id: 'persistent-language', label: 'Blijvend: taal en meedoen in Sterneiland, Lamsoor en Zeekraal', theme: 'taal-en-meedoen', expect: 'persistent', buurten: ['Sterneiland', 'Lamsoor', 'Zeekraal'], fromWeeks: null, toWeeks: null, planted: { count: 245 } },
  { id: 'fading-youth', label: 'Afnemend: overlast bij het station', theme: 'overlast-jongeren', expect: 'fading', circle: { at: [4660, 10200], radiusM: 320 }, fromWeeks: null, toWeeks: 26, planted: { count: 150 } },
  { id: 'new-crossing', label: 'Nieuw: oversteek aan de Zandweg, over de grens van twee buurten', theme: 'verkeersveiligheid', expect: 'new', circle: { at: [4060, 4290], radiusM: 160 }, fromWeeks: 26, toWeeks: null, planted: { count: 19 } },
  { id: 'seasonal-beach', label: 'Elke zomer: zwerfafval bij de Strandslag Noord, waar bijna niemand woont', theme: 'zwerfafval', expect: 'seasonal', circle: { at: [1760, 8120], radiusM: 300 }, fromWeeks: null, toWeeks: null, planted: { count: 110 } },
  { id: 'trap-presence', label: 'Geen cluster: in de Touwslagersbuurt kwam men vier keer zo vaak', theme: null, expect: 'none', buurten: ['Touwslagersbuurt'], fromWeeks: 30, toWeeks: null, planted: { times: 3 } },
  { id: 'trap-one-reporter', label: 'Geen cluster: een melder met 44 van de 52 meldingen in de Notarisbuurt', theme: 'zwerfafval', expect: 'none', buurten: ['Notarisbuurt'], fromWeeks: 40, toWeeks: null, planted: { count: 52 } },
]

/** in the presence trap the visits are multiplied by this */
export const presenceTrap = { id: 'trap-presence', visitsTimes: 4 } as const
/** in the one-reporter trap this many signals come from one reporter */
export const oneReporterTrap = { id: 'trap-one-reporter', sameReporter: 44 } as const

/**
 * The planted truths with their expected and planted numbers for 20,000 signals. Expected = the signals of the theme in the
 * period if they were spread evenly over the inhabitants (in a circle: over the addresses), computed from the rates, not drawn.
 */
export function makePlanted(geography: Geography, profiles: readonly Profile[], addresses: readonly DemoAddress[], asOf: string): PlantedTruth[] {
  const { first, perTheme } = dayWeights(asOf)
  const whole = perTheme.reduce((sum, days) => sum + days.reduce((a, b) => a + b, 0), 0)
  const people = profiles.reduce((sum, p) => sum + p.inhabitants, 0)
  const last = toDay(asOf)
  return plans.map((plan): PlantedTruth => {
    const from = plan.fromWeeks === null ? firstDay(asOf) : last + 1 - plan.fromWeeks * 7
    const to = plan.toWeeks === null ? last + 1 : last + 1 - plan.toWeeks * 7
    const circle = plan.circle ? { x: toRd(plan.circle.at)[0], y: toRd(plan.circle.at)[1], radiusM: plan.circle.radiusM } : null
    const inside = circle ? addresses.filter((a) => Math.hypot(a.x - circle.x, a.y - circle.y) <= circle.radiusM) : []
    const members = geography.buurten.flatMap((b, i) => (plan.buurten?.includes(b.plan.name) ? [i] : []))
    const share = circle ? inside.length / addresses.length : members.reduce((sum, i) => sum + profiles[i]!.inhabitants, 0) / people
    let weight = 0
    perTheme.forEach((days, t) => {
      if (plan.theme === null || demoThemes[t]!.slug === plan.theme) for (let d = from; d < to; d++) weight += days[d - first]!
    })
    const expected = (referenceSignals * share * weight) / whole
    const buurtCodes = circle ? [...new Set(inside.map((a) => a.buurtCode))].sort() : members.map((i) => geography.buurten[i]!.code)
    return {
      id: plan.id, label: plan.label, theme: plan.theme, expect: plan.expect,
      buurtCodes, circle, from: toIso(from), to: toIso(to),
      expected: Math.round(expected * 10) / 10,
      planted: 'count' in plan.planted ? plan.planted.count : Math.round(expected * plan.planted.times),
    }
  })
}

/** Where the signals of a circle may lie: its addresses, or 240 seeded points when hardly anybody lives there. */
export function placesInCircle(truth: PlantedTruth, geography: Geography, addresses: readonly DemoAddress[], seed: number): DemoAddress[] {
  const c = truth.circle!
  const own = addresses.filter((a) => Math.hypot(a.x - c.x, a.y - c.y) <= c.radiusM - 3)
  if (own.length >= 40) return own
  const random = makeRandom(seed, `circle ${truth.id}`)
  const out: DemoAddress[] = []
  while (out.length < 240) {
    const r = (c.radiusM - 3) * Math.sqrt(random.next())
    const a = random.next() * 2 * Math.PI
    const x = Math.round((c.x + r * Math.cos(a)) * 10) / 10
    const y = Math.round((c.y + r * Math.sin(a)) * 10) / 10
    const buurt = geography.buurten.find((b) => truth.buurtCodes.includes(b.code) && inRing(x, y, b.ring) && !comesNear(x, y, b.ring, 3))
    if (buurt) out.push({ x, y, buurtCode: buurt.code, street: truth.label, streetPoint: [x, y] })
  }
  return out
}

/** Relative weight of a day within a planted period, `share` 0..1 of the period, `yearShare` 0..1 of the year. */
export function dayProfile(expect: PlantedTruth['expect'], share: number, year: number): number {
  if (expect === 'growing') return 0.25 + 1.75 * share
  if (expect === 'fading') return Math.max(0.02, 1 - share) ** 1.3
  if (expect === 'seasonal') return Math.max(0.03, Math.cos(2 * Math.PI * (year - 0.55))) ** 2
  return 1
}
