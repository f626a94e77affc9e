import { describe, expect, it } from 'vitest'
import { checkSchedule } from '@/lib/analysis/schedule'
import { readSchedule } from './schedule-words'

describe('what a source says about how often', () => {
  it.each([
    ['wekelijks', 'dinsdag', 'FREQ=WEEKLY;BYDAY=TU'],
    ['Wekelijks', 'ma|do', 'FREQ=WEEKLY;BYDAY=MO,TH'],
    ['om de week', null, 'FREQ=WEEKLY;INTERVAL=2'],
    ['tweewekelijks', 'Vrijdag', 'FREQ=WEEKLY;INTERVAL=2;BYDAY=FR'],
    ['maandelijks', 'tweede dinsdag', 'FREQ=MONTHLY;BYDAY=2TU'],
    ['maandelijks', '1e ma|3e ma', 'FREQ=MONTHLY;BYDAY=1MO,3MO'],
    ['elk kwartaal', 'laatste zaterdag', 'FREQ=MONTHLY;INTERVAL=3;BYDAY=-1SA'],
    ['eenmalig', null, 'FREQ=DAILY;COUNT=1'],
    ['werkdagen', null, 'FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR'],
    ['rrule:freq=weekly;byday=tu', null, 'FREQ=WEEKLY;BYDAY=TU'],
  ])('%s, %s', (text, weekday, rule) => {
    expect(readSchedule(text, weekday)).toEqual({ rule })
    expect(checkSchedule(rule)).toBeNull()
  })

  it.each([
    ['soms', null, 'schedule', 'wekelijks'],
    ['maandelijks', 'dinsdag', 'weekday', 'welke dinsdag'],
    ['wekelijks', 'tweede dinsdag', 'weekday', 'zonder "tweede"'],
    ['wekelijks', 'zonnedag', 'weekday', 'een dag van de week'],
    ['wekelijks', 'di do', 'weekday', 'een dag van de week'],
    ['jaarlijks', 'dinsdag', 'weekday', 'hoort geen dag'],
    ['FREQ=WEEKLY', 'dinsdag', 'weekday', 'BYDAY'],
  ])('refuses %s, %s', (text, weekday, column, message) => expect(readSchedule(text, weekday)).toEqual({ column, message: expect.stringContaining(message) }))
})
