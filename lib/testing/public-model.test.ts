import { describe, expect, it } from 'vitest'
import { roundingBase } from '@/lib/domain/public-model'
import { publicModel } from './public-model'

describe('the made-up publication', () => {
  const { areas, wijken, buurten, leaves, periods, themes, venues, activities, initiatives, focus } = publicModel()

  it('points only to what is in it', () => {
    const [buurtCodes, venueIds] = [buurten.map((b) => b.code), venues.map((v) => v.id)]
    for (const leaf of leaves) {
      const theme = themes.find((t) => t.slug === leaf.theme)!
      expect((theme.delicate ? wijken : areas).map((a) => a.code)).toContain(leaf.area)
      expect(periods.map((p) => p.id)).toContain(leaf.period)
      expect(leaf.p % roundingBase(theme)).toBe(0)
    }
    for (const wijk of wijken) expect(wijk.buurten).toEqual(buurten.filter((b) => b.wijk.code === wijk.code && b.area !== null).map((b) => b.code))
    for (const { area, code } of buurten) if (area !== null) expect(areas.find((a) => a.code === area)?.buurten).toContain(code)
    for (const { venue, serves } of activities) for (const at of [...serves]) expect(venue === null && buurtCodes.includes(at)).toBe(true)
    for (const { venue } of activities) if (venue !== null) expect(venueIds).toContain(venue)
    for (const { buurt } of [...focus, ...initiatives]) expect(buurtCodes).toContain(buurt)
  })

  it('has one figure for each area (of a delicate theme each wijk) in each period of its theme, and no two periods of a theme that overlap', () => {
    for (const { slug, delicate } of themes) {
      const ids = [...new Set(leaves.filter((l) => l.theme === slug).map((l) => l.period))]
      expect(leaves.filter((l) => l.theme === slug)).toHaveLength(ids.length * (delicate ? wijken : areas).length)
      const used = periods.filter((p) => ids.includes(p.id)).sort((a, b) => (a.from < b.from ? -1 : 1))
      for (const [at, period] of used.slice(1).entries()) expect(period.from >= used[at]!.to).toBe(true)
    }
  })
})
