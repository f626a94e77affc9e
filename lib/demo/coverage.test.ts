import { describe, expect, it } from 'vitest'
import { cellKey, coverageMap, type MapActivity, type MapLine } from '@/lib/analysis/coverage-map'
import { makeDemo } from './index'
import { makeSupply } from './supply'
import type { PlantedSupply } from './supply-types'

/** The classes as the map makes them, from the rows of the demo and from all its addresses, for the planted cases of docs/demo.md. */
const asOf = '2026-11-01'
const demo = makeDemo({ asOf })
const supply = makeSupply(demo)
const planted = supply.planted.filter((p): p is Extract<PlantedSupply, { kind: 'coverage' }> => p.kind === 'coverage')
const shift = (day: string, n: number): string => new Date(Date.parse(day) + n * 86_400_000).toISOString().slice(0, 10)
const service = new Map(supply.services.map((s) => [s.sourceId, s]))
const venue = new Map(supply.venues.map((v) => [v.sourceId, v]))
const number = new Map(supply.activities.map((a, i) => [a.sourceId, i]))
const codes = [...new Set(demo.addresses.map((h) => h.buurtCode))].sort()
const werkgebied = new Map(demo.werkgebieden.flatMap((w, i) => w.buurtCodes.map((code) => [code, i] as const)))
const buurten = codes.map((code) => {
  const homes = demo.addresses.filter((h) => h.buurtCode === code)
  return { code, werkgebiedId: werkgebied.get(code) ?? null, homes: { x: homes.map((h) => h.x), y: homes.map((h) => h.y) } }
})

const signals = new Map<string, typeof demo.signals>()
for (const s of demo.signals.filter((x) => x.kind === 'knelpunt' && x.duplicateOf === null && ['open', 'in_progress'].includes(x.status))) {
  const key = cellKey(s.theme, s.buurtCode)
  signals.set(key, [...(signals.get(key) ?? []), s])
}

function classesOn(on: string, only?: string) {
  const themes = demo.themes.filter((t) => only === undefined || t.slug === only).map((t) => ({ slug: t.slug, reachM: t.reachM, minFrequencyWeeks: Math.max(1, Math.round(4 / t.minFrequency)) }))
  const activities = supply.activities.map((a, id): MapActivity => {
    const done = supply.deliveries.filter((d) => d.activity === a.sourceId && d.stage !== 'planned' && d.from <= on).map((d) => [shift(d.to, -1), on, ...(a.to === null ? [] : [shift(a.to, -1)])].sort()[0]!)
    const place = a.venue !== null ? { at: 'point' as const, x: venue.get(a.venue)!.point[0], y: venue.get(a.venue)!.point[1] } : a.buurten.length > 0 ? { at: 'buurten' as const, codes: a.buurten } : a.werkgebied ? { at: 'werkgebied' as const, id: demo.werkgebieden.findIndex((w) => w.slug === a.werkgebied) } : { at: 'gemeente' as const }
    return { id, themes: service.get(a.service)!.themes, place, professional: a.professional, timesPerYear: a.timesPerYear, from: a.from, to: a.to, venueFrom: null, venueTo: null, lastConfirmed: done.sort().at(-1) ?? null, confirmedOn: a.confirmedAt, planned: false }
  })
  const lines = supply.lines.filter((l) => l.agreement.endsWith(on.slice(0, 4))).map((l): MapLine => ({
    theme: l.theme, planned: false,
    place: l.level === 'gemeente' ? { at: 'gemeente' } : l.level === 'buurt' ? { at: 'buurten', codes: [l.buurt!] } : { at: 'werkgebied', id: demo.werkgebieden.findIndex((w) => w.slug === l.werkgebied) },
  }))
  const need = new Map(demo.themes.filter((t) => only === undefined || t.slug === only).flatMap((t) => codes.map((code) => {
    const since = shift(on, -t.windowWeeks * 7)
    const active = (signals.get(cellKey(t.slug, code)) ?? []).filter((s) => s.observedOn > since && s.observedOn <= on).sort((a, b) => a.observedOn.localeCompare(b.observedOn))
    const enough = active.findIndex((_, i) => i + 1 >= t.minSignals && new Set(active.slice(0, i + 1).map((s) => s.source)).size >= t.minSources)
    return [cellKey(t.slug, code), { need: enough >= 0, since: enough >= 0 ? active[enough]!.observedOn : null }] as const
  })))
  const cells = coverageMap(buurten, themes, activities, lines, need, on)
  return (theme: string, code: string) => cells[themes.findIndex((t) => t.slug === theme)]![codes.indexOf(code)]!
}

describe('coverage of the demo gemeente, as the map makes it', () => {
  const today = classesOn(asOf)
  it.each(planted.map((p) => [p.id, p] as const))('%s is what docs/demo.md says', (_, p) => expect(today(p.theme, p.buurtCode).class).toBe(p.expect))
  it('W4: the gap began when the inloop stopped; the day before it was covered', () => {
    const gap = planted.find((p) => p.ended !== null)!
    expect(today(gap.theme, gap.buurtCode)).toMatchObject({ since: gap.since, sinceBy: 'supply' })
    expect(today(gap.theme, gap.buurtCode).ended).toContain(number.get(gap.ended!))
    expect(classesOn(shift(gap.since!, -1), gap.theme)(gap.theme, gap.buurtCode).class).toBe('covered')
    expect(classesOn(shift(gap.since!, 1), gap.theme)(gap.theme, gap.buurtCode)).toMatchObject({ class: 'gap', since: gap.since })
  })
  it('has every class somewhere', () => {
    const found = new Set(demo.themes.flatMap((t) => codes.map((code) => today(t.slug, code).class)))
    expect([...found].sort()).toEqual(['covered', 'gap', 'none', 'supply_without_signal', 'thin', 'unknown'])
  })
})
