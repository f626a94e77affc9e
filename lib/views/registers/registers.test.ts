import { describe, expect, it } from 'vitest'
import { checkSchedule } from '@/lib/analysis/schedule'
import type { RegisterRecord } from '@/lib/domain/register'
import { registers } from '@/lib/domain/registers'
import { moved, readDegrees, textOfPoint, writeDegrees } from './degrees'
import { givenIn } from './given'
import { changedFields, checkForm, emptyRaw, fromRaw, readNumber, toRaw, writable, type Raw } from './raw'
import { relatedOf } from './related'
import { emptySchedule, modes, readSchedule, writeSchedule } from './schedule-form'
import { agoText, euros, textOf } from './values'
import { plural, words } from './words'

const examples: Record<string, unknown[]> = {
  text: ['Het Baken', null], paragraph: ['Eén regel\nen nog een', null], date: ['2026-03-01', null], time: ['09:30', null], number: [12.5, 0, 1200, null], integer: [1, 2026, null], eur: [12500.5, 0, null],
  yesno: [true, false], schedule: ['FREQ=WEEKLY;BYDAY=TU,TH', 'FREQ=WEEKLY;INTERVAL=3;BYDAY=TU', null], point: [{ lon: 4.76012, lat: 52.9534 }, null], buurt: ['BU04000105', null], buurten: [['BU04000105', 'BU04000106'], []], reference: [7, 'schulden', null], references: [[3, 7], ['schulden'], []],
}

describe('what stands in a box', () => {
  const fields = Object.values(registers).flatMap((register) => writable(register).map(([name, field]) => ({ register, name, field })))
  it.each(fields.map(({ register, name, field }) => [register.id, name, field] as const))('%s.%s gives back the value that it was made of', (_register, _name, field) => {
    for (const value of field.type === 'choice' ? [...Object.keys(field.choices!), null] : field.type === 'choices' ? [Object.keys(field.choices!), []] : examples[field.type]!) {
      const raw = JSON.parse(JSON.stringify(toRaw(field, value))) as unknown // as it is kept over a reload
      expect(fromRaw(field, raw), JSON.stringify(raw)).toEqual({ value })
    }
  })
  it.each([['12', 12], ['12,5', 12.5], ['12.5', 12.5], ['1.200', 1200], ['1.200,50', 1200.5], ['€ 12.500', 12500], ['-3', -3], ['twaalf', null], ['1,2,3', null], ['', null], ['1e9', null]])('reads %j as %j', (text, value) => expect(readNumber(text)).toBe(value))
  it('says what was typed when it is no number, and when a name is in no list', () => {
    const { fields } = registers.activities
    expect(fromRaw(fields.capacityHours!, 'veel').problem).toContain('"veel"')
    expect(fromRaw(fields.service!, { typed: 'Onbekende dienst' }).problem).toContain('"Onbekende dienst"')
    expect(fromRaw(registers.venues.fields.point!, { lon: '', lat: '52,9' }).problem).toContain(words.point.both)
    expect(fromRaw(registers.venues.fields.point!, { lon: 'x', lat: '52,9' }).problem).toContain('"x"')
  })
})

describe('a form', () => {
  const filled: RegisterRecord = { name: 'Spreekuur geldzorgen', service: 7, venue: 3, schedule: 'FREQ=WEEKLY;BYDAY=TU', startTime: '10:00', from: '2026-01-01', professional: true }
  const raw = (change: Raw = {}): Raw => ({ ...emptyRaw(registers.activities, filled), ...change })
  it('gives the record that the API takes: its own fields and no others', () => {
    const { record, problems } = checkForm(registers.activities, raw())
    expect(problems).toEqual([])
    expect(Object.keys(record).sort()).toEqual(writable(registers.activities).map(([name]) => name).sort())
    expect(record).toMatchObject({ ...filled, buurten: [], to: null, durationMinutes: null })
  })
  it('tells all problems at once, one per field, in the order of the screen', () => {
    const { problems } = checkForm(registers.activities, raw({ name: '  ', service: { typed: 'x' }, from: '', capacityHours: 'veel' }))
    expect(problems.map((p) => p.field)).toEqual(['name', 'service', 'from', 'capacityHours'])
  })
  it.each([
    ['an end before the start', { to: '2025-12-31' }, 'to'],
    ['neither place nor area', { venue: null }, 'venue'],
    ['hours below zero', { capacityHours: '-1' }, 'capacityHours'],
    ['a repeat that never fires', { schedule: { ...emptySchedule, mode: 'yearly', monthDay: '31', month: '2' } }, 'schedule'],
    ['a repeat that does not fire in its interval', { schedule: { ...emptySchedule, mode: 'yearly', monthDay: '1', month: '7' }, to: '2026-02-01' }, 'schedule'],
    ['a week without a day', { schedule: { ...emptySchedule, mode: 'weekly' } }, 'schedule'],
  ])('refuses %s', (_what, change, field) => expect(checkForm(registers.activities, raw(change)).problems.map((p) => p.field)).toEqual([field]))
  it('sends only what was changed', () => {
    const before = checkForm(registers.activities, raw()).record
    expect(changedFields(registers.activities, before, checkForm(registers.activities, raw({ name: 'Inloop', to: '2027-01-01' })).record)).toEqual({ name: 'Inloop', to: '2027-01-01' })
    expect(changedFields(registers.activities, before, checkForm(registers.activities, raw()).record)).toEqual({})
  })
  it('takes from the address what fits, and nothing else', () => {
    expect(givenIn(registers.activities, new URLSearchParams('service=3&venue=x&from=2026-02-30&name=Nee&confirmedAt=2026-01-01&organisation=1'))).toEqual({ service: 3 })
    expect(givenIn(registers['agreement-lines'], new URLSearchParams('agreement=9&theme=schulden&level=buurt&buurt=BU04000105'))).toEqual({ agreement: 9, theme: 'schulden', level: 'buurt', buurt: 'BU04000105' })
  })
})

