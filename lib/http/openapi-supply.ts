import { z } from 'zod'
import { filterParams } from '@/lib/domain/params'
import type { Parts } from './openapi-registers'

const meanings: Record<string, string> = {
  organisation: 'nummer van een organisatie', per: 'rijen van de CSV: regels of buurten', register: 'soort gegeven', why: 'waarom: eindigt of lang niet bevestigd', days: 'binnen hoeveel dagen iets eindigt', year: 'jaar van de afspraken',
}
const { gemeente, werkgebied, theme, selected } = filterParams.shape
const format = z.enum(['json', 'csv']).optional()
const tags = { tags: ['afspraken'] }

/** The paths of agreements that are no register: the ladder, copying a year, reminders. */
export const supplyPaths = ({ query, ok, problems, body }: Parts): Record<string, object> => ({
  '/ladder': {
    get: {
      ...tags, operationId: 'getLadder', summary: 'Afgesproken, geplande, geleverde en geziene uren van een jaar, per regel en per buurt en thema',
      parameters: query({ gemeente, organisation: z.string().optional(), year: z.string().regex(/^20\d{2}$/).optional(), theme, selected, per: z.enum(['line', 'buurt']).optional(), format }, meanings),
      responses: { ...ok('{meta, total, lines, cells, elsewhere, withoutLine}'), ...problems(400, 401, 404, 503) },
    },
  },
  '/agreements/copy': {
    post: {
      ...tags, operationId: 'copyAgreements', summary: 'Afspraken van een jaar overnemen naar een ander jaar, als concept; met preview alleen wat er zou gebeuren',
      ...body({
        type: 'object', required: ['from', 'to'],
        properties: { from: { type: 'integer' }, to: { type: 'integer' }, gemeente: { type: 'string' }, organisations: { type: 'array', items: { type: 'integer' } }, preview: { type: 'boolean', default: true } },
      }),
      responses: { ...ok('{items, made, change}'), ...problems(400, 401, 403, 404, 503) },
    },
  },
  '/reminders': {
    get: {
      ...tags, operationId: 'getReminders', summary: 'Wat binnenkort eindigt en wat een half jaar niet is bevestigd, voor wie er iets aan kan doen',
      parameters: query({ gemeente, werkgebied, organisation: z.string().optional(), register: z.enum(['activities', 'venues', 'agreements', 'agreement-lines']).optional(), why: z.enum(['ends', 'stale']).optional(), days: z.string().optional(), format }, meanings),
      responses: { ...ok('{items, total, meta, choices}'), ...problems(400, 401, 503) },
    },
  },
})
