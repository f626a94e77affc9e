import { expect, test, type APIRequestContext, type Page } from '@playwright/test'
import type { PlacementJob, Scenario } from '@/lib/domain/placement'
import { base, dutch, signIn, watch } from './helpers'

/** "Waar spreekuur?" (P6): the same answer on the page and in the API, what it is made of, scenarios that are shared and compared, a hub against no hub, and questions that cannot be answered. */
test.describe.configure({ timeout: 180_000 })
const gemeente = 'GM9001'
const theme = 'eenzaamheid'
const address = (more = ''): string => `${base()}/kaart/dekking/plek?gemeente=${gemeente}&theme=${theme}${more}`

/** The answer of the API, followed until it is there. */
async function compute(request: APIRequestContext, question: object = {}): Promise<PlacementJob> {
  const started = await request.post(`${base()}/api/v1/placements`, { data: { gemeente, theme, ...question } })
  expect([200, 202], await started.text()).toContain(started.status())
  let job = (await started.json()) as PlacementJob
  await expect.poll(async () => {
    const response = await request.get(`${base()}/api/v1/placements/${job.id}`)
    if (response.status() !== 503) job = (await response.json()) as PlacementJob // a busy machine: ask again
    return job.status
  }, { timeout: 60_000 }).toBe('done')
  return job
}
const result = (page: Page) => page.getByRole('region', { name: 'Antwoord' })
const answered = (page: Page) => expect(page.locator('.answer__sentence')).toBeVisible({ timeout: 60_000 })
const names = (job: PlacementJob): string[] => job.answer!.result.places.map((p) => job.answer!.input.candidates.find((c) => c.id === p.id)!.name)
async function save(page: Page, name: string): Promise<number> {
  await page.getByLabel('Naam van het scenario').fill(name)
  await page.getByRole('button', { name: 'Bewaar als scenario' }).click()
  await expect(page.getByRole('heading', { level: 2, name })).toBeVisible()
  return Number(new URL(page.url()).searchParams.get('scenario'))
}

test('P6: gaps closed, inhabitants within reach, new overlap and why; page = API', async ({ page }) => {
  const seen = watch(page)
  await signIn(page, 'planner')
  const one = await compute(page.request)
  const r = one.answer!.result
  expect(r.places.length).toBe(1)
  expect(r).toMatchObject({ proven: true, gap: 0 })
  expect(r.closed.length).toBeGreaterThan(0)
  await page.goto(address())
  await answered(page)
  await expect(page.locator('.answer__sentence')).toContainText(`Een spreekuur in ${names(one)[0]} bereikt ${dutch(Math.round(r.people))} inwoners die nu niets in de buurt hebben`)
  await expect(result(page).getByText('Bewezen beste keuze.')).toBeVisible()
  const card = result(page).getByRole('listitem').filter({ has: page.getByRole('heading', { level: 4, name: names(one)[0] }) })
  await expect(card).toContainText(`${dutch(Math.round(r.places[0]!.within))} inwoners wonen binnen bereik`)
  for (const code of r.places[0]!.closes) await expect(card).toContainText(one.answer!.input.buurten.find((b) => b.code === code)!.name)
  await expect(card).toContainText(r.places[0]!.overlaps.length === 0 ? 'Geen ander aanbod' : 'dezelfde mensen')
  await expect(result(page).getByRole('table', { name: 'Buurten die open zijn' }).getByRole('row')).toHaveCount(1 + r.closed.length + r.open.length + r.unreachable.length)
  await expect(result(page).getByRole('table', { name: 'Wat een plek meer oplevert' }).getByRole('row')).toHaveCount(1 + r.curve.length)

  // Another place is chosen by hand; the answer follows.
  const other = r.alternatives[0]?.in[0] ?? one.answer!.input.candidates.find((c) => c.id !== r.places[0]!.id)!.id
  const otherName = one.answer!.input.candidates.find((c) => c.id === other)!.name
  await page.getByRole('combobox', { name: `Keuze voor ${otherName}` }).selectOption('must')
  await expect(page.locator('.answer__sentence')).toContainText(otherName, { timeout: 60_000 })
  expect((await compute(page.request, { must: [other] })).answer!.result.people).toBeLessThanOrEqual(r.people)
  expect(seen).toEqual({ foreign: [], errors: [] })
})

