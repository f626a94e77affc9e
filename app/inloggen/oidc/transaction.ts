import 'server-only'
import { cookies } from 'next/headers'
import { transactionS } from '@/lib/auth/oidc'

/** What the browser keeps while somebody is at the provider; sealed, for ten minutes, for one use. */
const name = '__Host-buurtfocus-inloggen'
const attributes = { httpOnly: true, secure: true, sameSite: 'lax', path: '/' } as const

export async function keepTransaction(sealed: string): Promise<void> {
  ;(await cookies()).set(name, sealed, { ...attributes, maxAge: transactionS })
}

/** Takes it and forgets it: the same answer of the provider cannot be used twice. */
export async function takeTransaction(): Promise<string | undefined> {
  const jar = await cookies()
  const sealed = jar.get(name)?.value
  jar.set(name, '', { ...attributes, maxAge: 0 })
  return sealed
}
