import { answer } from '@/lib/http/respond'
import { securityTxt } from '@/lib/http/security-txt'

export const dynamic = 'force-dynamic'

/** Whom to tell about a leak (RFC 9116). */
export function GET(): Promise<Response> {
  return answer('security.txt', async () => {
    const { SECURITY_CONTACT: contact, PUBLIC_URL: publicUrl } = process.env
    return new Response(securityTxt({ contact, publicUrl, now: new Date() }), { headers: { 'Content-Type': 'text/plain; charset=utf-8', 'Cache-Control': 'public, max-age=86400' } })
  })
}
