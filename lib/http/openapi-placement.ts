import { z } from 'zod'
import { newScenario, placementQuestion, scenarioListParams } from '@/lib/domain/placement'
import { scenarioChange } from '@/lib/domain/scenario'
import type { Parts } from './openapi-registers'

const tags = { tags: ['plekken'] }
const schemaOf = (schema: z.ZodType): object => z.toJSONSchema(schema, { unrepresentable: 'any', io: 'input' })
const job = { name: 'id', in: 'path', required: true, description: 'nummer van de berekening', schema: { type: 'string', format: 'uuid' } }
const scenario = { name: 'id', in: 'path', required: true, description: 'nummer van het scenario', schema: { type: 'integer' } }
const location = { Location: { description: 'adres van de berekening', schema: { type: 'string' } } }

/** The paths of "Waar spreekuur?": computations, and scenarios that were saved. */
export const placementPaths = ({ query, ok, problems, body }: Parts): Record<string, object> => ({
  '/placements': {
    post: {
      ...tags, operationId: 'computePlacement', summary: 'Uitrekenen op welke plekken een spreekuur de meeste mensen bereikt die nu niets in de buurt hebben. 200 met het antwoord; duurt het langer, dan 202, en bij `Location` staat hoe ver het is. 429 als er al twee van u lopen',
      ...body(schemaOf(placementQuestion)), responses: { ...ok('{id, status, progress, answer: {question, input, result}}'), '202': { description: 'er wordt gerekend', headers: location }, ...problems(400, 401, 403, 404, 429, 503) },
    },
  },
  '/placements/{id}': {
    get: { ...tags, operationId: 'getPlacement', summary: 'Hoe ver een eigen berekening is, en het antwoord als zij klaar is; een uur lang', parameters: [job], responses: { ...ok('{id, status, progress, answer}'), ...problems(401, 403, 404, 503) } },
    delete: { ...tags, operationId: 'cancelPlacement', summary: 'Een eigen berekening stoppen', parameters: [job], responses: { ...ok('{id, status}'), ...problems(401, 403, 404, 503) } },
  },
  '/placement-scenarios': {
    get: { ...tags, operationId: 'listScenarios', summary: 'Opgeslagen scenario\'s, nieuwste eerst, hoogstens 200', parameters: query(scenarioListParams.shape), responses: { ...ok('{items}'), ...problems(400, 401, 403, 404, 503) } },
    post: {
      ...tags, operationId: 'saveScenario', summary: 'Een eigen berekening bewaren, met alles waar zij uit volgt; hetzelfde `sourceId` nog eens geeft hetzelfde scenario',
      ...body(schemaOf(newScenario)), responses: { '201': { description: 'bewaard' }, ...ok('was al bewaard'), ...problems(400, 401, 403, 404, 409, 503) },
    },
  },
  '/placement-scenarios/{id}': {
    get: { ...tags, operationId: 'getScenario', summary: 'Een scenario: vraag, gegevens en antwoord zoals ze bij het bewaren waren', parameters: [scenario], responses: { ...ok('het scenario'), ...problems(401, 403, 404, 503) } },
    patch: { ...tags, operationId: 'changeScenario', summary: 'Een andere naam geven, of met `removed: false` terugzetten; alleen wie het maakte', parameters: [scenario], ...body(schemaOf(scenarioChange)), responses: { ...ok('het scenario'), ...problems(400, 401, 403, 404, 409, 503) } },
    delete: { ...tags, operationId: 'removeScenario', summary: 'Weghalen; wie het maakte, kan het 30 dagen lang terugzetten', parameters: [scenario, ...query({ version: z.string() }, { version: 'versie van het scenario' })], responses: { ...ok('{id, version}'), ...problems(400, 401, 403, 404, 409, 503) } },
  },
})
