import { describe, expect, it } from 'vitest'
import { watchFreshness } from './standard'

const at = (version: number, other = 1) => [{ gemeente: 'GM0001', version }, { gemeente: 'GM0002', version: other }]
const day = '2026-06-15'

describe('when what everybody sees is made anew', () => {
  it('at the start, and then not while nothing changes, until ten minutes later', () => {
    const watch = watchFreshness(5_000)
    expect(watch.isDue(0, day, at(1))).toBe(true)
    for (let now = 2_000; now < 600_000; now += 2_000) expect(watch.isDue(now, day, at(1)), String(now)).toBe(false)
    expect(watch.isDue(600_000, day, at(1))).toBe(true)
    expect(watch.isDue(602_000, day, at(1))).toBe(false)
  })
  it('after a change that nothing followed for five seconds, once', () => {
    const watch = watchFreshness(5_000)
    watch.isDue(0, day, at(1))
    expect([10_000, 12_000, 14_999, 15_000, 17_000].map((now) => watch.isDue(now, day, at(2)))).toEqual([false, false, false, true, false])
  })
  it('a change in any gemeente counts', () => {
    const watch = watchFreshness(5_000)
    watch.isDue(0, day, at(1, 1))
    expect(watch.isDue(10_000, day, at(1, 2))).toBe(false)
    expect(watch.isDue(16_000, day, at(1, 2))).toBe(true)
  })
  it('when changes go on: a minute after the first one, and again a minute after the next', () => {
    const watch = watchFreshness(5_000)
    watch.isDue(0, day, at(0))
    const due: number[] = []
    for (let second = 1; second <= 130; second++) if (watch.isDue(second * 1_000, day, at(second))) due.push(second)
    expect(due).toEqual([61, 122])
  })
  it('a change while it was being made is not forgotten', () => {
    const watch = watchFreshness(5_000)
    watch.isDue(0, day, at(1))
    expect(watch.isDue(6_000, day, at(2))).toBe(false)
    expect(watch.isDue(11_000, day, at(2))).toBe(true)
    expect(watch.isDue(12_000, day, at(3))).toBe(false)
    expect(watch.isDue(17_000, day, at(3))).toBe(true)
  })
  it('rests as long as it worked, when changes go on', () => {
    const watch = watchFreshness(5_000)
    watch.isDue(0, day, at(1))
    watch.done(40_000)
    watch.done(90_000)
    expect([100_000, 106_000, 150_000, 179_999, 180_000, 182_000].map((now) => watch.isDue(now, day, at(2)))).toEqual([false, false, false, false, true, false])
    expect([182_000, 188_000].map((now) => watch.isDue(now, day, at(3)))).toEqual([false, true]) // nothing was done in between
  })
  it('on a new day, and when the database came back', () => {
    const watch = watchFreshness(5_000)
    watch.isDue(0, day, at(1))
    expect(watch.isDue(2_000, '2026-06-16', at(1))).toBe(true)
    expect(watch.isDue(4_000, '2026-06-16', at(1))).toBe(false)
    watch.forget()
    expect(watch.isDue(6_000, '2026-06-16', at(1))).toBe(true)
  })
})
