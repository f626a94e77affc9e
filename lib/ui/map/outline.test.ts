import { expect, it } from 'vitest'
import type { Feature, Polygon } from 'geojson'
import { boundsOf, groupOutlines } from './outline'

const square = (x: number, group: string | null): Feature<Polygon> => ({
  type: 'Feature',
  properties: { group },
  geometry: { type: 'Polygon', coordinates: [[[x, 0], [x + 1, 0], [x + 1, 1], [x, 1], [x, 0]]] },
})

it('drops the border between two areas of a group and keeps the outer one', () => {
  const [outline] = groupOutlines([square(0, 'a'), square(1, 'a')], (f) => f.properties!.group as string).features
  expect(outline!.geometry.coordinates).toHaveLength(6)
  expect(outline!.geometry.coordinates.some(([a, b]) => a![0] === 1 && b![0] === 1)).toBe(false)
})

it('keeps groups apart and leaves out what belongs to none', () => {
  const outlines = groupOutlines([square(0, 'a'), square(1, 'b'), square(5, null)], (f) => f.properties!.group as string | null)
  expect(outlines.features.map((f) => [f.properties!.group, f.geometry.coordinates.length])).toEqual([['a', 4], ['b', 4]])
})

it('finds the box of areas', () => {
  expect(boundsOf([square(0, null), square(4, null)])).toEqual([0, 0, 5, 1])
  expect(boundsOf([])).toBeNull()
})
