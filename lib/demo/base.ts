import { makeAddresses } from './addresses'
import { gemeente, makeGeography, type Geography } from './areas'
import { makeBackdrop, makeBarriers, makeGreen } from './backdrop'
import { firstDay, toDay, toIso } from './dates'
import { demoIndicators, figureYears, makeFigures } from './figures'
import { inRing } from './geometry'
import { stadhuis } from './plan-nature'
import { makePlanted } from './planted'
import { makeProfiles, type Profile } from './profile'
import { quietPresence } from './rates'
import { toRd } from './shape'
import { makeStreetNames } from './street-names'
import { makeStreets } from './streets'
import { demoSources, demoThemes } from './themes'
import type { DemoArea, DemoBase, DemoFigure, DemoOptions } from './types'
import { makeVisits } from './visits'

/** What the signals need besides the published data. */
export type Making = { base: DemoBase; geography: Geography; profiles: Profile[] }

/** Everything but the signals; the geography is always the same, figures and visits follow the seed, periods follow `asOf`. */
export function makeBase({ seed = 1, asOf }: DemoOptions): Making {
  toDay(asOf)
  const geography = makeGeography()
  const profiles = makeProfiles(geography.buurten, seed)
  const green = makeGreen().map((g) => g.ring)
  const barriers = makeBarriers()
  const nameFor = makeStreetNames()
  const streets = geography.buurten.flatMap((b) => makeStreets(b, green, barriers, () => nameFor(b.plan.type)))
  const addresses = makeAddresses(geography.buurten, profiles, streets, barriers)
  const planted = makePlanted(geography, profiles, addresses, asOf)
  const figures = makeFigures(geography, profiles, seed)
  const [x, y] = toRd(stadhuis)
  const base: DemoBase = {
    fictional: true,
    notice: `${gemeente.name} bestaat niet. Alle gebieden, cijfers en signalen zijn verzonnen; de plaats ligt op de kaart in open zee.`,
    seed,
    asOf,
    since: toIso(firstDay(asOf)),
    boundaryYear: 2025,
    gemeente: { ...gemeente },
    areas: makeAreas(geography, figures),
    werkgebieden: geography.werkgebieden,
    backdrop: makeBackdrop(geography, streets, addresses),
    addresses,
    indicators: [...demoIndicators],
    figures,
    themes: [...demoThemes],
    sources: [...demoSources],
    visits: makeVisits(geography, planted, asOf, seed),
    planted,
    quiet: geography.buurten
      .filter((b) => b.plan.presence <= quietPresence)
      .map((b) => ({ buurtCode: b.code, reason: `${b.plan.name}: wel opgave volgens de cijfers, bijna geen bezoek en dus bijna geen signalen` })),
    defaultPoint: { point: [x, y], buurtCode: geography.buurten.find((b) => inRing(x, y, b.ring))!.code, source: 'meldpunt', share: 0.04 },
  }
  return { base, geography, profiles }
}

function makeAreas(geography: Geography, figures: readonly DemoFigure[]): DemoArea[] {
  const newest = figureYears[figureYears.length - 1]
  const known = new Map(figures.filter((f) => f.year === newest).map((f) => [`${f.code} ${f.indicator}`, f.value]))
  const area = (level: DemoArea['level'], code: string, name: string, parentCode: string | null, from: { areaM2: number; geometry: DemoArea['geometry'] }, water = false): DemoArea => ({
    level, code, name, parentCode, water, areaM2: Math.round(from.areaM2),
    inhabitants: known.get(`${code} inhabitants`) ?? null,
    households: known.get(`${code} households`) ?? null,
    geometry: from.geometry,
  })
  return [
    area('gemeente', geography.gemeente.code, geography.gemeente.name, null, geography.gemeente),
    ...geography.wijken.map((w) => area('wijk', w.code, w.name, geography.gemeente.code, w)),
    ...geography.buurten.map((b) => area('buurt', b.code, b.plan.name, b.wijkCode, b)),
    area('buurt', geography.water.code, geography.water.name, 'WK900199', geography.water, true),
    area('wijk', 'WK900199', geography.water.name, geography.gemeente.code, geography.water, true),
  ]
}
