import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addDays } from '@/lib/domain/period'
import { checkSchedule, nextDates, scheduleInWords, timesPerYear } from './schedule'

describe('what is refused, and why', () => {
  it.each([
    ['FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=31', 'deze dag komt nooit voor'],
    ['FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30', 'deze dag komt nooit voor'],
    ['FREQ=MONTHLY;BYDAY=1TH;BYSETPOS=2', 'deze dag komt nooit voor'],
    ['FREQ=MONTHLY;BYMONTHDAY=1;BYDAY=2SU', 'deze dag komt nooit voor'],
    ['FREQ=WEEKLY;COUNT=0', 'nul keer'],
    ['FREQ=WEEKLY;INTERVAL=0', 'INTERVAL=0'],
    ['FREQ=DAILY;INTERVAL=1000000000', 'INTERVAL=1000000000'],
    ['FREQ=DAILY;COUNT=1000000000', 'COUNT=1000000000'],
    ['FREQ=SECONDLY', 'vaker dan elke dag'],
    ['FREQ=HOURLY;BYHOUR=9', 'vaker dan elke dag'],
    ['FREQ=SOMETIMES', 'FREQ=SOMETIMES bestaat niet'],
    ['FREQ=DAILY;BYHOUR=9', 'de tijd staat bij'],
    ['FREQ=WEEKLY;BYDAY=DI', 'BYDAY=DI is geen dag'],
    ['FREQ=WEEKLY;BYDAY=2TU', 'past alleen bij'],
    ['FREQ=MONTHLY;BYDAY=6TU', 'BYDAY=6TU'],
    ['FREQ=YEARLY;BYMONTHDAY=40', 'BYMONTHDAY=40'],
    ['FREQ=YEARLY;BYMONTH=-1', 'BYMONTH=-1'],
    ['FREQ=WEEKLY;BYMONTHDAY=1', 'past niet bij'],
    ['FREQ=DAILY;BYDAY=MO;BYSETPOS=2', 'past niet bij'],
    ['FREQ=WEEKLY;UNTIL=20260230', 'is geen datum'],
    ['FREQ=WEEKLY;COUNT=2;UNTIL=20270101', 'niet allebei'],
    ['FREQ=WEEKLY;BYDAY=TU;BYDAY=WE', 'twee keer'],
    ['FREQ=WEEKLY;EXDATE=20260101', 'EXDATE hoort er niet in'],
    ['DTSTART:20260101\nRRULE:FREQ=WEEKLY', 'EXDATE, RDATE, DTSTART'],
    ['FREQ=WEEKLY;FOO=1', 'FOO kennen we niet'],
    ['RRULE:FREQ=WEEKLY', 'verwacht een herhaling volgens iCalendar'],
    ['wekelijks', 'verwacht een herhaling volgens iCalendar'],
    ['', 'verwacht een herhaling volgens iCalendar'],
  ])('%s', (rule, message) => expect(checkSchedule(rule)).toContain(message))

  it('rules that are right in themselves but fire nowhere in an interval', () => {
    expect(checkSchedule('FREQ=WEEKLY;UNTIL=20251231')).toBeNull()
    expect(checkSchedule('FREQ=WEEKLY;UNTIL=20251231', { from: '2026-01-01', to: null })).toBe('Herhaling: eindigt op 2025-12-31 (UNTIL), voor de begindatum 2026-01-01')
    expect(checkSchedule('FREQ=WEEKLY;BYDAY=TU', { from: '2026-11-25', to: '2026-12-01' })).toBe('Herhaling: valt op geen enkele dag van 2026-11-25 tot 2026-12-01') // Wednesday up to and including Monday
    expect(checkSchedule('FREQ=WEEKLY;BYDAY=TU', { from: '2026-11-25', to: '2026-12-02' })).toBeNull()
    expect(checkSchedule('FREQ=MONTHLY;INTERVAL=12;BYMONTH=3', { from: '2026-01-01', to: null })).toContain('geen enkele dag vanaf') // each January is no March
    expect(checkSchedule('FREQ=MONTHLY;INTERVAL=12;BYMONTH=3', { from: '2026-03-01', to: null })).toBeNull()
    expect(checkSchedule('FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29', { from: '2025-01-01', to: '2028-02-29' })).toContain('geen enkele dag')
    expect(checkSchedule('FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29', { from: '2025-01-01', to: '2028-03-01' })).toBeNull()
  })
  it('says of the usual rules without counting what counting says', () => {
    const rules = ['FREQ=WEEKLY;BYDAY=MO', 'FREQ=WEEKLY;INTERVAL=3;BYDAY=TU,SU', 'FREQ=MONTHLY;BYDAY=4SU', 'FREQ=MONTHLY;INTERVAL=2;BYDAY=-1MO', 'FREQ=MONTHLY;BYDAY=FR', 'FREQ=MONTHLY;COUNT=1', 'FREQ=WEEKLY;BYDAY=WE;WKST=SU', 'FREQ=YEARLY;INTERVAL=9']
    const day = fc.integer({ min: 0, max: 12_000 }).map((n) => addDays('2010-01-01', n))
    fc.assert(fc.property(day, fc.integer({ min: 1, max: 130 }), fc.constantFrom(...rules), (from, length, rule) => {
      const to = addDays(from, length)
      expect([rule, from, to, checkSchedule(rule, { from, to }) === null]).toEqual([rule, from, to, nextDates(rule, from, to, 1).length > 0])
    }), { seed: 5, numRuns: 150 })
  }, 30_000)
  it('comes to an end where nothing comes', () => {
    for (let n = 1; n <= 10; n++) expect(checkSchedule(`FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30;INTERVAL=${n}`)).toBe('Herhaling: deze dag komt nooit voor (zoals 31 februari)')
  }, 30_000)
})

