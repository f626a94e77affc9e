import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { makeDemo } from './index'
import { makeSupply } from './supply'
import type { DemoActivity, PlantedSupply } from './supply-types'

const asOf = '2026-11-01'
const demo = makeDemo({ asOf })
const supply = makeSupply(demo)
const by = <T extends { sourceId: string }>(items: readonly T[]) => new Map(items.map((x) => [x.sourceId, x]))
const [services, venues, activities, lines] = [by(supply.services), by(supply.venues), by(supply.activities), by(supply.lines)]
const ago = (days: number): string => new Date(Date.parse(asOf) - days * 86_400_000).toISOString().slice(0, 10)
const truths = <K extends PlantedSupply['kind']>(kind: K) => supply.planted.filter((p): p is Extract<PlantedSupply, { kind: K }> => p.kind === kind)

/** Need by signals alone, as 2-domain of the design says it: enough active knelpunten from enough sources in the window of the theme. */
function need(theme: string, buurt: string): boolean {
  const t = demo.themes.find((x) => x.slug === theme)!
  const found = demo.signals.filter((s) => s.theme === theme && s.buurtCode === buurt && s.kind === 'knelpunt' && s.duplicateOf === null && ['open', 'in_progress'].includes(s.status) && s.observedOn > ago(t.windowWeeks * 7) && s.observedOn <= asOf)
  return found.length >= t.minSignals && new Set(found.map((s) => s.source)).size >= t.minSources
}
const reaches = (a: DemoActivity, theme: string, buurt: string): boolean => {
  if (!services.get(a.service)!.themes.includes(theme)) return false
  if (a.venue === null) return a.buurten.length === 0 || a.buurten.includes(buurt)
  const [x, y] = venues.get(a.venue)!.point
  const reach = demo.themes.find((t) => t.slug === theme)!.reachM
  const homes = demo.addresses.filter((h) => h.buurtCode === buurt)
  return homes.filter((h) => Math.hypot(h.x - x, h.y - y) <= reach).length >= homes.length / 2
}
const holds = (a: DemoActivity, on: string): boolean => a.from <= on && (a.to === null || a.to > on)
const fresh = (a: DemoActivity): boolean => supply.deliveries.some((d) => d.activity === a.sourceId && d.stage !== 'planned' && d.to > ago(183))
const often = (a: DemoActivity, theme: string): boolean => a.timesPerYear >= demo.themes.find((t) => t.slug === theme)!.minFrequency * 12

function classOf(theme: string, buurt: string): string {
  const near = supply.activities.filter((a) => reaches(a, theme, buurt))
  const now = near.filter((a) => holds(a, asOf))
  const agreed = supply.lines.filter((l) => l.theme === theme && l.agreement.endsWith('2026') && (l.level === 'gemeente' || l.buurt === buurt || (l.werkgebied !== null && demo.werkgebieden.find((w) => w.slug === l.werkgebied)!.buurtCodes.includes(buurt))))
  const counts = now.filter((a) => a.professional && often(a, theme) && fresh(a))
  if (counts.length > 0) return need(theme, buurt) ? 'covered' : 'supply_without_signal'
  if (now.length > 0 && !now.some(fresh) && now.every((a) => a.confirmedAt < ago(183)) && agreed.length === 0) return 'unknown'
  if (!need(theme, buurt)) return 'none'
  return agreed.length > 0 || now.length > 0 ? 'thin' : 'gap'
}

