import { z } from 'zod'
import { isDemo, signInDemo, signOut } from '@/lib/auth/session'
import { readBody } from '@/lib/http/read-body'
import { answer, badRequest, json, limitSignIn, notFound } from '@/lib/http/respond'

const expected = 'verwacht: de naam van een demo-account'
const body = z.strictObject({ account: z.string(expected).min(1, expected).max(80, expected) }, 'verwacht: {"account": "naam van een demo-account"}')

/** Demo sign-in; sets the cookie. */
export function POST(request: Request): Promise<Response> {
  return answer('session', async () => {
    if (!isDemo()) throw notFound('Demo-accounts bestaan hier niet.')
    const { account } = await readBody(request, body)
    await limitSignIn(account)
    const user = await signInDemo(account)
    if (!user) throw badRequest(`Er is geen demo-account "${account}".`)
    return json({ account: user.account, name: user.name, role: user.role })
  })
}

export function DELETE(): Promise<Response> {
  return answer('session', async () => {
    await signOut()
    return new Response(null, { status: 204 })
  })
}
