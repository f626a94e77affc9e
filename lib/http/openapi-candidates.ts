import { z } from 'zod'
import { candidateParams } from '@/lib/domain/focus-candidates'
import { focusResultParams } from '@/lib/domain/focus-result'
import { newThresholds, thresholdListParams, thresholdPreview } from '@/lib/domain/focus-thresholds'
import type { Parts } from './openapi-registers'

const tags = { tags: ['focus'] }

/** The paths of candidates for the focus of a year, of the versions of its thresholds, and of what became of a focus buurt. */
export const candidatePaths = ({ query, ok, problems, body, bodyOf }: Parts & { bodyOf: (schema: z.ZodType) => object }): Record<string, object> => ({
  '/focus-candidates': {
    get: { ...tags, operationId: 'getFocusCandidates', summary: 'Kandidaten voor de focus van een jaar: per buurt de redenen, en in hoeveel van de 100 redelijke wegingen zij bij de eerste hoort; `format=csv` geeft de tabel', parameters: query({ ...candidateParams.shape, format: z.enum(['json', 'csv']).optional() }, { w: 'punten per criterium, zoals need:30,trend:20, of `geen`', top: 'hoeveel buurten er worden gekozen', thresholds: 'versie van de drempels; de nieuwste als u niets zegt', year: 'eerste jaar van de focus', on: 'dag waarop de gegevens bekend zijn', format: 'json of csv' }), responses: { ...ok('{view, params, meta, choices, limits, change, areas, buurt}'), ...problems(400, 401, 403, 404, 503) } },
  },
  '/focus-results': {
    get: { ...tags, operationId: 'getFocusResult', summary: 'Wat er werd van een focusbuurt: cijfers voor, tijdens en na de focus naast buurten die erop leken, terugval en open maatregelen. Geen oorzakelijk verband zonder meer. `format=csv` geeft een rij per cijfer en jaar', parameters: query({ ...focusResultParams.shape, format: z.enum(['json', 'csv']).optional() }, { year: 'jaar van het cohort', buurt: 'code van de buurt, zoals die toen was', format: 'json of csv' }), responses: { ...ok('{gemeente, year, code, name, phase, years, comparable, matchedOn, figures, signals, clusters, measures}'), ...problems(400, 401, 403, 404, 503) } },
  },
  '/focus-thresholds': {
    get: { ...tags, operationId: 'listFocusThresholds', summary: 'Alle versies van de drempels, nieuwste eerst', parameters: query(thresholdListParams.shape), responses: { ...ok('{items}'), ...problems(400, 401, 403, 404, 503) } },
    post: { ...tags, operationId: 'addFocusThresholds', summary: 'Een nieuwe versie; de vorige blijven bewaard. 409 als iemand intussen een versie toevoegde', ...body(bodyOf(newThresholds)), responses: { '201': { description: 'Opgeslagen' }, ...problems(400, 401, 403, 404, 409, 503) } },
  },
  '/focus-thresholds/preview': {
    post: { ...tags, operationId: 'previewFocusThresholds', summary: 'Wie erbij komt en wie afvalt met deze drempels; er wordt niets opgeslagen', ...body(bodyOf(thresholdPreview)), responses: { ...ok('{joins, leaves, candidates, partly}'), ...problems(400, 401, 403, 404, 503) } },
  },
})
