import { expect, test, type Page } from '@playwright/test'
import { violationsOn } from './axe'
import { base, signIn, tap, watch } from './helpers'

type Item = { id: number; version: number; name: string; kind: string; names: Record<string, string> }
type List = { items: Item[]; total: number; next: string | null }

const api = (path: string): string => `${base()}/api/v1/${path}`
const get = async <T>(page: Page, path: string): Promise<T> => {
  const response = await page.request.get(api(path))
  expect(response.status(), await response.text()).toBe(200)
  return (await response.json()) as T
}
/** A new organisation by the API; the name is of this test alone. */
async function add(page: Page, name: string, fields: object = {}): Promise<Item> {
  const response = await page.request.post(api('organisations'), { data: { gemeente: 'GM9001', name, kind: 'welzijn', ...fields } })
  expect(response.status(), await response.text()).toBe(201)
  return (await response.json()) as Item
}
const named = (page: Page, q: string): Promise<List> => get<List>(page, `organisations?gemeente=GM9001&q=${encodeURIComponent(q)}`)
const noSideways = async (page: Page) => expect(await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)).toBeLessThanOrEqual(0)
const noViolations = async (page: Page) => expect(await violationsOn(page)).toEqual([])
/** Journeys through several pages, with axe in between. */
test.describe.configure({ timeout: 120_000 })

/** Tab until something has the focus. */
async function tabTo(page: Page, what: ReturnType<Page['locator']>) {
  for (let presses = 0; presses < 60 && !(await what.evaluate((e) => e === document.activeElement)); presses++) await page.keyboard.press('Tab')
  await expect(what).toBeFocused()
}

test('an organisation is added and changed by keyboard only; what is wrong is told where it is', async ({ page }) => {
  const seen = watch(page)
  await signIn(page, 'planner')
  await page.goto(`${base()}/organisaties?gemeente=GM9001`)
  await tabTo(page, page.getByRole('link', { name: 'Nieuwe organisatie' }))
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { level: 1, name: 'Nieuwe organisatie' })).toBeVisible()

  // Saving an empty form: a list of what is missing, with the focus on it, and each leads to its box.
  await tabTo(page, page.getByRole('button', { name: 'Opslaan' }))
  await page.keyboard.press('Enter')
  const problems = page.getByRole('alert').filter({ hasText: 'Nog niet opgeslagen' })
  await expect(problems.getByRole('link')).toHaveText(['Naam ontbreekt', 'Soort ontbreekt'])
  await noViolations(page)
  await tabTo(page, problems.getByRole('link', { name: 'Naam ontbreekt' }))
  await page.keyboard.press('Enter')
  const name = page.getByLabel('Naam', { exact: false }).first()
  await expect(name).toBeFocused()
  await page.keyboard.type('Stichting Toetsenbord')
  await page.keyboard.press('Tab')
  await page.keyboard.type('Wel') // the native list takes the first letters
  await tabTo(page, page.getByRole('button', { name: 'Opslaan' }))
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { level: 1, name: 'Stichting Toetsenbord' })).toBeVisible()
  await expect(page.getByText('Stichting Toetsenbord is toegevoegd.')).toBeVisible()

  await tabTo(page, page.getByRole('link', { name: 'Wijzigen' }))
  await page.keyboard.press('Enter')
  await tabTo(page, page.getByLabel('Website'))
  await page.keyboard.type('https://toetsenbord.example')
  await tabTo(page, page.getByRole('button', { name: 'Opslaan' }))
  await page.keyboard.press('Enter')
  await expect(page.getByRole('link', { name: /toetsenbord\.example/ })).toBeVisible()
  // The history says who by role, and from what to what.
  const history = page.getByRole('group', { name: 'Geschiedenis' })
  await expect(history).toContainText('Planner')
  await expect(history).toContainText(/Website: leeg.*https:\/\/toetsenbord\.example/)
  // And back: the change is undone with one key.
  await tabTo(page, page.getByRole('button', { name: 'Ongedaan maken' }))
  await page.keyboard.press('Enter')
  await expect(page.getByText('De wijziging is ongedaan gemaakt.')).toBeVisible()
  await expect(page.getByRole('link', { name: /toetsenbord\.example/ })).toHaveCount(0)
  expect(seen).toEqual({ foreign: [], errors: [] })
})

