import { expect, test, type Page } from '@playwright/test'
import { sql } from 'drizzle-orm'
import { saveClaimRule } from '@/lib/db/claim-rules'
import { asking, closeDatabase, connectTo, rows } from '@/lib/db/client'
import { system } from '@/lib/domain/identity'
import { postgresAvailable, startTestDatabase, type TestDatabase } from '@/lib/testing/databases'
import { IdentityProvider, type TestPerson } from '@/lib/testing/identity-provider'
import { freePort, startOwnApp, type OwnApp } from './own-app'

/** Signing in with a real provider, against an app that starts with OIDC settings; a second app has very short sessions. */
let database: TestDatabase
let provider: IdentityProvider
let app: OwnApp
let short: OwnApp
const strong = { acr: 'hoog', amr: ['pwd', 'mfa'] }
const people: TestPerson[] = [
  { id: 'beheer', claims: { name: 'Bea Heer' }, ...strong },
  { id: 'wijkmanager', claims: { name: 'Canary van Wijk', groups: ['iets', 'bf-wijkmanager', 'bf-noord'] }, ...strong },
  { id: 'planner', claims: { name: 'Pia Plan', groups: ['bf-planner'] }, ...strong },
  { id: 'vreemde', claims: { name: 'Canary Vreemd', groups: ['iets'] }, ...strong },
  { id: 'vooraf', claims: { name: 'Vera Vooraf' }, ...strong },
  { id: 'zwak', claims: { name: 'Zwak', groups: ['bf-planner'] }, acr: 'laag', amr: ['pwd', 'mfa'] },
  { id: 'zonder-tweede-stap', claims: { name: 'Zonder', groups: ['bf-planner'] }, acr: 'hoog', amr: ['pwd'] },
  { id: 'zegt-niets', claims: { name: 'Niets', groups: ['bf-planner'] } },
]
/** limits of the second app, in seconds */
const idleS = 5
const longestS = 15
const cookieName = '__Host-buurtfocus'
const asSystem = <T>(work: Parameters<typeof asking<T>>[1]) => asking(system, work, { deadlineMs: 30_000 })

test.beforeAll(async () => {
  test.setTimeout(120_000)
  database = await startTestDatabase(postgresAvailable() ? 'postgres' : 'pglite', { migrated: true })
  connectTo(database.url)
  await asSystem(async (tx) => {
    await tx.execute(sql`insert into gemeente (code, name) values ('GM9990', 'Proefstad')`)
    const [noord] = await rows<{ id: number }>(tx, sql`insert into werkgebied (gemeente, slug, name) values ('GM9990', 'noord', 'Noord') returning id`)
    const rule = { claim: 'groups', team: null, werkgebied: null, sensitive: false }
    await saveClaimRule(tx, null, { ...rule, value: 'bf-wijkmanager', role: 'wijkmanager' })
    await saveClaimRule(tx, null, { ...rule, value: 'bf-noord', role: null, werkgebied: noord!.id })
    await saveClaimRule(tx, null, { ...rule, value: 'bf-planner', role: 'planner' })
  })
  const ports = [await freePort(), await freePort()] as const
  provider = await IdentityProvider.start({ apps: ports.map((port) => `http://localhost:${port}`), people })
  const settings = (port: number) => ({
    DATABASE_URL: database.url, DEMO: '0', PUBLIC_URL: `http://localhost:${port}`, SESSION_SECRET: 'made-for-tests-only-0123456789-abcdef',
    OIDC_ISSUER: provider.issuer, OIDC_CLIENT_ID: IdentityProvider.client.id, OIDC_CLIENT_SECRET: IdentityProvider.client.secret, OIDC_ADMIN_CLAIM: 'sub=beheer',
  })
  app = await startOwnApp(ports[0], { ...settings(ports[0]), OIDC_ACR: 'hoog', OIDC_AMR: 'mfa otp' })
  short = await startOwnApp(ports[1], { ...settings(ports[1]), SESSION_IDLE_MINUTES: String(idleS / 60), SESSION_HOURS: String(longestS / 3600) })
})

test.afterAll(async () => {
  await app?.stop()
  await short?.stop()
  await provider?.stop()
  await closeDatabase()
  await database?.stop()
})

