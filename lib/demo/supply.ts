import { makeInitiatives } from './initiatives'
import { makePlatforms } from './platforms'
import { planServices } from './plan-supply'
import { plantSupply, protectedCells } from './planted-supply'
import { makeRandom, type Random } from './random'
import { makeSupplyBase, type SupplyBase } from './supply-base'
import type { DemoActivity, DemoAgreement, DemoAgreementLine, DemoDelivery, DemoSupply, DemoTarget } from './supply-types'
import type { DemoBase } from './types'

/** How often things are held, with their share: RRULE, times a year. */
const habits: readonly { rule: (day: string, nth: number) => string; timesPerYear: number; weight: number }[] = [
  { rule: (day) => `FREQ=WEEKLY;BYDAY=${day}`, timesPerYear: 52, weight: 6 },
  { rule: (day) => `FREQ=WEEKLY;INTERVAL=2;BYDAY=${day}`, timesPerYear: 26, weight: 2 },
  { rule: (day, nth) => `FREQ=MONTHLY;BYDAY=${nth}${day}`, timesPerYear: 12, weight: 2 },
]
const weekdays = ['MO', 'TU', 'WE', 'TH', 'FR'] as const

/**
 * Who does what where in the invented gemeente: the planted truths first, the rest by chance but never where it would change a planted answer.
 *
 * @param base everything but the signals
 * @param activities how many in all; 400 in the demo, more for measurements
 */
export function makeSupply(base: DemoBase, activities = 400): DemoSupply {
  const s = makeSupplyBase(base)
  const planted = plantSupply(s)
  const more = makeActivities(base, s, activities - planted.activities.length)
  const { agreements, lines } = makeAgreements(base, s, planted.lines)
  return {
    organisations: s.organisations, services: s.services, venues: s.venues,
    activities: [...planted.activities, ...more],
    agreements, lines,
    deliveries: [...planted.deliveries, ...makeDeliveries(base, s, more, lines)],
    initiatives: makeInitiatives(base, s),
    targets: makeTargets(base, s),
    network: makePlatforms(base, s.organisations, s.venues),
    verdicts: planted.verdicts,
    planted: planted.truths,
    accountOrganisation: s.organisations[0]!.sourceId,
  }
}

/** Whether a theme at a venue would reach a cell that chance must leave alone: within the reach of the theme and a kilometre of where it lies. */
function reachesProtected(base: DemoBase, s: SupplyBase, themes: readonly string[], at: readonly [number, number]): boolean {
  return protectedCells.some((cell) => {
    if (!themes.includes(cell.theme)) return false
    const reach = base.themes.find((t) => t.slug === cell.theme)!.reachM
    const codes = cell.buurten.map(s.code)
    return base.addresses.some((a, i) => i % 7 === 0 && codes.includes(a.buurtCode) && Math.hypot(a.x - at[0], a.y - at[1]) < reach + 100)
  })
}

function makeActivities(base: DemoBase, s: SupplyBase, n: number): DemoActivity[] {
  const random = makeRandom(base.seed, 'activities')
  // Where each service may be held is the same for all its activities: worked out once.
  const venuesOf = new Map(s.services.map((x) => [x.sourceId, s.venues.filter((v) => !reachesProtected(base, s, x.themes, v.point))]))
  const held = habits.flatMap((h) => Array<typeof h>(h.weight).fill(h))
  const out: DemoActivity[] = []
  while (out.length < n) {
    const service = random.pick(s.services)
    const plan = Object.values(planServices).find((p) => p.type === service.serviceType)!
    const habit = random.pick(held)
    const roaming = service.serviceType === 'huisbezoek' || service.serviceType === 'opruimactie'
    const venue = roaming ? null : random.pick(venuesOf.get(service.sourceId)!)
    const forbidden = protectedCells.filter((c) => service.themes.includes(c.theme)).flatMap((c) => c.buurten.map(s.code))
    const places = base.werkgebieden.flatMap((w) => w.buurtCodes).filter((c) => !forbidden.includes(c))
    const buurten = roaming ? [...new Set([random.pick(places), random.pick(places)])].sort() : []
    const from = s.back(60 + random.int(900))
    const ended = random.next() < 0.12
    const ending = !ended && random.next() < 0.06
    out.push({
      sourceId: `A-${String(out.length + 1).padStart(4, '0')}`, name: `${plan.label} ${venue ? venue.name : 'aan huis en in de buurt'}`, service: service.sourceId, venue: venue?.sourceId ?? null, buurten, werkgebied: null,
      schedule: habit.rule(random.pick(weekdays), 1 + random.int(4)), timesPerYear: habit.timesPerYear, startTime: `${String(9 + random.int(10)).padStart(2, '0')}:${random.pick(['00', '30'])}`, durationMinutes: 60 * (1 + random.int(3)), capacityHours: plan.hours,
      from, to: ended ? later(from, s.back(random.int(50))) : ending ? s.back(-5 - random.int(50)) : null,
      targetGroups: [...service.targetGroups], professional: service.professional, cooperationWith: [], endReason: ended ? random.pick(['Te weinig deelnemers', 'Geen begeleiding meer', 'Project is klaar']) : null,
      confirmedAt: s.back(random.next() < 0.75 ? random.int(150) : 190 + random.int(300)),
    })
  }
  return out
}

const later = (from: string, date: string): string => (date > from ? date : new Date(Date.parse(from) + 30 * 86_400_000).toISOString().slice(0, 10))

