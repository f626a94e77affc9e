import { createServer, type Server } from 'node:http'
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import Provider, { errors } from 'oidc-provider'

/** Somebody whom the test provider knows. */
export type TestPerson = {
  /** the subject; also what its button says */
  id: string
  /** put in the ID token besides `sub` */
  claims: Record<string, unknown>
  acr?: string
  amr?: string[]
}

/** The provider's page on signing out; its own default asks a font of another site. */
function signOutPage(ctx: { body: unknown }, form: string): void {
  ctx.body = `<!doctype html><title>Inlogdienst</title>${form}<button type="submit" form="op.logoutForm" name="logout" value="yes">Ja, uitloggen</button>`
}

/**
 * A real OpenID provider (oidc-provider, certified) on loopback, with one client and a page with a button per person instead of
 * passwords. People can be changed while it runs.
 */
export class IdentityProvider {
  private constructor(
    private readonly server: Server,
    readonly issuer: string,
    readonly people: Map<string, TestPerson>,
  ) {}

  static readonly client = { id: 'buurtfocus', secret: 'a-secret-made-for-tests-only-0123456789' }

  /** @param apps addresses of the apps that may send people here */
  static async start(options: { apps: readonly string[]; people: readonly TestPerson[] }): Promise<IdentityProvider> {
    const server = createServer()
    server.listen(0, '127.0.0.1')
    await once(server, 'listening')
    // Another host than the app's `localhost`: cookies know no ports, and this way the two are other sites to a browser.
    const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
    const people = new Map(options.people.map((person) => [person.id, person]))
    const names = [...new Set(['acr', 'amr', 'name', 'groups', 'preferred_username', ...options.people.flatMap((p) => Object.keys(p.claims))])]
    const provider = new Provider(issuer, {
      clients: [
        {
          client_id: IdentityProvider.client.id,
          client_secret: IdentityProvider.client.secret,
          token_endpoint_auth_method: 'client_secret_post',
          redirect_uris: options.apps.map((app) => `${app}/inloggen/oidc/callback`),
          post_logout_redirect_uris: options.apps.map((app) => `${app}/inloggen`),
          grant_types: ['authorization_code'],
          response_types: ['code'],
        },
      ],
      acrValues: ['laag', 'hoog'],
      claims: { openid: ['sub', ...names] },
      scopes: ['openid', 'profile'],
      conformIdTokenClaims: false,
      cookies: { keys: ['tests'] },
      features: { devInteractions: { enabled: false }, rpInitiatedLogout: { enabled: true, logoutSource: signOutPage } },
      interactions: { url: (_ctx, interaction) => `/wie/${interaction.uid}` },
      pkce: { required: () => true },
      ttl: { AccessToken: 600, AuthorizationCode: 60, Grant: 600, IdToken: 600, Interaction: 600, Session: 600 },
      findAccount: (_ctx, id) => ({ accountId: id, claims: () => ({ sub: id, ...people.get(id)?.claims }) }),
    })
    const handle = provider.callback()
    server.on('request', async (request, response) => {
      try {
        const [, uid, choice] = /^\/wie\/([\w-]+)(?:\/(.+))?$/.exec(request.url ?? '') ?? []
        if (!uid) return void handle(request, response)
        const { prompt, params, grantId } = await provider.interactionDetails(request, response)
        if (!choice && prompt.name === 'login') {
          response.setHeader('Content-Type', 'text/html; charset=utf-8')
          return void response.end(`<!doctype html><title>Inlogdienst</title><h1>Wie bent u?</h1>${[...people.keys()].map((id) => `<p><a href="/wie/${uid}/${id}">${id}</a></p>`).join('')}<p><a href="/wie/${uid}/-">Stoppen</a></p>`)
        }
        if (choice === '-') return void (await provider.interactionFinished(request, response, { error: 'access_denied', error_description: 'stopped' }))
        const person = people.get(choice ?? '')
        if (person) return void (await provider.interactionFinished(request, response, { login: { accountId: person.id, acr: person.acr, amr: person.amr, remember: false } }))
        // Consent: given, because the gemeente's own provider does not ask its staff.
        const { session } = await provider.interactionDetails(request, response)
        const grant = (grantId ? await provider.Grant.find(grantId) : undefined) ?? new provider.Grant({ accountId: session!.accountId, clientId: String(params.client_id) })
        grant.addOIDCScope(String(params.scope))
        await provider.interactionFinished(request, response, { consent: { grantId: await grant.save() } }, { mergeWithLastSubmission: true })
      } catch (error) {
        response.statusCode = error instanceof errors.OIDCProviderError ? error.statusCode : 500
        response.end(String(error))
      }
    })
    return new IdentityProvider(server, issuer, people)
  }

  /** Away, as when the machine is down; the port stays known. */
  async pause(): Promise<void> {
    this.server.closeAllConnections()
    await new Promise((done) => this.server.close(done))
  }

  async resume(): Promise<void> {
    this.server.listen(Number(new URL(this.issuer).port), '127.0.0.1')
    await once(this.server, 'listening')
  }

  get listening(): boolean {
    return this.server.listening
  }

  async stop(): Promise<void> {
    if (this.listening) await this.pause()
  }
}
