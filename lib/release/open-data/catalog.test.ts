import { describe, expect, it } from 'vitest'
import { publicModel } from '@/lib/testing/public-model'
import { catalogOf } from './catalog'
import { datasetOf } from './dataset'
import { renderOpenData } from './render-open-data'

type Node = Record<string, unknown> & { '@id'?: string; '@type'?: string | string[] }

const dataset = datasetOf(publicModel())
const catalog = JSON.parse(catalogOf(dataset)) as Node

/** Every node of the catalogue by its address, with all that is said of it in any place. A node without an address counts as one of its own. */
function nodesOf(tree: unknown, found = new Map<string, Node>()): Map<string, Node> {
  if (Array.isArray(tree)) tree.forEach((part) => nodesOf(part, found))
  else if (tree !== null && typeof tree === 'object' && !('@value' in tree)) {
    const node = tree as Node
    const id = node['@id'] ?? `_:${found.size}`
    found.set(id, { ...found.get(id), ...node })
    for (const [name, value] of Object.entries(node)) if (name !== '@context') nodesOf(value, found)
  }
  return found
}
const nodes = nodesOf(catalog)
const list = (value: unknown): unknown[] => (value === undefined ? [] : Array.isArray(value) ? value : [value])
const typesOf = (node: Node | undefined): string[] => list(node?.['@type']) as string[]
const idOf = (value: unknown): string => (value as Node)['@id'] ?? ''

type Shape = { required: string[]; single: string[]; /** class of what a property points to */ range: Record<string, string> }
const agents = { 'dct:publisher': 'foaf:Agent', 'dct:creator': 'foaf:Agent' }
/**
 * The shapes of DCAT-AP-NL 3.0 (Geonovum, `shapes/300/dcat-ap-nl-SHACL*.ttl`) as lists, with what DCAT-AP 3.0 below it asks: sh:minCount 1, sh:maxCount 1 and sh:class.
 * Only of properties that we have, where it is about at most one or about a class; with what is recommended and we have.
 */
const shapes: Record<string, Shape> = {
  'dcat:Catalog': {
    required: ['dct:title', 'dct:description', 'dct:publisher', 'dct:creator', 'dcat:contactPoint', 'dcat:dataset', 'dct:language', 'dct:license', 'dct:spatial', 'dcat:themeTaxonomy'], single: ['dct:publisher', 'dcat:contactPoint', 'dct:license', 'dct:modified', 'foaf:homepage'],
    range: { ...agents, 'dcat:contactPoint': 'vcard:Kind', 'dcat:dataset': 'dcat:Dataset', 'dcat:service': 'dcat:DataService', 'dct:language': 'dct:LinguisticSystem', 'dct:license': 'dct:LicenseDocument', 'dcat:theme': 'skos:Concept', 'dcat:themeTaxonomy': 'skos:ConceptScheme', 'dct:spatial': 'dct:Location', 'foaf:homepage': 'foaf:Document' },
  },
  'dcat:Dataset': {
    required: ['dct:title', 'dct:description', 'dct:identifier', 'dct:publisher', 'dct:creator', 'dcat:contactPoint', 'dcat:theme', 'dct:accessRights', 'dcat:distribution', 'dcat:keyword', 'dct:spatial', 'dct:language', 'dcat:landingPage', 'foaf:page'], single: ['dct:identifier', 'dcat:contactPoint', 'dct:publisher', 'dct:accessRights', 'dct:modified', 'dct:accrualPeriodicity'],
    range: { ...agents, 'dcat:contactPoint': 'vcard:Kind', 'dcat:theme': 'skos:Concept', 'dct:accessRights': 'dct:RightsStatement', 'dct:language': 'dct:LinguisticSystem', 'dct:accrualPeriodicity': 'dct:Frequency', 'dcat:distribution': 'dcat:Distribution', 'dct:spatial': 'dct:Location', 'dct:temporal': 'dct:PeriodOfTime', 'dcat:landingPage': 'foaf:Document', 'foaf:page': 'foaf:Document' },
  },
  'dcat:Distribution': {
    required: ['dct:license', 'dcat:accessURL', 'dct:description', 'dct:format', 'dct:language', 'dcatap:availability'], single: ['dcatap:availability', 'dct:license', 'dcat:accessURL', 'dcat:downloadURL', 'dcat:accessService', 'dct:format', 'dcat:mediaType', 'dct:modified'],
    range: { 'dct:license': 'dct:LicenseDocument', 'dct:format': 'dct:MediaTypeOrExtent', 'dcat:mediaType': 'dct:MediaType', 'dcat:accessService': 'dcat:DataService', 'dct:language': 'dct:LinguisticSystem', 'dcatap:availability': 'skos:Concept', 'dcat:accessURL': 'rdfs:Resource', 'dcat:downloadURL': 'rdfs:Resource' },
  },
  'dcat:DataService': {
    required: ['dct:title', 'dct:description', 'dct:identifier', 'dct:publisher', 'dcat:contactPoint', 'dcat:theme', 'dct:accessRights', 'dct:license', 'dcat:endpointURL', 'dcat:endpointDescription', 'dcat:keyword', 'dct:creator', 'dct:language', 'dcat:servesDataset'],
    single: ['dct:identifier', 'dct:publisher', 'dct:creator', 'dcat:contactPoint', 'dcat:endpointURL', 'dcat:endpointDescription', 'dct:license'],
    range: { ...agents, 'dcat:contactPoint': 'vcard:Kind', 'dcat:theme': 'skos:Concept', 'dct:language': 'dct:LinguisticSystem', 'dct:license': 'dct:LicenseDocument', 'dct:accessRights': 'dct:RightsStatement', 'dct:conformsTo': 'dct:Standard', 'dcat:servesDataset': 'dcat:Dataset', 'dcat:endpointURL': 'rdfs:Resource', 'dcat:endpointDescription': 'rdfs:Resource', 'dcat:landingPage': 'foaf:Document', 'foaf:page': 'foaf:Document' },
  },
  'foaf:Agent': { required: ['foaf:name', 'dct:type'], single: ['dct:type'], range: { 'dct:type': 'skos:Concept' } },
  'skos:Concept': { required: ['skos:prefLabel'], single: [], range: {} },
  'skos:ConceptScheme': { required: ['dct:title'], single: [], range: {} },
  'dct:LicenseDocument': { required: ['dct:type'], single: [], range: { 'dct:type': 'skos:Concept' } },
  'dct:Location': { required: ['dcat:bbox'], single: ['dcat:bbox'], range: {} },
  'dct:PeriodOfTime': { required: ['dcat:startDate'], single: ['dcat:startDate', 'dcat:endDate'], range: {} },
}

