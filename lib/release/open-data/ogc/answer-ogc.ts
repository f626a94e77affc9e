import type { Crs } from '../crs'
import type { Collection, DataFeature, Dataset } from '../dataset'
import { featureIn } from '../geojson'
import { apiDescription } from './api-description'
import { apiType, collectionOf, collectionsOf, conformsTo, geoJsonType, jsonType, landing, link } from './describe'
import { matching } from './match'
import { itemParams, itemsParams, otherParams, readQuery, type Query, type Wrong } from './query'
import { words } from './words'

export type OgcAnswer = { status: number; headers: Record<string, string>; body: string }

/** Where the service lives; everything below it is answered here. */
export const ogcPath = '/ogc/v1'

/**
 * Answers a question of OGC API Features (17-069r4 part 1: core, GeoJSON, OpenAPI 3.0; 18-058r1 part 2: CRS84 and EPSG:28992) from the open data of a
 * release: no database, no clock, so the same release and address give the same bytes. The address of the service is taken from `url`.
 * What is wrong with a question comes back as problem+json with status 400, what is not there with 404.
 */
export function answerOgc(dataset: Dataset, url: URL): OgcAnswer {
  const base = url.origin + ogcPath
  const path = decoded(url.pathname.slice(ogcPath.length).split('/').slice(1))
  if (path === null || !url.pathname.startsWith(ogcPath)) return missing(words.problem.resource)
  const [first, id, items, featureId, ...rest] = path
  const inCollection = first === 'collections' && id !== undefined
  if (rest.length > 0 || (inCollection && items !== undefined && items !== 'items') || (!inCollection && path.length > 1)) return missing(words.problem.resource)
  const allowed = !inCollection || items === undefined ? otherParams : featureId === undefined ? itemsParams : itemParams
  const read = readQuery(url.searchParams, allowed)
  if (!inCollection) {
    const resources: Record<string, () => [object, string]> = {
      '': () => [landing(dataset, base), jsonType],
      api: () => [apiDescription(dataset, base), apiType],
      conformance: () => [{ conformsTo }, jsonType],
      collections: () => [collectionsOf(dataset, base), jsonType],
    }
    const resource = Object.hasOwn(resources, first ?? '') ? resources[first ?? '']! : null
    if (!resource) return missing(words.problem.resource)
    return 'wrong' in read ? badQuery(read.wrong) : ok(...resource())
  }
  const collection = dataset.collections.find((c) => c.id === id)
  if (!collection) return missing(words.problem.collection(dataset.collections.map((c) => c.id)))
  if ('wrong' in read) return badQuery(read.wrong)
  if (items === undefined) return ok(collectionOf(collection, base), jsonType)
  const address = `${base}/collections/${collection.id}`
  if (featureId === undefined) return page(collection, read.query, address, url)
  const feature = collection.features.find((f) => f.id === featureId)
  return feature ? oneFeature(feature, read.query.crs, address, url) : missing(words.problem.feature)
}

/** Null when a part is no text in UTF-8. */
function decoded(parts: readonly string[]): string[] | null {
  try {
    return parts.map(decodeURIComponent)
  } catch {
    return null
  }
}

function page(collection: Collection, query: Query, address: string, url: URL): OgcAnswer {
  const found = matching(collection, query)
  const features = found.slice(query.offset, query.offset + query.limit)
  const at = (offset: number): string => {
    const to = new URL(url)
    to.searchParams.set('limit', String(query.limit))
    if (offset === 0) to.searchParams.delete('offset')
    else to.searchParams.set('offset', String(offset))
    return to.href
  }
  const next = query.offset + query.limit
  return ok({
    type: 'FeatureCollection',
    numberMatched: found.length,
    numberReturned: features.length,
    links: [
      link('self', url.href, geoJsonType, words.links.self),
      ...(next < found.length ? [link('next', at(next), geoJsonType, words.links.next)] : []),
      ...(query.offset > 0 ? [link('prev', at(Math.max(0, Math.min(query.offset, found.length) - query.limit)), geoJsonType, words.links.prev)] : []),
      link('collection', address, jsonType, words.links.collection),
    ],
    features: features.map((f) => featureIn(query.crs, f)),
  }, geoJsonType, query.crs)
}

function oneFeature(feature: DataFeature, crs: Crs, address: string, url: URL): OgcAnswer {
  return ok({ ...featureIn(crs, feature), links: [link('self', url.href, geoJsonType, words.links.self), link('collection', address, jsonType, words.links.collection)] }, geoJsonType, crs)
}

const common = { 'API-Version': '1.0.0', 'Access-Control-Allow-Origin': '*', 'Access-Control-Expose-Headers': 'Content-Crs, API-Version', 'X-Content-Type-Options': 'nosniff' }

function ok(body: object, type: string, crs?: Crs): OgcAnswer {
  const about: Record<string, string> = crs === undefined ? {} : { 'Content-Crs': `<${crs}>` }
  return { status: 200, headers: { ...common, 'Content-Type': type, 'Cache-Control': 'public, max-age=300', ...about }, body: JSON.stringify(body) }
}

const problem = (status: number, title: string, detail: string, errors?: Wrong[]): OgcAnswer => ({ status, headers: { ...common, 'Content-Type': 'application/problem+json', 'Cache-Control': 'no-store' }, body: JSON.stringify({ status, title, detail, ...(errors ? { errors } : {}) }) })
const missing = (detail: string): OgcAnswer => problem(404, words.problem.missingTitle, detail)
/** Before the first release, and after the last was withdrawn. */
export const nothingPublished = missing(words.problem.nothing)
/** The files of the release cannot be read. */
export const failed = problem(500, words.problem.failedTitle, words.problem.failed)
const badQuery = (wrong: Wrong[]): OgcAnswer => problem(400, words.problem.title, wrong.map(({ name, message }) => `${name}: ${message}`).join(' '), wrong)
