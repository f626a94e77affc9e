import { expect, test } from 'vitest'
import { sortDesk, type OnDesk } from './desk'

const one = (change: Partial<OnDesk>): OnDesk => ({ id: 1, receivedOn: '2026-11-01', due: '2026-12-13', owned: false, ownerSince: null, status: 'received', mine: false, ...change })
const sort = (...all: OnDesk[]) => sortDesk(all, '2026-11-24')

test('without an owner: late once it waited longer than it may, or its answer is overdue', () => {
  expect(sort(one({ receivedOn: '2026-11-10' })).withoutOwner).toMatchObject([{ late: false }])
  expect(sort(one({ receivedOn: '2026-11-09' })).withoutOwner).toMatchObject([{ late: true }])
  expect(sort(one({ receivedOn: '2026-11-20', due: '2026-11-23' })).withoutOwner).toMatchObject([{ late: true }])
})

test('mine: late from the day after it was due; without a promise six weeks after receipt', () => {
  expect(sort(one({ owned: true, mine: true, due: '2026-11-24' })).mine).toMatchObject([{ late: false }])
  expect(sort(one({ owned: true, mine: true, due: '2026-11-23' })).mine).toMatchObject([{ late: true }])
  expect(sort(one({ owned: true, mine: true, due: null, receivedOn: '2026-10-13' })).mine).toMatchObject([{ late: false, answerDue: '2026-11-24' }])
  expect(sort(one({ owned: true, mine: true, due: null, receivedOn: '2026-10-12' })).mine).toMatchObject([{ late: true, answerDue: '2026-11-23' }])
})

test('of others only what is late; each initiative is in one list at most, what is due first on top', () => {
  const a = one({ id: 1, owned: true, due: '2026-11-02' })
  const b = one({ id: 2, owned: true, due: '2026-11-01' })
  const onTime = one({ id: 3, owned: true, due: '2026-11-24' })
  const sorted = sort(a, onTime, b)
  expect(sorted).toMatchObject({ withoutOwner: [], mine: [], notAnswered: [{ id: 2 }, { id: 1 }] })
  expect(sorted.notAnswered).toHaveLength(2)
})
