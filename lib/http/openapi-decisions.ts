import { z } from 'zod'
import { changedProposal, decisionListParams, newDecision, newProposal, proposalListParams } from '@/lib/domain/focus-decision'
import type { Parts } from './openapi-registers'

const tags = { tags: ['besluiten'] }
const id = (description: string): object => ({ name: 'id', in: 'path', required: true, description, schema: { type: 'integer' } })
const proposal = id('nummer van het voorstel')
const decision = id('nummer van het besluit')

/** The paths of proposals of the planner and decisions of the college about the focus of a year. */
export const decisionPaths = ({ query, ok, problems, body, bodyOf }: Parts & { bodyOf: (schema: z.ZodType) => object }): Record<string, object> => ({
  '/focus-proposals': {
    get: { ...tags, operationId: 'listFocusProposals', summary: 'Voorstellen voor focusbuurten, nieuwste eerst; een concept zien alleen planners', parameters: query(proposalListParams.shape), responses: { ...ok('{items}'), ...problems(400, 401, 403, 503) } },
    post: { ...tags, operationId: 'addFocusProposal', summary: 'Een voorstel voor een jaar; met `submit` ligt het voor aan het college. Hetzelfde `sourceId` nog eens geeft hetzelfde voorstel. 409 als er al een open voorstel is', ...body(bodyOf(newProposal)), responses: { '201': { description: 'Opgeslagen' }, ...ok('was al opgeslagen'), ...problems(400, 401, 403, 404, 409, 503) } },
  },
  '/focus-proposals/{id}': {
    get: { ...tags, operationId: 'getFocusProposal', summary: 'Een voorstel; zolang er niet over is besloten met in `seen` alles wat ervoor en ertegen spreekt, en de vingerafdruk daarvan voor een besluit', parameters: [proposal], responses: { ...ok('{id, version, codes, again, text, question, scenario, status, seen: {sha256, facts}}'), ...problems(401, 403, 404, 503) } },
    patch: { ...tags, operationId: 'changeFocusProposal', summary: 'Wijzigen, voorleggen (`submit: true`) of intrekken (`false`), tot het college besluit; 409 als iemand het intussen wijzigde', parameters: [proposal], ...body(bodyOf(changedProposal)), responses: { ...ok('het voorstel'), ...problems(400, 401, 403, 404, 409, 503) } },
  },
  '/decisions': {
    get: { ...tags, operationId: 'listDecisions', summary: 'Besluiten van het college, nieuwste eerst, zonder de bevroren inhoud', parameters: query(decisionListParams.shape), responses: { ...ok('{items}'), ...problems(400, 401, 403, 503) } },
    post: { ...tags, operationId: 'addDecision', summary: 'Een besluit op een voorstel; alles wat het college zag, wordt mee bewaard. Andere buurten dan voorgesteld vragen `deviationReason`. 409 als voorstel, gegevens (`seen`) of besluit intussen anders zijn', ...body(bodyOf(newDecision)), responses: { '201': { description: 'Vastgelegd' }, ...problems(400, 401, 403, 404, 409, 503) } },
  },
  '/decisions/{id}': {
    get: { ...tags, operationId: 'getDecision', summary: 'Een besluit met alles wat toen te zien was; `intact` zegt of de inhoud nog dezelfde vingerafdruk heeft', parameters: [decision], responses: { ...ok('{id, year, chosen, publicText, sha256, intact, snapshot}'), ...problems(401, 403, 404, 503) } },
  },
})