/** From a page of ours to the provider (which does not know this browser yet), and back as `who`. */
async function signIn(page: Page, who: string, at = app, path = '/mijn-account'): Promise<void> {
  await page.context().clearCookies({ domain: '127.0.0.1' })
  await page.goto(`${at.address}${path}`)
  await page.getByRole('link', { name: 'Inloggen bij de gemeente' }).click()
  await page.getByRole('link', { name: who, exact: true }).click()
}
/** The address with which the provider answers a sign-in of this browser as `who`, not visited yet. `change` alters the question underway. */
async function answerOf(page: Page, who: string, change: (question: URLSearchParams) => void = () => {}, at = app, path = '/mijn-account'): Promise<URL> {
  const start = await page.request.get(`${at.address}/inloggen/oidc/start?terug=${path}`, { maxRedirects: 0 })
  let url = new URL(start.headers().location!)
  change(url.searchParams)
  for (let step = 0; step < 9 && url.origin === provider.issuer; step++) {
    const response = await page.request.get(url.href, { maxRedirects: 0 })
    url = new URL(response.headers().location ?? new RegExp(`href="([^"]+/${who})"`).exec(await response.text())![1]!, provider.issuer)
  }
  return url
}
/** The same sign-in without looking at the pages on the way: for tests of what comes after it. */
async function comeIn(page: Page, who: string, at = app, path = '/mijn-account'): Promise<void> {
  await page.context().clearCookies({ domain: '127.0.0.1' })
  await page.goto((await answerOf(page, who, () => {}, at, path)).href)
}
const me = async (page: Page, at = app) => page.request.get(`${at.address}/api/v1/me`)
const session = async (page: Page) => (await page.context().cookies()).find((c) => c.name === cookieName)

test('by code flow: to the provider and back to the page that was asked, with the rights of the rules', async ({ page }) => {
  const asked: URL[] = []
  page.on('request', (request) => request.url().startsWith(`${provider.issuer}/auth?`) && asked.push(new URL(request.url())))
  await signIn(page, 'wijkmanager', app, '/mijn-account')
  await expect(page).toHaveURL(`${app.address}/mijn-account`)
  await expect(page.getByRole('banner')).toContainText('Canary van Wijk')
  await expect(page.getByRole('banner')).toContainText('U ziet: alle signalen in Noord; elders, en van gevoelige thema’s, aantallen, afgerond')
  expect(await (await me(page)).json()).toMatchObject({ account: 'wijkmanager', role: 'wijkmanager', werkgebieden: [{ slug: 'noord' }] })
  const sent = asked[0]!.searchParams
  expect(Object.fromEntries(['response_type', 'code_challenge_method', 'redirect_uri', 'acr_values'].map((n) => [n, sent.get(n)]))).toEqual({ response_type: 'code', code_challenge_method: 'S256', redirect_uri: `${app.address}/inloggen/oidc/callback`, acr_values: 'hoog' })
  for (const name of ['state', 'nonce', 'code_challenge']) expect(sent.get(name)!.length).toBeGreaterThan(20)

  const cookies = await page.context().cookies(app.address)
  expect(cookies.map((c) => c.name)).toEqual([cookieName])
  expect(cookies[0]).toMatchObject({ httpOnly: true, secure: true, sameSite: 'Lax', path: '/', domain: 'localhost' })
  const [kept] = await asSystem((tx) => rows<{ text: string }>(tx, sql`select string_agg(to_jsonb(s)::text, ' ') as text from session s`))
  expect(kept!.text).not.toContain(cookies[0]!.value)
  expect(kept!.text).not.toContain('eyJhbGciOiJSUzI1NiI') // the provider's token is sealed
})

test('every sign-in gives another session, and the old one ends', async ({ page }) => {
  await signIn(page, 'planner')
  await expect(page).toHaveURL(`${app.address}/mijn-account`)
  const first = (await session(page))!
  await page.goto((await answerOf(page, 'planner')).href)
  const second = (await session(page))!
  expect(second.value).not.toBe(first.value)
  expect((await me(page)).status()).toBe(200)
  await page.context().addCookies([first])
  expect((await me(page)).status()).toBe(401)
})