describe('the boxes of a repeat', () => {
  it.each([
    ['FREQ=WEEKLY;BYDAY=MO,WE', 'weekly'], ['FREQ=WEEKLY;INTERVAL=2;BYDAY=TU', 'biweekly'], ['FREQ=MONTHLY;BYDAY=2WE', 'month-weekday'], ['FREQ=MONTHLY;BYDAY=-1FR', 'month-weekday'], ['FREQ=MONTHLY;BYMONTHDAY=15', 'month-day'],
    ['FREQ=YEARLY;BYMONTH=9;BYMONTHDAY=24', 'yearly'], ['FREQ=DAILY;COUNT=1', 'once'], ['FREQ=WEEKLY;INTERVAL=3;BYDAY=TU', 'other'], ['FREQ=DAILY', 'other'], ['FREQ=MONTHLY;BYDAY=1MO,3MO', 'other'], ['FREQ=WEEKLY;BYDAY=TU;UNTIL=20270101', 'other'],
  ])('%s is %s, and stays what it was', (rule, mode) => {
    const form = readSchedule(rule)
    expect(form.mode).toBe(mode)
    expect(writeSchedule(form)).toBe(rule)
  })
  it('makes rules that can be used, for every way of repeating but one that is typed', () => {
    for (const mode of modes.filter((m) => m !== 'other')) expect(checkSchedule(writeSchedule({ ...emptySchedule, mode, days: ['SU', 'MO'] })!), mode).toBeNull()
    expect(writeSchedule({ ...emptySchedule, mode: 'weekly', days: ['SU', 'MO'] })).toBe('FREQ=WEEKLY;BYDAY=MO,SU')
  })
})

describe('places', () => {
  it('reads degrees with a comma or a point and writes them with a comma', () => {
    expect([readDegrees('52,9534'), readDegrees(' 4.76 '), readDegrees('52.953,4'), readDegrees('noord'), readDegrees('')]).toEqual([52.9534, 4.76, null, null, null])
    expect(writeDegrees(4.7601)).toBe('4,76010')
    expect(textOfPoint({ lon: 4.7601, lat: 52.9534 })).toBe('52,95340 NB, 4,76010 OL')
  })
  it('moves 10 m, which is 10 m', () => {
    const start = { lon: 4.76, lat: 52.95 }
    const metres = (a: typeof start, b: typeof start) => Math.hypot((b.lon - a.lon) * 111_320 * Math.cos((a.lat * Math.PI) / 180), (b.lat - a.lat) * 111_320)
    for (const [east, north] of [[10, 0], [0, -10], [-10, 0], [0, 10]] as const) expect(metres(start, moved(start, east, north))).toBeCloseTo(10, 2)
  })
})

describe('what is shown', () => {
  it.each([
    ['2026-11-24', 'vandaag'], ['2026-11-23', 'gisteren'], ['2026-11-04', '3 weken geleden'], ['2026-08-24', '3 maanden geleden'], ['2024-11-20', '2 jaar geleden'],
  ])('%s reads %s on 2026-11-24', (date, said) => expect(agoText(date, '2026-11-24')).toBe(said))
  it('writes euro, years and lists as people do', () => {
    expect([euros(12500), euros(12500.5)]).toEqual(['€ 12.500', '€ 12.500,50'])
    expect(textOf(registers.agreements.fields.year!, 2026)).toBe('2026')
    expect(textOf(registers.activities.fields.targetGroups!, ['ouderen', 'iedereen'])).toBe('Ouderen (65+), Iedereen')
    expect(textOf(registers.services.fields.themes!, ['a', 'b', 'c', 'd'], ['Aa', 'Bb', 'Cc', 'Dd'], { short: true })).toBe('Aa, Bb en 2 meer')
    expect(textOf(registers.organisations.fields.website!, null)).toBe(words.none)
  })
  it('has a word for every register, and related lists ask for filters that exist', () => {
    for (const register of Object.values(registers)) {
      expect(plural[register.id]).toBeTruthy()
      for (const { to, filter } of relatedOf(register.id)) expect(registers[to].fields[filter]?.filter ?? filter in (registers[to].filters ?? {}), `${to}.${filter}`).toBe(true)
    }
  })
})
