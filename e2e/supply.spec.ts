import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect, test, type APIRequestContext, type Page } from '@playwright/test'
import { dateInAmsterdam } from '@/lib/domain/period'
import { base, signIn } from './helpers'
import { freePort, startOwnApp } from './own-app'

/** Who does what where: the ladder (C4), who else is there (S44), copying a year, initiatives (W7), what is late, reminders, and the link out (B5). */
test.describe.configure({ timeout: 150_000 })
const effect = /effect|resulta|impact|opbrengst|succes|verbeter/i
const today = (): string => dateInAmsterdam(new Date())
const year = Number(today().slice(0, 4))

type Ladder = { meta: { year: number }; total: { agreed: number; delivered: number }; lines: { id: number; organisation: number; organisationName: string; description: string; agreed: number; delivered: number; lastConfirmed: string | null }[]; cells: { buurtName: string; delivered: number }[] }
const get = async <T>(request: APIRequestContext, path: string): Promise<T> => {
  const response = await request.get(`${base()}${path}`)
  expect(response.status(), `${path} ${(await response.text()).slice(0, 300)}`).toBe(200)
  return (await response.json()) as T
}
const csvLines = async (request: APIRequestContext, path: string): Promise<string[]> => (await (await request.get(`${base()}${path}`)).text()).trim().split('\r\n').slice(1)
const c4 = async (request: APIRequestContext) => (await get<Ladder>(request, '/api/v1/ladder?gemeente=GM9001')).lines.find((l) => l.agreed === 400 && l.delivered === 120)!

test('C4: 120 of 400 hours, in one sentence without a word on effect; page = API = CSV', async ({ page }) => {
  await signIn(page, 'planner')
  const planted = await c4(page.request)
  await page.goto(`${base()}/organisaties/${planted.organisation}`)
  const section = page.getByRole('region', { name: /^Afspraken in \d{4}: wat is geleverd/ })
  await expect(section.getByText('120 van 400 uur geleverd, laatst bevestigd 3 maanden geleden')).toBeVisible()
  expect(await section.innerText()).not.toMatch(effect)
  const own = await get<Ladder>(page.request, `/api/v1/ladder?organisation=${planted.organisation}`)
  await section.locator('summary', { hasText: 'Per regel' }).click()
  await expect(section.getByRole('table', { name: 'Per regel' }).locator('tbody tr')).toHaveCount(own.lines.length)
  expect(await csvLines(page.request, `/api/v1/ladder?organisation=${planted.organisation}&format=csv`)).toHaveLength(own.lines.length)
  expect(await csvLines(page.request, `/api/v1/ladder?organisation=${planted.organisation}&per=buurt&format=csv`)).toHaveLength(own.cells.length)
  await section.locator('summary', { hasText: 'Per buurt en thema' }).click()
  await expect(section.getByRole('table', { name: 'Per buurt en thema' }).locator('tbody tr')).toHaveCount(own.cells.length)
  // Said again that it still holds: in one click.
  await section.getByRole('button', { name: `Klopt nog: ${planted.description}` }).click()
  await expect(section.getByText('120 van 400 uur geleverd, laatst bevestigd vandaag')).toBeVisible()
  expect((await page.request.get(`${base()}/api/v1/ladder?year=x`)).status()).toBe(400)
})

test('S44: an organisation sees its own agreements and who else is there, and marks cooperation; of others no agreement and no euro', async ({ page }) => {
  await signIn(page, 'organisation')
  const own = (await get<Ladder>(page.request, '/api/v1/ladder?gemeente=GM9001')).lines
  expect(new Set(own.map((l) => l.organisation)).size).toBe(1)
  await page.goto(`${base()}/organisaties/${own[0]!.organisation}`)
  const others = page.getByRole('region', { name: 'Wie werkt hier nog meer' })
  const button = others.getByRole('button', { name: /^Markeer .* als samenwerking met / }).first()
  const row = others.locator('tbody tr').filter({ has: page.getByRole('button', { name: /^Markeer .* als samenwerking met / }) }).first()
  const name = (await row.getByRole('link').first().textContent())!
  const before = await others.getByText('Werken samen', { exact: true }).count()
  await button.click()
  await expect.poll(() => others.getByText('Werken samen', { exact: true }).count()).toBeGreaterThan(before)
  expect(await others.innerText()).not.toMatch(/€|subsidie/i)
  await others.getByRole('link', { name, exact: true }).first().click()
  await expect(page.getByText('Afspraken van andere organisaties ziet u niet.')).toBeVisible()
  const other = Number(/organisaties\/(\d+)/.exec(page.url())![1])
  expect((await get<Ladder>(page.request, `/api/v1/ladder?organisation=${other}`)).lines).toEqual([])
  expect((await page.request.post(`${base()}/api/v1/agreements/copy`, { data: { from: year, to: year + 1 } })).status()).toBe(403)
})

