import { geopackageAddress, type Collection, type Dataset } from './dataset'
import { daysOf, extentInDegrees, type Box } from './extent'
import { catalogWords as words } from './words'

const eu = 'http://publications.europa.eu/resource/authority'
const nl = (text: string) => ({ '@value': text, '@language': 'nl' })
const date = (day: string) => ({ '@value': day, '@type': 'xsd:date' })
/** A word of a list of the EU, with what it is called: DCAT-AP wants a name with every one. */
const concept = (id: string, label: string) => ({ '@id': id, '@type': 'skos:Concept', 'skos:prefLabel': nl(label) })
const licence = { '@id': 'https://creativecommons.org/licenses/by/4.0/', '@type': 'dct:LicenseDocument', 'dct:type': concept('http://purl.org/adms/licencetype/Attribution', words.concepts.attribution) }
const language = { '@id': `${eu}/language/NLD`, '@type': 'dct:LinguisticSystem' }
const accessRights = { '@id': `${eu}/access-right/PUBLIC`, '@type': 'dct:RightsStatement' }
const availability = concept(`${eu}/planned-availability/STABLE`, words.concepts.stable)
const themes = [concept(`${eu}/data-theme/REGI`, words.concepts.regions), concept(`${eu}/data-theme/SOCI`, words.concepts.society)]
const taxonomy = { '@id': `${eu}/data-theme`, '@type': 'skos:ConceptScheme', 'dct:title': nl(words.concepts.themes) }
/** An address of something that is no page; the shapes of DCAT-AP want even that said. */
const resource = (address: string) => ({ '@id': address, '@type': 'rdfs:Resource' })
const aboutPage = { '@id': '/open-data', '@type': 'foaf:Document' }

/** Names for what is used below; no address is read to understand it. */
const context = {
  dcat: 'http://www.w3.org/ns/dcat#', dct: 'http://purl.org/dc/terms/', foaf: 'http://xmlns.com/foaf/0.1/', skos: 'http://www.w3.org/2004/02/skos/core#',
  vcard: 'http://www.w3.org/2006/vcard/ns#', xsd: 'http://www.w3.org/2001/XMLSchema#', rdfs: 'http://www.w3.org/2000/01/rdf-schema#', dcatap: 'http://data.europa.eu/r5r/', gsp: 'http://www.opengis.net/ont/geosparql#',
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
  const publisher = { '@id': gemeente.fictional ? `${catalogAddress}#gemeente` : `https://identifier.overheid.nl/tooi/id/gemeente/${gemeente.code.toLowerCase()}`, '@type': 'foaf:Agent', 'foaf:name': nl(name), 'dct:type': concept('http://purl.org/adms/publishertype/LocalAuthority', words.concepts.localAuthority) }
  const contact = { '@id': `${catalogAddress}#contact`, '@type': ['vcard:Kind', 'vcard:Organization'], 'vcard:fn': name, 'vcard:hasURL': { '@id': '/open-data' } }
  const common = { 'dct:publisher': publisher, 'dct:creator': publisher, 'dcat:contactPoint': contact, 'dct:language': language, 'dcat:theme': themes }
  const place = placeOf(extentInDegrees(collections.find((c) => c.id === 'buurten')?.features ?? []))
  const service = {
    '@id': `${catalogAddress}#ogc-api`, '@type': 'dcat:DataService', ...common,
    'dct:title': nl(words.service.title), 'dct:description': nl(words.service.description), 'dct:identifier': `${gemeente.code}-buurtfocus-ogc-api`,
    'dct:license': licence, 'dct:accessRights': accessRights, 'dcat:keyword': keywordsOf(gemeente.name), 'dcat:landingPage': aboutPage, 'foaf:page': aboutPage,
    'dcat:endpointURL': resource('/ogc/v1'), 'dcat:endpointDescription': resource('/ogc/v1/api'),
    'dct:conformsTo': { '@id': 'http://www.opengis.net/doc/IS/ogcapi-features-1/1.0.1', '@type': 'dct:Standard' },
    'dcat:servesDataset': collections.map((c) => ({ '@id': idOf(c) })),
  }
  return JSON.stringify({
    '@context': context, '@id': `${catalogAddress}#catalogus`, '@type': 'dcat:Catalog', ...common, ...(place && { 'dct:spatial': place }),
    'dct:title': nl(words.title(gemeente.name)), 'dct:description': nl(gemeente.fictional ? `${words.fictional} ${words.description}` : words.description),
    'dct:license': licence, 'dct:modified': date(madeOn), 'foaf:homepage': aboutPage, 'dcat:themeTaxonomy': taxonomy,
    'dcat:dataset': collections.map((c) => datasetRecord(c, dataset, { ...common, ...(place && { 'dct:spatial': { '@id': place['@id'] } }) })), 'dcat:service': service,
  })
}

