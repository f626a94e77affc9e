import 'server-only'
import * as client from 'openid-client'
import { seal, unseal } from './sealed'
import { isLoopback, type OidcSettings } from './settings'

/** Why somebody could not be signed in: what the page says. `code` is for the log and holds no personal data. */
export type Refusal = 'again' | 'provider' | 'cancelled' | 'strength'
export class SignInRefused extends Error {
  constructor(
    readonly reason: Refusal,
    readonly code: string,
  ) {
    super(`sign-in refused: ${reason} (${code})`)
    this.name = 'SignInRefused'
  }
}

/** What the provider says of a person, after all checks. */
export type Person = { issuer: string; subject: string; claims: Readonly<Record<string, unknown>>; idToken: string }

/** Time for the provider's page: long enough to find a phone for the second factor. */
export const transactionS = 600
const timeoutS = 5
const purpose = 'sign-in'

// Not on globalThis: Next bundles openid-client more than once, and each copy refuses what another one made.
let known: Promise<client.Configuration> | undefined

/** What the provider offers; asked once, and again after a failure. @throws {SignInRefused} `provider` */
async function provider(settings: OidcSettings): Promise<client.Configuration> {
  known ??= client.discovery(settings.issuer, settings.clientId, undefined, authentication(settings), {
    timeout: timeoutS,
    // openid-client leaves the signature out when the token came over TLS; we want both.
    execute: [client.enableNonRepudiationChecks, ...(settings.issuer.protocol === 'http:' && isLoopback(settings.issuer) ? [client.allowInsecureRequests] : [])],
  })
  try {
    return await known
  } catch (error) {
    known = undefined
    throw new SignInRefused('provider', codeOf(error))
  }
}

/** The secret in the body where the provider takes that, else in the header (which every provider must take). */
function authentication({ clientSecret }: OidcSettings): client.ClientAuth {
  const post = client.ClientSecretPost(clientSecret)
  const basic = client.ClientSecretBasic(clientSecret)
  return (server, ...rest) => (server.token_endpoint_auth_methods_supported?.includes('client_secret_post') ? post : basic)(server, ...rest)
}

const redirectUri = (settings: OidcSettings): string => new URL('/inloggen/oidc/callback', settings.publicUrl).href

/**
 * Begins a sign-in: the address of the provider to go to, and what the browser keeps meanwhile (sealed): state, nonce, the
 * verifier of PKCE and where to go afterwards.
 */
export async function beginSignIn(settings: OidcSettings, back: string | null): Promise<{ url: URL; transaction: string }> {
  const config = await provider(settings)
  const verifier = client.randomPKCECodeVerifier()
  const state = client.randomState()
  const nonce = client.randomNonce()
  const url = client.buildAuthorizationUrl(config, {
    redirect_uri: redirectUri(settings),
    scope: settings.scopes,
    code_challenge: await client.calculatePKCECodeChallenge(verifier),
    code_challenge_method: 'S256',
    state,
    nonce,
    ...(settings.acr.length > 0 ? { acr_values: settings.acr.join(' ') } : {}),
  })
  return { url, transaction: await seal(purpose, settings.secret, { verifier, state, nonce, back }, transactionS) }
}

/**
 * Ends a sign-in: trades the code for an ID token and checks state, nonce, issuer, audience, expiry, signature, and how
 * strongly the person was recognised.
 * @param query what the provider put behind our address
 * @throws {SignInRefused}
 */
export async function endSignIn(settings: OidcSettings, query: URLSearchParams, transaction: string | undefined): Promise<{ person: Person; back: string | null }> {
  const kept = transaction ? await unseal(purpose, settings.secret, transaction) : null
  if (!kept) throw new SignInRefused('again', 'no_transaction')
  const config = await provider(settings)
  const here = new URL(redirectUri(settings))
  here.search = query.toString()
  try {
    const tokens = await client.authorizationCodeGrant(config, here, {
      pkceCodeVerifier: String(kept.verifier),
      expectedState: String(kept.state),
      expectedNonce: String(kept.nonce),
      idTokenExpected: true,
    })
    const said = tokens.claims()!
    checkStrength(settings, said)
    // Groups are often only at the userinfo address. What the signed token says goes first.
    const more = config.serverMetadata().userinfo_endpoint ? await client.fetchUserInfo(config, tokens.access_token, said.sub) : {}
    return { person: { issuer: said.iss, subject: said.sub, claims: { ...more, ...said }, idToken: tokens.id_token! }, back: typeof kept.back === 'string' ? kept.back : null }
  } catch (error) {
    throw error instanceof SignInRefused ? error : new SignInRefused(reasonOf(error), codeOf(error))
  }
}

function checkStrength({ acr, amr }: OidcSettings, said: Readonly<Record<string, unknown>>): void {
  if (acr.length > 0 && !acr.includes(String(said.acr))) throw new SignInRefused('strength', 'acr')
  if (amr.length > 0 && !(Array.isArray(said.amr) && said.amr.some((method) => amr.includes(String(method))))) throw new SignInRefused('strength', 'amr')
}

/**
 * Where to sign out at the provider too; null when it offers no such page or is away.
 * @param idToken of the sign-in that ends: with it the provider need not ask who this is
 */
export async function providerSignOut(settings: OidcSettings, idToken: string | null): Promise<string | null> {
  const config = await provider(settings).catch(() => null)
  if (!config?.serverMetadata().end_session_endpoint) return null
  return client.buildEndSessionUrl(config, { post_logout_redirect_uri: new URL('/inloggen', settings.publicUrl).href, ...(idToken ? { id_token_hint: idToken } : {}) }).href
}

function reasonOf(error: unknown): Refusal {
  if (error instanceof client.AuthorizationResponseError) {
    if (error.error === 'access_denied') return 'cancelled'
    return error.error === 'unmet_authentication_requirements' ? 'strength' : 'provider'
  }
  // The code was used, or is not of this sign-in.
  if (error instanceof client.ResponseBodyError) return error.error === 'invalid_grant' ? 'again' : 'provider'
  if (error instanceof client.ClientError) return /TIMEOUT|HTTP|RESPONSE_IS_NOT/.test(error.code ?? '') ? 'provider' : 'again'
  return 'provider'
}

/** A word of a closed kind: never a message, because those quote what came in. */
function codeOf(error: unknown): string {
  if (error instanceof client.AuthorizationResponseError || error instanceof client.ResponseBodyError) return /^[a-z_]{1,40}$/.test(error.error) ? error.error : 'other'
  if (error instanceof client.ClientError) return error.code ?? error.name
  const cause = error instanceof Error ? (error.cause as { code?: unknown } | undefined)?.code : undefined
  return typeof cause === 'string' ? cause : error instanceof Error ? error.name : 'unknown'
}