describe('known dates', () => {
  const next = (rule: string, from: string, to: string | null = null, count = 3, start?: string) => nextDates(rule, from, to, count, start)
  it('counts in [from, to)', () => {
    expect(next('FREQ=WEEKLY;BYDAY=TU', '2026-11-24')).toEqual(['2026-11-24', '2026-12-01', '2026-12-08'])
    expect(next('FREQ=WEEKLY;BYDAY=TU', '2026-11-24', '2026-12-01', 9)).toEqual(['2026-11-24'])
    expect(next('FREQ=MONTHLY;BYDAY=2WE', '2026-11-24')).toEqual(['2026-12-09', '2027-01-13', '2027-02-10'])
    expect(next('FREQ=MONTHLY;BYDAY=-1FR', '2026-11-28')).toEqual(['2026-12-25', '2027-01-29', '2027-02-26'])
    expect(next('FREQ=MONTHLY', '2026-01-31')).toEqual(['2026-01-31', '2026-03-31', '2026-05-31'])
    expect(next('FREQ=YEARLY', '2026-05-04', '2028-05-04')).toEqual(['2026-05-04', '2027-05-04'])
    expect(next('FREQ=WEEKLY;UNTIL=20261201T100000Z', '2026-11-24', null, 9)).toEqual(['2026-11-24', '2026-12-01'])
    expect(next('FREQ=DAILY', '2026-11-24', '2026-11-24')).toEqual([])
    expect(next('FREQ=DAILY', '2026-11-24', null, 0)).toEqual([])
    expect(next('FREQ=SECONDLY', '2026-11-24')).toEqual([])
  })
  it('counts weeks and times from the start of the activity', () => {
    expect(next('FREQ=WEEKLY;INTERVAL=2;BYDAY=TU', '2026-11-24', null, 2, '2026-11-17')).toEqual(['2026-12-01', '2026-12-15'])
    expect(next('FREQ=WEEKLY;COUNT=3', '2026-11-24', null, 9, '2026-11-17')).toEqual(['2026-11-24', '2026-12-01'])
    expect(next('FREQ=DAILY', '2026-11-24', null, 1, '1950-01-01')).toEqual(['2026-11-24'])
  })
  it('every day of a week list, by the slow way', () => {
    const codes = ['SU', 'MO', 'TU', 'WE', 'TH', 'FR', 'SA']
    const day = fc.integer({ min: 0, max: 20_000 }).map((n) => addDays('2000-01-01', n))
    fc.assert(fc.property(day, fc.subarray(codes, { minLength: 1 }), (from, on) => {
      const slow = Array.from({ length: 30 }, (_, n) => addDays(from, n)).filter((d) => on.includes(codes[new Date(`${d}T00:00:00Z`).getUTCDay()]!))
      expect(nextDates(`FREQ=WEEKLY;BYDAY=${on.join(',')}`, from, addDays(from, 30), 99)).toEqual(slow)
    }), { seed: 4, numRuns: 15 })
  }, 30_000)
})

