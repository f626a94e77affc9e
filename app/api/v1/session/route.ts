import { z } from 'zod'
import { isDemo, signInDemo, signOut } from '@/lib/auth/session'
import { answer, badRequest, json, notFound } from '@/lib/http/respond'

const body = z.strictObject({ account: z.string().min(1).max(80) })

/** Demo sign-in; sets the cookie. */
export function POST(request: Request): Promise<Response> {
  return answer('session', async () => {
    if (!isDemo()) throw notFound('Demo-accounts bestaan hier niet.')
    const given = body.safeParse(await request.json().catch(() => null))
    if (!given.success) throw badRequest('Verwacht: {"account": "naam van een demo-account"}')
    const user = await signInDemo(given.data.account)
    if (!user) throw badRequest(`Er is geen demo-account "${given.data.account}".`)
    return json({ account: user.account, name: user.name, role: user.role })
  })
}

export function DELETE(): Promise<Response> {
  return answer('session', async () => {
    await signOut()
    return new Response(null, { status: 204 })
  })
}
