import { describe, expect, it } from 'vitest'
import type { PublicActivity } from '@/lib/domain/public-model'
import { publicModel } from '@/lib/testing/public-model'
import { comesEverywhere, desksOf, listed, nearest, servesInWords } from './agenda'
import { makeBook } from './book'

const base = publicModel()
const visit = base.activities.find((a) => a.id === 'huisbezoek')!
const land = base.buurten.filter((b) => b.inhabitants !== null).map((b) => b.code)
const serving = (serves: string[]): PublicActivity => ({ ...visit, serves })
const book = makeBook(base)

describe('where one without an address comes', () => {
  it('is the whole gemeente when it names every buurt on land, or none', () => {
    for (const serves of [land, [...land, 'BU90010203'], []]) expect([comesEverywhere(book, serving(serves)), servesInWords(book, serving(serves))]).toEqual([true, 'Komt in de hele gemeente'])
  })
  it('is a werkgebied when it names all of it, else its buurten', () => {
    expect(servesInWords(book, serving(['BU90010103', 'BU90010101', 'BU90010102']))).toBe('Komt in West')
    expect(servesInWords(book, serving(['BU90010101', 'BU90010201']))).toBe('Komt in Kerkbuurt en Stationsbuurt')
    expect(servesInWords(book, serving(['BU99999999']))).toBe('Komt in BU99999999')
  })
  it('is no matter for one with an address', () => expect(comesEverywhere(book, base.activities[0]!)).toBe(false))
})

describe('desks', () => {
  it('leave out what has ended, keep what is to come, and count every other week from the first day', () => {
    const desks = desksOf(makeBook({
      ...base, madeOn: '2026-11-02',
      activities: [
        { ...visit, id: 'a', name: 'A', to: '2026-11-02' },
        { ...visit, id: 'b', name: 'B', from: '2026-12-01', schedule: 'FREQ=WEEKLY;BYDAY=FR' },
        { ...visit, id: 'c', name: 'C', from: '2026-10-23', schedule: 'FREQ=WEEKLY;INTERVAL=2;BYDAY=FR' },
        { ...visit, id: 'd', name: 'D', from: '2026-01-01', schedule: 'FREQ=WEEKLY;COUNT=3;BYDAY=FR' },
      ],
    }))
    // Friday 23 October and every second Friday after it: 6 November. D was three times in January, and is over.
    expect(desks.map((d) => [d.activity.id, d.next])).toEqual([['b', '2026-12-04'], ['c', '2026-11-06']])
  })
  it('are nearest first, in a straight line from the middle; those without an address are not near', () => {
    const desks = nearest(desksOf(book, book.middle('BU90010101')), 9)
    expect(desks.map((d) => [d.activity.id, Math.round(d.metres!)])).toEqual([['spreekuur-geld', 0], ['platform', 464], ['koffie', 464]])
    expect(nearest(desksOf(book, book.middle('BU90010101')), 1)).toHaveLength(1)
  })
  it('lists in Dutch', () => expect([listed([]), listed(['a']), listed(['a', 'b']), listed(['a', 'b', 'c'])]).toEqual(['', 'a', 'a en b', 'a, b en c']))
})
