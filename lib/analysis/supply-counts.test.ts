import { describe, expect, it } from 'vitest'
import { supplyCounts, timesWanted, type SupplyFacts } from './supply-counts'

const on = '2026-11-26'
const activity: SupplyFacts = { professional: true, timesPerYear: 12, from: '2026-01-01', to: null, venueFrom: null, venueTo: null, lastConfirmed: '2026-11-01', confirmedOn: null }
const why = (more: Partial<SupplyFacts>, day = on, weeks = 4) => supplyCounts({ ...activity, ...more }, { minFrequencyWeeks: weeks }, day).why

describe('supply counts', () => {
  it('when everything is right', () => expect(supplyCounts(activity, { minFrequencyWeeks: 4 }, on)).toEqual({ counts: true, why: [], running: true, known: true, stopped: null }))
  it('in its interval: on the first day, not on the day of its end', () => {
    expect(why({ from: on })).toEqual([])
    expect(why({ from: '2026-11-27' })).toEqual(['not_begun'])
    expect(why({ to: '2026-11-27' })).toEqual([])
    expect(why({ to: on })).toEqual(['ended'])
  })
  it('while its venue is in use', () => {
    expect(why({ venueTo: on })).toEqual(['venue_closed'])
    expect(why({ venueFrom: '2026-11-27' })).toEqual(['venue_closed'])
    expect(why({ venueFrom: on, venueTo: '2026-11-27' })).toEqual([])
  })
  it('when a professional runs it', () => expect(why({ professional: false })).toEqual(['not_professional']))
  it('exactly as often as the theme asks, not less', () => {
    expect([1, 2, 4, 8, 13].map((weeks) => Math.round(timesWanted({ minFrequencyWeeks: weeks }) * 10) / 10)).toEqual([48, 24, 12, 6, 3.7])
    expect(why({ timesPerYear: 12 })).toEqual([])
    expect(why({ timesPerYear: 11.9 })).toEqual(['too_rare'])
    expect(why({ timesPerYear: 4 }, on, 13)).toEqual([])
  })
  it('for six months after it was last delivered or seen, the last day included', () => {
    expect(why({ lastConfirmed: '2026-05-26' })).toEqual([])
    expect(why({ lastConfirmed: '2026-05-25' })).toEqual(['stale'])
    expect(why({ lastConfirmed: null })).toEqual(['never_delivered'])
  })
  it('gives every reason at once', () => expect(why({ to: on, professional: false, timesPerYear: 1, lastConfirmed: null })).toEqual(['ended', 'not_professional', 'too_rare', 'never_delivered']))
})

describe('what is known and since when it does not count', () => {
  const judge = (more: Partial<SupplyFacts>) => supplyCounts({ ...activity, ...more }, { minFrequencyWeeks: 4 }, on)
  it('"klopt nog" makes it known, but does not make it count', () => {
    expect(judge({ lastConfirmed: null })).toMatchObject({ known: false, counts: false })
    expect(judge({ lastConfirmed: null, confirmedOn: '2026-11-01' })).toMatchObject({ known: true, counts: false })
  })
  it('stopped on the first of: its end, that of its venue, the day after the last report went stale', () => {
    expect(judge({ to: '2026-11-05' }).stopped).toBe('2026-11-05')
    expect(judge({ venueTo: '2026-11-06' }).stopped).toBe('2026-11-06')
    expect(judge({ lastConfirmed: '2026-02-28' }).stopped).toBe('2026-08-29')
    expect(judge({ to: '2026-11-05', lastConfirmed: '2026-02-28' }).stopped).toBe('2026-08-29')
  })
  it('never counted, so never stopped', () => {
    for (const more of [{ professional: false }, { timesPerYear: 2 }, { lastConfirmed: null }, { from: '2026-12-01' }]) expect(judge({ to: '2026-12-24', ...more }).stopped).toBeNull()
  })
})
