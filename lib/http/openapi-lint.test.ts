import { Spectral, type RulesetDefinition } from '@stoplight/spectral-core'
import { describe, expect, it } from 'vitest'
import { datasetOf } from '@/lib/release/open-data/dataset'
import { apiDescription } from '@/lib/release/open-data/ogc/api-description'
import { apiDesignRules } from '@/lib/testing/api-design-rules'
import { publicModel } from '@/lib/testing/public-model'
import { openapi } from './openapi'

async function lint(description: object): Promise<{ rule: string; where: string }[]> {
  const spectral = new Spectral()
  spectral.setRuleset(apiDesignRules as RulesetDefinition)
  return (await spectral.run(JSON.stringify(description))).map((r) => ({ rule: String(r.code), where: `${r.path.join('.')}: ${r.message}` }))
}

/* eslint-disable @typescript-eslint/no-explicit-any -- a description is taken apart to break it */
const answer = { headers: { 'API-Version': { schema: { type: 'string' } } }, description: 'goed' }
const problem = { description: 'fout', content: { 'application/problem+json': { schema: { type: 'object', properties: { status: { type: 'integer' }, title: { type: 'string' }, detail: { type: 'string' } } } } } }
const small = (): any => ({
  openapi: '3.1.0', info: { title: 'Klein', version: '1.0.0', contact: { name: 'a', email: 'a@b.example', url: 'https://b.example' } }, servers: [{ url: 'https://b.example/v1' }], tags: [{ name: 'dingen' }],
  paths: { '/mooie-dingen/{id}': { get: { operationId: 'lees', parameters: [{ name: 'id', in: 'path', required: true, schema: { type: 'integer' } }, { name: 'opDag', in: 'query', schema: { type: 'string' } }], responses: { 200: answer, 400: problem } } } },
  components: { schemas: { Ding: { type: 'object', properties: { madeOn: { type: 'string', format: 'date' }, endDate: { type: 'string', format: 'date' } } } } },
})
const read = (d: any): any => Object.values<any>(d.paths)[0].get
const rename = (d: any, path: string): any => ({ ...d, paths: { [path]: Object.values(d.paths)[0] } })
/** One mistake against each rule. */
const mistakes: [string, (d: any) => any][] = [
  ['oas3-schema', (d) => ({ ...d, info: { ...d.info, title: 1 } })],
  ['operation-operationId-unique', (d) => ({ ...d, paths: { ...d.paths, '/x': { get: { ...read(d), parameters: [] } } } })],
  ['path-params', (d) => rename(d, '/mooie-dingen/{code}')],
  ['openapi-tags-uniqueness', (d) => ({ ...d, tags: [{ name: 'a' }, { name: 'a' }] })],
  ['oas3-api-servers', (d) => ({ ...d, servers: [] })],
  ['doc-openapi', (d) => ({ ...d, openapi: '2.0' })],
  ['doc-openapi-contact', (d) => ({ ...d, info: { ...d.info, contact: { name: 'a', email: 'a@b.example' } } })],
  ['semver', (d) => ({ ...d, info: { ...d.info, version: '1.0' } })],
  ['uri-version', (d) => ({ ...d, servers: [{ url: 'https://b.example/api' }] })],
  ['version-header', (d) => (read(d).responses[200] = { description: 'goed' }, d)],
  ['version-header', (d) => (read(d).responses[200] = { description: 'goed', headers: { Change: { schema: { type: 'string' } } } }, d)],
  ['path-keys-no-trailing-slash', (d) => rename(d, '/mooie-dingen/{id}/')],
  ['path-segments-kebab-case', (d) => rename(d, '/mooieDingen/{id}')],
  ['path-segments-kebab-case', (d) => rename(d, '/mooie_dingen/{id}')],
  ['query-keys-camel-case', (d) => (read(d).parameters[1].name = 'op-dag', d)],
  ['http-methods', (d) => (Object.values<any>(d.paths)[0].trace = {}, d)],
  ['problem-details', (d) => (read(d).responses[404] = { description: 'weg', content: { 'application/json': {} } }, d)],
  ['problem-details-told', (d) => (read(d).responses[404] = { description: 'weg' }, d)],
  ['problem-members', (d) => (delete problemOf(d).detail, d)],
  ['invalid-input', (d) => (delete read(d).responses[400], d)],
  ['no-422', (d) => (read(d).responses[422] = problem, d)],
  ['date-format', (d) => (d.components.schemas.Ding.properties.endDate = { type: 'string', format: 'date-time' }, d)],
  ['day-format', (d) => (d.components.schemas.Ding.properties.madeOn = { type: ['string', 'null'] }, d)],
  ['time-zone', (d) => (d.components.schemas.Ding.properties.starts = { type: 'string', format: 'time' }, d)],
  ['schema-names', (d) => (d.components.schemas.mooi_ding = { type: 'object' }, d)],
]
const problemOf = (d: any): any => read(d).responses[400].content['application/problem+json'].schema.properties

describe('the NL API Design Rules', { timeout: 60_000 }, () => {
  it('/api/v1 keeps them all', async () => {
    expect(await lint(openapi('https://gemeente.example/api/v1'))).toEqual([])
  })
  it('/ogc/v1 keeps them all but one: OGC itself calls a parameter bbox-crs', async () => {
    const found = await lint(apiDescription(datasetOf(publicModel()), 'https://gemeente.example/ogc/v1'))
    expect(new Set(found.map((f) => f.rule))).toEqual(new Set(['query-keys-camel-case']))
    for (const { where } of found) expect(where).toContain('parameters.3.name')
  })
  it('a small description that keeps them passes', async () => expect(await lint(small())).toEqual([]))
  it.each(mistakes)('%s bites', async (rule, mistake) => {
    expect((await lint(mistake(structuredClone(small())))).map((f) => f.rule)).toContain(rule)
  })
  it('each of our rules has a mistake above', () => {
    const own = Object.entries(apiDesignRules.rules).flatMap(([name, r]) => (typeof r === 'string' ? [] : [name]))
    expect(own.filter((name) => !mistakes.some(([m]) => m === name))).toEqual([])
  })
})
