import { crs84, crsList } from '../crs'
import type { Collection, Dataset, Property } from '../dataset'
import { geoJsonType, jsonType, apiType } from './describe'
import { limits } from './query'
import { words } from './words'

const w = words.api
const param = (name: keyof typeof w.params, schema: object, place: 'query' | 'path' = 'query', more: object = {}) => ({ name, in: place, required: place === 'path', description: w.params[name], schema, ...more })
const crs = (name: 'crs' | 'bbox-crs') => param(name, { type: 'string', format: 'uri', enum: crsList, default: crs84 })
const list = { style: 'form', explode: false }

const parameters = {
  f: param('f', { type: 'string', enum: ['json'], default: 'json' }, 'query', list),
  limit: param('limit', { type: 'integer', minimum: 1, maximum: limits.most, default: limits.start }, 'query', list),
  offset: param('offset', { type: 'integer', minimum: 0, default: 0 }, 'query', list),
  bbox: param('bbox', { type: 'array', oneOf: [{ minItems: 4, maxItems: 4 }, { minItems: 6, maxItems: 6 }], items: { type: 'number' } }, 'query', list),
  bboxCrs: { ...crs('bbox-crs'), ...list },
  crs: { ...crs('crs'), ...list },
  datetime: param('datetime', { type: 'string' }, 'query', list),
  featureId: param('featureId', { type: 'string' }, 'path'),
}
const ref = (...names: (keyof typeof parameters)[]) => names.map((name) => ({ $ref: `#/components/parameters/${name}` }))

/** Everything that an answer can be besides good (17-069r4, /req/oas30/completeness and exceptions-codes). */
const problems = Object.fromEntries(['400', '404', '429', '500'].map((status) => [status, { description: w.problem, content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } } }]))
const contentCrs = { 'Content-Crs': { description: w.params.crs, schema: { type: 'string' } } }
const answer = (description: string, type: string, schema: object, headers: object = {}) => ({ '200': { description, headers: { 'API-Version': { schema: { type: 'string' } }, ...headers }, content: { [type]: { schema } } }, ...problems })
const get = (operationId: string, summary: string, params: object[], responses: object) => ({ get: { tags: ['open-data'], operationId, summary, parameters: params, responses } })

/** The service in OpenAPI 3.0: every address with what may be asked of it, and of each collection what its features tell. */
export function apiDescription({ gemeente, collections }: Dataset, base: string): object {
  return {
    openapi: '3.0.3',
    info: { title: words.title(gemeente.name), version: '1.0.0', description: gemeente.fictional ? `${words.fictional} ${words.description}` : words.description, contact: { name: 'Buurtfocus', email: 'team@buurtfocus.example', url: 'https://buurtfocus.example' }, license: { name: 'CC BY 4.0', url: 'https://creativecommons.org/licenses/by/4.0/' } },
    servers: [{ url: base }],
    tags: [{ name: 'open-data' }],
    paths: {
      '/': get('getLandingPage', w.landing, ref('f'), answer(w.landing, jsonType, { type: 'object' })),
      '/api': get('getApiDescription', w.description, ref('f'), answer(w.description, apiType, { type: 'object' })),
      '/conformance': get('getConformance', w.conformance, ref('f'), answer(w.conformance, jsonType, { type: 'object', required: ['conformsTo'], properties: { conformsTo: { type: 'array', items: { type: 'string' } } } })),
      '/collections': get('getCollections', w.collections, ref('f'), answer(w.collections, jsonType, { type: 'object', required: ['links', 'collections'], properties: { links: { type: 'array', items: { type: 'object' } }, collections: { type: 'array', items: { type: 'object' } } } })),
      ...Object.assign({}, ...collections.map(pathsOf)),
    },
    components: { parameters, schemas: { Problem: problemSchema, ...Object.fromEntries(collections.map((c) => [nameOf(c), featureSchema(c)])) } },
  }
}

const problemSchema = { type: 'object', required: ['status', 'title', 'detail'], properties: { status: { type: 'integer' }, title: { type: 'string' }, detail: { type: 'string' }, errors: { type: 'array', items: { type: 'object', properties: { name: { type: 'string' }, message: { type: 'string' } } } } } }

/** `signalen-per-gebied` -> `SignalenPerGebied` */
const nameOf = ({ id }: Collection): string => id.split('-').map((part) => part[0]!.toUpperCase() + part.slice(1)).join('')

function pathsOf(collection: Collection): object {
  const { id, title } = collection
  const feature = { $ref: `#/components/schemas/${nameOf(collection)}` }
  const pageSchema = { type: 'object', required: ['type', 'features'], properties: { type: { type: 'string', enum: ['FeatureCollection'] }, features: { type: 'array', items: feature }, links: { type: 'array', items: { type: 'object' } }, numberMatched: { type: 'integer', minimum: 0 }, numberReturned: { type: 'integer', minimum: 0 } } }
  return {
    [`/collections/${id}`]: get(`get${nameOf(collection)}Collection`, `${w.collection}: ${title}`, ref('f'), answer(w.collection, jsonType, { type: 'object' })),
    [`/collections/${id}/items`]: get(`get${nameOf(collection)}`, `${w.page}: ${title}`, ref('limit', 'offset', 'bbox', 'bboxCrs', 'crs', 'datetime', 'f'), answer(w.page, geoJsonType, pageSchema, contentCrs)),
    [`/collections/${id}/items/{featureId}`]: get(`get${nameOf(collection)}Feature`, `${w.feature}: ${title}`, ref('featureId', 'crs', 'f'), answer(w.feature, geoJsonType, feature, contentCrs)),
  }
}

const schemaOf = ({ type, description }: Property): object => ({ type: type === 'integer' ? 'integer' : 'string', ...(type === 'date' ? { format: 'date' } : {}), nullable: true, description })

function featureSchema({ geometryType, properties, description }: Collection): object {
  return {
    type: 'object', description, required: ['type', 'id', 'geometry', 'properties'],
    properties: { type: { type: 'string', enum: ['Feature'] }, id: { type: 'string' }, geometry: { type: 'object', nullable: true, required: ['type', 'coordinates'], properties: { type: { type: 'string', enum: [geometryType] }, coordinates: { type: 'array', items: {} } } }, properties: { type: 'object', properties: Object.fromEntries(properties.map((p) => [p.name, schemaOf(p)])) } },
  }
}
