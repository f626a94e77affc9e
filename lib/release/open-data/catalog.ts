import { geopackageAddress, type Collection, type Dataset } from './dataset'
import { catalogWords as words } from './words'

const eu = 'http://publications.europa.eu/resource/authority'
const licence = { '@id': 'https://creativecommons.org/licenses/by/4.0/', '@type': 'dct:LicenseDocument' }
const concept = (id: string) => ({ '@id': id, '@type': 'skos:Concept' })
const language = { '@id': `${eu}/language/NLD`, '@type': 'dct:LinguisticSystem' }
const accessRights = { '@id': `${eu}/access-right/PUBLIC`, '@type': 'dct:RightsStatement' }
/** Regions and cities; population and society. */
const themes = [concept(`${eu}/data-theme/REGI`), concept(`${eu}/data-theme/SOCI`)]
const nl = (text: string) => ({ '@value': text, '@language': 'nl' })
const date = (day: string) => ({ '@value': day, '@type': 'xsd:date' })

/** Names for what is used below; no address is read to understand it. */
const context = {
  dcat: 'http://www.w3.org/ns/dcat#', dct: 'http://purl.org/dc/terms/', foaf: 'http://xmlns.com/foaf/0.1/', skos: 'http://www.w3.org/2004/02/skos/core#',
  vcard: 'http://www.w3.org/2006/vcard/ns#', xsd: 'http://www.w3.org/2001/XMLSchema#', rdfs: 'http://www.w3.org/2000/01/rdf-schema#', locn: 'http://www.w3.org/ns/locn#',
}

type Format = { extension: string; fileType: string; mediaType: string; title: string }
const formats: readonly Format[] = [
  { extension: 'geojson', fileType: 'GEOJSON', mediaType: 'application/geo+json', title: 'GeoJSON' },
  { extension: 'csv', fileType: 'CSV', mediaType: 'text/csv', title: 'CSV' },
]
const geopackage: Format = { extension: 'gpkg', fileType: 'GPKG', mediaType: 'application/geopackage+sqlite3', title: 'GeoPackage' }

export const catalogAddress = '/catalog.jsonld'

/**
 * What there is, as DCAT-AP-NL 3.0 (Geonovum) in JSON-LD 1.1: a catalogue with a data set for each collection and one service. Addresses are relative to that
 * of the catalogue (RFC 3986, 5), so that the publication does not depend on where it is served.
 */
export function catalogOf(dataset: Dataset): string {
  const { gemeente, madeOn, collections } = dataset
  const name = words.publisher(gemeente.name)
  // A made-up gemeente has no number in the government's register (TOOI).
  const publisher = { '@id': gemeente.fictional ? `${catalogAddress}#gemeente` : `https://identifier.overheid.nl/tooi/id/gemeente/${gemeente.code.toLowerCase()}`, '@type': 'foaf:Agent', 'foaf:name': nl(name) }
  const contact = { '@id': `${catalogAddress}#contact`, '@type': ['vcard:Kind', 'vcard:Organization'], 'vcard:fn': name, 'vcard:hasURL': { '@id': '/open-data' } }
  const common = { 'dct:publisher': publisher, 'dcat:contactPoint': contact, 'dct:language': language, 'dcat:theme': themes }
  const service = {
    '@id': `${catalogAddress}#ogc-api`, '@type': 'dcat:DataService', ...common,
    'dct:title': nl(words.service.title), 'dct:description': nl(words.service.description), 'dct:identifier': `${gemeente.code}-buurtfocus-ogc-api`,
    'dct:license': licence, 'dct:accessRights': accessRights, 'dct:creator': publisher,
    'dcat:endpointURL': { '@id': '/ogc/v1' }, 'dcat:endpointDescription': { '@id': '/ogc/v1/api' },
    'dct:conformsTo': { '@id': 'http://www.opengis.net/doc/IS/ogcapi-features-1/1.0.1', '@type': 'dct:Standard' },
    'dcat:servesDataset': collections.map((c) => ({ '@id': idOf(c) })),
  }
  return JSON.stringify({
    '@context': context, '@id': `${catalogAddress}#catalogus`, '@type': 'dcat:Catalog', ...common,
    'dct:title': nl(words.title(gemeente.name)), 'dct:description': nl(gemeente.fictional ? `${words.fictional} ${words.description}` : words.description),
    'dct:license': licence, 'dct:modified': date(madeOn), 'foaf:homepage': { '@id': '/open-data', '@type': 'foaf:Document' },
    'dcat:dataset': collections.map((c) => datasetRecord(c, dataset, { ...common, 'dct:creator': publisher })), 'dcat:service': service,
  })
}

const idOf = ({ id }: Collection): string => `${catalogAddress}#${id}`

function datasetRecord(collection: Collection, { gemeente, madeOn }: Dataset, common: object): object {
  const { id, title, description } = collection
  const distribution = ({ extension, fileType, mediaType, title: format }: Format, address: string): object => ({
    '@id': `${idOf(collection)}-${extension}`, '@type': 'dcat:Distribution', 'dct:title': nl(`${title} (${format})`),
    'dcat:accessURL': { '@id': address }, 'dcat:downloadURL': { '@id': address }, 'dct:license': licence, 'dct:modified': date(madeOn),
    'dct:format': { '@id': `${eu}/file-type/${fileType}`, '@type': 'dct:MediaTypeOrExtent' }, 'dcat:mediaType': { '@id': `https://www.iana.org/assignments/media-types/${mediaType}`, '@type': 'dct:MediaType' },
  })
  return {
    '@id': idOf(collection), '@type': 'dcat:Dataset', ...common,
    'dct:title': nl(words.datasetTitle(title, gemeente.name)), 'dct:description': nl(description), 'dct:identifier': `${gemeente.code}-buurtfocus-${id}`,
    'dct:accessRights': accessRights, 'dct:modified': date(madeOn), 'dct:accrualPeriodicity': { '@id': `${eu}/frequency/QUARTERLY`, '@type': 'dct:Frequency' },
    'dcat:distribution': [...formats.map((f) => distribution(f, `/open-data/${id}.${f.extension}`)), distribution(geopackage, geopackageAddress), {
      '@id': `${idOf(collection)}-ogc`, '@type': 'dcat:Distribution', 'dct:title': nl(`${title} (OGC API Features)`), 'dcat:accessURL': { '@id': `/ogc/v1/collections/${id}` }, 'dct:license': licence,
      'dct:format': { '@id': `${eu}/file-type/GEOJSON`, '@type': 'dct:MediaTypeOrExtent' }, 'dcat:accessService': { '@id': `${catalogAddress}#ogc-api` },
    }],
  }
}
