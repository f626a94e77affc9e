/** A body of the API or a form; files of an import have a limit of their own (lib/import/uploads.ts). */
const maxBodyBytes = 1024 * 1024

const withoutBody = new Set(['GET', 'HEAD', 'OPTIONS'])

/**
 * Whether a body may come in: the sender must say how long it is, and Node reads no more than that.
 * @param {{ method?: string, headers: import('node:http').IncomingHttpHeaders }} request
 * @param {string} path
 * @returns {{ status: number, title: string, detail: string } | null}
 */
export function bodyProblem({ method = 'GET', headers }, path) {
  const upload = method === 'POST' && path === '/api/v1/imports' && !headers['content-type']?.startsWith('application/json')
  if (upload) return null
  if (headers['transfer-encoding'] !== undefined) {
    return withoutBody.has(method) ? { status: 400, title: 'De vraag klopt niet', detail: 'Bij deze vraag hoort geen inhoud.' } : { status: 411, title: 'De lengte ontbreekt', detail: 'Verwacht: de lengte van de inhoud (Content-Length).' }
  }
  if (Number(headers['content-length'] ?? 0) > maxBodyBytes) return { status: 413, title: 'De inhoud is te groot', detail: 'Verwacht: hoogstens 1 MB.' }
  return null
}
