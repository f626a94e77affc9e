import { z } from 'zod'
import { filterParams, screenParams } from '@/lib/domain/params'
import { recordedSignal, signalChange } from '@/lib/domain/signal'
import { signalListParams } from '@/lib/domain/signal-list'
import { candidatePaths } from './openapi-candidates'
import { clusterPaths } from './openapi-clusters'
import { coveragePaths } from './openapi-coverage'
import { overlapPaths } from './openapi-overlap'
import { placementPaths } from './openapi-placement'
import { decisionPaths } from './openapi-decisions'
import { releasePaths } from './openapi-releases'
import { rotationPaths } from './openapi-rotation'
import { registerPaths } from './openapi-registers'
import { supplyPaths } from './openapi-supply'
import { apiVersion } from './version'

type Parameter = { name: string; in: 'query' | 'path'; required: boolean; description: string; schema: object }

const problem = { description: 'Wat er niet klopt (problem+json)', content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } } }
const problems = (...codes: number[]): object => Object.fromEntries(codes.map((c) => [String(c), problem]))
const ok = (description: string, type = 'application/json', schema: object = { type: 'object' }): object => ({ '200': { description, content: { [type]: { schema } } } })
const geojson = (description: string): object => ok(description, 'application/geo+json')

const meanings: Record<string, string> = {
  theme: 'slug van een thema', from: 'eerste dag van de periode (telt mee)', to: 'laatste dag van de periode (telt niet mee)', werkgebied: 'slug van een werkgebied',
  gemeente: 'gemeentecode', source: 'bron van het signaal', evidence: 'bewijssoort', kind: 'knelpunt of kans', selected: 'code van de gekozen buurt',
  show: 'hoe de kaart kleurt; verandert het antwoord niet', sort: 'volgorde van de tabel; verandert het antwoord niet', map: 'uitsnede van de kaart; verandert het antwoord niet',
  status: 'stand van het signaal', channel: 'waar het vandaan kwam', signal: 'welk signaal open is; verandert het antwoord niet',
  bbox: 'west,zuid,oost,noord in graden', limit: 'hoogste aantal', cursor: 'bladwijzer uit `next`', format: 'vorm van het antwoord', route: 'route van initiatieven (alleen op die kaart)', on: 'dag die wordt getoond (dekking, stapeling)', pair: 'nummers van twee activiteiten (alleen bij stapeling)', level: 'niveau', year: 'jaar van de indeling',
}

/** Query parameters as the zod schema of the route knows them, so that the description cannot differ from what is accepted. */
function query(shape: z.ZodRawShape, own: Record<string, string> = {}): Parameter[] {
  const { properties = {}, required = [] } = z.toJSONSchema(z.object(shape), { unrepresentable: 'any', io: 'input' }) as { properties?: Record<string, object>; required?: string[] }
  return Object.entries(properties).map(([name, schema]) => ({ name, in: 'query', required: required.includes(name), description: own[name] ?? meanings[name] ?? name, schema }))
}

const id: Parameter = { name: 'id', in: 'path', required: true, description: 'nummer van de import', schema: { type: 'integer' } }
const signalId: Parameter = { ...id, description: 'nummer van het signaal' }
const buurtCode: Parameter = { name: 'code', in: 'path', required: true, description: 'code van de buurt', schema: { type: 'string' } }
/** A body as the zod schema of the route knows it. */
const bodyOf = (schema: z.ZodType): object => z.toJSONSchema(schema, { unrepresentable: 'any', io: 'input' })
const format = (values: [string, ...string[]]) => z.enum(values).optional()
const tag = (name: string) => ({ tags: [name] })
const body = (schema: object) => ({ requestBody: { required: true, content: { 'application/json': { schema } } } })

type Described = { parameters?: object[]; requestBody?: object; responses: Record<string, { headers?: object }> }
const versionHeader = { 'API-Version': { schema: { type: 'string' } } }

/**
 * What is true of every path, so that none can forget it: `answer` (respond.ts) gives every answer the version, and the door answers 400 to an address that is
 * not well written, a route to parameters and bodies that it does not know (NL API Design Rules, /core/version-header and /core/error-handling/invalid-input).
 */
