import { parse } from 'csv-parse/sync'
import { expect, test, type APIResponse, type Browser, type Page } from '@playwright/test'
import { base, signIn, watch } from './helpers'

/** "Stapeling": map, tables, panel, API and CSV agree; a verdict takes a pair off the list until it expires or an activity changes (P5); two who judge at once. */
type Row = { id: string; first: number; second: number; firstName: string; secondName: string; state: string; unsettled: string | null; hoursPerMonth: number; euroPerYear: number | null; groups: string[] }
type Answer = { meta: { on: string; euro: string }; areas: { code: string; name: string; class: string; doubleHours: number | null; pairs: number | null; water: boolean }[]; findings: Row[]; settled: Row[]; cooperating: Row[]; pair: { history: { id: number; verdict: string }[]; sides: { version: number }[]; may: boolean } | null }
const query = 'gemeente=GM9001'
/** A database that is busy or still cold may say 503 with Retry-After; then it is asked again, as the screen does. */
const get = async (page: Page, address: string): Promise<APIResponse> => {
  let response = await page.request.get(`${base()}${address}`)
  for (let time = 1; response.status() === 503 && time < 8; time++) {
    await page.waitForTimeout(1_000)
    response = await page.request.get(`${base()}${address}`)
  }
  return response
}
const ask = async (page: Page, more = ''): Promise<Answer> => {
  const response = await get(page, `/api/v1/views/overlap?${query}${more}`)
  expect(response.status(), await response.text()).toBe(200)
  return (await response.json()) as Answer
}
const panel = (page: Page) => page.getByRole('region', { name: 'Antwoord' })
const table = (page: Page) => page.getByRole('region', { name: 'Tabel' })
const open = (page: Page, more = '') => page.goto(`${base()}/kaart/stapeling?${query}${more}`)
type MapLibre = { queryRenderedFeatures(options: { layers: string[] }): { properties: { code: string; class: string; water: boolean } }[] }
const inloop = (list: Row[]): Row | undefined => list.find((p) => p.firstName.startsWith('Inloop ouderen De Touw (') && p.secondName.startsWith('Inloop ouderen De Touw ('))
const planted = (list: Row[], name: string): Row | undefined => list.find((p) => p.firstName.startsWith(`${name} (`) && p.secondName.startsWith(`${name} (`))

async function judge(page: Page, kind: string, reason: string): Promise<void> {
  await panel(page).getByRole('button', { name: /Oordeel (geven|wijzigen)/ }).click()
  await panel(page).getByRole('radio', { name: kind }).check()
  await panel(page).getByLabel('Waarom?').fill(reason)
  await panel(page).getByRole('button', { name: 'Oordeel opslaan' }).click()
}

test('one address, one set of answers: map, table, API and CSV', async ({ page }) => {
  test.setTimeout(120_000)
  await signIn(page, 'planner')
  const answer = await ask(page)
  const lines = async (part: string): Promise<string[][]> => parse(await (await get(page, `/api/v1/views/overlap?${query}&format=csv${part}`)).text(), { bom: true })
  const [head, ...areas] = await lines('')
  expect(areas.map((l) => [l[head!.indexOf('code')], l[head!.indexOf('class')], Number(l[head!.indexOf('doubleHours')])])).toEqual(answer.areas.map((a) => [a.code, a.class, a.doubleHours]))
  const [pairHead, ...pairs] = await lines('&part=findings')
  expect(pairs.map((l) => [l[pairHead!.indexOf('id')], l[pairHead!.indexOf('state')]])).toEqual(answer.findings.map((p) => [p.id, p.state]))

  await open(page)
  await expect(table(page).locator('tbody tr')).toHaveCount(answer.areas.length)
  const canvas = page.locator('.map__canvas[data-ready]')
  await expect(canvas).toBeVisible({ timeout: 30_000 })
  const painted = async () => new Map(await canvas.evaluate((element) => (element as unknown as { map: MapLibre }).map.queryRenderedFeatures({ layers: ['area-fill'] }).filter((f) => !f.properties.water).map((f) => [f.properties.code, f.properties.class] as const)))
  await expect.poll(async () => (await painted()).size, { timeout: 20_000 }).toBeGreaterThanOrEqual(answer.areas.length)
  const classes = await painted()
  expect(answer.areas.map((area) => [area.name, classes.get(area.code)])).toEqual(answer.areas.map((area) => [area.name, area.class]))

  await page.getByRole('radio', { name: 'Paren' }).check()
  await page.getByRole('button', { name: `Alle ${answer.findings.length.toLocaleString('nl-NL')} paren tonen` }).click()
  await expect(table(page).locator('tbody tr')).toHaveCount(answer.findings.length)
  expect(await table(page).locator('tbody tr').evaluateAll((all) => all.map((row) => row.getAttribute('data-id')))).toEqual(answer.findings.map((p) => p.id))
  await expect(panel(page)).toContainText(`${answer.findings.length.toLocaleString('nl-NL')} paren activiteiten mogelijk dubbel`)
})

