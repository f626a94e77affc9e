import { crs84, crsList, rd } from '../crs'
import { geopackageAddress, type Collection, type Dataset } from '../dataset'
import { daysOf, extentInDegrees } from '../extent'
import { words } from './words'

export const jsonType = 'application/json'
export const geoJsonType = 'application/geo+json'
export const apiType = 'application/vnd.oai.openapi+json;version=3.0'

export const conformsTo = [
  'http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/core',
  'http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/oas30',
  'http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/geojson',
  'http://www.opengis.net/spec/ogcapi-features-2/1.0/conf/crs',
] as const

export const link = (rel: string, href: string, type: string, title: string) => ({ href, rel, type, title, hreflang: 'nl' })
const licence = link('license', 'https://creativecommons.org/licenses/by/4.0/', 'text/html', words.links.licence)

/** `base` is the address of the service itself, without a slash at the end. */
export function landing({ gemeente }: Dataset, base: string): object {
  return {
    title: words.title(gemeente.name),
    description: gemeente.fictional ? `${words.fictional} ${words.description}` : words.description,
    links: [
      link('self', base, jsonType, words.links.landing),
      link('service-desc', `${base}/api`, apiType, words.links.api),
      link('conformance', `${base}/conformance`, jsonType, words.links.conformance),
      link('data', `${base}/collections`, jsonType, words.links.data),
      link('describedby', new URL('/catalog.jsonld', base).href, 'application/ld+json', words.links.catalog),
      licence,
    ],
  }
}

export function collectionsOf(dataset: Dataset, base: string): object {
  return {
    links: [
      link('self', `${base}/collections`, jsonType, words.links.self),
      link('enclosure', new URL(geopackageAddress, base).href, 'application/geopackage+sqlite3', words.links.download),
      licence,
    ],
    crs: crsList,
    collections: dataset.collections.map((c) => collectionOf(c, base)),
  }
}

/** Coordinates are kept in RD; the extent is in degrees and in moments of UTC, as the standard wants it. Periods have no extent when nothing has a date. */
export function collectionOf(collection: Collection, base: string): object {
  const { id, title, description } = collection
  const self = `${base}/collections/${id}`
  const [corners, days] = [extentInDegrees(collection.features), daysOf(collection)]
  return {
    id, title, description, itemType: 'feature',
    extent: { ...(corners ? { spatial: { bbox: [corners], crs: crs84 } } : {}), ...(days ? { temporal: { interval: [days.map(moment)], trs: 'http://www.opengis.net/def/uom/ISO-8601/0/Gregorian' } } : {}) },
    crs: crsList,
    storageCrs: rd,
    links: [link('self', self, jsonType, words.links.self), link('items', `${self}/items`, geoJsonType, words.links.items), licence],
  }
}

const moment = (day: string | null): string | null => day && `${day}T00:00:00Z`
