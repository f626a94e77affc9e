import { expect, it } from 'vitest'
import { countedRecords, nameOfRecord, textOfValue } from './register-text'
import { registers } from './registers'

it('says values as people read them', () => {
  const { activities, agreements, deliveries, venues } = registers
  expect(textOfValue(activities.fields.from!, '2026-03-01')).toBe('1-3-2026')
  expect(textOfValue(activities.fields.professional!, false)).toBe('Nee')
  expect(textOfValue(activities.fields.targetGroups!, ['ouderen', 'iedereen'])).toBe('Ouderen (65+), Iedereen')
  expect(textOfValue(activities.fields.service!, 3, 'Koffie')).toBe('Koffie')
  expect(textOfValue(activities.fields.service!, 3)).toBe('3')
  expect(textOfValue(agreements.fields.subsidyEur!, 1234.5)).toBe('€ 1.234,50')
  expect(textOfValue(agreements.fields.year!, 2026)).toBe('2026')
  expect(textOfValue(agreements.fields.hours!, 12000.5)).toBe('12.000,5')
  expect(textOfValue(venues.fields.point!, { lon: 4.7601, lat: 52.9563 })).toBe('52.95630, 4.76010')
  expect(textOfValue(venues.fields.to!, null)).toBe('')
  expect(nameOfRecord(deliveries, { from: '2026-03-01', stage: 'seen' })).toBe('1-3-2026 - Gezien')
  expect([countedRecords('activities', 1), countedRecords('activities', 2)]).toEqual(['1 activiteit', '2 activiteiten'])
})
