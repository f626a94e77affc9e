import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { inRing } from './geometry'
import { demoSignals, makeDemo } from './index'
import { oneReporterTrap } from './planted'
import type { DemoSignal, PlantedTruth } from './types'

const asOf = '2026-11-01'
const demo = makeDemo({ asOf })
const hash = (value: unknown) => createHash('sha256').update(JSON.stringify(value)).digest('hex')
const ringOf = new Map(demo.areas.filter((a) => a.level === 'buurt').map((a) => [a.code, a.geometry.coordinates[0]![0]!]))
const count = <T>(items: readonly T[], test: (item: T) => boolean) => items.filter(test).length
const codeOf = (name: string) => demo.areas.find((a) => a.level === 'buurt' && a.name === name)!.code
const found = (p: PlantedTruth, signals: readonly DemoSignal[] = demo.signals) =>
  signals.filter(
    (s) => (p.theme === null || s.theme === p.theme) && s.observedOn >= p.from && s.observedOn < p.to &&
      (p.circle ? s.point !== null && Math.hypot(s.point[0] - p.circle.x, s.point[1] - p.circle.y) <= p.circle.radiusM : p.buurtCodes.includes(s.buurtCode)),
  )

describe('makeDemo', () => {
  it('gives the same for the same options, and something else for another seed', { timeout: 60_000 }, () => {
    expect(hash(makeDemo({ asOf }))).toBe(hash(demo))
    const other = makeDemo({ asOf, seed: 2, signals: 500 })
    expect(hash(other.signals)).not.toBe(hash(demo.signals.slice(0, 500)))
    expect(hash(other.areas.map((a) => a.geometry))).toBe(hash(demo.areas.map((a) => a.geometry)))
  })

  it('refuses a date that does not exist', () => {
    expect(() => makeDemo({ asOf: '2026-02-30' })).toThrow(/expected a date/)
  })

  it('streams the same signals as it holds', { timeout: 60_000 }, () => {
    const streamed = [...demoSignals({ asOf, signals: 1500 })]
    expect(hash(streamed)).toBe(hash(makeDemo({ asOf, signals: 1500 }).signals))
  })

  it('says that it is fictional', () => {
    expect(demo.fictional).toBe(true)
    expect(demo.notice).toContain('bestaat niet')
    expect(demo.gemeente.code).toBe('GM9001')
  })

  it('has about 20,000 addresses, each in its buurt and none in water', () => {
    expect(Math.abs(demo.addresses.length - 20_000)).toBeLessThan(1000)
    const water = ringOf.get('BU90019997')!
    for (const a of demo.addresses) {
      expect(inRing(a.x, a.y, ringOf.get(a.buurtCode)!)).toBe(true)
      expect(inRing(a.x, a.y, water)).toBe(false)
    }
  })

  it('has a backdrop of a few hundred features below 250 kB', () => {
    const features = demo.backdrop.map(({ geometry, ...properties }) => ({ type: 'Feature', properties, geometry }))
    expect(features.length).toBeGreaterThan(150)
    expect(JSON.stringify({ type: 'FeatureCollection', features }).length).toBeLessThan(250_000)
    for (const kind of ['sea', 'lake', 'dunes', 'beach', 'park', 'canal', 'railway', 'main_road', 'street']) expect(count(demo.backdrop, (f) => f.kind === kind)).toBeGreaterThan(0)
  })
})

describe('signals', () => {
  it('are exactly as many as asked, in order of date, over exactly three years', () => {
    expect(demo.signals).toHaveLength(20_000)
    expect(demo.since).toBe('2023-11-02')
    const dates = demo.signals.map((s) => s.observedOn)
    expect(dates.every((d, i) => d >= demo.since && d <= asOf && (i === 0 || d >= dates[i - 1]!))).toBe(true)
  })

  it('have a unique number per source and lie inside the buurt they claim', () => {
    expect(new Set(demo.signals.map((s) => `${s.source}/${s.sourceId}`)).size).toBe(20_000)
    for (const s of demo.signals) {
      expect(s.point === null).toBe(s.accuracy === 'buurt')
      if (s.point) expect(inRing(s.point[0], s.point[1], ringOf.get(s.buurtCode)!)).toBe(true)
    }
  })

  it('never give free text or a public audience for a sensitive theme, nor a point for the care route', () => {
    const sensitive = new Set(demo.themes.filter((t) => t.sensitive).map((t) => t.slug))
    expect(count(demo.signals, (s) => s.audience === 'public_aggregate' && sensitive.has(s.theme))).toBe(0)
    expect(demo.themes.filter((t) => t.sensitive && t.public)).toEqual([])
    expect(count(demo.signals, (s) => s.note !== null && sensitive.has(s.theme))).toBe(0)
    expect(count(demo.signals, (s) => s.point !== null && (s.theme === 'verward-gedrag' || s.theme === 'huiselijke-spanning'))).toBe(0)
  })

  it('have duplicates that point at an earlier signal', () => {
    const seen = new Set<string>()
    let duplicates = 0
    for (const s of demo.signals) {
      if (s.duplicateOf) {
        duplicates++
        expect(seen.has(`${s.duplicateOf.source}/${s.duplicateOf.sourceId}`)).toBe(true)
      }
      seen.add(`${s.source}/${s.sourceId}`)
    }
    expect(duplicates).toBeGreaterThan(150)
  })

  it('pile up on the stadhuis', () => {
    const [x, y] = demo.defaultPoint.point
    const pile = demo.signals.filter((s) => s.point?.[0] === x && s.point[1] === y)
    expect(pile.length).toBeGreaterThan(80)
    expect(pile.every((s) => s.source === demo.defaultPoint.source)).toBe(true)
  })

  it('follow the season of the theme and the weekday of the source', () => {
    const months = (theme: string, list: string[]) => count(demo.signals, (s) => s.theme === theme && list.includes(s.observedOn.slice(5, 7)))
    expect(months('overlast-jongeren', ['06', '07', '08'])).toBeGreaterThan(2 * months('overlast-jongeren', ['12', '01', '02']))
    expect(months('eenzaamheid', ['12', '01', '02'])).toBeGreaterThan(1.3 * months('eenzaamheid', ['06', '07', '08']))
    const sunday = (source: string) => count(demo.signals, (s) => s.source === source && new Date(s.observedOn).getUTCDay() === 0)
    expect(sunday('spreekuur')).toBe(0)
    expect(sunday('meldpunt')).toBeGreaterThan(300)
  })
})

