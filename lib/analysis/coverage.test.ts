import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { CoverageClass } from '@/lib/domain/coverage'
import { coverageOf, gapSince, type CoverageFacts } from './coverage'
import { supplyCounts, type SupplyFacts } from './supply-counts'

const on = '2026-10-02'
const rule = { minFrequencyWeeks: 4 }
/** A spreekuur that counts: every month, by a professional, delivered last month. */
const spreekuur: SupplyFacts = { professional: true, timesPerYear: 12, from: '2025-01-01', to: null, venueFrom: null, venueTo: null, lastConfirmed: '2026-09-20', confirmedOn: null }
const judged = (more: Partial<SupplyFacts>, day = on) => supplyCounts({ ...spreekuur, ...more }, rule, day)
const facts = (more: Partial<CoverageFacts<ReturnType<typeof judged>>>) => ({ need: true, needSince: '2026-06-01', supply: [], agreed: false, planned: false, kept: true, ...more })
const classOf = (more: Parameters<typeof facts>[0]): CoverageClass => coverageOf(facts(more)).class

describe('the class of a buurt and a theme', () => {
  it.each<[string, Parameters<typeof facts>[0], CoverageClass]>([
    ['need and nothing there, in a register that is kept', {}, 'gap'],
    ['need and nothing there, in a register that nobody kept', { kept: false }, 'unknown'],
    ['need and supply that counts', { supply: [judged({})] }, 'covered'],
    ['need and an agreement only', { agreed: true }, 'thin'],
    ['need and planned hours only', { planned: true }, 'thin'],
    ['need and supply that is held too rarely', { supply: [judged({ timesPerYear: 4 })] }, 'thin'],
    ['need and supply by volunteers', { supply: [judged({ professional: false })] }, 'thin'],
    ['need and supply of which nobody knows whether it is still held', { supply: [judged({ lastConfirmed: '2026-01-01' })] }, 'unknown'],
    ['the same, but somebody said that it is right', { supply: [judged({ lastConfirmed: '2026-01-01', confirmedOn: '2026-08-01' })] }, 'thin'],
    ['need and supply that ended', { supply: [judged({ to: '2026-10-01' })] }, 'gap'],
    ['no need and supply that counts', { need: false, supply: [judged({})] }, 'supply_without_signal'],
    ['no need and nothing', { need: false }, 'none'],
    ['no need and something that does not count', { need: false, supply: [judged({ timesPerYear: 4 })] }, 'none'],
    ['no need and something that nobody confirmed', { need: false, supply: [judged({ lastConfirmed: null })] }, 'unknown'],
  ])('%s', (_, given, expected) => expect(classOf(given)).toBe(expected))

  it('never is a gap without need (N6)', () => {
    fc.assert(fc.property(someFacts, (f) => coverageOf({ ...f, need: false }).class !== 'gap' && coverageOf({ ...f, need: false }).class !== 'thin'))
  })
})

describe('since when there is a gap', () => {
  it('W4: the only spreekuur ended on 1 October: covered on 30 September, a gap since 1 October on 2 October, with the spreekuur named', () => {
    const ended = { to: '2026-10-01' }
    expect(coverageOf(facts({ supply: [judged(ended, '2026-09-30')] })).class).toBe('covered')
    expect(coverageOf(facts({ supply: [judged(ended, '2026-10-01')] }))).toMatchObject({ class: 'gap', since: '2026-10-01', sinceBy: 'supply' })
    const gap = coverageOf(facts({ supply: [judged(ended)] }))
    expect(gap).toMatchObject({ class: 'gap', since: '2026-10-01', sinceBy: 'supply' })
    expect(gap.ended).toHaveLength(1)
  })
  it('is when need began, when that came later; the supply that stopped before is still named', () => {
    const gap = coverageOf(facts({ needSince: '2026-10-02', supply: [judged({ to: '2026-10-01' })] }))
    expect(gap).toMatchObject({ since: '2026-10-02', sinceBy: 'need', stopped: '2026-10-01' })
    expect(gap.ended).toHaveLength(1)
  })
  it('names only the supply that stopped last, and none that never counted', () => {
    const gap = coverageOf(facts({ supply: [judged({ to: '2026-08-01', lastConfirmed: '2026-07-01' }), judged({ to: '2026-09-01', lastConfirmed: '2026-08-01' }), judged({ to: '2026-09-20', professional: false })] }))
    expect(gap).toMatchObject({ since: '2026-09-01' })
    expect(gap.ended).toHaveLength(1)
  })
  it('is not known when neither is', () => expect(gapSince(null, null)).toEqual({ since: null, sinceBy: null }))
})

describe('relations', () => {
  const quality: Record<CoverageClass, number> = { gap: 0, unknown: 0, thin: 1, none: 1, covered: 2, supply_without_signal: 2 }
  it('adding an activity that counts never worsens a class, and always covers need', () => {
    fc.assert(fc.property(someFacts, (f) => {
      const [before, after] = [coverageOf(f), coverageOf({ ...f, supply: [...f.supply, judged({})] })]
      expect(quality[after.class]).toBeGreaterThanOrEqual(quality[before.class])
      expect(after.class).toBe(f.need ? 'covered' : 'supply_without_signal')
    }))
  })
  it('what runs is never a gap: more supply in reach adds none', () => {
    fc.assert(fc.property(someFacts, someSupply, (f, more) => {
      if (coverageOf(f).class !== 'gap') expect(coverageOf({ ...f, supply: [...f.supply, more] }).class).not.toBe('gap')
    }))
  })
})

const day = fc.integer({ min: 0, max: 800 }).map((n) => new Date(Date.UTC(2025, 0, 1 + n)).toISOString().slice(0, 10))
const someSupply = fc
  .record({ professional: fc.boolean(), timesPerYear: fc.constantFrom(4, 12, 52), from: day, long: fc.integer({ min: 1, max: 700 }), endless: fc.boolean(), lastConfirmed: fc.option(day), confirmedOn: fc.option(day) })
  .map(({ long, endless, ...s }) => judged({ ...s, to: endless ? null : new Date(Date.parse(s.from) + long * 86_400_000).toISOString().slice(0, 10), lastConfirmed: s.lastConfirmed !== null && s.lastConfirmed <= on ? s.lastConfirmed : null }))
const someFacts = fc.record({ need: fc.boolean(), needSince: fc.option(day), supply: fc.array(someSupply, { maxLength: 4 }), agreed: fc.boolean(), planned: fc.boolean(), kept: fc.constant(true) })