test('copying a year: preview, apply, nothing doubled, undo', async ({ page }) => {
  await signIn(page, 'planner')
  type Plan = { items: { id: number; state: string }[]; made: { id: number }[]; change: string | null }
  const ask = async (data: object): Promise<Plan> => (await (await page.request.post(`${base()}/api/v1/agreements/copy`, { data: { gemeente: 'GM9001', from: year, to: year + 1, ...data } })).json()) as Plan
  const count = async () => (await get<{ total: number }>(page.request, `/api/v1/agreements?gemeente=GM9001&year=${year + 1}`)).total
  const before = { plan: await ask({}), there: await count(), lines: (await get<{ total: number }>(page.request, `/api/v1/agreement-lines?gemeente=GM9001&year=${year + 1}`)).total }
  const fresh = before.plan.items.filter((i) => i.state === 'new').length
  expect(fresh).toBeGreaterThan(3)
  expect(before.plan.made).toEqual([])

  await page.goto(`${base()}/afspraken?gemeente=GM9001`)
  await page.getByRole('link', { name: 'Overnemen naar volgend jaar' }).click()
  await expect(page.getByRole('table', { name: `Afspraken van ${year}` }).locator('tbody tr')).toHaveCount(before.plan.items.length)
  await page.getByRole('checkbox', { name: /^Neem over/ }).first().uncheck()
  await expect(page.getByRole('button', { name: `Neem ${fresh} afspraken` })).toHaveCount(0)
  await page.getByRole('checkbox', { name: /^Neem over/ }).first().check()
  await page.getByRole('button', { name: `Neem ${fresh} afspraken van ${year} over naar ${year + 1}` }).click()
  await expect(page.getByText(`${fresh} afspraken staan als concept in ${year + 1}.`)).toBeVisible()
  expect(await count()).toBe(before.there + fresh)
  await expect(page.getByRole('button', { name: 'Alles is al overgenomen.' })).toBeDisabled()
  expect(await ask({ preview: false })).toMatchObject({ made: [], change: null })
  expect(await count()).toBe(before.there + fresh)
  await page.getByRole('button', { name: 'Ongedaan maken' }).click()
  await expect(page.getByText(/gegevens zijn teruggedraaid/)).toBeVisible()
  expect(await count()).toBe(before.there)
  expect((await get<{ total: number }>(page.request, `/api/v1/agreement-lines?gemeente=GM9001&year=${year + 1}`)).total).toBe(before.lines)
  expect((await ask({ from: year, to: year })) as object).toMatchObject({ status: 400 })
})

async function fillIntake(page: Page, title: string): Promise<void> {
  await page.getByLabel(/^Titel/).fill(title)
  await page.getByLabel(/^Wat doen bewoners zelf/).fill('Wij koken elke week samen en ruimen zelf op.')
  await page.getByLabel(/^Wat vragen zij/).fill('Een ruimte met een keuken.')
  await page.getByLabel(/^Van wie/).selectOption('bewonersgroep')
}

