import 'server-only'
import { createHash, randomBytes } from 'node:crypto'
import { cookies, headers } from 'next/headers'
import { writeAudit } from '@/lib/db/audit'
import { listClaimRules } from '@/lib/db/claim-rules'
import { asking } from '@/lib/db/client'
import { findDemoAccount, type Account, type Me } from '@/lib/db/people'
import { endSession, endSessionsOf, findSession, listSessions, startSession, touchSession } from '@/lib/db/sessions'
import { signInPerson } from '@/lib/db/sign-in'
import { rightsByRules } from '@/lib/domain/claim-rule'
import { system, type Identity } from '@/lib/domain/identity'
import { dateInAmsterdam } from '@/lib/domain/period'
import { requestHeader } from '@/lib/domain/request-header.mjs'
import type { SessionItem } from '@/lib/domain/user'
import { providerSignOut, type Person } from './oidc'
import { seal, unseal } from './sealed'
import { oidcSettings, seenEveryS, sessionCookie, sessionLimits } from './settings'

const hash = (token: string): string => createHash('sha256').update(token).digest('hex')
const today = (): string => dateInAmsterdam(new Date())

/** Whether the demo accounts exist; a deployment with real users sets no DEMO. */
export const isDemo = (): boolean => process.env.DEMO === '1'

const tokenHere = async (): Promise<string | undefined> => (await cookies()).get(sessionCookie().name)?.value

/** Where this request comes from, as the door of the web server saw it (lib/http/door); `web` where there is no door. For the audit log. */
async function origin(): Promise<string> {
  const number = (await headers()).get(requestHeader)
  return (number && globalThis.buurtfocusDoor?.addressOf(number)) || 'web'
}
/** The program itself, asked from the browser of this request. */
const systemHere = async (): Promise<Identity> => ({ ...system, origin: await origin() })

/** Who asks, from the cookie; null when nobody is signed in. Asked of the database every time. @throws {DatabaseUnavailable} */
export async function whoAsks(): Promise<Me | null> {
  const token = await tokenHere()
  if (!token) return null
  const { idleS } = sessionLimits()
  const found = await asking(system, (tx) => findSession(tx, hash(token), today(), idleS, isDemo()), { readOnly: true })
  if (!found) return null
  if (found.unusedS >= seenEveryS(idleS)) await asking(system, (tx) => touchSession(tx, hash(token)))
  return { ...found.me, origin: await origin() }
}

/** Signs in as a demo account and sets the cookie; null when the account is unknown. Only in a demo. */
export async function signInDemo(account: string): Promise<Account | null> {
  if (!isDemo()) return null
  const token = newToken()
  const old = await tokenHere()
  const user = await asking(await systemHere(), async (tx) => {
    const found = await findDemoAccount(tx, account)
    if (!found) return null
    if (old) await endSession(tx, hash(old))
    await writeAudit(tx, { action: 'session.start', objectType: 'user', objectId: found.id })
    await startSession(tx, { uid: found.id, tokenHash: hash(token), absoluteS: sessionLimits().absoluteS, idToken: null })
    return found
  })
  if (user) await setCookie(token)
  return user
}

/** Signs in whom the provider recognised, with the rights of the claim rules, or says why not. The session is a new one always. */
export async function signInRecognised(person: Person): Promise<'signed_in' | 'no_rule' | 'inactive'> {
  const settings = oidcSettings()!
  const { absoluteS } = sessionLimits()
  const token = newToken()
  const old = await tokenHere()
  const idToken = await seal('sign-out', settings.secret, { idToken: person.idToken }, absoluteS)
  const outcome = await asking(await systemHere(), async (tx) => {
    const rights = rightsByRules(await listClaimRules(tx), person.claims, settings.adminClaim)
    const account = textOf(person.claims[settings.accountClaim]) ?? person.subject
    const result = await signInPerson(tx, { issuer: person.issuer, subject: person.subject, account, name: nameOf(person) ?? account }, rights, today())
    if (old) await endSession(tx, hash(old))
    if ('uid' in result) await startSession(tx, { uid: result.uid, tokenHash: hash(token), absoluteS, idToken })
    return result
  })
  if ('refused' in outcome) {
    await dropCookie()
    return outcome.refused
  }
  await setCookie(token)
  return 'signed_in'
}

/** Ends this session. @returns where to sign out at the provider too; null when there is nothing to do there */
export async function signOut(): Promise<string | null> {
  const token = await tokenHere()
  const kept = token ? await asking(system, (tx) => endSession(tx, hash(token))) : null
  await dropCookie()
  return token ? addressToSignOut(kept) : null
}

/** Ends every session of who asks, on every device. @returns as `signOut` */
export async function signOutEverywhere(me: Me): Promise<string | null> {
  const token = await tokenHere()
  const kept = await asking(system, async (tx) => {
    const own = token ? await endSession(tx, hash(token)) : null
    await endSessionsOf(tx, me.uid!)
    return own
  })
  await dropCookie()
  return addressToSignOut(kept)
}

/** The living sessions of who asks. */
export async function ownSessions(me: Me): Promise<SessionItem[]> {
  const token = (await tokenHere()) ?? ''
  return asking(system, (tx) => listSessions(tx, me.uid!, hash(token), sessionLimits().idleS), { readOnly: true })
}

async function addressToSignOut(sealedIdToken: string | null): Promise<string | null> {
  const settings = oidcSettings()
  if (!settings) return null
  const kept = sealedIdToken ? await unseal('sign-out', settings.secret, sealedIdToken) : null
  return providerSignOut(settings, typeof kept?.idToken === 'string' ? kept.idToken : null)
}

/** 256 bits that nobody can guess. */
const newToken = (): string => randomBytes(32).toString('base64url')

async function setCookie(token: string): Promise<void> {
  const { name, secure } = sessionCookie()
  ;(await cookies()).set(name, token, { httpOnly: true, sameSite: 'lax', secure, path: '/', maxAge: Math.ceil(sessionLimits().absoluteS) })
}

/** Deleting is setting: a `__Host-` cookie is only taken with all its attributes. */
async function dropCookie(): Promise<void> {
  const { name, secure } = sessionCookie()
  ;(await cookies()).set(name, '', { httpOnly: true, sameSite: 'lax', secure, path: '/', maxAge: 0 })
}

const textOf = (value: unknown): string | null => (typeof value === 'string' && value.trim() !== '' && value.length <= 200 ? value.trim() : null)

function nameOf({ claims }: Person): string | null {
  return textOf(claims.name) ?? textOf([textOf(claims.given_name), textOf(claims.family_name)].filter(Boolean).join(' '))
}