test('two editors: the second sees what changed, chooses per field, and nothing is lost', async ({ page, browser }) => {
  await signIn(page, 'planner')
  const item = await add(page, 'Stichting Botsing', { website: 'https://oud.example' })
  const context = await browser.newContext()
  const other = await context.newPage()
  await signIn(other, 'adviser-zorg')
  await page.goto(`${base()}/organisaties/${item.id}/wijzigen`)
  await other.goto(`${base()}/organisaties/${item.id}/wijzigen`)
  await page.getByLabel('Website').fill('https://planner.example')
  await page.getByLabel(/^Telefoon/).fill('0223 000 000')
  await other.getByLabel('Website').fill('https://adviseur.example')
  await other.getByLabel('Soort').selectOption({ label: 'Zorg' })
  await other.getByRole('button', { name: 'Opslaan' }).click()
  await expect(other.getByRole('heading', { level: 1, name: 'Stichting Botsing' })).toBeVisible()

  await page.getByRole('button', { name: 'Opslaan' }).click()
  await expect(page.getByRole('heading', { name: 'Iemand anders heeft dit ook gewijzigd' })).toBeFocused()
  await noViolations(page)
  const website = page.getByRole('group', { name: 'Website' })
  await expect(website).toContainText('Was: https://oud.example')
  await expect(page.getByRole('group', { name: 'Soort' })).toContainText('Zorg')
  await expect(page.getByRole('group', { name: /^Telefoon/ })).toContainText('0223 000 000')
  // Without a choice nothing is sent.
  await page.getByRole('button', { name: 'Opslaan met deze keuzes' }).click()
  await expect(page.getByText('Kies bij elk veld wat het wordt.')).toBeVisible()
  await website.getByLabel('Van u: https://planner.example').check()
  await page.getByRole('button', { name: 'Opslaan met deze keuzes' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Stichting Botsing' })).toBeVisible()
  expect(await get<Record<string, unknown>>(page, `organisations/${item.id}`)).toMatchObject({ website: 'https://planner.example', phone: '0223 000 000', kind: 'zorg' })
  await context.close()
})

test('a form that is sent twice makes one record, and a lost connection loses nothing', async ({ page }) => {
  await signIn(page, 'planner')
  await page.goto(`${base()}/organisaties/nieuw?gemeente=GM9001`)
  await page.getByLabel('Naam').fill('Stichting Dubbel')
  await page.getByLabel('Soort').selectOption({ label: 'Welzijn' })
  // The server saves, and its answer is lost on the way.
  let sent = 0
  await page.route(/\/api\/v1\/organisations$/, async (route) => {
    sent++
    await route.fetch()
    await route.abort('connectionreset')
  })
  const save = page.getByRole('button', { name: 'Opslaan' })
  await save.evaluate((button: HTMLButtonElement) => {
    button.click()
    button.click()
  })
  await expect(page.getByText('Niet opgeslagen, probeer opnieuw')).toBeVisible()
  expect(sent).toBe(1)
  expect((await named(page, 'Stichting Dubbel')).total).toBe(1)
  await expect(page.getByLabel('Naam')).toHaveValue('Stichting Dubbel')
  // Also over a reload.
  await page.reload()
  await expect(page.getByText('Wat u eerder invulde is bewaard')).toBeVisible()
  await expect(page.getByLabel('Naam')).toHaveValue('Stichting Dubbel')
  await expect(page.getByLabel('Soort')).toHaveValue('welzijn')
  await page.unroute(/\/api\/v1\/organisations$/)
  await save.click()
  await expect(page.getByRole('heading', { level: 1, name: 'Stichting Dubbel' })).toBeVisible()
  expect((await named(page, 'Stichting Dubbel')).total).toBe(1)
  // What was saved is no longer kept.
  await page.goto(`${base()}/organisaties/nieuw?gemeente=GM9001`)
  await expect(page.getByLabel('Naam')).toHaveValue('')
})

test('no connection at all: the text stays, and is sent when the line is back', async ({ page, context }) => {
  await signIn(page, 'planner')
  const item = await add(page, 'Stichting Zonder Lijn')
  await page.goto(`${base()}/organisaties/${item.id}/wijzigen`)
  await page.getByLabel('Website').fill('https://lijn.example')
  await context.setOffline(true)
  await page.getByRole('button', { name: 'Opslaan' }).click()
  await expect(page.getByText('Niet opgeslagen, probeer opnieuw')).toBeVisible()
  await expect(page.getByLabel('Website')).toHaveValue('https://lijn.example')
  await context.setOffline(false)
  await page.getByRole('button', { name: 'Opslaan' }).click()
  await expect(page.getByRole('link', { name: /lijn\.example/ })).toBeVisible()
})

test('many at once: first what changes, then all of it, then back again', async ({ page }) => {
  await signIn(page, 'planner')
  for (const n of [1, 2, 3]) await add(page, `Groep Samen ${n}`, { kind: n === 1 ? 'sport' : 'welzijn' })
  await page.goto(`${base()}/organisaties?gemeente=GM9001&q=Groep Samen`)
  await page.getByRole('checkbox', { name: 'Kies alles op deze bladzijde' }).check()
  const bulk = page.getByRole('region', { name: 'Meerdere tegelijk wijzigen' })
  await expect(bulk).toContainText('3 organisaties gekozen')
  await bulk.getByLabel('Wat wilt u wijzigen?').selectOption({ label: 'Soort' })
  await bulk.getByLabel('Soort: wordt').selectOption({ label: 'Sport en bewegen' })
  await bulk.getByRole('button', { name: 'Bekijk eerst' }).click()
  await expect(bulk.getByRole('row')).toHaveCount(4)
  await expect(bulk.getByRole('row').filter({ hasText: 'blijft gelijk' })).toHaveCount(1)
  await noViolations(page)
  expect((await named(page, 'Groep Samen')).items.map((i) => i.kind).sort()).toEqual(['sport', 'welzijn', 'welzijn'])
  await bulk.getByRole('button', { name: 'Wijzig 2 organisaties' }).click()
  await expect(page.getByText('2 organisaties gewijzigd.')).toBeVisible()
  expect((await named(page, 'Groep Samen')).items.map((i) => i.kind)).toEqual(['sport', 'sport', 'sport'])
  await page.reload()
  await page.getByRole('button', { name: 'Ongedaan maken' }).click()
  await expect(page.getByText('2 wijzigingen zijn ongedaan gemaakt.')).toBeVisible()
  expect((await named(page, 'Groep Samen')).items.map((i) => i.kind).sort()).toEqual(['sport', 'welzijn', 'welzijn'])
})

test('what is in use cannot go, and says by what; the rest goes after a question, and comes back', async ({ page }) => {
  await signIn(page, 'planner')
  const item = await add(page, 'Stichting Weg Ermee')
  await page.goto(`${base()}/organisaties/${item.id}`)
  await page.getByRole('button', { name: 'Verwijderen' }).click()
  await page.getByRole('button', { name: 'Ja, verwijder' }).click()
  await expect(page.getByText('Stichting Weg Ermee is verwijderd.')).toBeVisible()
  expect((await named(page, 'Stichting Weg Ermee')).total).toBe(0)
  await page.getByRole('button', { name: 'Ongedaan maken' }).click()
  await expect(page.getByText('De wijziging is ongedaan gemaakt.')).toBeVisible()
  expect((await named(page, 'Stichting Weg Ermee')).total).toBe(1)
  const [back] = (await named(page, 'Stichting Weg Ermee')).items
  const made = await page.request.post(api('services'), { data: { gemeente: 'GM9001', name: 'Inloop', organisation: back!.id, serviceType: 'inloop', themes: ['eenzaamheid'], targetGroups: ['iedereen'] } })
  expect(made.status(), await made.text()).toBe(201)
  await page.goto(`${base()}/organisaties/${back!.id}`)
  await expect(page.getByRole('link', { name: 'Inloop' })).toBeVisible()
  await page.getByRole('button', { name: 'Verwijderen' }).click()
  await expect(page.getByRole('dialog')).toContainText('1 dienst')
  await expect(page.getByRole('button', { name: 'Ja, verwijder' })).toHaveCount(0)
})

test('list, file and API under one address hold the same', async ({ page }) => {
  await signIn(page, 'planner')
  for (const [slug, id, query] of [['organisaties', 'organisations', 'gemeente=GM9001&kind=welzijn&sort=-name'], ['locaties', 'venues', 'gemeente=GM9001&sort=kind'], ['activiteiten', 'activities', 'gemeente=GM9001&sort=name&limit=50']] as const) {
    const list = await get<List>(page, `${id}?${query}`)
    await page.goto(`${base()}/${slug}?${query}`)
    if (list.total === 0) {
      await expect(page.getByRole('heading', { level: 2 })).toBeVisible()
      continue
    }
    const rows = page.locator('.data-table tbody tr')
    await expect(rows).toHaveCount(list.items.length)
    expect(await rows.evaluateAll((all) => all.map((row) => Number(row.getAttribute('data-id'))))).toEqual(list.items.map((i) => i.id))
    await expect(page.locator('.register__lead')).toContainText(list.total.toLocaleString('nl-NL'))
    const file = await page.getByRole('link', { name: 'CSV' }).getAttribute('href')
    const lines = (await (await page.request.get(`${base()}${file}`)).text()).trim().split('\r\n')
    // A text may hold a line break inside quotes; the demo's do not.
    expect(lines.length - 1).toBe(list.total)
    const column = lines[0]!.split(',').indexOf('source_id')
    expect(lines.slice(1, 4).map((line) => line.split(',')[column])).toEqual(list.items.slice(0, 3).map((i) => (i as unknown as { sourceId: string }).sourceId))
  }
})

test('the map of a list shows what the list holds, on demand and from the address', async ({ page }) => {
  await signIn(page, 'planner')
  const points = (await (await page.request.get(api('venues?gemeente=GM9001&format=geojson'))).json()) as { features: unknown[] }
  await page.goto(`${base()}/locaties?gemeente=GM9001`)
  if (points.features.length === 0) return
  await page.getByRole('link', { name: 'Toon op de kaart' }).click()
  await expect(page).toHaveURL(/show=map/)
  await expect(page.locator('.preview-map__canvas[data-ready]')).toBeVisible({ timeout: 30_000 })
  await expect(page.locator('.register__map figcaption')).toContainText(String(points.features.length))
  await page.reload()
  await expect(page.locator('.preview-map__canvas[data-ready]')).toBeVisible({ timeout: 30_000 })
})

test('"klopt nog" is one click, and the repeat of an activity shows its first dates', async ({ page }) => {
  await signIn(page, 'planner')
  await page.goto(`${base()}/locaties/nieuw?gemeente=GM9001`)
  await page.getByLabel('Naam').fill('Buurthuis Het Anker')
  await page.getByLabel('Soort').selectOption({ label: 'Buurthuis' })
  // A place without a map and without an address: begin at a buurt, then shift.
  await page.getByLabel('Begin bij een buurt').selectOption({ index: 1 })
  await expect(page.getByLabel('Breedtegraad')).not.toHaveValue('')
  await page.getByRole('button', { name: '10 m naar het noorden' }).click()
  await page.getByRole('button', { name: 'Opslaan' }).click()
  await expect(page.getByText('Nog nooit bevestigd')).toBeVisible()
  await page.getByRole('button', { name: 'Klopt nog' }).click()
  await expect(page.getByText('Laatst bevestigd vandaag')).toBeVisible()

  await page.goto(`${base()}/activiteiten/nieuw?gemeente=GM9001`)
  await page.getByLabel('Vanaf').fill('2026-12-01')
  await page.getByLabel('Hoe vaak').selectOption({ label: 'Elke maand, op een dag van de week' })
  await page.getByLabel('Welke van de maand').selectOption({ label: 'tweede' })
  await page.getByLabel('Dag', { exact: true }).selectOption({ label: 'woensdag' })
  await expect(page.locator('.schedule__next')).toContainText('woensdag 9 december 2026, woensdag 13 januari 2027')
  await page.getByLabel('Hoe vaak').selectOption({ label: 'Elke week' })
  await expect(page.locator('.schedule__next')).toContainText('Kies minstens één dag')
  await page.getByRole('checkbox', { name: 'donderdag' }).check()
  await expect(page.locator('.schedule__next')).toContainText('donderdag 3 december 2026')
})

test('the first HTML holds list and record, before any script runs', async ({ page, browser }) => {
  await signIn(page, 'planner')
  const item = await add(page, 'Stichting Zonder Script')
  const silent = await browser.newContext({ javaScriptEnabled: false, storageState: await page.context().storageState() })
  const still = await silent.newPage()
  await still.goto(`${base()}/organisaties?gemeente=GM9001&q=Zonder Script`)
  await still.getByRole('link', { name: 'Stichting Zonder Script' }).click()
  await expect(still.getByRole('heading', { level: 1, name: 'Stichting Zonder Script' })).toBeVisible()
  expect(still.url()).toContain(`/organisaties/${item.id}`)
  await silent.close()
})

test('who may not change sees no buttons for it, and other words are no register', async ({ page }) => {
  await signIn(page, 'college')
  await page.goto(`${base()}/organisaties?gemeente=GM9001`)
  await expect(page.getByRole('heading', { level: 1, name: 'Organisaties' })).toBeVisible()
  await expect(page.getByRole('link', { name: 'Nieuwe organisatie' })).toHaveCount(0)
  await page.goto(`${base()}/organisaties/nieuw`)
  await expect(page.getByText('U kunt geen organisaties toevoegen.', { exact: false })).toBeVisible()
  for (const path of ['/bestaat-niet', '/organisations', '/organisaties/0', '/organisaties/999999999', '/bestaat-niet/1/wijzigen']) expect((await page.request.get(`${base()}${path}`)).status(), path).toBe(404)
  await page.goto(`${base()}/organisaties?onbekend=1`)
  await expect(page.getByText(/onbekend; bekend zijn/)).toBeVisible()
})

test.describe('on a phone', () => {
  test.use({ viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true })
  test('lists and forms fit, and an organisation can be added with a thumb', async ({ page }) => {
    await signIn(page, 'planner')
    for (const path of ['/organisaties', '/diensten', '/locaties', '/activiteiten', '/afspraken', '/afspraakregels', '/inzet', '/bezoeken', '/initiatieven']) {
      await page.goto(`${base()}${path}?gemeente=GM9001`)
      await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
      await noSideways(page)
      await page.goto(`${base()}${path}/nieuw?gemeente=GM9001`)
      await expect(page.getByRole('button', { name: 'Opslaan' })).toBeVisible()
      await noSideways(page)
    }
    await page.goto(`${base()}/organisaties/nieuw?gemeente=GM9001`)
    await page.getByLabel('Naam').fill('Stichting Duim')
    await page.getByLabel('Soort').selectOption({ label: 'Vrijwilligers' })
    await tap(page.getByRole('button', { name: 'Opslaan' }))
    await expect(page.getByRole('heading', { level: 1, name: 'Stichting Duim' })).toBeVisible()
    await noSideways(page)
  })
})
