import { z } from 'zod'
import type { Register } from '@/lib/domain/register'
import { recordSchema } from '@/lib/domain/register-fields'
import { registerParams } from '@/lib/domain/register-query'
import { registers } from '@/lib/domain/registers'

export type Parts = {
  query: (shape: z.ZodRawShape, meanings?: Record<string, string>) => object[]
  ok: (description: string, type?: string, schema?: object) => object
  problems: (...codes: number[]) => object
  body: (schema: object) => object
}

/** Fields as JSON, by the schema that the route itself checks with. */
const schemaOf = (register: Register): { properties?: object } => z.toJSONSchema(recordSchema(register.fields), { unrepresentable: 'any', io: 'input', override: behindCheck }) as { properties?: object }

/** A field that must be filled in looks first whether it is there and then at what it is: the second is what it is described by. */
function behindCheck({ zodSchema, jsonSchema }: { zodSchema: z.core.$ZodType; jsonSchema: object }): void {
  const { def } = zodSchema._zod as z.core.$ZodTypes['_zod']
  if (def.type === 'pipe' && Object.keys(jsonSchema).length === 0) Object.assign(jsonSchema, { ...z.toJSONSchema(def.out, { unrepresentable: 'any', io: 'input' }), $schema: undefined })
}
const version = { version: { type: 'integer', description: 'de versie die u las' } }
const confirmText = { confirmText: { type: 'boolean', description: 'wat in een tekst op een persoon lijkt, gaat niet over een persoon' } }

const own: Record<string, string> = {
  q: 'deel van de naam', sort: 'volgorde; met - ervoor aflopend', format: 'vorm van het antwoord; een bestand bevat alles onder deze filters, limit en cursor doen dan niet mee',
}

/** The paths of every register: all have the same, under their own name. */
export function registerPaths({ query, ok, problems, body }: Parts): Record<string, object> {
  const id = (register: Register) => ({ name: 'id', in: 'path', required: true, description: `nummer van ${register.the}`, schema: { type: 'integer' } })
  return Object.assign({}, ...Object.values(registers).map((register): Record<string, object> => {
    const tags = { tags: ['registers'] }
    const name = register.id.split('-').map((part) => part[0]!.toUpperCase() + part.slice(1)).join('')
    const at = `/${register.id}`
    const { properties } = schemaOf(register)
    const meanings = { ...Object.fromEntries(Object.entries(register.fields).map(([field, f]) => [field, `filter: ${f.label}`])), ...Object.fromEntries(Object.entries(register.filters ?? {}).map(([filter, label]) => [filter, `filter: ${label}`])), ...own }
    const created = { '201': { description: `${register.one} met id, version, names, may en change` } }
    return {
      [at]: {
        get: { ...tags, operationId: `list${name}`, summary: register.question, parameters: query(registerParams(register).shape, meanings), responses: { ...ok('{items, total, next}; of een bestand'), ...problems(400, 401, 403, 404, 503) } },
        post: {
          ...tags, operationId: `create${name}`, summary: `Toevoegen: ${register.one}. Dezelfde sourceId nog eens geeft wat er al is (200)`,
          ...body({ type: 'object', properties: { gemeente: { type: 'string' }, sourceId: { type: 'string' }, ...confirmText, ...properties } }), responses: { ...ok(`${register.the} die er al was`), ...created, ...problems(400, 401, 403, 409, 503) },
        },
      },
      [`${at}/{id}`]: {
        get: { ...tags, operationId: `get${name}`, summary: `Lezen: ${register.one}`, parameters: [id(register)], responses: { ...ok(register.one), ...problems(401, 403, 404, 503) } },
        patch: {
          ...tags, operationId: `change${name}`, summary: `Wijzigen: ${register.one}. 409 met wat er intussen veranderd is (current, changed, by, at)`, parameters: [id(register)],
          ...body({ type: 'object', required: ['version'], properties: { ...version, ...confirmText, ...properties } }), responses: { ...ok(register.one), ...problems(400, 401, 403, 404, 409, 503) },
        },
        delete: { ...tags, operationId: `delete${name}`, summary: `Verwijderen: ${register.one}. 409 als iets anders dit gebruikt`, parameters: [id(register), { name: 'version', in: 'query', required: true, description: 'de versie die u las', schema: { type: 'integer' } }], responses: { '204': { description: 'Verwijderd' }, ...problems(400, 401, 403, 404, 409, 503) } },
      },
      [`${at}/{id}/history`]: { get: { ...tags, operationId: `historyOf${name}`, summary: 'Wie (rol of organisatie) wat wanneer heeft gewijzigd, nieuwste eerst', parameters: [id(register)], responses: { ...ok('{items: [{id, at, by, action, change, changes}]}'), ...problems(401, 403, 404, 503) } } },
      [`${at}/{id}/confirm`]: { post: { ...tags, operationId: `confirm${name}`, summary: 'Klopt nog: laatst bevestigd wordt vandaag', parameters: [id(register)], responses: { ...ok(register.one), ...problems(401, 403, 404, 503) } } },
      [`${at}/bulk`]: {
        post: {
          ...tags, operationId: `bulk${name}`, summary: 'Veel tegelijk wijzigen, alles of niets; met preview alleen kijken',
          ...body({ type: 'object', required: ['records', 'set'], properties: { records: { type: 'array', items: { type: 'object', properties: { id: { type: 'integer' }, ...version } } }, set: { type: 'object' }, preview: { type: 'boolean' } } }),
          responses: { ...ok('{items: [{id, name, before, after, beforeText, afterText, problem}], change}'), ...problems(400, 401, 403, 409, 503) },
        },
      },
      [`${at}/changes/{change}/undo`]: {
        post: { ...tags, operationId: `undo${name}`, summary: 'Een wijziging terugdraaien; wat daarna is gewijzigd blijft', parameters: [{ name: 'change', in: 'path', required: true, description: 'naam van de wijziging, uit het antwoord of de kop Change', schema: { type: 'string', format: 'uuid' } }], responses: { ...ok('{undone, kept: [{id, name, reason}], change}'), ...problems(401, 403, 404, 503) } },
      },
    }
  })) as Record<string, object>
}