test('the planted pairs stand where docs/demo.md says', async ({ page }) => {
  await signIn(page, 'college')
  const { findings, settled, cooperating } = await ask(page)
  expect(inloop(findings)).toMatchObject({ state: 'candidate', unsettled: null, groups: ['ouderen'] })
  expect(inloop(findings)!.hoursPerMonth).toBeCloseTo(13, 6)
  expect(planted(findings, 'Taalcafé Dorpshuis Heemduin')).toMatchObject({ state: 'double' })
  expect(planted(settled, 'Koffieochtend Wijkhuis Vismarkt')).toMatchObject({ state: 'complementary' })
  expect(planted(settled, 'Verkeersactie School De Krokus')).toMatchObject({ state: 'wanted' })
  expect(planted(findings, 'Beweeggroep Sporthal Meeuwenlaan')).toMatchObject({ state: 'candidate', unsettled: 'expired' })
  expect(planted(findings, 'Jongerenwerk Wijkhuis De Wissel')).toMatchObject({ state: 'candidate', unsettled: 'changed' })
  expect(cooperating.some((p) => p.firstName === 'Gezinscoach Bastion')).toBe(true)
  for (const name of ['Taalcafé De Admiraal', 'Inloop De Vuurtoren']) expect(planted([...findings, ...settled, ...cooperating], name), name).toBeUndefined()
})

