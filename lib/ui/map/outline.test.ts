import { describe, expect, it } from 'vitest'
import type { Feature, Polygon } from 'geojson'
import { boundsOf, groupOutlines, outlineFeatures, type Outline } from './outline'

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

describe('the outline of a finding', () => {
  const land = (x: number, code: string, water = false) => ({ ...square(x, null), properties: { code, water, label: [x + 0.5, 0.5] as [number, number] } })
  const row = [land(0, 'A'), land(1, 'B'), land(2, 'C'), land(2, 'C', true), land(3, 'D')]
  const outline: Outline = { id: '7', areas: [{ code: 'A', part: 'core' }, { code: 'B', part: 'core' }, { code: 'C', part: 'edge' }], label: '7 / 1,4 verwacht', look: 'strong', chosen: false }

  it('is closed around the core; of the edge only what borders on nothing of it', () => {
    const { lines, labels } = outlineFeatures(row, [outline])
    expect(lines.features.map((f) => f.properties)).toEqual([{ id: '7', part: 'core', look: 'strong', chosen: false }, { id: '7', part: 'edge', look: 'strong', chosen: false }])
    const [core, edge] = lines.features.map((f) => f.geometry.coordinates)
    // One line around A and B: six pieces, the border between them is gone.
    expect(core!.map((line) => line.length)).toEqual([7])
    expect(core![0]!.at(0)).toEqual(core![0]!.at(-1))
    // Three sides of C in one line, so that dashes run on.
    expect(edge!.map((line) => line.length)).toEqual([4])
    expect(edge!.flat().map(String).sort()).toEqual(['2,0', '2,1', '3,0', '3,1'])
    expect(labels.features).toEqual([{ type: 'Feature', properties: { id: '7', label: '7 / 1,4 verwacht', short: '7 / 1,4 verwacht', look: 'strong', chosen: false }, geometry: { type: 'Point', coordinates: [0.5, 0.5] } }])
  })
  it('says its first line from far, and everything when it is chosen', () => {
    const label = 'Eenzaamheid\n7 / 1,4 verwacht\nnieuw'
    const { labels } = outlineFeatures(row, [{ ...outline, label }, { ...outline, label, chosen: true }])
    expect(labels.features.map((f) => f.properties!.short)).toEqual(['Eenzaamheid', label])
  })
  it('leaves out areas that are not there, and what has none', () => {
    const { lines, labels } = outlineFeatures(row, [{ ...outline, areas: [{ code: 'D', part: 'edge' }, { code: 'X', part: 'core' }] }, { ...outline, id: '8', areas: [{ code: 'X', part: 'core' }] }])
    expect(lines.features.map((f) => f.properties!.part)).toEqual(['edge'])
    expect(labels.features.map((f) => [f.properties!.id, f.geometry.coordinates])).toEqual([['7', [3.5, 0.5]]])
  })
})
