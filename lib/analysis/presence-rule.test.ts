import { expect, it } from 'vitest'
import { explainedByPresence, type Input } from './presence-rule'

/** 1,000 of 50,000 people; the gemeente has 2,000 reporters (200 of the theme) and 5,000 visits: 40, 4 and 100 would be even. */
const about = (place: Partial<Input['place']>): Input => ({
  place: { theme: 12, everything: 120, people: 1000, visits: 300, ...place },
  gemeente: { theme: 200, everything: 2000, people: 50_000, visits: 5000 },
  buurten: 60,
})

it('three times as much of everything with three times the visits is presence', () => {
  expect(explainedByPresence(about({}))).toBe(true)
})

it('is not when one of the three does not hold', () => {
  expect(explainedByPresence(about({ visits: 149 }))).toBe(false) // 150 is one and a half times
  expect(explainedByPresence(about({ visits: 150 }))).toBe(true)
  expect(explainedByPresence(about({ everything: 12 + 40 }))).toBe(false) // 40 others, 36 expected
  expect(explainedByPresence(about({ theme: 40, everything: 148 }))).toBe(false) // a share of 27 % against 10 %
})

it('a share that chance gives in some buurt is not larger', () => {
  // 21 of 120 at 10 %: once in a hundred, so in some of 60 buurten
  expect(explainedByPresence(about({ theme: 21 }))).toBe(true)
  expect(explainedByPresence({ ...about({ theme: 21 }), buurten: 1 })).toBe(false)
})

it('knows nothing without visits, people or reporters', () => {
  const { place, gemeente, buurten } = about({})
  expect(explainedByPresence({ place, gemeente: { ...gemeente, visits: 0 }, buurten })).toBe(false)
  expect(explainedByPresence({ place: { ...place, people: 0 }, gemeente, buurten })).toBe(false)
  expect(explainedByPresence({ place: { ...place, theme: 0, everything: 0 }, gemeente: { ...gemeente, theme: 0, everything: 0 }, buurten })).toBe(false)
})
