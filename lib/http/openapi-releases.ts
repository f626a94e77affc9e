import type { z } from 'zod'
import { newRelease, releaseListParams, releaseStep } from '@/lib/domain/release'
import type { Parts } from './openapi-registers'

const tags = { tags: ['beheer'] }
const number = { name: 'number', in: 'path', required: true, description: 'nummer van de publicatie', schema: { type: 'integer' } }

/** The paths of publications: asking for one, looking at it, making it public, withdrawing it. */
export const releasePaths = ({ query, ok, problems, body, bodyOf }: Parts & { bodyOf: (schema: z.ZodType) => object }): Record<string, object> => ({
  '/releases': {
    get: { ...tags, operationId: 'listReleases', summary: 'Publicaties, nieuwste eerst: gevraagd, gemaakt, openbaar en ingetrokken', parameters: query(releaseListParams.shape), responses: { ...ok('{items}'), ...problems(400, 401, 403, 503) } },
    post: { ...tags, operationId: 'askRelease', summary: 'Vraagt om een publicatie; zij wordt op de achtergrond gemaakt en is dan een concept. 409 als er al een wordt gemaakt', ...body(bodyOf(newRelease)), responses: { '201': { description: 'Gevraagd' }, ...problems(400, 401, 403, 404, 409, 503) } },
  },
  '/releases/{number}': {
    get: { ...tags, operationId: 'getRelease', summary: 'Een publicatie, met elk afgerond cijfer dat anders is dan wat nu openbaar is', parameters: [number], responses: { ...ok('{release, changes}'), ...problems(401, 403, 404, 503) } },
    patch: { ...tags, operationId: 'stepRelease', summary: 'Maakt een concept openbaar, of trekt een publicatie in met een reden', parameters: [number], ...body(bodyOf(releaseStep)), responses: { ...ok('de publicatie'), ...problems(400, 401, 403, 404, 409, 503) } },
  },
})
