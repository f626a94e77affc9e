import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addDays } from '@/lib/domain/period'
import { daysBetween } from '@/lib/domain/period'
import { clockOf, median, type Waiting } from './initiative-clock'

const received: Waiting = { receivedOn: '2026-10-01', owned: false, ownerSince: null, answeredOn: null, toldBackOn: null, due: null, status: 'received' }

describe('the clock of an initiative', () => {
  it('waits for an owner: 14 days, the last one still on time', () => {
    expect(clockOf(received, '2026-10-15')).toMatchObject({ next: 'owner', ownerDue: '2026-10-15', answerDue: '2026-11-12', daysLeft: 0, late: [], ownerDays: null })
    expect(clockOf(received, '2026-10-16')).toMatchObject({ daysLeft: -1, late: ['owner'] })
    expect(clockOf(received, '2026-11-13')).toMatchObject({ late: ['owner', 'answer'] })
  })
  it('then for an answer: six weeks after receipt, or the day that was promised', () => {
    const owned: Waiting = { ...received, owned: true, ownerSince: '2026-10-08', status: 'assigned' }
    expect(clockOf(owned, '2026-11-12')).toMatchObject({ next: 'answer', ownerDays: 7, daysLeft: 0, late: [] })
    expect(clockOf(owned, '2026-11-13')).toMatchObject({ daysLeft: -1, late: ['answer'] })
    expect(clockOf({ ...owned, due: '2026-12-01' }, '2026-12-01')).toMatchObject({ answerDue: '2026-12-01', daysLeft: 0, late: [] })
    expect(clockOf({ ...received, due: '2026-10-05' }, '2026-10-06')).toMatchObject({ next: 'owner', daysLeft: -1, late: ['answer'] }) // promised before an owner is due
  })
  it('then for the residents to hear it, and never late after the answer, nor when it is over', () => {
    const answered: Waiting = { ...received, owned: true, ownerSince: '2026-10-01', answeredOn: '2026-11-20', status: 'answered' }
    expect(clockOf(answered, '2027-01-01')).toMatchObject({ next: 'telling', ownerDays: 0, answerDays: 50, daysLeft: null, late: [] })
    expect(clockOf({ ...answered, toldBackOn: '2026-11-21' }, '2027-01-01').next).toBe('closing')
    for (const status of ['closed', 'withdrawn'] as const) expect(clockOf({ ...received, status }, '2027-01-01')).toMatchObject({ open: false, next: null, daysLeft: null, late: [] })
  })
  it('counts days over the change of the clock', () => expect([daysBetween('2026-10-24', '2026-10-26'), daysBetween('2026-03-28', '2026-03-30'), daysBetween('2026-11-02', '2026-11-01')]).toEqual([2, 2, -1]))
  it('always: late is exactly days below zero of one of the limits, and a day later nothing gets less late', () => {
    fc.assert(fc.property(fc.integer({ min: 0, max: 200 }), fc.boolean(), fc.option(fc.integer({ min: 0, max: 90 })), fc.option(fc.integer({ min: 0, max: 90 })), (after, owned, due, answered) => {
      if (answered !== null && !owned) return // the database does not have that
      const i: Waiting = { ...received, owned, ownerSince: owned ? '2026-10-03' : null, due: due === null ? null : addDays(received.receivedOn, due), answeredOn: answered === null ? null : addDays(received.receivedOn, answered), status: answered === null ? 'received' : 'answered' }
      const [today, tomorrow] = [clockOf(i, addDays(received.receivedOn, after)), clockOf(i, addDays(received.receivedOn, after + 1))]
      expect(today.late.length > 0).toBe((today.daysLeft ?? 0) < 0)
      for (const what of today.late) expect(tomorrow.late).toContain(what)
    }))
  })
  it('the median is in the middle', () => expect([median([]), median([3]), median([9, 1]), median([7, 1, 100])]).toEqual([null, 3, 5, 7]))
})
