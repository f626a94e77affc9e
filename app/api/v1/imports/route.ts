import { asking } from '@/lib/db/client'
import { listRuns, summaryOf } from '@/lib/db/imports/runs'
import { parseParams } from '@/lib/domain/params'
import type { Me } from '@/lib/db/people'
import { badParams, badRequest, json } from '@/lib/http/respond'
import { parseSource } from '@/lib/import/source'
import { receiveUpload } from '@/lib/import/uploads'
import { optionsOf, plainName, serviceBody, uploadParams } from './ask'
import { adminAnswer, jobs } from './guard'
import { readBody } from '@/lib/http/read-body'

const listed = 100

/** Imports, newest first. */
export function GET(): Promise<Response> {
  return adminAnswer('imports', async (me) => {
    const runs = await asking(me, (tx) => listRuns(tx, listed), { readOnly: true })
    return json({ items: runs.map(summaryOf) })
  })
}

/**
 * Starts an import: it is read and checked, and then waits for `apply`. The body is the file itself, with the choices in the
 * query; or JSON with `{kind, source, options}` for a service.
 */
export function POST(request: Request): Promise<Response> {
  return adminAnswer('imports', async (me) => {
    const run = request.headers.get('content-type')?.startsWith('application/json') ? await fromService(request, me) : await fromUpload(request, me)
    // Whoever stopped waiting will never know the number: what nobody asked for any more does not go on.
    if (request.signal.aborted) await jobs().cancel(run, me)
    return json({ run }, { status: 202, headers: { Location: `/api/v1/imports/${run}` } })
  })
}

async function fromUpload(request: Request, who: Me): Promise<number> {
  const parsed = parseParams(uploadParams, new URL(request.url).searchParams)
  if (parsed.problems) throw badParams(parsed.problems)
  const { body } = request
  if (!body) throw badRequest('Er kwam geen bestand mee. Verwacht: het bestand als inhoud van de vraag.')
  const length = request.headers.get('content-length')
  const announced = length !== null && /^\d{1,15}$/.test(length) ? Number(length) : null
  const { params } = parsed
  return jobs().start({
    kind: params.kind,
    options: optionsOf(params),
    who,
    name: plainName(params.fileName),
    from: { receive: (folder) => receiveUpload(body, folder, announced) },
  })
}

async function fromService(request: Request, who: Me): Promise<number> {
  const { kind, source, options } = await readBody(request, serviceBody)
  const { PDOK_BASE_URL: pdokBase, CBS_BASE_URL: cbsBase, SIGNALEN_URL: signalenUrl, SIGNALEN_TOKEN: signalenToken, IMPORT_HOSTS: importHosts } = process.env
  const parsed = await parseSource(kind, source, options, { pdokBase, cbsBase, signalenUrl, signalenToken, importHosts })
  return jobs().start({ kind, options: parsed.options, who, name: parsed.name, from: { sources: parsed.sources } })
}