test('P5: "aanvullend" with a reason takes the pair off the list, a change of an activity brings it back', async ({ page }) => {
  test.setTimeout(180_000)
  const seen = watch(page)
  await signIn(page, 'planner')
  const pair = inloop((await ask(page)).findings)!
  await open(page, `&list=paren&pair=${pair.id}`)
  await expect(panel(page)).toContainText('Welzijn Wierhaven en Stichting De Brug doen allebei “inloop ouderen” voor dezelfde mensen.')
  for (const rule of ['Twee verschillende organisaties', 'Minstens een van de twee krijgt dit jaar subsidie', 'Dezelfde dienst', 'Minstens 25% van de inwoners gelijk', 'Minstens 8 weken tegelijk', 'Niet gemarkeerd als samenwerking']) await expect(panel(page).locator('.rules').getByText(rule)).toBeVisible()
  await expect(panel(page).getByText('Nog niemand gaf een oordeel over dit paar.')).toBeVisible()

  // what is missing is said, and nothing is sent
  await panel(page).getByRole('button', { name: 'Oordeel geven' }).click()
  await panel(page).getByRole('button', { name: 'Oordeel opslaan' }).click()
  await expect(panel(page).getByText('Kies een oordeel.')).toBeVisible()
  await expect(panel(page).getByText('Schrijf kort waarom.')).toBeVisible()
  await panel(page).getByRole('button', { name: 'Annuleren' }).click()

  await judge(page, 'Aanvullend', 'De een is op dinsdag, de ander op donderdag.')
  await expect(panel(page).getByText('Het oordeel is opgeslagen.')).toBeVisible()
  await expect(table(page).locator(`tr[data-id="${pair.id}"]`)).toHaveCount(0)
  expect(inloop((await ask(page)).settled)).toMatchObject({ state: 'complementary' })

  // undone, and given again
  await panel(page).getByRole('button', { name: 'Ongedaan maken' }).click()
  await expect(table(page).locator(`tr[data-id="${pair.id}"]`)).toHaveCount(1)
  await judge(page, 'Aanvullend', 'Andere dagen.')
  await expect(table(page).locator(`tr[data-id="${pair.id}"]`)).toHaveCount(0)

  // it holds until it expires ...
  const year = Number((await ask(page)).meta.on.slice(0, 4))
  expect(inloop((await ask(page, `&on=${year}-12-31`)).settled)).toBeDefined()
  // ... or an activity changes; "klopt nog" is no change
  expect((await page.request.post(`${base()}/api/v1/activities/${pair.first}/confirm`)).status()).toBeLessThan(300)
  expect(inloop((await ask(page)).settled)).toBeDefined()
  const activity = (await (await page.request.get(`${base()}/api/v1/activities/${pair.first}`)).json()) as { version: number }
  expect((await page.request.patch(`${base()}/api/v1/activities/${pair.first}`, { data: { version: activity.version, description: 'Nu ook met koffie' } })).status()).toBe(200)
  expect(inloop((await ask(page)).findings)).toMatchObject({ state: 'candidate', unsettled: 'changed' })
  await page.reload()
  await expect(panel(page).getByText(/gewijzigd na het oordeel/)).toBeVisible()
  await expect(panel(page).getByRole('table', { name: 'Wat er eerder is gezegd' }).locator('tbody tr')).toHaveCount(3)
  expect(seen).toEqual({ foreign: [], errors: [] })
})

test('two users at once: the second is told what the first said, and loses nothing of what was written', async ({ page, browser }) => {
  test.setTimeout(120_000)
  await signIn(page, 'planner')
  const pair = planted((await ask(page)).findings, 'Beweeggroep Sporthal Meeuwenlaan')!
  const other = await secondUser(browser, 'adviser-zorg')
  for (const who of [page, other]) {
    await open(who, `&pair=${pair.id}`)
    await panel(who).getByRole('button', { name: 'Oordeel geven' }).click()
  }
  await panel(other).getByRole('radio', { name: 'Gewenst' }).check()
  await panel(other).getByLabel('Waarom?').fill('Er is een wachtlijst.')
  await panel(other).getByRole('button', { name: 'Oordeel opslaan' }).click()
  await expect(panel(other).getByText('Het oordeel is opgeslagen.')).toBeVisible()

  await panel(page).getByRole('radio', { name: 'Dubbel' }).check()
  await panel(page).getByLabel('Waarom?').fill('Zelfde zaal, zelfde uur.')
  await panel(page).getByRole('button', { name: 'Oordeel opslaan' }).click()
  await expect(panel(page).getByRole('alert')).toContainText('Intussen oordeelde adviseur')
  await expect(panel(page).getByRole('alert')).toContainText('Er is een wachtlijst.')
  await expect(panel(page).getByLabel('Waarom?')).toHaveValue('Zelfde zaal, zelfde uur.')
  await panel(page).getByRole('button', { name: 'Bekijk wat er nu staat' }).click()
  await expect(panel(page).getByText(/Gewenst, door adviseur/)).toBeVisible()
  await other.context().close()
})

