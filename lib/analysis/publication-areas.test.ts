import { describe, expect, it } from 'vitest'
import { fewestInhabitants, publicationAreas, publicationWijken, type BuurtToMerge } from './publication-areas'

const wijk = 'WK999901'
const buurt = (n: number, inhabitants: number | null, x: number, neighbours: number[] = [], of = wijk): BuurtToMerge => ({
  code: `BU${of.slice(2)}${String(n).padStart(2, '0')}`, name: `Buurt ${n}`, wijk: of, inhabitants, neighbours: neighbours.map((m) => `BU${of.slice(2)}${String(m).padStart(2, '0')}`), middle: { x, y: 0 },
})
const members = (buurten: BuurtToMerge[]): string[] => publicationAreas(buurten).map((a) => a.buurten.map((code) => Number(code.slice(-2))).join('+'))

describe('publication areas', () => {
  it('leaves alone what is large enough: 250, not 249', () => {
    expect(members([buurt(1, 250, 0, [2]), buurt(2, 900, 1, [1])])).toEqual(['1', '2'])
    expect(members([buurt(1, 249, 0, [2]), buurt(2, 900, 1, [1])])).toEqual(['1+2'])
  })

  it('joins the smallest that shares a border, before a nearer one that does not', () => {
    expect(members([buurt(1, 10, 0, [2, 3]), buurt(2, 900, 1), buurt(3, 400, 5), buurt(4, 300, 0.1)])).toEqual(['1+3', '2', '4'])
  })

  it('without neighbours joins the nearest of its wijk, never of another', () => {
    expect(members([buurt(1, 10, 0), buurt(2, 900, 9), buurt(3, 900, 4), buurt(1, 900, 0.1, [], 'WK999902')])).toEqual(['1+3', '2', '1'])
  })

  it('goes on until nobody is too small; a wijk that is too small as a whole is one area', () => {
    expect(members([buurt(1, 100, 0, [2]), buurt(2, 100, 1, [1, 3]), buurt(3, 100, 2, [2]), buurt(4, 2_000, 3)])).toEqual(['1+2+3', '4'])
    expect(members([buurt(1, 100, 0), buurt(2, null, 1), buurt(3, 20, 2)])).toEqual(['1+2+3'])
    expect(members([buurt(1, null, 0)])).toEqual(['1'])
  })

  it('says of which buurten it is, in words and codes', () => {
    expect(publicationAreas([buurt(3, 10, 0), buurt(1, 10, 1), buurt(2, 500, 2)])).toEqual([
      { code: 'PG99990101', name: 'Buurt 1, Buurt 2 en Buurt 3', wijk, buurten: ['BU99990101', 'BU99990102', 'BU99990103'] },
    ])
  })

  it('of 300 made-up gemeenten: every buurt once, every area large enough or a whole wijk, whatever the order of the buurten', () => {
    let state = 42
    const next = (): number => (state = (state * 1_103_515_245 + 12_345) % 2 ** 31) / 2 ** 31
    for (let trial = 0; trial < 300; trial++) {
      const wijken = ['WK999901', 'WK999902', 'WK999903'].slice(0, 1 + Math.floor(next() * 3))
      const town = wijken.flatMap((of) => Array.from({ length: 1 + Math.floor(next() * 12) }, (_, at) => buurt(at + 1, next() < 0.1 ? null : Math.floor(next() ** 2 * 900), next() * 10, next() < 0.5 ? [1 + Math.floor(next() * 12)] : [], of)))
      const areas = publicationAreas(town)
      expect(areas.flatMap((a) => a.buurten).sort()).toEqual(town.map((b) => b.code).sort())
      expect(new Set(areas.map((a) => a.code)).size).toBe(areas.length)
      for (const area of areas) {
        const own = town.filter((b) => area.buurten.includes(b.code))
        const people = own.reduce((sum, b) => sum + (b.inhabitants ?? 0), 0)
        expect(new Set(own.map((b) => b.wijk))).toEqual(new Set([area.wijk]))
        expect(people >= fewestInhabitants || own.length === town.filter((b) => b.wijk === area.wijk).length).toBe(true)
      }
      expect(publicationAreas([...town].reverse())).toEqual(areas)
    }
  })
})

describe('wijken in which delicate themes are counted', () => {
  const of = (wijk: string, n: number, inhabitants: number | null) => ({ code: `BU${wijk}0${n}`, wijk, wijkName: `Wijk ${wijk}`, inhabitants })

  it('are all buurten of a wijk under its own code and name, in the order of codes', () => {
    expect(publicationWijken([of('WK2', 1, 900), of('WK1', 2, 100), of('WK1', 1, 200)])).toEqual([
      { code: 'WK1', name: 'Wijk WK1', wijk: 'WK1', buurten: ['BUWK101', 'BUWK102'] }, { code: 'WK2', name: 'Wijk WK2', wijk: 'WK2', buurten: ['BUWK201'] },
    ])
  })

  it('are left out below 250 inhabitants in all: no figure counts as nobody; and without a wijk there is none', () => {
    expect(publicationWijken([of('WK1', 1, 249), of('WK1', 2, null), of('WK2', 1, 249), of('WK2', 2, 1), of('', 1, 5_000)]).map((w) => w.code)).toEqual(['WK2'])
    expect(publicationWijken([])).toEqual([])
  })
})
