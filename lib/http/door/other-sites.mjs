const reading = new Set(['GET', 'HEAD', 'OPTIONS'])

/**
 * Whether another site asks for a change with the cookie of our user. Browsers say where a request comes from (Sec-Fetch-Site,
 * and Origin on everything but GET and HEAD); a program without a browser says neither and cannot be lured.
 * @param {{ method?: string, headers: import('node:http').IncomingHttpHeaders }} request
 * @param {string | undefined} publicUrl behind a proxy the address that people use
 */
export function isFromOtherSite({ method, headers }, publicUrl) {
  if (reading.has(method ?? 'GET')) return false
  const site = headers['sec-fetch-site']
  if (site !== undefined && site !== 'same-origin' && site !== 'none') return true
  return headers.origin !== undefined && !ownHosts(headers.host, publicUrl).includes(hostOf(headers.origin))
}

/** @param {string | undefined} host @param {string | undefined} publicUrl */
function ownHosts(host, publicUrl) {
  return [host, publicUrl && hostOf(publicUrl)].filter(Boolean)
}

/** An origin that is no address ("null", of a sandboxed page) is nobody's. @param {string} origin */
export function hostOf(origin) {
  return URL.canParse(origin) ? new URL(origin).host || '-' : '-'
}