/** Everything in which a node is not as its shape wants it. */
function against(node: Node, type: string): string[] {
  const { required, single, range } = shapes[type]!
  const at = `${type} ${node['@id']}`
  return [
    ...required.filter((p) => list(node[p]).length === 0).map((p) => `${at}: no ${p}`),
    ...single.filter((p) => list(node[p]).length > 1).map((p) => `${at}: more than one ${p}`),
    ...Object.entries(range).flatMap(([p, wanted]) => list(node[p]).filter((value) => !typesOf(nodes.get(idOf(value))).includes(wanted)).map((value) => `${at}: ${p} ${idOf(value)} is no ${wanted}`)),
  ]
}
const ofType = (type: string): Node[] => [...nodes.values()].filter((n) => typesOf(n).includes(type))

describe('the catalogue, DCAT-AP-NL 3.0', () => {
  it('has a data set for each collection with four ways to get it, and one service', () => {
    expect(ofType('dcat:Dataset')).toHaveLength(dataset.collections.length)
    expect(ofType('dcat:Distribution')).toHaveLength(4 * dataset.collections.length)
    expect(ofType('dcat:DataService')).toHaveLength(1)
    expect(ofType('dcat:Catalog')).toHaveLength(1)
  })
  it.each(Object.keys(shapes))('%s: what is required is there, what may be once is there once, and points to what it should', (type) => {
    expect(ofType(type).length).toBeGreaterThan(0)
    for (const node of ofType(type)) expect(against(node, type)).toEqual([])
  })
  it('a record without a licence, with two contacts or a publisher that is nobody is seen', () => {
    const [one] = ofType('dcat:Distribution')
    expect(against({ ...one, 'dct:license': undefined }, 'dcat:Distribution')).toHaveLength(1)
    const [service] = ofType('dcat:DataService')
    expect(against({ ...service, 'dcat:contactPoint': [service!['dcat:contactPoint'], service!['dcat:contactPoint']] }, 'dcat:DataService')).toHaveLength(1)
    expect(against({ ...service, 'dct:publisher': { '@id': 'x' } }, 'dcat:DataService')).toHaveLength(1)
  })
  it('says where it is about in degrees, and from when to when', () => {
    const [place] = ofType('dct:Location')
    const corners = [...String((place!['dcat:bbox'] as Node)['@value']).matchAll(/(\d+\.\d+) (\d+\.\d+)/g)].map((m) => [Number(m[1]), Number(m[2])] as const)
    expect(corners).toHaveLength(5)
    expect(corners[4]).toEqual(corners[0])
    for (const [lon, lat] of corners) expect(lon > 4.5 && lon < 4.7 && lat > 52.8 && lat < 52.9, `${lon} ${lat}`).toBe(true)
    const period = nodes.get('/catalog.jsonld#signalen-per-gebied-tijd')!
    expect([period['dcat:startDate'], period['dcat:endDate']].map((d) => (d as Node)['@value'])).toEqual(['2026-01-01', '2026-10-01'])
  })
  it('only uses names that its context explains, so that nothing has to be fetched to read it', () => {
    const known = Object.keys(catalog['@context'] as object)
    const names = new Set([...nodes.values()].flatMap((n) => [...Object.keys(n), ...typesOf(n)]).filter((name) => !name.startsWith('@')))
    expect(names.size).toBeGreaterThan(20)
    for (const name of names) expect(known, name).toContain(name.split(':')[0])
  })
  it('every file that it names is in the release, and every identifier is used once', () => {
    const files = new Set(renderOpenData(publicModel()).map((f) => f.address))
    const urls = ofType('dcat:Distribution').flatMap((d) => list(d['dcat:downloadURL']).map(idOf))
    expect(urls).toHaveLength(3 * dataset.collections.length)
    for (const url of urls) expect(files, url).toContain(url)
    const ids = [...ofType('dcat:Dataset'), ...ofType('dcat:DataService')].map((n) => n['dct:identifier'])
    expect(new Set(ids).size).toBe(ids.length)
  })
  it('a real gemeente has its number in the register of the government; a made-up one says that it is made up', () => {
    const real = nodesOf(JSON.parse(catalogOf(datasetOf(publicModel({ gemeente: { code: 'GM0400', name: 'Den Helder', fictional: false } })))))
    expect([...real.keys()]).toContain('https://identifier.overheid.nl/tooi/id/gemeente/gm0400')
    expect([...nodes.keys()].join(' ')).not.toContain('tooi')
    expect(JSON.stringify(catalog['dct:description'])).toContain('verzonnen')
  })
})
