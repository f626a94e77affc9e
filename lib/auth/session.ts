import 'server-only'
import { createHash, randomBytes } from 'node:crypto'
import { cookies } from 'next/headers'
import { asking } from '@/lib/db/client'
import { endSession, findSession, startSession, type Account, type Me } from '@/lib/db/people'
import { system } from '@/lib/domain/identity'
import { dateInAmsterdam } from '@/lib/domain/period'

const cookieName = 'buurtfocus_session'
const sessionHours = 12

const hash = (token: string): string => createHash('sha256').update(token).digest('hex')

/** Whether the demo accounts exist; a deployment with real users sets no DEMO. */
export const isDemo = (): boolean => process.env.DEMO === '1'

/** Who asks, from the cookie; null when nobody is signed in. @throws {DatabaseUnavailable} */
export async function whoAsks(): Promise<Me | null> {
  const token = (await cookies()).get(cookieName)?.value
  if (!token) return null
  return asking(system, (tx) => findSession(tx, hash(token), dateInAmsterdam(new Date())), { readOnly: true })
}

/** Signs in as a demo account and sets the cookie; null when the account is unknown. Only in a demo. */
export async function signInDemo(account: string): Promise<Account | null> {
  if (!isDemo()) return null
  const token = randomBytes(32).toString('base64url')
  const user = await asking(system, (tx) => startSession(tx, account, hash(token), sessionHours))
  if (!user) return null
  const secure = (process.env.PUBLIC_URL ?? '').startsWith('https:')
  ;(await cookies()).set(cookieName, token, { httpOnly: true, sameSite: 'lax', secure, path: '/', maxAge: sessionHours * 3600 })
  return user
}

export async function signOut(): Promise<void> {
  const jar = await cookies()
  const token = jar.get(cookieName)?.value
  if (token) await asking(system, (tx) => endSession(tx, hash(token)))
  jar.delete(cookieName)
}
