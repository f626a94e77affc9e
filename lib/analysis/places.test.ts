import { expect, it } from 'vitest'
import { buurtenOf, placeOfActivity, placeOfLine } from './places'

const all = [
  { code: 'A', water: false, werkgebiedId: 1 }, { code: 'A', water: true, werkgebiedId: 1 }, { code: 'B', water: false, werkgebiedId: 1 },
  { code: 'C', water: false, werkgebiedId: null }, { code: 'W', water: true, werkgebiedId: null },
]
const activity = { venueBuurt: null, serviceArea: null, buurten: [], werkgebied: null }

it('knows the buurten of a place', () => {
  expect(buurtenOf(placeOfLine({ level: 'buurt', buurt: 'C', werkgebied: null }), all)).toEqual(['C'])
  expect(buurtenOf(placeOfLine({ level: 'werkgebied', buurt: null, werkgebied: 1 }), all)).toEqual(['A', 'B'])
  expect(buurtenOf(placeOfLine({ level: 'gemeente', buurt: null, werkgebied: null }), all)).toEqual(['A', 'B', 'C'])
  expect(buurtenOf(placeOfLine({ level: 'buurt', buurt: 'gone', werkgebied: null }), all)).toEqual([])
  expect(buurtenOf(placeOfActivity({ ...activity, venueBuurt: 'W' }), all)).toEqual(['W']) // a ship is a venue too
  expect(buurtenOf(placeOfActivity(activity), all)).toEqual([])
  expect(buurtenOf(placeOfActivity({ ...activity, serviceArea: 'buurten', buurten: ['B', 'gone', 'A'] }), all)).toEqual(['A', 'B'])
  expect(buurtenOf(placeOfActivity({ ...activity, serviceArea: 'gemeente' }), all)).toEqual(['A', 'B', 'C'])
})