test.describe('refused, with a sentence and without a session', () => {
  const again = 'Het inloggen is niet afgemaakt, of duurde te lang. Probeer opnieuw.'
  const refused = async (page: Page, sentence: string) => {
    await expect(page.getByRole('alert').filter({ hasText: sentence })).toBeVisible()
    expect(await session(page)).toBeUndefined()
    expect((await me(page)).status()).toBe(401)
  }
  for (const [what, change] of [
    ['a state that is not ours', (q: URLSearchParams) => q.set('state', 'another-state-another-state-another')],
    ['a nonce that is not ours: a token that was made for another sign-in', (q: URLSearchParams) => q.set('nonce', 'another-nonce-another-nonce-another')],
    ['a verifier that is not ours: a stolen code', (q: URLSearchParams) => q.set('code_challenge', 'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM')],
  ] as const)
    test(what, async ({ page }) => {
      await page.goto((await answerOf(page, 'planner', change)).href)
      await refused(page, again)
    })
  for (const [what, change] of [
    ['another code', (q: URLSearchParams) => q.set('code', 'AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA')],
    ['another issuer', (q: URLSearchParams) => q.set('iss', 'https://evil.example')],
    ['no code', (q: URLSearchParams) => q.delete('code')],
    ['the state twice', (q: URLSearchParams) => q.append('state', 'x')],
  ] as const)
    test(`an answer that was tampered with: ${what}`, async ({ page }) => {
      const answer = await answerOf(page, 'planner')
      const untouched = answer.href
      change(answer.searchParams)
      await page.goto(answer.href)
      await refused(page, again)
      await page.goto(untouched) // what was kept for it has been used
      await refused(page, again)
    })
  test('an answer that comes a second time', async ({ page }) => {
    const answer = await answerOf(page, 'planner')
    await page.goto(answer.href)
    expect((await me(page)).status()).toBe(200)
    await page.context().clearCookies({ name: cookieName })
    await page.goto(answer.href)
    await refused(page, again)
  })
  test('the answer of somebody else’s sign-in: nobody is signed in as another', async ({ page, browser }) => {
    const theirs = await (await browser.newContext()).newPage()
    const answer = await answerOf(theirs, 'planner')
    await theirs.context().close()
    await page.goto(answer.href)
    await refused(page, again)
  })
  for (const who of ['zwak', 'zonder-tweede-stap', 'zegt-niets'])
    test(`too weak: ${who}`, async ({ page }) => {
      await signIn(page, who)
      await refused(page, 'Voor Buurtfocus moet u met een extra stap inloggen')
    })
  test('stopped at the provider', async ({ page }) => {
    await signIn(page, 'Stoppen')
    await refused(page, 'U hebt het inloggen gestopt.')
  })
  test('a provider that is away, and once it is back it works', async ({ page }) => {
    const port = await freePort()
    const fresh = await startOwnApp(port, { DATABASE_URL: database.url, DEMO: '0', PUBLIC_URL: `http://localhost:${port}`, SESSION_SECRET: 'made-for-tests-only-0123456789-abcdef', OIDC_ISSUER: provider.issuer, OIDC_CLIENT_ID: IdentityProvider.client.id, OIDC_CLIENT_SECRET: IdentityProvider.client.secret })
    try {
      await provider.pause()
      await page.goto(`${fresh.address}/inloggen`)
      await page.getByRole('link', { name: 'Inloggen bij de gemeente' }).click()
      await expect(page.getByRole('alert').filter({ hasText: 'geeft nu geen antwoord. Probeer opnieuw' })).toBeVisible()
      await provider.resume()
      await page.getByRole('link', { name: 'Inloggen bij de gemeente' }).click()
      await expect(page).toHaveURL(new RegExp(`^${provider.issuer}`)) // this port is not one that it may send people back to
    } finally {
      if (!provider.listening) await provider.resume()
      await fresh.stop()
    }
  })
  test('nobody has a rule for this person: said plainly, and the log holds no name', async ({ page }) => {
    await signIn(page, 'vreemde')
    await expect(page.getByRole('heading', { name: 'U hebt nog geen toegang' })).toBeVisible()
    expect(await session(page)).toBeUndefined()
    expect((await me(page)).status()).toBe(401)
    expect(app.output()).toContain('"reason":"no_rule"')
    expect(app.output()).not.toMatch(/canary|vreemd/i)
  })
  test('a return address of another site is dropped', async ({ page }) => {
    await page.goto(`${app.address}/inloggen?terug=${encodeURIComponent('//evil.example/x')}`)
    await page.goto(`${app.address}/inloggen/oidc/start?terug=${encodeURIComponent('https://evil.example/x')}`)
    await page.getByRole('link', { name: 'planner', exact: true }).click()
    await expect(page).toHaveURL(new RegExp(`^${app.address}/mijn-werk`))
  })
})

test('demo accounts do not exist next to a provider', async ({ page }) => {
  expect((await page.request.post(`${app.address}/api/v1/session`, { data: { account: 'admin' } })).status()).toBe(404)
})

test('logging out ends the session here and at the provider', async ({ page }) => {
  await signIn(page, 'planner')
  const before = (await session(page))!
  const visited: string[] = []
  page.on('request', (request) => request.isNavigationRequest() && visited.push(request.url()))
  await page.getByRole('button', { name: 'Uitloggen', exact: true }).click()
  await expect.poll(() => visited.some((url) => url.startsWith(`${provider.issuer}/session/end?`) && url.includes('id_token_hint='))).toBe(true)
  await page.getByRole('button', { name: 'Ja, uitloggen' }).click()
  await expect(page).toHaveURL(`${app.address}/inloggen`)
  expect(await session(page)).toBeUndefined()
  await page.context().addCookies([before])
  expect((await me(page)).status()).toBe(401)
})

