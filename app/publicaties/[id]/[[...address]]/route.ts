import { whoAsks } from '@/lib/auth/session'
import { answer, notFound } from '@/lib/http/respond'
import { makesReleases } from '@/lib/domain/release'
import { archivedPage, archivedSearch } from '@/lib/release/archived.mjs'
import { findPlace } from '@/lib/release/pages/search-address.mjs'
import { renderSearch } from '@/lib/release/pages/search-page.mjs'
import { openRelease, type OpenRelease } from '@/lib/release/store'

const gone = () => notFound('Deze publicatie is er niet, is nog niet openbaar, of is ingetrokken.')

/** A draft as residents will see it, for who makes it public: what is public the web server answers itself, before this. */
export function GET(request: Request, { params }: { params: Promise<{ id: string; address?: string[] }> }): Promise<Response> {
  return answer('release-preview', async () => {
    const { id, address = [] } = await params
    const me = await whoAsks()
    if (!me || !makesReleases(me.role)) throw gone()
    const release = openRelease(id)
    const at = `/${address.join('/')}`
    const entry = release?.entry(at)
    const body = release?.read(at)
    if (!release || !entry || !body || at.startsWith('/volg/')) throw gone()
    const q = new URL(request.url).searchParams.get('q')
    if (at === '/zoek' && q !== null) return found(release, q)
    const isPage = entry.type.startsWith('text/html')
    return new Response(isPage ? archivedPage(new TextDecoder().decode(body), release.manifest, 'draft') : new Uint8Array(body), { headers: { 'Content-Type': entry.type, 'Cache-Control': 'no-store' } })
  })
}

/** The search of a draft stays in it, as residents will have it. */
function found(release: OpenRelease, q: string): Response {
  const text = (address: string): string | null => { const body = release.read(address); return body && new TextDecoder().decode(body) }
  const json = (address: string) => JSON.parse(text(address) ?? 'null')
  const hits = findPlace(json('/zoek/index.json'), json('/zoek/postcodes.json'), q)
  const answer = archivedSearch(release.manifest, 'draft', hits, () => renderSearch(text('/zoek')!, q, hits))
  const headers = { 'Cache-Control': 'no-store' }
  return 'go' in answer ? new Response(null, { status: 303, headers: { ...headers, Location: answer.go } }) : new Response(answer.page, { headers: { ...headers, 'Content-Type': release.entry('/zoek')!.type } })
}
