import type { PublicModel, PublicRings } from '@/lib/domain/public-model'
import { areaCollections } from './area-collections'
import { helpCollections } from './help-collections'
import { platformCollections } from './platform-collections'
import { planCollections } from './plan-collections'

export type DataGeometry = { type: 'Point'; coordinates: readonly [number, number] } | { type: 'MultiPolygon'; coordinates: PublicRings }
export type Value = string | number | null

/** One thing. Its geometry is in RD (EPSG:28992), metres; null when it has no place of its own. */
export type DataFeature = { id: string; geometry: DataGeometry | null; properties: Record<string, Value> }

/** `date` is a day, yyyy-mm-dd; `integer` and `text` are as they say. */
export type Property = { name: string; type: 'text' | 'integer' | 'date'; description: string }

export type Collection = {
  id: string
  title: string
  description: string
  geometryType: DataGeometry['type']
  properties: readonly Property[]
  /** names of the properties that hold the first day and the first day after; `to` may be null, and then it goes on */
  time: { from: string; to: string | null } | null
  features: readonly DataFeature[]
}

/** All open data of one publication. It is kept in the publication itself, so that what answers questions about it needs nothing else. */
export type Dataset = { madeOn: string; gemeente: { code: string; name: string; fictional: boolean }; boundaryYear: number; collections: readonly Collection[] }

/** Where the publication keeps it, for us and for who has a map program. */
export const datasetAddress = '/open-data/alles.json'
export const geopackageAddress = '/open-data/buurtfocus.gpkg'

/** The open data of a publication: a function of the model and of nothing else. Collections and their features come in a fixed order. */
export function datasetOf(model: PublicModel): Dataset {
  const { madeOn, gemeente, boundaryYear } = model
  return { madeOn, gemeente, boundaryYear, collections: [...areaCollections(model), ...planCollections(model), ...helpCollections(model), ...platformCollections(model)] }
}

/** One shape is the shape of many features (an area has one for each period), so each is written once. */
export function writeDataset(dataset: Dataset): string {
  const places = new Map<string, number>()
  const shapes: DataGeometry[] = []
  const place = (geometry: DataGeometry): number => {
    const text = JSON.stringify(geometry)
    const known = places.get(text)
    if (known !== undefined) return known
    places.set(text, shapes.length)
    return shapes.push(geometry) - 1
  }
  const collections = dataset.collections.map((c) => ({ ...c, features: c.features.map((f) => ({ ...f, geometry: f.geometry && place(f.geometry) })) }))
  return JSON.stringify({ ...dataset, crs: 'EPSG:28992', collections, shapes })
}

type Written = Omit<Dataset, 'collections'> & { shapes: DataGeometry[]; collections: (Omit<Collection, 'features'> & { features: (Omit<DataFeature, 'geometry'> & { geometry: number | null })[] })[] }

/** What `writeDataset` wrote. @throws {SyntaxError} when it is no JSON */
export function readDataset(text: string): Dataset {
  const { madeOn, gemeente, boundaryYear, collections, shapes } = JSON.parse(text) as Written
  return { madeOn, gemeente, boundaryYear, collections: collections.map((c) => ({ ...c, features: c.features.map((f) => ({ ...f, geometry: f.geometry === null ? null : shapes[f.geometry]! })) })) }
}
