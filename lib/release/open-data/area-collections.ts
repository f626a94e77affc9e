import type { PublicArea, PublicBuurt, PublicModel, PublicRings, PublicTheme } from '@/lib/domain/public-model'
import type { Collection, Property } from './dataset'
import { dissolve } from './dissolve'
import { collection, list, shapeOf } from './feature'
import { words } from './words'

/** Buurten, wijken, publication areas, and the rounded figures of those areas, of delicate themes those of wijken: one feature for each area and period, one property for each theme. */
export function areaCollections(model: PublicModel): Collection[] {
  const indeling = model.boundaryYear
  const byCode = new Map(model.buurten.map((b) => [b.code, b]))
  const wijken = [...new Map(model.buurten.map((b) => [b.wijk.code, b.wijk])).values()].map((wijk) => ({ ...wijk, buurten: model.buurten.filter((b) => b.wijk.code === wijk.code) }))
  const shaped = (area: PublicArea): Shaped => ({ ...area, geometry: shapeOf(together(area.buurten.flatMap((code) => byCode.get(code) ?? []))) })
  const areas = model.areas.map(shaped)
  return [
    collection('buurten', 'MultiPolygon', null, model.buurten.map((b) => ({ id: b.code, geometry: shapeOf(b.geometry), properties: { code: b.code, naam: b.name, wijkcode: b.wijk.code, wijknaam: b.wijk.name, werkgebied: b.werkgebied, gebied: b.area, inwoners: b.inhabitants, indeling } }))),
    collection('wijken', 'MultiPolygon', null, wijken.map((w) => ({ id: w.code, geometry: shapeOf(together(w.buurten)), properties: { code: w.code, naam: w.name, inwoners: inhabitants(w.buurten), indeling } }))),
    collection('publicatiegebieden', 'MultiPolygon', null, areas.map((a) => ({ id: a.code, geometry: a.geometry, properties: { code: a.code, naam: a.name, wijkcode: a.wijk, buurten: list(a.buurten), indeling } }))),
    signals('signalen-per-gebied', model, areas, model.themes.filter((t) => !t.delicate)),
    signals('signalen-per-wijk', model, model.wijken.map(shaped), model.themes.filter((t) => t.delicate)),
  ]
}

type Shaped = PublicArea & { geometry: ReturnType<typeof shapeOf> }

const together = (buurten: readonly PublicBuurt[]): PublicRings => dissolve(buurten.map((b) => b.geometry))

function inhabitants(buurten: readonly PublicBuurt[]): number | null {
  const known = buurten.flatMap((b) => b.inhabitants ?? [])
  return known.length === 0 ? null : known.reduce((sum, n) => sum + n, 0)
}

/** The name of the property of a theme: letters, digits and underscores, so that it is a column everywhere. */
const propertyOf = (slug: string): string => `signalen_${slug.replaceAll('-', '_')}`

function signals(id: 'signalen-per-gebied' | 'signalen-per-wijk', model: PublicModel, areas: readonly Shaped[], themes: readonly PublicTheme[]): Collection {
  const p = new Map(model.leaves.map((leaf) => [`${leaf.area} ${leaf.theme} ${leaf.period}`, leaf.p]))
  const told = new Set(model.leaves.map((leaf) => `${leaf.area} ${leaf.period}`))
  const features = areas.flatMap((area) =>
    model.periods.filter((period) => told.has(`${area.code} ${period.id}`)).map((period) => ({
      id: `${area.code}-${period.id}`,
      geometry: area.geometry,
      properties: {
        ...(id === 'signalen-per-wijk' ? { wijkcode: area.code, naam: area.name } : { gebied: area.code, naam: area.name, wijkcode: area.wijk }), periode: period.id, van: period.from, tot: period.to,
        ...Object.fromEntries(themes.map(({ slug }) => [propertyOf(slug), p.get(`${area.code} ${slug} ${period.id}`) ?? null])),
      },
    })),
  )
  const counts = themes.map(({ slug, label }): Property => ({ name: propertyOf(slug), type: 'integer', description: words.collections[id].count(label) }))
  return collection(id, 'MultiPolygon', { from: 'van', to: 'tot' }, features, counts)
}
