/** What the environment says about signing in; `lib/commands/environment.ts` has refused what cannot be used. */
export type OidcSettings = {
  issuer: URL
  clientId: string
  clientSecret: string
  /** where people reach this app; the provider sends them back there */
  publicUrl: URL
  scopes: string
  /** one of these must be the `acr` of the ID token; empty: not asked */
  acr: readonly string[]
  /** at least one of these must be in the `amr` of the ID token; empty: not asked */
  amr: readonly string[]
  /** claim that names the account: what a list of users knows somebody by before the first sign-in */
  accountClaim: string
  /** who has this claim is administrator, whatever the rules say; without it nobody could make the first rule */
  adminClaim: { claim: string; value: string } | null
  secret: string
}

type Env = Readonly<Record<string, string | undefined>>

const words = (text: string | undefined): string[] => (text ?? '').split(/[\s,]+/).filter(Boolean)

/** null when sign-in with a provider is not set up. */
export function oidcSettings(env: Env = process.env): OidcSettings | null {
  if (!env.OIDC_ISSUER) return null
  const [claim, ...value] = (env.OIDC_ADMIN_CLAIM ?? '').split('=')
  return {
    issuer: new URL(env.OIDC_ISSUER),
    clientId: env.OIDC_CLIENT_ID ?? '',
    clientSecret: env.OIDC_CLIENT_SECRET ?? '',
    publicUrl: new URL(env.PUBLIC_URL ?? ''),
    scopes: env.OIDC_SCOPES || 'openid profile',
    acr: words(env.OIDC_ACR),
    amr: words(env.OIDC_AMR),
    accountClaim: env.OIDC_ACCOUNT_CLAIM || 'sub',
    adminClaim: claim && value.length > 0 ? { claim, value: value.join('=') } : null,
    secret: env.SESSION_SECRET ?? '',
  }
}

/** How long a session lives without use, and at most; in seconds. */
export function sessionLimits(env: Env = process.env): { idleS: number; absoluteS: number } {
  return { idleS: Number(env.SESSION_IDLE_MINUTES || 30) * 60, absoluteS: Number(env.SESSION_HOURS || 12) * 3600 }
}

/** How often the last use is written: once a minute, more often only when a session lives shorter than ten. In seconds. */
export const seenEveryS = (idleS: number): number => Math.min(60, idleS / 10)

/**
 * The cookie of a session. The prefix `__Host-` makes browsers refuse it from another host or over plain http; browsers count
 * http://localhost as secure. A demo over plain http elsewhere (a laptop on the office network) cannot have it.
 */
export function sessionCookie(env: Env = process.env): { name: string; secure: boolean } {
  const secure = Boolean(env.OIDC_ISSUER) || (env.PUBLIC_URL ?? '').startsWith('https:')
  return secure ? { name: '__Host-buurtfocus', secure } : { name: 'buurtfocus_session', secure }
}

/** This machine only: nobody else can listen in. */
export const isLoopback = (url: URL): boolean => /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/.test(url.hostname)

export function safeAddress(address: string): boolean {
  const url = new URL(address)
  return url.protocol === 'https:' || (url.protocol === 'http:' && isLoopback(url))
}