describe('supply of the demo gemeente', () => {
  it('has as much as was promised, the same every time', () => {
    expect([supply.organisations.length, supply.services.length, supply.venues.length, supply.activities.length]).toEqual([25, 60, 40, 400])
    expect(JSON.stringify(makeSupply(demo))).toBe(JSON.stringify(supply))
    for (const list of [supply.organisations, supply.services, supply.venues, supply.activities, supply.agreements, supply.lines, supply.deliveries, supply.initiatives]) expect(new Set(list.map((x) => x.sourceId)).size).toBe(list.length)
    expect(makeSupply(demo, 10_000).activities.length).toBe(10_000)
  })

  it('is sound: references exist, intervals run forward, lines stay below their agreement', () => {
    for (const a of supply.activities) {
      expect(services.has(a.service)).toBe(true)
      expect(a.venue === null || venues.has(a.venue)).toBe(true)
      expect(a.to === null || a.to > a.from, a.sourceId).toBe(true)
    }
    for (const d of supply.deliveries) expect(d.to > d.from && (d.activity === null || activities.has(d.activity)) && (d.agreementLine === null || lines.has(d.agreementLine)), d.sourceId).toBe(true)
    for (const g of supply.agreements) {
      const own = supply.lines.filter((l) => l.agreement === g.sourceId)
      expect(own.reduce((n, l) => n + l.hours, 0)).toBeLessThanOrEqual(g.hours)
      expect(own.reduce((n, l) => n + l.subsidyEur, 0)).toBeLessThanOrEqual(g.subsidyEur)
    }
  })

  it.each(truths('coverage').map((t) => [t.id, t] as const))('coverage %s is what the rows say', (_, t) => {
    expect(classOf(t.theme, t.buurtCode)).toBe(t.expect)
    if (t.ended === null) return
    const ended = activities.get(t.ended)!
    expect(ended.to).toBe(t.since)
    expect(reaches(ended, t.theme, t.buurtCode) && ended.professional && often(ended, t.theme)).toBe(true)
    // the day before, it counted
    expect(holds(ended, new Date(Date.parse(t.since!) - 86_400_000).toISOString().slice(0, 10))).toBe(true)
  })

  it.each(truths('overlap').map((t) => [t.id, t] as const))('overlap %s is what the rows say', (_, t) => {
    const [a, b] = t.pair.map((id) => activities.get(id)!) as [DemoActivity, DemoActivity]
    const [of, other] = [services.get(a.service)!, services.get(b.service)!]
    const subsidised = (o: string): boolean => supply.agreements.some((g) => g.organisation === o && g.year === 2026 && g.subsidyEur > 0)
    const from = a.from > b.from ? a.from : b.from
    const to = [a.to, b.to].filter((d) => d !== null).sort()[0] ?? '9999-12-31'
    const weeks = (Date.parse(to) - Date.parse(from)) / (7 * 86_400_000)
    const cooperates = a.cooperationWith.includes(other.organisation) || b.cooperationWith.includes(of.organisation)
    const groups = a.targetGroups.some((g) => b.targetGroups.includes(g))
    expect(of.organisation).not.toBe(other.organisation)
    expect(a.venue).toBe(b.venue) // so that they share all inhabitants
    expect(of.serviceType === other.serviceType && groups && weeks >= 8 && !cooperates && (subsidised(of.organisation) || subsidised(other.organisation))).toBe(t.candidate)
  })

  it.each(truths('ladder').map((t) => [t.id, t] as const))('ladder %s is what the rows say', (_, t) => {
    const confirmed = supply.deliveries.filter((d) => d.agreementLine === t.line && d.stage !== 'planned')
    expect(lines.get(t.line)!.hours).toBe(t.agreedHours)
    expect(confirmed.reduce((n, d) => n + d.hours, 0)).toBe(t.confirmedHours)
    expect(confirmed.map((d) => d.to).sort().at(-1) ?? null).toBe(t.lastConfirmed)
  })

  it('has an initiative in every state and on every route, some of them late', () => {
    expect(new Set(supply.initiatives.map((i) => i.status))).toEqual(new Set(['received', 'assigned', 'in_progress', 'weighing', 'answered', 'closed', 'withdrawn']))
    expect(new Set(supply.initiatives.flatMap((i) => i.route ?? []))).toEqual(new Set(['wijkbeheer', 'zorg', 'adviser', 'college', 'organisation']))
    const open = supply.initiatives.filter((i) => ['received', 'assigned', 'in_progress'].includes(i.status))
    expect(open.filter((i) => i.ownerTeam === null && i.ownerOrganisation === null && i.receivedOn < ago(14)).length).toBeGreaterThanOrEqual(2)
    expect(open.filter((i) => (i.ownerTeam ?? i.ownerOrganisation) !== null && i.receivedOn < ago(42)).length).toBeGreaterThanOrEqual(2)
  })

  it('is described in docs/demo.md', () => {
    const text = readFileSync(fileURLToPath(new URL('../../docs/demo.md', import.meta.url)), 'utf8')
    const rows = supply.planted.map((t) => `| \`${t.id}\` | ${t.kind} | ${t.label} | ${t.kind === 'coverage' ? t.expect : t.kind === 'overlap' ? `${t.candidate ? 'candidate' : 'no candidate'}: ${t.why}` : `${t.confirmedHours} of ${t.agreedHours} hours, last ${t.lastConfirmed ?? 'never'}`} |`)
    for (const row of rows) expect(text).toContain(row)
  })
})
