import { expect, it } from 'vitest'
import { budgetText, hoursText, progressText } from './progress'

it('says how measures stand, and leaves out what is not there', () => {
  expect(progressText({ total: 5, done: 1, running: 2, late: 1, open: 3, handed: 0, budgetEur: 0 })).toBe('1 van 5 maatregelen klaar, 2 loopt, 1 te laat, 3 open.')
  expect(progressText({ total: 1, done: 1, running: 0, late: 0, open: 0, handed: 0, budgetEur: 0 })).toBe('1 van 1 maatregel klaar.')
  expect(progressText({ total: 0, done: 0, running: 0, late: 0, open: 0, handed: 0, budgetEur: 0 })).toBe('Er zijn nog geen maatregelen.')
})

it('says hours as delivered, with when somebody last stood for them, and no word on effect', () => {
  expect(hoursText({ agreed: 400, delivered: 120, lastConfirmed: '2026-08-01' }, '2026-11-01')).toBe('120 van 400 uur geleverd, laatst bevestigd 3 maanden geleden.')
  expect(hoursText({ agreed: 200, delivered: 0, lastConfirmed: null }, '2026-11-01')).toBe('0 van 200 uur geleverd, nog nooit bevestigd.')
  expect(hoursText({ agreed: 10, delivered: 2.5, lastConfirmed: '2026-11-01' }, '2026-11-01')).toBe('2,5 van 10 uur geleverd, laatst bevestigd vandaag.')
})

it('holds plans against the budget of the cohort', () => {
  expect(budgetText(160_000, 150_000)).toBe('€ 160.000 van € 150.000 in plannen. Dat is € 10.000 meer dan het budget van het cohort.')
  expect(budgetText(106_500, 150_000)).toBe('€ 106.500 van € 150.000 in plannen. Er is nog € 43.500 over.')
  expect(budgetText(10.5, null)).toBe('€ 10,50 in plannen; voor dit cohort is geen budget ingevuld.')
})
