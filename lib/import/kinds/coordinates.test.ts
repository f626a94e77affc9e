import { describe, expect, it } from 'vitest'
import { isFault, placeOf, strayOf } from './coordinates'

/** A place in Den Helder in each system, as GDAL's gdaltransform gives it. */
const inSystem: [number, number, number][] = [[4326, 4.7613, 52.958], [28992, 112939.7, 552512.8], [3857, 530025.5, 6975232.8], [25831, 618311.1, 5869050.1], [25832, 215334.5, 5876009.8]]
const codeOf = (x: number, y: number, srid: number | null, swap = false) => {
  const place = placeOf(x, y, srid, swap)
  return isFault(place) ? place.code : place.srid
}

describe('where a position is', () => {
  it.each(inSystem)('EPSG:%i: fits, is seen when its axes are swapped, and can be turned round', (srid, x, y) => {
    expect(codeOf(x, y, srid)).toBe(srid)
    expect(codeOf(y, x, srid)).toBe('coord_swapped')
    expect(codeOf(y, x, srid, true)).toBe(srid)
  })
  it.each(inSystem)('EPSG:%i: numbers of no other system pass for it', (srid, x, y) => {
    for (const [other] of inSystem.filter(([one]) => one !== srid)) expect(codeOf(x, y, other), `as ${other}`).toMatch(/^crs_mismatch$|^coord_swapped$/)
    expect(codeOf(0, 0, srid)).toBe('crs_mismatch')
    expect(codeOf(1e300, y, srid)).toBe('crs_mismatch')
  })
  it('without a system only degrees and RD are understood', () => {
    expect(inSystem.map(([, x, y]) => codeOf(x, y, null))).toEqual([4326, 28992, 'crs_unknown', 'crs_unknown', 'crs_unknown'])
  })
  it('one wrong point in a shape is found, wherever it stands', () => {
    for (const [srid, x, y] of inSystem) {
      const ring = [[x, y], [x + 0.01, y], [x + 0.01, y + 0.01], [x, y]]
      expect(strayOf([[ring]], srid, false)).toBeNull()
      for (const stray of [[0, 0], [x, 1e10], [NaN, y]]) expect(strayOf([[ring], [[...ring, stray]]], srid, false)?.code, `${srid} ${stray.join()}`).toBe('coord_outside')
      expect(strayOf([[ring.map(([a, b]) => [b, a])]], srid, true)).toBeNull()
    }
  })
})