test('by keyboard alone, and on a phone without sideways scrolling', async ({ page }) => {
  await signIn(page, 'wijkmanager')
  await page.setViewportSize({ width: 390, height: 844 })
  await page.goto(address())
  await answered(page)
  const box = page.getByLabel('Aantal plekken')
  await box.focus()
  await page.keyboard.press('ArrowUp')
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(/places=2/)
  const two = await compute(page.request, { places: 2 })
  await expect(page.locator('.answer__sentence')).toContainText(dutch(Math.round(two.answer!.result.people)), { timeout: 60_000 })
  expect(await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)).toBeLessThanOrEqual(0)
  await page.goBack()
  await expect(page).not.toHaveURL(/places=2/)
})

test('an own point: on the list, and the answer knows it', async ({ page }) => {
  await signIn(page, 'planner')
  await page.goto(address())
  await answered(page)
  await page.locator('summary', { hasText: 'Eigen plek toevoegen' }).click()
  const buurt = (await compute(page.request)).answer!.input.buurten.find((b) => b.need && b.class === 'gap')!
  await page.getByLabel('Of kies het midden van een buurt').selectOption({ label: buurt.name })
  await expect(page.getByLabel('Breedte')).not.toHaveValue('')
  await page.getByLabel('Naam van de plek').fill('Pop-up in de school')
  await page.getByRole('button', { name: 'Zet op de lijst' }).click()
  await page.getByRole('combobox', { name: 'Keuze voor Pop-up in de school' }).selectOption('must')
  await expect(page.locator('.answer__sentence')).toContainText('Pop-up in de school', { timeout: 60_000 })
  await page.getByRole('button', { name: 'Haal Pop-up in de school weg' }).click()
  await expect(page.getByRole('combobox', { name: 'Keuze voor Pop-up in de school' })).toHaveCount(0)
  await answered(page)
  await expect(page.locator('.answer__sentence')).not.toContainText('Pop-up')
})

test('a scenario opens by its link for a colleague, as it was saved; only its maker changes it', async ({ page, browser }) => {
  await signIn(page, 'planner')
  await page.goto(address('&places=2'))
  await answered(page)
  const told = (await page.locator('.answer__sentence').textContent())!
  const id = await save(page, 'Twee plekken')
  await expect(page.getByText('Dit is het scenario zoals het op')).toBeVisible()

  const context = await browser.newContext()
  const colleague = await context.newPage()
  await signIn(colleague, 'college')
  await colleague.goto(page.url())
  await expect(colleague.locator('.answer__sentence')).toHaveText(told)
  await expect(colleague.getByRole('button', { name: 'Twee plekken weghalen' })).toHaveCount(0)
  const scenario = (await (await colleague.request.get(`${base()}/api/v1/placement-scenarios/${id}`)).json()) as Scenario
  expect(scenario).toMatchObject({ name: 'Twee plekken', mine: false, madeBy: 'planner' })
  expect((await colleague.request.patch(`${base()}/api/v1/placement-scenarios/${id}`, { data: { version: scenario.version, name: 'Van mij' } })).status()).toBe(403)
  await colleague.getByRole('button', { name: 'Opnieuw berekenen met de gegevens van nu' }).click()
  await expect(colleague.getByRole('columnheader', { name: 'Met de gegevens van nu' })).toBeVisible({ timeout: 60_000 })
  await signIn(colleague, 'organisation')
  await colleague.goto(page.url())
  await expect(colleague.getByText('Deze pagina is voor wie aantallen per buurt ziet')).toBeVisible()
  expect((await colleague.request.get(`${base()}/api/v1/placement-scenarios/${id}`)).status()).toBe(403)
  await context.close()

  await page.getByRole('button', { name: 'Naam van Twee plekken wijzigen' }).click()
  await page.getByRole('textbox', { name: 'Naam van Twee plekken wijzigen' }).fill('Twee plekken, herfst')
  await page.getByRole('button', { name: 'Bewaar', exact: true }).click()
  await expect(page.getByRole('link', { name: 'Twee plekken, herfst' })).toBeVisible()
  expect((await page.request.patch(`${base()}/api/v1/placement-scenarios/${id}`, { data: { version: 1, name: 'Te laat' } })).status()).toBe(409)
  await page.getByRole('button', { name: 'Twee plekken, herfst weghalen' }).click()
  await expect(page.getByText('"Twee plekken, herfst" is weggehaald.')).toBeVisible()
  expect((await page.request.get(`${base()}/api/v1/placement-scenarios/${id}`)).status()).toBe(404)
  await page.getByRole('button', { name: 'Ongedaan maken' }).click()
  await expect(page.getByRole('link', { name: 'Twee plekken, herfst' })).toBeVisible()
})

