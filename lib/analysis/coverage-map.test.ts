import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { coverageOf } from './coverage'
import { cellKey, coverageMap, placesIn, type MapActivity, type MapBuurt, type MapPlace, type MapTheme } from './coverage-map'
import { halfDistance } from './homes'
import { supplyCounts } from './supply-counts'

const on = '2026-11-26'
/** Three buurten of 1 km in a row, two homes in each; A and B are one werkgebied. */
const buurten: MapBuurt[] = ['A', 'B', 'C'].map((code, i) => ({ code, werkgebiedId: i < 2 ? 1 : 2, homes: { x: [i * 1000 + 400, i * 1000 + 600], y: [500, 500] } }))
const themes: MapTheme[] = [{ slug: 'lonely', reachM: 800, minFrequencyWeeks: 4 }, { slug: 'debts', reachM: 1200, minFrequencyWeeks: 2 }]
const activity = (id: number, place: MapPlace, more: Partial<MapActivity> = {}): MapActivity => ({ id, themes: ['lonely'], place, professional: true, timesPerYear: 12, from: '2026-01-01', to: null, venueFrom: null, venueTo: null, lastConfirmed: '2026-11-01', confirmedOn: null, planned: false, ...more })
const need = new Map(buurten.map((b) => [cellKey('lonely', b.code), { need: true, since: '2026-05-01' }]))
const classes = (activities: MapActivity[], lines: Parameters<typeof coverageMap>[3] = []) => coverageMap(buurten, themes, activities, lines, need, on).map((row) => row.map((c) => c.class))

describe('a hand-worked town', () => {
  it('a spreekuur in the middle of A covers A alone; B lies just out of reach', () => {
    expect(classes([activity(1, { at: 'point', x: 500, y: 500 })])[0]).toEqual(['covered', 'gap', 'gap'])
    expect(classes([activity(1, { at: 'point', x: 600, y: 500 })])[0]).toEqual(['covered', 'covered', 'gap'])
  })
  it('a service area covers its buurten, its werkgebied or everybody, whatever the distance', () => {
    expect(classes([activity(1, { at: 'buurten', codes: ['C', 'C', 'elsewhere'] })])[0]).toEqual(['gap', 'gap', 'covered'])
    expect(classes([activity(1, { at: 'werkgebied', id: 1 })])[0]).toEqual(['covered', 'covered', 'gap'])
    expect(classes([activity(1, { at: 'gemeente' })])[0]).toEqual(['covered', 'covered', 'covered'])
  })
  it('each theme has its own reach and frequency; where nothing is known of a theme, nothing is said', () => {
    const both = activity(1, { at: 'point', x: 500, y: 500 }, { themes: ['lonely', 'debts'] })
    expect(classes([both])).toEqual([['covered', 'gap', 'gap'], ['none', 'none', 'none']])
    expect(classes([{ ...both, timesPerYear: 26 }])[1]).toEqual(['supply_without_signal', 'supply_without_signal', 'none'])
    expect(classes([])[1]).toEqual(['unknown', 'unknown', 'unknown'])
  })
  it('an agreement makes it thin, and so do planned hours', () => {
    expect(classes([activity(1, { at: 'buurten', codes: ['A'] })], [{ theme: 'lonely', place: { at: 'buurten', codes: ['B'] }, planned: false }])[0]).toEqual(['covered', 'thin', 'gap'])
    expect(classes([activity(1, { at: 'buurten', codes: ['C'] }, { from: '2026-12-01', planned: true }), activity(2, { at: 'buurten', codes: ['A'] })])[0]).toEqual(['covered', 'gap', 'thin'])
  })
  it('tells which activities count and which ended', () => {
    const [row] = coverageMap(buurten, themes, [activity(1, { at: 'gemeente' }), activity(2, { at: 'gemeente' }, { professional: false })], [], need, on)
    expect(row![0]).toMatchObject({ counting: [1], need: true, since: null, ended: [] })
    const [gone] = coverageMap(buurten, themes, [activity(1, { at: 'buurten', codes: ['A'] }, { to: '2026-11-20' }), activity(2, { at: 'buurten', codes: ['B'] })], [], need, on)
    expect(gone![0]).toMatchObject({ class: 'gap', since: '2026-11-20', sinceBy: 'supply', ended: [1] })
  })
})

const place = fc.oneof(
  fc.record({ at: fc.constant('point' as const), x: fc.integer({ min: -500, max: 3500 }), y: fc.integer({ min: -500, max: 1500 }) }),
  fc.record({ at: fc.constant('buurten' as const), codes: fc.subarray(['A', 'B', 'C']) }),
  fc.constant({ at: 'werkgebied' as const, id: 1 }),
)
const some = fc.array(fc.tuple(place, fc.constantFrom(['lonely'], ['debts'], ['lonely', 'debts']), fc.boolean(), fc.constantFrom(4, 12, 52), fc.constantFrom(null, '2026-10-01', '2027-01-01'), fc.constantFrom(null, '2026-02-01', '2026-09-20')), { maxLength: 6 })
  .map((list) => list.map(([at, of, professional, timesPerYear, to, lastConfirmed], id) => activity(id, at, { themes: of, professional, timesPerYear, to, lastConfirmed })))

describe('relations', () => {
  it('more reach never adds a gap', () => {
    fc.assert(fc.property(some, fc.integer({ min: 0, max: 3000 }), (activities, more) => {
      const less = coverageMap(buurten, themes, activities, [], need, on)
      const wider = coverageMap(buurten, themes.map((t) => ({ ...t, reachM: t.reachM + more })), activities, [], need, on)
      less.forEach((row, t) => row.forEach((cell, b) => { if (cell.class !== 'gap') expect(wider[t]![b]!.class).not.toBe('gap') }))
    }))
  })
  it('says what the slow way says, cell by cell, and the order of activities does not matter', () => {
    fc.assert(fc.property(some, (activities) => {
      const fast = coverageMap(buurten, themes, activities, [], need, on)
      expect(coverageMap(buurten, themes, [...activities].reverse(), [], need, on).map((r) => r.map((c) => c.class))).toEqual(fast.map((r) => r.map((c) => c.class)))
      themes.forEach((theme, t) => buurten.forEach((b, i) => {
        const ofTheme = activities.filter((a) => a.themes.includes(theme.slug))
        const near = ofTheme.filter(({ place: p }) => (p.at === 'point' ? halfDistance(b.homes, p.x, p.y)! <= theme.reachM : p.at === 'buurten' ? p.codes.includes(b.code) : p.at === 'werkgebied' ? p.id === b.werkgebiedId : true))
        const judge = (a: MapActivity) => supplyCounts(a, theme, on)
        const asked = need.get(cellKey(theme.slug, b.code)) ?? { need: false, since: null }
        const slow = coverageOf({ need: asked.need, needSince: asked.since, supply: near.map(judge), agreed: false, planned: false, kept: ofTheme.some((a) => judge(a).known) })
        expect(fast[t]![i]).toMatchObject({ class: slow.class, since: slow.since })
      }))
    }))
  })
  it('looks for the same point once', () => {
    const serves = placesIn(buurten)
    expect(serves({ at: 'point', x: 500, y: 500 }, 800)).toBe(serves({ at: 'point', x: 500, y: 500 }, 800))
  })
})
