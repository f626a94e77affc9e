import path from 'node:path'
import sirv from 'sirv'

/**
 * Answers what the build holds as files, as they were compressed then: Next would do so again for every visitor, which is two fifths of its work. Names of
 * Next hold a hash of what is in the file; those of MapLibre do not, and are asked after each time.
 * @param {{ dist: string, publicFolder: string }} folders of the build, and `public`; read at start
 * @returns {(request: import('node:http').IncomingMessage, response: import('node:http').ServerResponse) => boolean} whether it is answered
 */
export function staticFiles({ dist, publicFolder }) {
  const places = [
    { under: '/_next/static/', files: sirv(path.join(dist, 'static'), { gzip: true, etag: true, immutable: true, maxAge: 31_536_000 }) },
    { under: '/maplibre/', files: sirv(path.join(publicFolder, 'maplibre'), { gzip: true, etag: true, maxAge: 0 }) },
  ]
  return (request, response) => {
    const place = ['GET', 'HEAD'].includes(request.method) && places.find(({ under }) => request.url?.startsWith(under))
    if (!place) return false
    let known = true
    const { url } = request
    request.url = url.slice(place.under.length - 1)
    place.files(request, response, () => (known = false))
    request.url = url
    return known
  }
}
