import { z } from 'zod'
import { newRequest, requestAnswer, requestParams } from '@/lib/domain/coverage-request'
import type { Parts } from './openapi-registers'

const meanings: Record<string, string> = { organisation: 'nummer van een organisatie', status: 'stand van het verzoek', late: 'open en over de datum, of juist niet' }
const tags = { tags: ['kaarten'] }
const id = { name: 'id', in: 'path' as const, required: true, description: 'nummer van het verzoek', schema: { type: 'integer' } }
const bodyOf = (schema: z.ZodType): object => z.toJSONSchema(schema, { unrepresentable: 'any', io: 'input' })

/** The paths of requests for deployment. */
export const coveragePaths = ({ query, ok, problems, body }: Parts): Record<string, object> => ({
  '/coverage-requests': {
    get: {
      ...tags, operationId: 'getCoverageRequests', summary: 'Verzoeken om inzet; van een organisatie de eigen',
      parameters: query({ ...requestParams.shape, organisation: z.string().optional() }, meanings), responses: { ...ok('{items, total, meta}'), ...problems(400, 401, 503) },
    },
    post: {
      ...tags, operationId: 'askDeployment', summary: 'Een organisatie met een afspraak over het thema vragen om inzet in een buurt; hetzelfde `sourceId` nog eens geeft hetzelfde verzoek',
      ...body(bodyOf(newRequest)), responses: { '201': { description: '{id}' }, ...ok('was al gedaan'), ...problems(400, 401, 403, 404, 503) },
    },
  },
  '/coverage-requests/{id}': {
    get: { ...tags, operationId: 'getCoverageRequest', summary: 'Een verzoek met eerdere antwoorden', parameters: [id], responses: { ...ok('het verzoek'), ...problems(401, 404, 503) } },
    patch: { ...tags, operationId: 'answerCoverageRequest', summary: 'Antwoord van de gevraagde organisatie: toegezegd, afgewezen met een reden, of een tegenvoorstel; wie het vroeg trekt het in (`withdrawn`) of vraagt het opnieuw (`open`), tot er een antwoord is', parameters: [id], ...body(bodyOf(requestAnswer)), responses: { ...ok('het verzoek'), ...problems(400, 401, 403, 404, 409, 503) } },
  },
})