const keywordsOf = (...more: string[]) => [...words.keywords, ...more].map(nl)

/** Where the data are about: the box around all buurten, as WKT in degrees (CRS84), just as the OGC API gives it. */
function placeOf(box: Box | null) {
  if (!box) return null
  const [west, south, east, north] = box
  const corners = [[west, south], [east, south], [east, north], [west, north], [west, south]].map((c) => c.join(' ')).join(', ')
  return { '@id': `${catalogAddress}#gebied`, '@type': 'dct:Location', 'dcat:bbox': { '@value': `POLYGON((${corners}))`, '@type': 'gsp:wktLiteral' } }
}

/** From when to when; an end that is open is left out. */
function timeOf(collection: Collection): object {
  const [from, to] = daysOf(collection) ?? [null, null]
  return from === null && to === null ? {} : { 'dct:temporal': { '@id': `${idOf(collection)}-tijd`, '@type': 'dct:PeriodOfTime', ...(from ? { 'dcat:startDate': date(from) } : {}), ...(to ? { 'dcat:endDate': date(to) } : {}) } }
}

const idOf = ({ id }: Collection): string => `${catalogAddress}#${id}`

function datasetRecord(collection: Collection, { gemeente, madeOn }: Dataset, common: object): object {
  const { id, title, description } = collection
  const everyWay = { 'dct:license': licence, 'dct:language': language, 'dcatap:availability': availability }
  const distribution = ({ extension, fileType, mediaType, title: format }: Format, address: string): object => ({
    '@id': `${idOf(collection)}-${extension}`, '@type': 'dcat:Distribution', 'dct:title': nl(`${title} (${format})`), 'dct:description': nl(words.distribution(title, format)), ...everyWay,
    'dcat:accessURL': resource(address), 'dcat:downloadURL': resource(address), 'dct:modified': date(madeOn),
    'dct:format': { '@id': `${eu}/file-type/${fileType}`, '@type': 'dct:MediaTypeOrExtent' }, 'dcat:mediaType': { '@id': `https://www.iana.org/assignments/media-types/${mediaType}`, '@type': 'dct:MediaType' },
  })
  return {
    '@id': idOf(collection), '@type': 'dcat:Dataset', ...common,
    'dct:title': nl(words.datasetTitle(title, gemeente.name)), 'dct:description': nl(description), 'dct:identifier': `${gemeente.code}-buurtfocus-${id}`,
    'dct:accessRights': accessRights, 'dcat:keyword': keywordsOf(gemeente.name, title), 'dcat:landingPage': aboutPage, 'foaf:page': aboutPage, ...timeOf(collection),
    'dct:modified': date(madeOn), 'dct:accrualPeriodicity': { '@id': `${eu}/frequency/QUARTERLY`, '@type': 'dct:Frequency' },
    'dcat:distribution': [...formats.map((f) => distribution(f, `/open-data/${id}.${f.extension}`)), distribution(geopackage, geopackageAddress), {
      '@id': `${idOf(collection)}-ogc`, '@type': 'dcat:Distribution', 'dct:title': nl(`${title} (OGC API Features)`), 'dct:description': nl(words.distribution(title, 'OGC API Features')), ...everyWay, 'dcat:accessURL': resource(`/ogc/v1/collections/${id}`),
      'dct:format': { '@id': `${eu}/file-type/GEOJSON`, '@type': 'dct:MediaTypeOrExtent' }, 'dcat:accessService': { '@id': `${catalogAddress}#ogc-api` },
    }],
  }
}
