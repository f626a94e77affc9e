import { z } from 'zod'
import { clusterListParams, noteBody, itemChange, runBody, spotParams } from '@/lib/domain/cluster-query'
import type { Parts } from './openapi-registers'

const tags = { tags: ['opeenhopingen'] }
const number = (name: string) => ({ name: 'id', in: 'path', required: true, description: `nummer van de ${name}`, schema: { type: 'integer' } })
const schemaOf = (schema: z.ZodType): object => z.toJSONSchema(schema, { unrepresentable: 'any', io: 'input' })
const meanings: Record<string, string> = {
  state: 'stand: nieuw, groeiend, aanhoudend, afnemend, verdwenen; of open, alles wat niet verdwenen is',
  bbox: 'west,zuid,oost,noord in graden, hoogstens 0,1 graad breed en hoog',
}
const location = { Location: { description: 'adres van de berekening', schema: { type: 'string' } } }

/** The paths of problem clusters: calculations, what is followed of what they found, and places close together. */
export const clusterPaths = ({ query, ok, problems, body }: Parts): Record<string, object> => ({
  '/cluster-runs': {
    post: {
      ...tags, operationId: 'askClusterRun', summary: 'Een berekening van opeenhopingen vragen. 200 als zij er al is met de gegevens van nu; anders 202, en bij `Location` staat hoe ver zij is. 429 als er al twee van u wachten',
      ...body(schemaOf(runBody)), responses: { ...ok('de berekening'), '202': { description: 'komt in de rij', headers: location }, ...problems(400, 401, 403, 404, 429, 503) },
    },
  },
  '/cluster-runs/{id}': {
    get: { ...tags, operationId: 'getClusterRun', summary: 'Hoe ver een berekening is', parameters: [number('berekening')], responses: { ...ok('{id, status, progress, step, question, askedAt, finishedAt, outdated}'), ...problems(401, 403, 404, 503) } },
    delete: { ...tags, operationId: 'cancelClusterRun', summary: 'Een berekening stoppen: wie haar vroeg, een planner of een beheerder', parameters: [number('berekening')], responses: { ...ok('de berekening'), ...problems(401, 403, 404, 503) } },
  },
  '/clusters': {
    get: {
      ...tags, operationId: 'listClusters', summary: 'Opeenhopingen die worden gevolgd, met hun stand en eigenaar',
      parameters: query(clusterListParams.shape, meanings), responses: { ...ok('{items, total, next}; of CSV'), ...problems(400, 401, 403, 404, 503) },
    },
  },
  '/clusters/{id}': {
    get: { ...tags, operationId: 'getCluster', summary: 'Een opeenhoping met buurten, eigenaar, verloop en aantekeningen', parameters: [number('opeenhoping')], responses: { ...ok('een opeenhoping'), ...problems(401, 403, 404, 503) } },
    patch: {
      ...tags, operationId: 'changeCluster', summary: 'Een eigenaar geven: een team of een adviseur. 409 met hoe zij nu is als een ander u voor was', parameters: [number('opeenhoping')],
      ...body(schemaOf(itemChange)), responses: { ...ok('de opeenhoping'), ...problems(400, 401, 403, 404, 409, 503) },
    },
  },
  '/clusters/{id}/notes': {
    post: {
      ...tags, operationId: 'noteAtCluster', summary: 'Een aantekening maken, zonder persoonsgegevens; met `confirmed` zegt u dat wat op een persoon lijkt er geen is', parameters: [number('opeenhoping')],
      ...body(schemaOf(noteBody)), responses: { '201': { description: 'de opeenhoping met de aantekening' }, ...problems(400, 401, 403, 404, 503) },
    },
  },
  '/signals/spots': {
    get: {
      ...tags, operationId: 'getSpots', summary: 'Plekken met veel melders dicht bij elkaar, uit signalen die u een voor een mag zien: cirkels van ten minste 100 m, geen losse punten',
      parameters: query(spotParams.shape, meanings), responses: { ...ok('{items}'), ...problems(400, 401, 403, 404, 503) },
    },
  },
})
