import { whoAsks } from '@/lib/auth/session'
import { answer, notFound } from '@/lib/http/respond'
import { makesReleases } from '@/lib/domain/release'
import { archivedPage } from '@/lib/release/archived.mjs'
import { openRelease } from '@/lib/release/store'

const gone = () => notFound('Deze publicatie is er niet, is nog niet openbaar, of is ingetrokken.')

/** A draft as residents will see it, for who makes it public: what is public the web server answers itself, before this. */
export function GET(_request: Request, { params }: { params: Promise<{ id: string; address?: string[] }> }): Promise<Response> {
  return answer('release-preview', async () => {
    const { id, address = [] } = await params
    const me = await whoAsks()
    if (!me || !makesReleases(me.role)) throw gone()
    const release = openRelease(id)
    const at = `/${address.join('/')}`
    const entry = release?.entry(at)
    const body = release?.read(at)
    if (!release || !entry || !body || at.startsWith('/volg/')) throw gone()
    const isPage = entry.type.startsWith('text/html')
    return new Response(isPage ? archivedPage(new TextDecoder().decode(body), release.manifest, 'draft') : new Uint8Array(body), { headers: { 'Content-Type': entry.type, 'Cache-Control': 'no-store' } })
  })
}
