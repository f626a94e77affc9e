import type { RulesetDefinition } from '@stoplight/spectral-core'
import functions from '@stoplight/spectral-functions'
import rulesets from '@stoplight/spectral-rulesets'

const { pattern, schema, truthy } = functions
const { oas } = rulesets
const operations = '$.paths[*][?(@property.match(/^(get|put|post|patch|delete|head|options)$/))]'
const answers = (codes: string) => `${operations}.responses[?(@property.match(/^${codes}$/))]`
const isDay = { required: ['format'], properties: { format: { const: 'date' } } }
const requires = (...names: string[]) => ({ function: schema, functionOptions: { schema: { type: 'object', required: names } } })
const says = (match: string) => ({ function: pattern, functionOptions: { match } })

/**
 * The NL API Design Rules 2.1 (Logius, https://logius-standaarden.github.io/API-Design-Rules/) as far as a description of an API can show that they are kept,
 * for Spectral. Written anew after the rules that the linter of Logius names (`media/linter.yaml` there), each under the name of its rule in the standard;
 * `oas3-*` and the like are Spectral's own. All of them are errors here, also what is a warning there.
 */
export const apiDesignRules = {
  extends: [[oas as RulesetDefinition, 'off']],
  rules: {
    // /core/publish-openapi, /core/doc-openapi: it is valid OpenAPI 3
    'oas3-schema': 'error', 'operation-operationId-unique': 'error', 'path-params': 'error', 'openapi-tags-uniqueness': 'error', 'oas3-valid-media-example': 'error', 'oas3-valid-schema-example': 'error',
    'oas3-server-variables': 'error', 'oas3-api-servers': 'error',
    'doc-openapi': { severity: 'error', given: '$', then: [{ field: 'openapi', function: truthy }, { field: 'openapi', ...says('^3(\\.\\d+){1,2}$') }] },
    // /core/doc-openapi-contact
    'doc-openapi-contact': { severity: 'error', given: '$.info', then: [{ field: 'contact', function: truthy }, { field: 'contact', ...requires('name', 'email', 'url') }] },
    // /core/semver, /core/uri-version, /core/version-header
    semver: { severity: 'error', given: '$.info.version', then: says('^(0|[1-9]\\d*)\\.(0|[1-9]\\d*)\\.(0|[1-9]\\d*)(-[0-9A-Za-z.-]+)?(\\+[0-9A-Za-z.-]+)?$') },
    'uri-version': { severity: 'error', given: '$.servers[*].url', then: says('/v\\d+(/|$)') },
    'version-header': { severity: 'error', message: 'an answer has the header API-Version', given: answers('[23]\\d\\d'), then: [{ field: 'headers', function: truthy }, { field: 'headers', ...requires('API-Version') }] },
    // /core/no-trailing-slash, /core/path-segments-kebab-case, /core/query-keys-camel-case
    'path-keys-no-trailing-slash': 'error',
    'path-segments-kebab-case': { severity: 'error', given: '$.paths', then: { field: '@key', ...says('^/$|^(/([a-z0-9]+(-[a-z0-9]+)*|\\{[A-Za-z]+\\}|openapi\\.(json|yaml)))+$') } },
    'query-keys-camel-case': { severity: 'error', given: `${operations}.parameters[?(@.in == 'query')].name`, then: says('^[a-z][a-z0-9]*([A-Z][a-z0-9]*)*$') },
    // /core/http-methods
    'http-methods': { severity: 'error', given: '$.paths[*]', then: { field: '@key', ...says('^(get|put|post|patch|delete|head|options|parameters|summary|description|servers|\\$ref)$') } },
    // /core/error-handling/problem-details and invalid-input
    'problem-details': { severity: 'error', message: 'an error is problem+json', given: `${answers('[45]\\d\\d')}.content`, then: requires('application/problem+json') },
    'problem-details-told': { severity: 'error', message: 'an error says what it holds', given: answers('[45]\\d\\d'), then: { field: 'content', function: truthy } },
    'problem-members': { severity: 'error', message: 'a problem has status, title and detail', given: `${answers('[45]\\d\\d')}.content[*].schema.properties`, then: requires('status', 'title', 'detail') },
    'invalid-input': { severity: 'error', message: 'who may ask something may ask something wrong: 400', given: [`$.paths[*][?(@property.match(/^(get|delete)$/) && @.parameters && @.parameters.length > 0)].responses`, '$.paths[*][?(@property.match(/^(put|post|patch)$/))].responses'], then: requires('400') },
    'no-422': { severity: 'error', given: `${operations}.responses`, then: { field: '@key', ...says('^(?!422)') } },
    // /core/date-time
    'date-format': { severity: 'error', message: 'a date has the format date', given: '$..properties[?(@property.match(/^(date|datum)$|[a-z](Date|Datum)$/))]', then: { function: schema, functionOptions: { schema: isDay } } },
    // Our own dates end in On; one that may be null says so beside its format.
    'day-format': { severity: 'error', message: 'a date has the format date', given: '$..properties[?(@property.match(/[a-z]On$/))]', then: { function: schema, functionOptions: { schema: { anyOf: [isDay, { required: ['anyOf'], properties: { anyOf: { contains: isDay } } }] } } } },
    'time-zone': { severity: 'error', given: '$..properties[*].format', then: says('^(?!(date-time-local|time)$)') },
    // schemas by name
    'schema-names': { severity: 'error', given: '$.components.schemas', then: { field: '@key', ...says('^[A-Z][A-Za-z0-9]*$') } },
  },
} satisfies RulesetDefinition