test('W7: a wijkmanager as owner is refused by name of the rule, on the screen and in the API; then an initiative goes all its steps', async ({ page }) => {
  const n2 = 'De wijkmanager verbindt, maar is geen eigenaar'
  await signIn(page, 'admin')
  await page.goto(`${base()}/beheer/gebruikers`)
  const user = Number(/(\d+)$/.exec((await page.getByRole('link', { name: 'Wijkmanager 1' }).getAttribute('href'))!)![1])

  await signIn(page, 'wijkmanager')
  const [me] = [(await get<{ werkgebieden: { slug: string }[] }>(page.request, '/api/v1/me')).werkgebieden[0]!]
  const buurt = (await get<{ areas: { code: string; werkgebied: string | null; water: boolean }[] }>(page.request, '/api/v1/views/clusters?gemeente=GM9001')).areas.find((a) => a.werkgebied === me.slug && !a.water)!.code
  const data = { gemeente: 'GM9001', title: 'Samen koken', receivedOn: today(), byWhom: 'bewonersgroep', whatResidentsDo: 'Wij koken.', whatTheyAsk: 'Een keuken.', buurt, route: 'adviser', status: 'assigned', ownerUser: user }
  const refused = await page.request.post(`${base()}/api/v1/initiatives`, { data })
  expect(refused.status()).toBe(400)
  expect(await refused.json()).toMatchObject({ detail: `${n2} (N2).`, errors: [{ name: 'ownerUser', message: n2 }] })

  await page.goto(`${base()}/initiatieven/nieuw?gemeente=GM9001&buurt=${buurt}`)
  await fillIntake(page, 'Samen koken in de buurt')
  await page.getByLabel(/^Route/).selectOption('adviser')
  await page.getByRole('radio', { name: 'De wijkmanager' }).check()
  await expect(page.getByRole('alert').filter({ hasText: n2 })).toBeVisible()
  await page.getByRole('button', { name: 'Opslaan' }).click()
  await expect(page.getByRole('link', { name: n2 })).toBeVisible()
  await expect(page).toHaveURL(/\/nieuw/)
  await page.getByRole('radio', { name: 'Een team' }).check()
  await page.getByLabel('Welk team').selectOption('beleid')
  await page.getByRole('button', { name: 'Opslaan' }).click()
  await expect(page).toHaveURL(/\/initiatieven\/\d+$/)
  const id = Number(/(\d+)$/.exec(page.url())![1])
  expect((await page.request.patch(`${base()}/api/v1/initiatives/${id}`, { data: { version: 1, ownerTeam: null, ownerUser: user } })).status()).toBe(400)

  const steps = page.getByRole('region', { name: 'Stand en volgende stap' })
  await expect(steps.getByText('Wacht op antwoord')).toBeVisible()
  await expect(steps.locator('code')).toHaveText(/^[a-z0-9]{4}(-[a-z0-9]{4})+$/)
  await expect(steps.getByRole('button', { name: 'Afsluiten' })).toBeDisabled()
  await expect(steps.getByText('Eerst: geef een antwoord, koppel het antwoord terug')).toBeVisible()
  await steps.getByRole('button', { name: 'In behandeling nemen' }).click()
  await steps.getByRole('button', { name: 'In behandeling nemen' }).click()
  await expect(steps.getByText('In behandeling', { exact: true })).toBeVisible()
  await steps.getByRole('button', { name: 'Beantwoorden' }).click()
  await steps.getByLabel('Antwoord aan de bewoners').fill('U kunt de keuken van het wijkhuis gebruiken.')
  await steps.getByRole('button', { name: 'Beantwoorden' }).click()
  await expect(steps.getByText('Beantwoord; vertel het de bewoners')).toBeVisible()
  await steps.getByRole('button', { name: 'Teruggekoppeld' }).click()
  await steps.getByRole('button', { name: 'Teruggekoppeld' }).click()
  await expect(steps.getByText('Klaar om af te sluiten')).toBeVisible()
  await steps.getByRole('button', { name: 'Afsluiten' }).click()
  await steps.getByRole('button', { name: 'Afsluiten' }).click()
  await expect(steps.getByText('Afgerond')).toBeVisible()
  expect(await get<{ status: string }>(page.request, `/api/v1/initiatives/${id}`)).toMatchObject({ status: 'closed', answeredOn: today(), toldBackOn: today() })
})

test('the street is of Team Wijkbeheer: that route needs the number there, and care has no place on the map', async ({ page }) => {
  await signIn(page, 'planner')
  const data = { gemeente: 'GM9001', title: 'Bankje', receivedOn: today(), byWhom: 'bewoner', whatResidentsDo: 'Schoonhouden.', whatTheyAsk: 'Een bankje.', status: 'received' }
  const buurt = (await get<{ areas: { code: string; water: boolean }[] }>(page.request, '/api/v1/views/clusters?gemeente=GM9001')).areas.find((a) => !a.water)!.code
  const without = await page.request.post(`${base()}/api/v1/initiatives`, { data: { ...data, buurt, route: 'wijkbeheer' } })
  expect(await without.json()).toMatchObject({ status: 400, errors: [{ name: 'handOverRef' }] })
  const care = await page.request.post(`${base()}/api/v1/initiatives`, { data: { ...data, point: { lon: 4.7, lat: 52.9 }, route: 'zorg' } })
  expect(await care.json()).toMatchObject({ status: 400, errors: [{ name: 'point' }] })
})

