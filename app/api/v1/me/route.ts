import { answer, json, signedIn } from '@/lib/http/respond'

export function GET(): Promise<Response> {
  return answer('me', async () => {
    const me = await signedIn()
    return json({ account: me.account, name: me.name, role: me.role, werkgebieden: me.scopes })
  })
}
