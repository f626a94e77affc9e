import { z } from 'zod'
import { newRotationScenario, rotationQuestion, rotationScenarioListParams, rotationWhy } from '@/lib/domain/rotation'
import { scenarioChange } from '@/lib/domain/scenario'
import type { Parts } from './openapi-registers'

const tags = { tags: ['rooster'] }
const schemaOf = (schema: z.ZodType): object => z.toJSONSchema(schema, { unrepresentable: 'any', io: 'input' })
const job = { name: 'id', in: 'path', required: true, description: 'nummer van de berekening', schema: { type: 'string', format: 'uuid' } }
const scenario = { name: 'id', in: 'path', required: true, description: 'nummer van het scenario', schema: { type: 'integer' } }
const location = { Location: { description: 'adres van de berekening', schema: { type: 'string' } } }

/** The paths of the rotation planner: computations, why, and scenarios that were saved. */
export const rotationPaths = ({ query, ok, problems, body }: Parts): Record<string, object> => ({
  '/rotations': {
    post: {
      ...tags, operationId: 'computeRotation', summary: 'Uitrekenen welke buurten in welk jaar focusbuurt worden. 200 met het rooster; duurt het langer, dan 202, en bij `Location` staat hoe ver het is. Alleen planners. 429 als er al twee van u lopen',
      ...body(schemaOf(rotationQuestion)), responses: { ...ok('{id, status, progress, answer: {question, input, result}}'), '202': { description: 'er wordt gerekend', headers: location }, ...problems(400, 401, 403, 404, 429, 503) },
    },
  },
  '/rotations/{id}': {
    get: { ...tags, operationId: 'getRotation', summary: 'Hoe ver een eigen berekening is, en het rooster als zij klaar is; een uur lang', parameters: [job], responses: { ...ok('{id, status, progress, answer}'), ...problems(401, 403, 404, 503) } },
    delete: { ...tags, operationId: 'cancelRotation', summary: 'Een eigen berekening stoppen', parameters: [job], responses: { ...ok('{id, status}'), ...problems(401, 403, 404, 503) } },
  },
  '/rotation-reasons': {
    post: { ...tags, operationId: 'explainRotation', summary: 'Waarom een buurt wel of niet in een rooster staat, en wat een andere keuze zou veranderen; van een eigen berekening of een scenario', ...body(schemaOf(rotationWhy)), responses: { ...ok('{kind, loss, out, into, inTheWay}'), ...problems(400, 401, 403, 404, 429, 503) } },
  },
  '/rotation-scenarios': {
    get: { ...tags, operationId: 'listRotations', summary: 'Opgeslagen roosters, nieuwste eerst, hoogstens 200', parameters: query(rotationScenarioListParams.shape), responses: { ...ok('{items}'), ...problems(400, 401, 403, 404, 503) } },
    post: {
      ...tags, operationId: 'saveRotation', summary: 'Een eigen berekening bewaren, met wijzigingen met de hand en alles waar zij uit volgt; hetzelfde `sourceId` nog eens geeft hetzelfde scenario. Alleen planners',
      ...body(schemaOf(newRotationScenario)), responses: { '201': { description: 'bewaard' }, ...ok('was al bewaard'), ...problems(400, 401, 403, 404, 409, 503) },
    },
  },
  '/rotation-scenarios/{id}': {
    get: { ...tags, operationId: 'getRotationScenario', summary: 'Een scenario: vraag, gegevens en rooster zoals ze bij het bewaren waren', parameters: [scenario], responses: { ...ok('het scenario'), ...problems(401, 403, 404, 503) } },
    patch: { ...tags, operationId: 'changeRotationScenario', summary: 'Een andere naam geven, of met `removed: false` terugzetten; alleen de planner die het maakte', parameters: [scenario], ...body(schemaOf(scenarioChange)), responses: { ...ok('het scenario'), ...problems(400, 401, 403, 404, 409, 503) } },
    delete: { ...tags, operationId: 'removeRotationScenario', summary: 'Weghalen; de planner die het maakte, kan het 30 dagen lang terugzetten', parameters: [scenario, ...query({ version: z.string() }, { version: 'versie van het scenario' })], responses: { ...ok('{id, version}'), ...problems(400, 401, 403, 404, 409, 503) } },
  },
})