test('what is late: the map, its table, API, CSV and the list agree; the panel leads to each', async ({ page }) => {
  type View = { meta: { open: number; late: number }; areas: { code: string; name: string; water: boolean; open: number | null; late: number | null }[]; findings: { id: number; title: string }[] }
  await signIn(page, 'planner')
  const answer = await get<View>(page.request, '/api/v1/views/initiatives?gemeente=GM9001')
  expect(answer.meta.late).toBeGreaterThan(1)
  expect(answer.areas.reduce((n, a) => n + (a.late ?? 0), 0)).toBe(answer.meta.late)
  expect((await get<{ total: number }>(page.request, '/api/v1/initiatives?gemeente=GM9001&overdue=true')).total).toBe(answer.findings.length)
  expect(await csvLines(page.request, '/api/v1/views/initiatives?gemeente=GM9001&format=csv')).toHaveLength(answer.areas.length)
  await page.goto(`${base()}/kaart/initiatieven?gemeente=GM9001`)
  const rows = page.getByRole('region', { name: 'Tabel' }).locator('tbody tr')
  await expect(rows).toHaveCount(answer.areas.length)
  const shown = new Map(await rows.evaluateAll((all) => all.map((row) => [row.getAttribute('data-id')!, [...row.querySelectorAll('td')].slice(0, 2).map((c) => c.textContent!.trim()).join(' ')] as const)))
  for (const a of answer.areas) expect(shown.get(a.water ? `${a.code}-water` : a.code), a.name).toBe(a.open === null ? '– –' : `${a.open} ${a.late}`)
  const panel = page.getByRole('region', { name: 'Antwoord' })
  for (const f of answer.findings) await expect(panel.getByRole('link', { name: f.title })).toHaveAttribute('href', `/initiatieven/${f.id}`)
  await rows.first().getByRole('link').click()
  await expect(page).toHaveURL(/selected=BU/)
  await expect(panel.getByRole('heading', { level: 2 })).toHaveText((await rows.first().getByRole('link').textContent())!)
  expect((await page.request.get(`${base()}/api/v1/views/initiatives?kind=kans`)).status()).toBe(400)
  await signIn(page, 'admin')
  await page.goto(`${base()}/kaart/initiatieven?gemeente=GM9001`)
  await expect(panel.getByText('Als beheerder ziet u geen initiatieven.')).toBeVisible()
})

test('reminders: the page is the API under the same address, and "klopt nog" takes one off', async ({ page }) => {
  await signIn(page, 'planner')
  type List = { total: number; items: { register: string; id: number; name: string; why: string }[] }
  const all = await get<List>(page.request, '/api/v1/reminders?gemeente=GM9001&why=stale')
  expect(all.total).toBeGreaterThan(0)
  await page.goto(`${base()}/herinneringen?gemeente=GM9001&why=stale`)
  const rows = page.getByRole('table', { name: 'Herinneringen' }).locator('tbody tr')
  await expect(rows).toHaveCount(all.total)
  expect(await csvLines(page.request, '/api/v1/reminders?gemeente=GM9001&why=stale&format=csv')).toHaveLength(all.total)
  await rows.first().getByRole('button', { name: /^Klopt nog/ }).click()
  await expect(rows).toHaveCount(all.total - 1)
  await signIn(page, 'organisation')
  const own = await get<List & { choices: { organisations: object[] } }>(page.request, '/api/v1/reminders?gemeente=GM9001')
  expect(own.choices.organisations.length).toBeLessThanOrEqual(1)
})

test('B5: reports about the street go to the form of the gemeente; without the setting there is no link, and no public page keeps a report', async ({ page }) => {
  const app = await startOwnApp(await freePort(), { MOR_URL: 'https://gemeente.example/melden', DATA_DIR: mkdtempSync(path.join(tmpdir(), 'buurtfocus-unpublished-')) }) // nothing is published there yet
  try {
    await page.goto(`${app.address}/`)
    await expect(page.getByRole('link', { name: 'Iets melden over de straat' })).toHaveAttribute('href', 'https://gemeente.example/melden')
    await expect(page.locator('form, input, textarea')).toHaveCount(0)
  } finally {
    await app.stop()
  }
  await page.goto(`${base()}/`)
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
  await expect(page.getByRole('link', { name: 'Iets melden over de straat' })).toHaveCount(0)
})

test.describe('on a phone', () => {
  test.use({ viewport: { width: 360, height: 740 } })
  test('no page of these scrolls sideways', async ({ page }) => {
    await signIn(page, 'planner')
    const { organisation } = (await get<Ladder>(page.request, '/api/v1/ladder?gemeente=GM9001')).lines[0]!
    const late = (await get<{ findings: { id: number }[] }>(page.request, '/api/v1/views/initiatives?gemeente=GM9001')).findings[0]!.id
    for (const path of [`/organisaties/${organisation}`, '/initiatieven/nieuw', `/initiatieven/${late}`, '/herinneringen', '/afspraken/overnemen', '/kaart/initiatieven?gemeente=GM9001']) {
      await page.goto(`${base()}${path}`)
      await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
      expect(await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth), path).toBeLessThanOrEqual(0)
    }
  })
})
