import 'server-only'
import { HttpProblem } from './respond'

/**
 * Refuses a change that another site asks for with the cookie of our user. Browsers say where a request comes from
 * (Sec-Fetch-Site, and Origin on every POST); a program without a browser says neither and cannot be lured.
 */
export function refuseOtherSites(request: Request): void {
  if (request.method === 'GET' || request.method === 'HEAD') return
  const site = request.headers.get('sec-fetch-site')
  const origin = request.headers.get('origin')
  const fine = site !== null ? site === 'same-origin' || site === 'none' : origin === null || ownHosts(request).includes(hostOf(origin))
  if (!fine) throw new HttpProblem({ status: 403, title: 'Geen toegang', detail: 'Deze vraag komt van een andere website. Verwacht: een vraag vanuit Buurtfocus zelf.' })
}

/** Behind a proxy the address that people use is in PUBLIC_URL. */
function ownHosts(request: Request): (string | null)[] {
  return [request.headers.get('host'), process.env.PUBLIC_URL ? hostOf(process.env.PUBLIC_URL) : null].filter((host) => host !== null)
}

/** An origin that is no address ("null", of a sandboxed page) is nobody's. */
function hostOf(origin: string): string | null {
  return URL.canParse(origin) ? new URL(origin).host : '-'
}