/** Agreements of last year (ended) and this year, with lines per service; the planted lines are of this year. Subsidy and hours leave room above the lines. */
function makeAgreements(base: DemoBase, s: SupplyBase, planted: readonly (DemoAgreementLine & { organisation: string })[]): { agreements: DemoAgreement[]; lines: DemoAgreementLine[] } {
  const random = makeRandom(base.seed, 'agreements')
  const year = Number(base.asOf.slice(0, 4))
  const agreements: DemoAgreement[] = []
  const lines: DemoAgreementLine[] = []
  for (const organisation of s.organisations.filter((o) => s.subsidised.has(o.sourceId)))
    for (const y of [year - 1, year]) {
      const id = `${organisation.sourceId.replace('O', 'P')}-${y}`
      const own: DemoAgreementLine[] = y === year ? planted.filter((l) => l.organisation === organisation.sourceId).map(({ organisation: _, ...l }) => ({ ...l, agreement: id })) : []
      for (const service of s.services.filter((x) => x.organisation === organisation.sourceId)) {
        const hours = 40 * (2 + random.int(9))
        own.push({ sourceId: `R-${service.sourceId}-${y}`, agreement: id, description: service.name, theme: service.themes[0]!, service: service.sourceId, ...place(base, s, random, service.themes), hours, frequency: random.pick(['weekly', 'biweekly', 'monthly']), subsidyEur: hours * 70, confirmedAt: y < year ? null : random.next() < 0.7 ? s.back(random.int(150)) : null })
      }
      lines.push(...own)
      const sum = (of: (l: DemoAgreementLine) => number): number => own.reduce((total, l) => total + of(l), 0)
      agreements.push({ sourceId: id, title: `${organisation.name} ${y}`, organisation: organisation.sourceId, year: y, status: y < year ? 'ended' : 'agreed', hours: sum((l) => l.hours) + 40, subsidyEur: sum((l) => l.subsidyEur) + 5000, attendanceClause: random.next() < 0.6 })
    }
  return { agreements, lines }
}

/** A buurt with a venue where chance may agree on something; whole werkgebieden and the gemeente only for themes without a protected cell. */
function place(base: DemoBase, s: SupplyBase, random: Random, themes: readonly string[]): Pick<DemoAgreementLine, 'level' | 'buurt' | 'werkgebied'> {
  const cells = protectedCells.filter((c) => themes.includes(c.theme))
  const forbidden = cells.flatMap((c) => c.buurten.map(s.code))
  const kind = cells.length > 0 ? 0 : random.next()
  if (kind > 0.8) return { level: 'gemeente', buurt: null, werkgebied: null }
  if (kind > 0.5) return { level: 'werkgebied', buurt: null, werkgebied: random.pick(base.werkgebieden).slug }
  return { level: 'buurt', buurt: random.pick(s.venues.filter((v) => !forbidden.includes(v.buurtCode))).buurtCode, werkgebied: null }
}

/** Two quarters back for most activities that are held, and a first part for most lines of this year. */
function makeDeliveries(base: DemoBase, s: SupplyBase, activities: readonly DemoActivity[], lines: readonly DemoAgreementLine[]): DemoDelivery[] {
  const random = makeRandom(base.seed, 'deliveries')
  const out: DemoDelivery[] = []
  const add = (d: Omit<DemoDelivery, 'sourceId'>): void => void out.push({ sourceId: `I-${String(out.length + 1).padStart(4, '0')}`, ...d })
  for (const a of activities.slice(0, 1000)) {
    if (random.next() < 0.3) continue
    for (const [from, to] of [[182, 91], [91, 0]] as const) {
      const first = a.from > s.back(from) ? a.from : s.back(from)
      const end = a.to !== null && a.to < s.back(to) ? a.to : s.back(to)
      if (first < end && random.next() < 0.8) add({ agreementLine: null, activity: a.sourceId, from: first, to: end, hours: Math.round((a.timesPerYear / 4) * a.capacityHours), participants: 3 + random.int(25), stage: random.next() < 0.25 ? 'seen' : 'delivered' })
    }
  }
  const january = `${base.asOf.slice(0, 4)}-01-01`
  for (const l of lines.filter((x) => x.agreement.endsWith(base.asOf.slice(0, 4)) && !x.sourceId.startsWith('R-P'))) {
    if (random.next() < 0.25 || january >= s.back(30)) continue
    add({ agreementLine: l.sourceId, activity: null, from: january, to: s.back(30), hours: Math.round(l.hours * random.between(0.2, 1)), participants: null, stage: random.next() < 0.3 ? 'seen' : 'delivered' })
    if (random.next() < 0.5) add({ agreementLine: l.sourceId, activity: null, from: s.back(0), to: s.back(-60), hours: Math.round(l.hours * 0.2), participants: null, stage: 'planned' })
  }
  return out
}

/** Most busy buurten have a target; some quiet ones deliberately a low one, others none. */
function makeTargets(base: DemoBase, s: SupplyBase): DemoTarget[] {
  const weeks: Readonly<Record<string, [number, string | null]>> = {
    Winkelhart: [2, null], Stationsbuurt: [2, null], Vismarkt: [2, null], Lijnbaan: [3, null], Touwslagersbuurt: [3, null], Sterneiland: [2, null], Wisselbuurt: [2, null], Meerpaal: [2, null], Dukdalf: [3, null],
    Admiraalsbuurt: [4, null], Lamsoor: [4, null], Zeekraal: [4, null], Dorpshart: [3, null], Remise: [4, 'Er is wel opgave, maar wij komen er weinig.'], Oosterdijk: [4, 'Er is wel opgave, maar wij komen er weinig.'], Jachthaven: [26, 'Rustige buurt; wij kiezen voor weinig bezoek.'], Notarisbuurt: [26, 'Rustige buurt; wij kiezen voor weinig bezoek.'],
  }
  return Object.entries(weeks).map(([buurt, [n, reason]]) => ({ buurtCode: s.code(buurt), weeks: n, reason }))
}