test('a hub that is planned against no hub, beside each other', async ({ page }) => {
  await signIn(page, 'planner')
  const start = await compute(page.request)
  const gap = start.answer!.input.buurten.find((b) => b.need && b.class === 'gap')!
  const areas = (await (await page.request.get(`${base()}/api/v1/areas?gemeente=${gemeente}&level=buurt&year=${start.answer!.input.boundaryYear}`)).json()) as { features: { properties: { code: string; water: boolean; label: [number, number] } }[] }
  const [lon, lat] = areas.features.find((f) => f.properties.code === gap.code && !f.properties.water)!.properties.label
  const opens = `${new Date().getFullYear() + 1}-06-01`
  const made = await page.request.post(`${base()}/api/v1/venues`, { data: { gemeente, sourceId: crypto.randomUUID(), name: 'Hub in aanbouw', kind: 'hub', point: { lon, lat }, from: opens } })
  expect(made.status(), await made.text()).toBe(201)

  await page.goto(address())
  await answered(page)
  await page.getByRole('combobox', { name: 'Keuze voor Hub in aanbouw' }).selectOption('must')
  await expect(page.locator('.answer__sentence')).toContainText('Hub in aanbouw', { timeout: 60_000 })
  await expect(result(page).getByText(/Deze plek gaat pas open op 1 juni/)).toBeVisible()
  const withHub = await save(page, 'Met de hub')
  await page.goto(address())
  await answered(page)
  await page.getByRole('combobox', { name: 'Keuze voor Hub in aanbouw' }).selectOption('never')
  await expect(page).toHaveURL(/never=v/)
  await answered(page)
  await expect(page.locator('.answer__sentence')).not.toContainText('Hub in aanbouw')
  const without = await save(page, 'Zonder de hub')

  for (const name of ['Met de hub', 'Zonder de hub']) await page.getByRole('checkbox', { name: `Vergelijk ${name}` }).check()
  await page.getByRole('button', { name: 'Vergelijk', exact: true }).click()
  const table = page.getByRole('table', { name: 'Scenario\'s naast elkaar' })
  await expect(table.getByRole('columnheader')).toHaveText(['Met de hub', 'Zonder de hub'])
  const of = async (id: number): Promise<Scenario> => (await (await page.request.get(`${base()}/api/v1/placement-scenarios/${id}`)).json()) as Scenario
  const both = [await of(withHub), await of(without)]
  await expect(table.getByRole('row', { name: /^Inwoners bereikt/ }).getByRole('cell')).toHaveText(both.map((s) => dutch(Math.round(s.answer.result.people))))
  expect(both[0]!.answer.result.closed).toContain(gap.code)
  expect(both[1]!.answer.result.places.map((p) => p.id)).not.toContain(both[0]!.answer.result.places[0]!.id)
})

test('questions without an answer get a clear one', async ({ page }) => {
  await signIn(page, 'planner')
  await page.goto(address('&reach=0'))
  await expect(page.getByText('Met een bereik van 0 m wordt niemand bereikt. Kies een bereik van meer dan 0 m.')).toBeVisible()
  await page.goto(address('&kinds=kerk&must=v999999999'))
  await expect(page.getByText('Een van de plekken die u koos, is er op deze dag niet (meer).')).toBeVisible()
  await page.goto(address('&places=0'))
  await expect(page.getByText('verwacht: 1 of meer')).toBeVisible()
  const refused = async (question: object): Promise<string> => {
    const response = await page.request.post(`${base()}/api/v1/placements`, { data: { gemeente, theme, ...question } })
    expect(response.status()).toBe(400)
    return ((await response.json()) as { detail: string }).detail
  }
  const id = (await compute(page.request)).answer!.input.candidates[0]!.id
  expect(await refused({ must: [id], never: [id] })).toContain('Kies een van de twee')
  expect(await refused({ reachM: 0 })).toContain('meer dan 0 m')
  expect(await refused({ theme: 'bestaat-niet' })).toContain('thema')
  expect(await refused({ own: [{ id: 'p1', name: 'Ver weg', lon: 0, lat: 0 }] })).toContain('buiten de gemeente')
  const all = await compute(page.request, { places: 20, kinds: ['hub'] })
  expect(all.answer!.result.notices[0]).toMatchObject({ kind: 'fewer_places', asked: 20 })
})
