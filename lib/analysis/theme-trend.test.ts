import { describe, expect, it } from 'vitest'
import { themeTrend } from './theme-trend'

/** A field of 8 x 8 buurten with corners as neighbours and 100 people each. */
const side = 8
const areas = Array.from({ length: side * side }, (_, i) => {
  const [x, y] = [i % side, Math.floor(i / side)]
  const neighbours = Array.from({ length: side * side }, (_, j) => j).filter((j) => j !== i && Math.abs((j % side) - x) <= 1 && Math.abs(Math.floor(j / side) - y) <= 1)
  return { x: x * 500, y: y * 500, neighbours }
})
const people = areas.map(() => 100)
const block = new Set([9, 10, 11, 17, 18, 19, 25, 26, 27])
const quarter = (inBlock: number) => areas.map((_, i) => (block.has(i) ? inBlock : 1 + (i % 2)))
const label = (series: number[], at = 18) => themeTrend(areas, people, series.map(quarter), 1)[at]

describe('labels follow the course', () => {
  it.each([
    ['new', [2, 2, 2, 2, 2, 2, 2, 9]],
    ['persistent', [9, 9, 9, 9, 9, 9, 9, 9]],
    ['past', [9, 9, 9, 9, 9, 9, 9, 1]],
    ['alternating', [1, 9, 1, 1, 9, 1, 1, 9]],
    ['none', [1, 2, 1, 2, 1, 2, 1, 2]],
  ])('%s', (wanted, series) => expect(label(series)).toBe(wanted))

  it('only near the block', () => {
    const labels = themeTrend(areas, people, [9, 9, 9, 9, 9, 9, 9, 9].map(quarter), 1)
    expect(labels[63]).toBe('none')
    expect(labels.filter((l) => l === 'persistent').length).toBeLessThanOrEqual(25)
  })
})

describe('when there is too little', () => {
  const thin = (n: number) => Array.from({ length: n }, () => areas.map((_, i) => Number(i % 3 > 0))) // 43 reporters in 64 buurten
  it('half-years are taken where quarters hold too few, if there are enough of them', () => {
    expect(themeTrend(areas, people, thin(8), 1)[0]).toBe('too_few_data')
    expect(themeTrend(areas, people, thin(12), 1)[0]).toBe('none')
    expect(themeTrend(areas, people, thin(11), 1)[0]).toBe('too_few_data')
  })
  it('five quarters, no people, nobody nearby', () => {
    expect(label([1, 1, 1, 1, 9])).toBe('too_few_data')
    expect(themeTrend(areas, areas.map(() => 0), [9, 9, 9, 9, 9, 9].map(quarter), 1)[0]).toBe('too_few_data')
    const far = [...areas, { x: 900_000, y: 0, neighbours: [] }]
    const labels = themeTrend(far, far.map((_, i) => (i === 5 ? 0 : 100)), Array.from({ length: 8 }, () => far.map(() => 2)), 1)
    expect([labels[5], labels[64], labels[4]]).toEqual(['too_few_data', 'too_few_data', 'none'])
  })
})