it.each([
  ['FREQ=WEEKLY;BYDAY=TU', 52], ['FREQ=WEEKLY;BYDAY=TU,TH', 104], ['FREQ=WEEKLY;INTERVAL=2', 26], ['FREQ=DAILY', 365], ['FREQ=DAILY;BYDAY=MO,TU,WE,TH,FR', 261],
  ['FREQ=MONTHLY;BYDAY=2WE', 12], ['FREQ=MONTHLY;INTERVAL=3', 4], ['FREQ=MONTHLY;BYDAY=5TU', 4.18], ['FREQ=YEARLY', 1], ['FREQ=YEARLY;INTERVAL=2', 0.5],
  ['FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29', 0.25], ['FREQ=MONTHLY;INTERVAL=12;BYMONTH=3', 1], ['FREQ=WEEKLY;COUNT=1', 1], ['FREQ=YEARLY;INTERVAL=2;COUNT=1', 1],
  ['FREQ=WEEKLY;COUNT=10', 10], ['FREQ=WEEKLY;COUNT=100', 52], ['FREQ=WEEKLY;UNTIL=20200101', 52],
])('%s fires %s times in a normal year', (rule, times) => expect(timesPerYear(rule)).toBe(times))

it('has no number for a rule that is not right', () => expect(() => timesPerYear('FREQ=HOURLY')).toThrow(RangeError))

it.each([
  ['FREQ=WEEKLY;BYDAY=TU', 'elke dinsdag om 10:00'],
  ['FREQ=WEEKLY', 'elke week om 10:00'],
  ['FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR', 'elke werkdag om 10:00'],
  ['FREQ=WEEKLY;BYDAY=TU,TH,SA', 'elke dinsdag, donderdag en zaterdag om 10:00'],
  ['FREQ=WEEKLY;INTERVAL=2;BYDAY=TU', 'om de week op dinsdag om 10:00'],
  ['FREQ=WEEKLY;INTERVAL=3', 'elke 3 weken om 10:00'],
  ['FREQ=MONTHLY;BYDAY=2WE', 'elke tweede woensdag van de maand om 10:00'],
  ['FREQ=MONTHLY;BYDAY=1MO,3MO', 'elke eerste maandag en derde maandag van de maand om 10:00'],
  ['FREQ=MONTHLY;BYDAY=-1FR', 'elke laatste vrijdag van de maand om 10:00'],
  ['FREQ=MONTHLY;INTERVAL=2;BYDAY=2WE', 'om de maand op de tweede woensdag om 10:00'],
  ['FREQ=MONTHLY;BYMONTHDAY=15', 'elke maand op de 15e om 10:00'],
  ['FREQ=MONTHLY;BYMONTHDAY=-1', 'elke maand op de laatste dag om 10:00'],
  ['FREQ=MONTHLY;INTERVAL=2', 'om de maand om 10:00'],
  ['FREQ=DAILY', 'elke dag om 10:00'],
  ['FREQ=DAILY;INTERVAL=2', 'om de dag om 10:00'],
  ['FREQ=YEARLY', 'elk jaar om 10:00'],
  ['FREQ=YEARLY;BYMONTH=5;BYMONTHDAY=4', 'elk jaar op 4 mei om 10:00'],
  ['FREQ=YEARLY;BYMONTH=9;BYDAY=-1SA', 'elk jaar op de laatste zaterdag van september om 10:00'],
  ['FREQ=WEEKLY;BYDAY=TU;BYMONTH=7,8', 'elke dinsdag in juli en augustus om 10:00'],
  ['FREQ=DAILY;COUNT=1', 'één keer om 10:00'],
  ['FREQ=WEEKLY;BYDAY=TU;COUNT=8', 'elke dinsdag om 10:00, 8 keer'],
  ['FREQ=WEEKLY;BYDAY=TU;UNTIL=20270301', 'elke dinsdag om 10:00, tot en met 1 maart 2027'],
  ['FREQ=MONTHLY;BYDAY=MO,TU;BYSETPOS=1', 'ongeveer 12 keer per jaar om 10:00'],
  ['FREQ=HOURLY', 'FREQ=HOURLY'],
])('%s in words', (rule, words) => expect(scheduleInWords(rule, '10:00')).toBe(words))

it('leaves the time out when there is none', () => expect(scheduleInWords('FREQ=WEEKLY;BYDAY=TU', null)).toBe('elke dinsdag'))
