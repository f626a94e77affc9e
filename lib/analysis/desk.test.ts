import { expect, test } from 'vitest'
import { sortDesk, type OnDesk } from './desk'

const one = (change: Partial<OnDesk>): OnDesk => ({ receivedOn: '2026-11-01', due: '2026-12-13', owner: null, mine: false, ...change })
const sort = (...all: OnDesk[]) => sortDesk(all, '2026-11-24', '2026-11-10')

test('without an owner: late once it waited longer than it may, or its answer is overdue', () => {
  expect(sort(one({ receivedOn: '2026-11-10' })).withoutOwner).toMatchObject([{ late: false }])
  expect(sort(one({ receivedOn: '2026-11-09' })).withoutOwner).toMatchObject([{ late: true }])
  expect(sort(one({ receivedOn: '2026-11-20', due: '2026-11-23' })).withoutOwner).toMatchObject([{ late: true }])
})

test('mine: late from the day after it was due', () => {
  expect(sort(one({ owner: 'Team Zorg', mine: true, due: '2026-11-24' })).mine).toMatchObject([{ late: false }])
  expect(sort(one({ owner: 'Team Zorg', mine: true, due: '2026-11-23' })).mine).toMatchObject([{ late: true }])
})

test('of others only what is late; each initiative is in one list at most, in the order given', () => {
  const a = one({ owner: 'A', due: '2026-11-01' })
  const b = one({ owner: 'B', due: '2026-11-02' })
  const onTime = one({ owner: 'C', due: '2026-11-24' })
  const sorted = sort(a, onTime, b)
  expect(sorted).toEqual({ withoutOwner: [], mine: [], notAnswered: [a, b] })
})
