import { describe, expect, it } from 'vitest'
import { demoBase } from './index'
import { makePostcodes } from './postcodes'

const base = demoBase({ asOf: '2026-11-01' })
const postcodes = makePostcodes(base)
const buurtenOf = new Map<string, Set<string>>()
for (const { postcode, buurtCode } of postcodes) buurtenOf.set(postcode, (buurtenOf.get(postcode) ?? new Set()).add(buurtCode))
const across = [...buurtenOf].filter(([, buurten]) => buurten.size > 1)
const parentOf = new Map(base.areas.map((a) => [a.code, a.parentCode]))

describe('the postcodes of the demo gemeente', () => {
  it('cannot exist, and there is one for every address', () => {
    expect(postcodes).toHaveLength(base.addresses.length)
    expect(postcodes.filter(({ postcode }) => !/^09[1-8]\d[A-Z]{2}$/.test(postcode))).toEqual([])
    expect(new Set(postcodes.map((p) => `${p.postcode} ${p.houseNumber}`)).size).toBe(postcodes.length)
    const counts = new Map<string, number>()
    for (const { postcode } of postcodes) counts.set(postcode, (counts.get(postcode) ?? 0) + 1)
    const per = [...counts.values()]
    expect([Math.min(...per) >= 1, Math.max(...per) <= 40, per.length > 500]).toEqual([true, true, true])
  })

  it('reach every buurt on land, each in the wijk of its third digit', () => {
    expect([...new Set(postcodes.map((p) => p.buurtCode))].sort()).toEqual(base.areas.filter((a) => a.level === 'buurt' && !a.water).map((a) => a.code).sort())
    const wijken = new Map<string, Set<string>>()
    for (const { postcode, buurtCode } of postcodes) wijken.set(postcode.slice(0, 3), (wijken.get(postcode.slice(0, 3)) ?? new Set()).add(parentOf.get(buurtCode)!))
    expect([wijken.size, ...[...wijken.values()].map((w) => w.size)]).toEqual([8, 1, 1, 1, 1, 1, 1, 1, 1])
  })

  it('lie in two neighbouring buurten in some places, odd numbers in the one and even in the other', () => {
    expect(across.length).toBeGreaterThanOrEqual(12)
    for (const [postcode, buurten] of across) {
      expect(buurten.size).toBe(2)
      for (const buurt of buurten) expect(new Set(postcodes.filter((p) => p.postcode === postcode && p.buurtCode === buurt).map((p) => p.houseNumber % 2)).size).toBe(1)
      const [one, other] = [...buurten].map((code) => new Set(base.areas.find((a) => a.code === code && a.level === 'buurt')!.geometry.coordinates.flat(2).map(String)))
      expect([...one!].some((corner) => other!.has(corner)), `${postcode}: neighbours`).toBe(true)
    }
  })

  it('are the same every time', () => expect(makePostcodes(base)).toEqual(postcodes))
})
