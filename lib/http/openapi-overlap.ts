import type { z } from 'zod'
import { changedVerdict, newVerdict } from '@/lib/domain/overlap'
import { filterParams } from '@/lib/domain/params'
import type { Parts } from './openapi-registers'

const id = { name: 'id', in: 'path', required: true, description: 'nummer van het oordeel', schema: { type: 'integer' } }
const tags = { tags: ['afspraken'] }

/** The paths of verdicts about pairs of activities; the pairs themselves are findings of the view `overlap`. */
export const overlapPaths = ({ query, ok, problems, body, bodyOf }: Parts & { bodyOf: (schema: z.ZodType) => object }): Record<string, object> => ({
  '/overlap-verdicts': {
    get: { ...tags, operationId: 'getOverlapVerdicts', summary: 'Alle oordelen over paren van activiteiten, ook de eerdere', parameters: query({ gemeente: filterParams.shape.gemeente.unwrap() }), responses: { ...ok('{items}'), ...problems(400, 401, 403, 503) } },
    post: { ...tags, operationId: 'giveOverlapVerdict', summary: 'Oordeel over een paar: dubbel, aanvullend of gewenst; 409 als iemand intussen oordeelde of een activiteit wijzigde', ...body(bodyOf(newVerdict)), responses: { '201': { description: 'Opgeslagen' }, ...problems(400, 401, 403, 404, 409, 503) } },
  },
  '/overlap-verdicts/{id}': {
    patch: { ...tags, operationId: 'changeOverlapVerdict', summary: 'Een ander oordeel in plaats van dit; het eerste blijft in de geschiedenis', parameters: [id], ...body(bodyOf(changedVerdict)), responses: { ...ok('{id, verdict, reason, expires}'), ...problems(400, 401, 403, 404, 409, 503) } },
    delete: { ...tags, operationId: 'takeBackOverlapVerdict', summary: 'Oordeel terugnemen: het paar is weer een kandidaat', parameters: [id], responses: { '204': { description: 'Teruggenomen' }, ...problems(400, 401, 403, 404, 409, 503) } },
  },
})