test('who judges: the wijkmanager in the own wijk; college, organisation and administrator do not', async ({ page }) => {
  test.setTimeout(120_000)
  await signIn(page, 'wijkmanager')
  const own = (await ask(page, '&werkgebied=binnenstad-en-haven')).findings
  const everywhere = (await ask(page)).findings
  /** Whether one of the first pairs is one that this wijkmanager may judge, or may not. */
  const some = async (pairs: typeof own, may: boolean): Promise<boolean> => {
    for (const p of pairs.slice(0, 40)) if ((await ask(page, `&pair=${p.id}`)).pair!.may === may) return true
    return false
  }
  expect(await some(own, true)).toBe(true)
  expect(await some(everywhere, false)).toBe(true)

  await signIn(page, 'organisation')
  const seen = await ask(page)
  expect(seen.meta.euro).toBe('own')
  expect(seen.findings.length).toBeGreaterThan(0)
  for (const p of seen.findings) expect(p.euroPerYear).toBeNull()
  await open(page, `&pair=${seen.findings[0]!.id}`)
  await expect(panel(page).getByText('U ziet alleen de euro’s van uw eigen organisatie.')).toBeVisible()
  await expect(panel(page).getByRole('button', { name: 'Oordeel geven' })).toHaveCount(0)

  await signIn(page, 'admin')
  expect(await ask(page)).toMatchObject({ findings: [], settled: [], cooperating: [], pair: null })
  await open(page)
  await expect(panel(page)).toContainText('Stapeling is niet zichtbaar voor uw rol.')
})

test('with the keyboard only: from the list to the card, a verdict, and back to the row', async ({ page }) => {
  test.setTimeout(120_000)
  await signIn(page, 'adviser-wijkbeheer')
  await open(page, '&list=paren')
  const rows = table(page).locator('tbody tr')
  await rows.first().locator('a').focus()
  await page.keyboard.press('ArrowDown')
  await expect(rows.nth(1).locator('a')).toBeFocused()
  const id = await rows.nth(1).getAttribute('data-id')
  await page.keyboard.press('Enter')
  await expect(panel(page).getByRole('heading', { level: 2 })).toBeFocused()
  await expect(page).toHaveURL(new RegExp(`pair=${id}`))
  await panel(page).getByRole('button', { name: 'Oordeel geven' }).focus()
  await page.keyboard.press('Enter')
  await panel(page).getByRole('radio', { name: 'Dubbel' }).focus()
  await page.keyboard.press('Space')
  await expect(panel(page).getByRole('radio', { name: 'Dubbel' })).toBeChecked()
  await page.keyboard.press('Tab')
  await page.keyboard.type('Zelfde mensen, zelfde dag.')
  await panel(page).getByRole('button', { name: 'Oordeel opslaan' }).focus()
  await page.keyboard.press('Enter')
  await expect(panel(page).getByText('Het oordeel is opgeslagen.')).toBeVisible()
  await panel(page).getByRole('heading', { level: 2 }).focus()
  await page.keyboard.press('Escape')
  await expect(table(page).locator(`tr[data-id="${id}"] a`)).toBeFocused()
  await expect(page).not.toHaveURL(/pair=/)
})

test('on a phone the card of a pair is a sheet that can be read and judged', async ({ browser }) => {
  test.setTimeout(120_000)
  const context = await browser.newContext({ viewport: { width: 360, height: 740 } })
  const page = await context.newPage()
  await signIn(page, 'planner')
  const pair = planted((await ask(page)).findings, 'Jongerenwerk Wijkhuis De Wissel')!
  await open(page, `&pair=${pair.id}`)
  await expect(panel(page).getByRole('heading', { level: 2 })).toBeVisible()
  await panel(page).getByRole('button', { name: 'Meer tonen' }).click()
  await judge(page, 'Dubbel', 'Samen bespreken in het wijkteam.')
  await expect(panel(page).getByText('Het oordeel is opgeslagen.')).toBeVisible()
  expect(await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)).toBeLessThanOrEqual(0)
  await context.close()
})

async function secondUser(browser: Browser, account: string): Promise<Page> {
  const page = await (await browser.newContext()).newPage()
  await signIn(page, account)
  return page
}