function completed(paths: Record<string, object>): Record<string, object> {
  for (const operations of Object.values(paths) as Record<string, Described>[]) {
    for (const [method, operation] of Object.entries(operations)) {
      for (const [status, response] of Object.entries(operation.responses)) if (/^[23]/.test(status)) operation.responses[status] = { ...response, headers: { ...versionHeader, ...response.headers } }
      if (operation.parameters?.length || !['get', 'delete'].includes(method)) operation.responses = { ...problems(400), ...operation.responses } as Described['responses']
    }
  }
  return paths
}

/** The description of all of /api/v1 (OpenAPI 3.1, NL API Design Rules). A test compares its paths with the routes that exist. */
export function openapi(serverUrl: string): object {
  return {
    openapi: '3.1.0',
    info: {
      title: 'Buurtfocus',
      version: apiVersion,
      description: 'Signalen, grenzen en imports van een gemeente. Datums zijn dagen in Europe/Amsterdam; periodes zijn half open: [from, to).',
      contact: { name: 'Buurtfocus', email: 'team@buurtfocus.example', url: 'https://buurtfocus.example' },
      license: { name: 'EUPL-1.2', identifier: 'EUPL-1.2' },
    },
    servers: [{ url: serverUrl }],
    tags: ['kaarten', 'grenzen', 'signalen', 'opeenhopingen', 'registers', 'afspraken', 'plekken', 'focus', 'aanmelden', 'beheer'].map((name) => ({ name })),
    paths: completed({
      '/openapi.json': { get: { ...tag('beheer'), operationId: 'getOpenapi', summary: 'Deze beschrijving', responses: ok('OpenAPI') } },
      '/views/{view}': {
        get: {
          ...tag('kaarten'), operationId: 'getView', summary: 'Het antwoord van een kaart: dezelfde getallen als de pagina, de tabel en de export',
          parameters: [
            { name: 'view', in: 'path', required: true, description: 'naam van de kaart', schema: { type: 'string', enum: ['clusters', 'coverage', 'focus', 'initiatives', 'overlap', 'presence'] } },
            ...query({ ...filterParams.shape, ...screenParams.shape, on: z.string().optional(), pair: z.string().optional(), route: z.string().optional(), finding: z.string().regex(/^\d+$/).optional(), cluster: z.string().regex(/^\d+$/).optional(), format: format(['json', 'csv']), part: z.enum(['areas', 'findings']).optional() }),
          ],
          responses: { ...ok('{view, params, meta, choices, areas, trend, findings}'), ...problems(400, 401, 404, 503) },
        },
      },
      '/areas': {
        get: {
          ...tag('grenzen'), operationId: 'getAreas', summary: 'Grenzen als GeoJSON (CRS84)',
          parameters: query({ gemeente: z.string().regex(/^GM\d{4}$/), level: z.enum(['gemeente', 'wijk', 'buurt']).optional(), year: z.string().regex(/^\d{4}$/).optional() }),
          responses: { ...geojson('code, name, level, year, parentCode, inhabitants, water'), ...problems(400, 404, 503) },
        },
      },
      '/backdrop': {
        get: {
          ...tag('grenzen'), operationId: 'getBackdrop', summary: 'Straten, water en groen achter de buurten', parameters: query({ gemeente: z.string().regex(/^GM\d{4}$/) }),
          responses: { ...geojson('kind, name'), ...problems(400, 503) },
        },
      },
      '/signals': {
        get: {
          ...tag('signalen'), operationId: 'getSignals', summary: 'Losse signalen: van een wijkmanager in de eigen werkgebieden, van team Zorg die van gevoelige thema\'s',
          parameters: query({ ...signalListParams.shape, bbox: z.string().optional(), limit: z.int().min(1).max(2000).optional(), format: format(['json', 'csv', 'geojson']) }),
          responses: { ...ok('{items, total, next}'), ...problems(400, 401, 403, 503) },
        },
        post: {
          ...tag('signalen'), operationId: 'recordSignal', summary: 'Een signaal vastleggen; hetzelfde `sourceId` nog eens geeft hetzelfde signaal. Van een gevoelig thema worden tekst en punt niet bewaard',
          ...body(bodyOf(recordedSignal)), responses: { '201': { description: 'vastgelegd' }, ...ok('was al vastgelegd'), ...problems(400, 401, 403, 409, 503) },
        },
      },
      '/signals/{id}': {
        get: { ...tag('signalen'), operationId: 'getSignal', summary: 'Een signaal met zijn notitie, geschiedenis en verwante signalen', parameters: [signalId], responses: { ...ok('een signaal'), ...problems(401, 404, 503) } },
        patch: { ...tag('signalen'), operationId: 'changeSignal', summary: 'Sluiten met een reden, weer openen, of doelgroep en notitie wijzigen', parameters: [signalId], ...body(bodyOf(signalChange)), responses: { ...ok('het signaal'), ...problems(400, 401, 404, 503) } },
      },
      '/signals/{id}/duplicates': {
        post: { ...tag('signalen'), operationId: 'mergeSignal', summary: 'Dit signaal herhaalt signaal `of`: samen tellen ze een keer', parameters: [signalId], ...body({ type: 'object', required: ['of'], properties: { of: { type: 'integer' } } }), responses: { ...ok('het signaal'), ...problems(400, 401, 404, 409, 503) } },
        delete: { ...tag('signalen'), operationId: 'unmergeSignal', summary: 'Dat terugdraaien', parameters: [signalId], responses: { ...ok('het signaal'), ...problems(401, 404, 503) } },
      },
      '/signals/{id}/links': {
        post: { ...tag('signalen'), operationId: 'linkSignal', summary: 'Dit signaal hoort bij signaal `to`; beide blijven meetellen', parameters: [signalId], ...body({ type: 'object', required: ['to'], properties: { to: { type: 'integer' } } }), responses: { ...ok('het signaal'), ...problems(400, 401, 404, 503) } },
        delete: { ...tag('signalen'), operationId: 'unlinkSignal', summary: 'Dat terugdraaien', parameters: [signalId, ...query({ to: z.int() })], responses: { ...ok('het signaal'), ...problems(400, 401, 404, 503) } },
      },
      ...registerPaths({ query, ok, problems, body }),
      ...supplyPaths({ query, ok, problems, body }),
      ...coveragePaths({ query, ok, problems, body }),
      ...placementPaths({ query, ok, problems, body }),
      ...rotationPaths({ query, ok, problems, body }),
      ...clusterPaths({ query, ok, problems, body }),
      ...overlapPaths({ query, ok, problems, body, bodyOf }),
      ...candidatePaths({ query, ok, problems, body, bodyOf }),
      ...decisionPaths({ query, ok, problems, body, bodyOf }),
      ...releasePaths({ query, ok, problems, body, bodyOf }),
      '/lists/{list}': {
        get: {
          ...tag('registers'), operationId: 'getChoices', summary: 'Korte lijsten om uit te kiezen; `id` is wat een veld bewaart',
          parameters: [{ name: 'list', in: 'path', required: true, description: 'naam van de lijst', schema: { type: 'string', enum: ['themes', 'werkgebieden', 'teams', 'advisers', 'buurten'] } }, ...query({ gemeente: filterParams.shape.gemeente })],
          responses: { ...ok('{items: [{id, name}]}'), ...problems(400, 401, 404, 503) },
        },
      },
      '/presence-targets/{code}': {
        put: { ...tag('kaarten'), operationId: 'setPresenceTarget', summary: 'Zetten hoe vaak er ten minste iemand in een buurt moet zijn: een bezoek per zoveel weken', parameters: [buurtCode], ...body({ type: 'object', required: ['gemeente', 'weeks'], properties: { gemeente: { type: 'string' }, weeks: { type: 'integer', minimum: 1, maximum: 104 }, reason: { type: ['string', 'null'] }, confirmText: { type: 'boolean' } } }), responses: { ...ok('{gemeente, buurtCode, weeks, reason}'), ...problems(400, 401, 403, 404, 503) } },
        delete: { ...tag('kaarten'), operationId: 'dropPresenceTarget', summary: 'Het doel van een buurt weghalen', parameters: [buurtCode, ...query({ gemeente: z.string().regex(/^GM\d{4}$/) })], responses: { '204': { description: 'Weg' }, ...problems(400, 401, 403, 404, 503) } },
      },
      '/me': { get: { ...tag('aanmelden'), operationId: 'getMe', summary: 'Wie er is aangemeld, en met welk werkgebied', responses: { ...ok('account, name, role, werkgebieden'), ...problems(401, 503) } } },
      '/session': {
        post: {
          ...tag('aanmelden'), operationId: 'createSession', summary: 'Aanmelden als demo-account (alleen in een demo)',
          ...body({ type: 'object', required: ['account'], properties: { account: { type: 'string' } } }), responses: { ...ok('account, name, role'), ...problems(400, 404, 503) },
        },
        delete: { ...tag('aanmelden'), operationId: 'deleteSession', summary: 'Afmelden', responses: { '204': { description: 'Afgemeld' }, ...problems(503) } },
      },
      '/imports': {
        get: { ...tag('beheer'), operationId: 'getImports', summary: 'Imports, nieuwste eerst', responses: { ...ok('{items}'), ...problems(401, 403, 503) } },
        post: {
          ...tag('beheer'), operationId: 'createImport', summary: 'Een bestand (als inhoud) of een bron laten controleren',
          parameters: query({ kind: z.string().optional(), fileName: z.string().optional(), gemeente: z.string().optional(), year: z.string().optional(), level: z.string().optional(), source: z.string().optional(), theme: z.string().optional(), swapAxes: z.string().optional() }),
          requestBody: { required: true, content: { 'application/octet-stream': { schema: { type: 'string', format: 'binary' } }, 'application/json': { schema: { type: 'object' } } } },
          responses: { '202': { description: '{run}' }, ...problems(400, 401, 403, 503) },
        },
      },
      '/imports/template': { get: { ...tag('beheer'), operationId: 'getImportTemplate', summary: 'Voorbeeldbestand van een soort', parameters: query({ kind: z.string() }), responses: { ...ok('CSV', 'text/csv', { type: 'string' }), ...problems(400, 401, 403) } } },
      '/imports/{id}': { get: { ...tag('beheer'), operationId: 'getImport', summary: 'Stand, voortgang, fouten en waarschuwingen', parameters: [id], responses: { ...ok('de import'), ...problems(401, 403, 404, 503) } } },
      '/imports/{id}/preview': { get: { ...tag('beheer'), operationId: 'getImportPreview', summary: 'Voorbeeld: rijen en plekken op de kaart', parameters: [id], responses: { ...ok('{columns, rows, features, bounds}'), ...problems(401, 403, 404, 503) } } },
      '/imports/{id}/rejects': { get: { ...tag('beheer'), operationId: 'getImportRejects', summary: 'Afgekeurde rijen', parameters: [id, ...query({ format: format(['json', 'csv']) })], responses: { ...ok('{items}'), ...problems(401, 403, 404, 503) } } },
      '/imports/{id}/apply': { post: { ...tag('beheer'), operationId: 'applyImport', summary: 'Laden', parameters: [id], ...body({ type: 'object', properties: { goodRows: { type: 'boolean' }, confirmNotes: { type: 'boolean' } } }), responses: { ...ok('het verslag'), ...problems(400, 401, 403, 404, 503) } } },
      '/imports/{id}/restart': { post: { ...tag('beheer'), operationId: 'restartImport', summary: 'Opnieuw controleren met andere keuzes, zoals omgedraaide assen', parameters: [id], ...body({ type: 'object' }), responses: { '202': { description: '{run}' }, ...problems(400, 401, 403, 404, 503) } } },
      '/imports/{id}/cancel': { post: { ...tag('beheer'), operationId: 'cancelImport', summary: 'Stoppen', parameters: [id], responses: { ...ok('het verslag'), ...problems(401, 403, 404, 503) } } },
      '/erasures/search': { post: { ...tag('beheer'), operationId: 'searchErasable', summary: 'Signalen zoeken voor een verzoek om inzage of verwijdering: dagen, gevoelig of niet, aantallen', ...body({ type: 'object' }), responses: { ...ok('{total, items}'), ...problems(400, 401, 403, 503) } } },
      '/erasures': { post: { ...tag('beheer'), operationId: 'eraseSignals', summary: 'Signalen op verzoek voorgoed verwijderen', ...body({ type: 'object' }), responses: { '201': { description: '{id, signals}' }, ...problems(400, 401, 403, 409, 503) } } },
      '/imports/{id}/undo': { post: { ...tag('beheer'), operationId: 'undoImport', summary: 'Terugdraaien', parameters: [id], responses: { ...ok('het verslag'), ...problems(400, 401, 403, 404, 503) } } },
    }),
    components: {
      schemas: {
        Problem: {
          type: 'object', required: ['status', 'title', 'detail'],
          properties: {
            status: { type: 'integer' }, title: { type: 'string' }, detail: { type: 'string' },
            errors: { type: 'array', items: { type: 'object', properties: { name: { type: 'string' }, message: { type: 'string' } } } },
          },
        },
      },
    },
  }
}