test('everywhere: the other browser is out too', async ({ page, browser }) => {
  const other = await (await browser.newContext()).newPage()
  await comeIn(other, 'planner')
  await comeIn(page, 'planner')
  expect([(await me(page)).status(), (await me(other)).status()]).toEqual([200, 200])
  await page.getByRole('button', { name: 'Overal uitloggen' }).click()
  await expect.poll(async () => (await me(other)).status()).toBe(401)
  await page.getByRole('button', { name: 'Ja, uitloggen' }).click()
  await expect(page).toHaveURL(`${app.address}/inloggen`)
  expect((await me(page)).status()).toBe(401)
  await other.context().close()
})

test.describe('the administrator', () => {
  test('of the settings comes in without a rule, sees who is there, and switches somebody off: out at the next question', async ({ page, browser }) => {
    const theirs = await (await browser.newContext()).newPage()
    await comeIn(theirs, 'planner')
    await comeIn(page, 'beheer', app, '/beheer/gebruikers')
    await expect(page).toHaveURL(`${app.address}/beheer/gebruikers`)
    await page.getByRole('link', { name: 'Pia Plan', exact: true }).click()
    await expect(page.getByText('met het account van de gemeente')).toBeVisible()
    expect((await me(theirs)).status()).toBe(200)
    await page.getByLabel('Mag inloggen').uncheck()
    await page.getByRole('region', { name: 'Rol en rechten' }).getByRole('button', { name: 'Opslaan' }).click()
    await expect(page.getByText('De rechten zijn opgeslagen.')).toBeVisible()
    expect((await me(theirs)).status()).toBe(401)
    await theirs.context().clearCookies()
    await comeIn(theirs, 'planner')
    await expect(theirs.getByRole('heading', { name: 'U hebt nog geen toegang' })).toBeVisible()
    await page.getByLabel('Mag inloggen').check()
    await page.getByRole('region', { name: 'Rol en rechten' }).getByRole('button', { name: 'Opslaan' }).click()
    await theirs.context().close()
  })
  test('takes a werkgebied away: the next request sees it; gives it back to a replacement; nobody gets it twice', async ({ page, browser }) => {
    const theirs = await (await browser.newContext()).newPage()
    await comeIn(theirs, 'wijkmanager')
    await comeIn(page, 'beheer', app, '/beheer/gebruikers')
    await page.getByRole('link', { name: 'Canary van Wijk', exact: true }).click()
    await page.getByRole('button', { name: 'Noord vandaag beëindigen' }).click()
    await expect(page.getByText('De wijk is beëindigd.')).toBeVisible()
    expect(await (await me(theirs)).json()).toMatchObject({ werkgebieden: [] })
    await theirs.reload()
    await expect(theirs.getByRole('banner')).toContainText('u hebt nu geen eigen wijk')
    await page.getByLabel('Soort').selectOption({ label: 'Vervanging' })
    await page.getByRole('button', { name: 'Wijk geven' }).click()
    await expect(page.getByText('De wijk is gegeven.')).toBeVisible()
    expect(await (await me(theirs)).json()).toMatchObject({ werkgebieden: [{ slug: 'noord' }] })
    await page.getByRole('button', { name: 'Wijk geven' }).click()
    await expect(page.getByRole('alert').filter({ hasText: 'heeft deze wijk in die periode al' })).toBeVisible()
    await theirs.context().close()
  })
  test('changes a role, and the old session is worth nothing', async ({ page, browser }) => {
    const theirs = await (await browser.newContext()).newPage()
    await comeIn(theirs, 'planner')
    await comeIn(page, 'beheer', app, '/beheer/gebruikers')
    await page.getByRole('link', { name: 'Pia Plan', exact: true }).click()
    await page.getByLabel('Rol', { exact: true }).selectOption({ label: 'Collegelid' })
    await page.getByRole('region', { name: 'Rol en rechten' }).getByRole('button', { name: 'Opslaan' }).click()
    await expect(page.getByText('De rechten zijn opgeslagen.')).toBeVisible()
    expect((await me(theirs)).status()).toBe(401)
    await comeIn(theirs, 'planner') // the role follows the rules, so the next sign-in brings it back
    expect(await (await me(theirs)).json()).toMatchObject({ role: 'planner' })
    await theirs.context().close()
  })
  test('adds a rule, which counts at the next sign-in, and removes it', async ({ page, browser }) => {
    await comeIn(page, 'beheer', app, '/beheer/gebruikers/regels')
    await page.getByLabel('Waarde').fill('iets')
    await page.getByLabel('Rol', { exact: true }).selectOption({ label: 'Organisatie' })
    await page.getByRole('button', { name: 'Opslaan' }).click()
    await expect(page.getByText('De regel is opgeslagen.')).toBeVisible()
    const theirs = await (await browser.newContext()).newPage()
    await comeIn(theirs, 'vreemde')
    expect(await (await me(theirs)).json()).toMatchObject({ role: 'organisation' })
    await page.getByRole('button', { name: 'Regel voor iets verwijderen' }).click()
    await expect(page.getByText('De regel is verwijderd.')).toBeVisible()
    await theirs.goto((await answerOf(theirs, 'vreemde')).href)
    await expect(theirs.getByRole('heading', { name: 'U hebt nog geen toegang' })).toBeVisible()
    await theirs.context().close()
  })
  test('lists somebody beforehand, who then comes in with that role', async ({ page, browser }) => {
    await comeIn(page, 'beheer', app, '/beheer/gebruikers')
    const form = page.getByRole('region', { name: 'Gebruiker toevoegen' })
    await form.getByLabel('Account').fill('vooraf')
    await form.getByLabel('Naam').fill('Vera Vooraf')
    await form.getByLabel('Rol').selectOption({ label: 'Collegelid' })
    await form.getByRole('button', { name: 'Toevoegen' }).click()
    await expect(page.getByText('De gebruiker is toegevoegd.')).toBeVisible()
    const theirs = await (await browser.newContext()).newPage()
    await comeIn(theirs, 'vooraf')
    expect(await (await me(theirs)).json()).toMatchObject({ account: 'vooraf', role: 'college' })
    await theirs.context().close()
  })
  test('confirms rights with one click, and the page says who and when', async ({ page }) => {
    await asSystem((tx) => tx.execute(sql`update app_user set created_at = now() - interval '13 months', reviewed_at = null where account = 'wijkmanager'`))
    await comeIn(page, 'beheer', app, '/beheer/gebruikers')
    await page.getByRole('button', { name: 'De rechten van Canary van Wijk kloppen nog' }).click()
    await expect(page.getByText('Genoteerd dat deze rechten nog kloppen.')).toBeVisible()
    await expect(page.getByText('Alle rechten zijn op tijd nagekeken.')).toBeVisible()
    await page.getByRole('link', { name: 'Canary van Wijk', exact: true }).click()
    await expect(page.getByText(/door Bea Heer/)).toBeVisible()
  })
  test('cannot change the own role; others find nothing there', async ({ page, browser }) => {
    await comeIn(page, 'beheer', app, '/beheer/gebruikers')
    await page.getByRole('link', { name: 'Bea Heer', exact: true }).last().click()
    await expect(page.getByText('Uw eigen rol kan een andere beheerder veranderen.')).toBeVisible()
    const theirs = await (await browser.newContext()).newPage()
    await comeIn(theirs, 'planner', app, '/beheer/gebruikers')
    await expect(theirs.getByRole('heading', { name: 'Alleen voor beheerders' })).toBeVisible()
    await expect(theirs.getByText('Bea Heer')).toHaveCount(0)
    await theirs.context().close()
  })
})

test.describe('short sessions', () => {
  test('end when they are not used', async ({ page }) => {
    await comeIn(page, 'planner', short)
    expect((await me(page, short)).status()).toBe(200)
    await page.waitForTimeout(idleS * 1_000 + 500)
    expect((await me(page, short)).status()).toBe(401)
    await page.goto(`${short.address}/mijn-account`)
    await expect(page).toHaveURL(/\/inloggen\?terug=/)
  })
  test('live on while they are used, and end at last all the same', async ({ page }) => {
    await comeIn(page, 'planner', short)
    const at = Date.now()
    const answers: { asked: number; status: number }[] = []
    while (Date.now() - at < (longestS + 1) * 1_000) {
      answers.push({ asked: (Date.now() - at) / 1_000, status: (await me(page, short)).status() })
      await page.waitForTimeout(200)
    }
    expect(answers.some(({ asked, status }) => asked > idleS + 1 && status === 200)).toBe(true)
    const late = answers.filter(({ asked }) => asked > longestS)
    expect(late.length).toBeGreaterThan(0)
    expect(late.every(({ status }) => status === 401)).toBe(true)
  })
})