describe('planted truths', () => {
  it.each(demo.planted.map((p) => [p.id, p] as const))('%s is there, with exactly the planted number', (_, p) => {
    expect(found(p)).toHaveLength(p.planted)
    expect(p.planted).toBeGreaterThan(1.5 * p.expected)
  })

  it('the new one is seven signals against about 1.4, from several people and sources', () => {
    const p = demo.planted.find((x) => x.id === 'new-loneliness')!
    expect(p.planted).toBe(7)
    expect(Math.abs(p.expected - 1.4)).toBeLessThan(0.15)
    expect(new Set(found(p).map((s) => s.source)).size).toBeGreaterThanOrEqual(2)
    expect(new Set(found(p).map((s) => s.reporter)).size).toBeGreaterThanOrEqual(5)
  })

  it('grow, stay and fade as their label says', () => {
    const halves = (id: string) => {
      const list = found(demo.planted.find((x) => x.id === id)!)
      const p = demo.planted.find((x) => x.id === id)!
      const middle = new Date((Date.parse(p.from) + Date.parse(p.to)) / 2).toISOString().slice(0, 10)
      return [count(list, (s) => s.observedOn < middle), count(list, (s) => s.observedOn >= middle)] as const
    }
    expect(halves('growing-debts')[1]).toBeGreaterThan(1.5 * halves('growing-debts')[0])
    expect(halves('fading-youth')[0]).toBeGreaterThan(2 * halves('fading-youth')[1])
    const [early, late] = halves('persistent-language')
    expect(Math.abs(early - late)).toBeLessThan(0.3 * (early + late))
  })

  it('the presence trap has as many more visits as signals', () => {
    const p = demo.planted.find((x) => x.id === 'trap-presence')!
    const visits = demo.visits.filter((v) => p.buurtCodes.includes(v.buurtCode))
    const during = count(visits, (v) => v.date >= p.from) / (30 * 7)
    const before = count(visits, (v) => v.date < p.from) / (3 * 365 - 30 * 7)
    expect(during / before).toBeGreaterThan(2.8)
    const signals = demo.signals.filter((s) => p.buurtCodes.includes(s.buurtCode))
    expect(found(p).length / (30 * 7) / (count(signals, (s) => s.observedOn < p.from) / (3 * 365 - 30 * 7))).toBeLessThan(during / before)
  })

  it('the reporter trap is mostly one reporter', () => {
    const p = demo.planted.find((x) => x.id === oneReporterTrap.id)!
    const numbers = found(p).map((s) => s.reporter)
    expect(Math.max(...[...new Set(numbers)].map((n) => (n === null ? 0 : count(numbers, (m) => m === n))))).toBe(oneReporterTrap.sameReporter)
  })

  it('quiet buurten have need but hardly any signal or visit', () => {
    expect(demo.quiet.map((q) => q.buurtCode)).toEqual([codeOf('Oosterdijk'), codeOf('Remise'), codeOf('Oosterkolk')])
    for (const { buurtCode } of demo.quiet) {
      const people = demo.areas.find((a) => a.code === buurtCode)!.inhabitants!
      expect(count(demo.signals, (s) => s.buurtCode === buurtCode) / people).toBeLessThan(0.05)
      expect(count(demo.visits, (v) => v.buurtCode === buurtCode)).toBeLessThan(8)
    }
    expect(20_000 / demo.areas[0]!.inhabitants!).toBeGreaterThan(0.3)
  })

  it('are the same in docs/demo.md', () => {
    const text = readFileSync(fileURLToPath(new URL('../../docs/demo.md', import.meta.url)), 'utf8')
    const rows = text.slice(0, text.indexOf('\n## ')).split('\n').filter((l) => l.startsWith('| `')).map((l) => l.split('|').slice(1, -1).map((c) => c.trim()))
    const names = new Map(demo.areas.map((a) => [a.code, a.name]))
    expect(rows).toEqual(
      demo.planted.map((p) => [
        `\`${p.id}\``, p.expect, p.theme ?? 'all',
        p.buurtCodes.map((c) => names.get(c)).join(', ') + (p.circle ? ` (${p.circle.radiusM} m around ${p.circle.x}, ${p.circle.y})` : ''),
        `${p.from} to ${p.to}`, String(p.expected), String(p.planted),
      ]),
    )
  })
})
