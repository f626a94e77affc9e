import { describe, expect, it } from 'vitest'
import { middleOf, straightLine } from './middle'

describe('middleOf', () => {
  it('is the centre of mass of a rectangle, and of the largest part of more', () => {
    expect(middleOf([[[[100, 100], [300, 100], [300, 200], [100, 200], [100, 100]]]])).toEqual({ x: 200, y: 150 })
    expect(middleOf([[[[0, 0], [1, 0], [1, 1], [0, 1], [0, 0]]], [[[100, 100], [300, 100], [300, 200], [100, 200], [100, 100]]]])).toEqual({ x: 200, y: 150 })
  })
  it('lies inside where the centre of mass does not', () => {
    // A U: its centre of mass lies in the opening.
    const middle = middleOf([[[[0, 0], [300, 0], [300, 300], [280, 300], [280, 20], [20, 20], [20, 300], [0, 300], [0, 0]]]])!
    expect(middle.y < 20 || middle.x < 20 || middle.x > 280).toBe(true)
  })
  it('knows no middle of nothing', () => expect(middleOf([])).toBeNull())
  it('measures in a straight line', () => expect(straightLine({ x: 0, y: 0 }, { x: 300, y: 400 })).toBe(500))
})
