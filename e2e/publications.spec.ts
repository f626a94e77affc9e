import { expect, request, test, type APIRequestContext } from '@playwright/test'
import { violationsOn } from './axe'
import { base, signIn, watch } from './helpers'

/** The administrator makes a draft, looks at every figure, publishes and withdraws; the public sees what is public, and nothing between. */
const gemeente = 'GM9001'
const name = 'Buurtkamer van de publicatie'

type Release = { number: number; id: string | null; status: string; withdrawnReason: string | null }
const etag = async (visitor: APIRequestContext, path: string): Promise<string | undefined> => (await visitor.get(path)).headers().etag

test('a draft is looked at, published and withdrawn, and residents see nothing before its time', async ({ page }) => {
  test.setTimeout(180_000)
  const visitor = await request.newContext({ baseURL: base() })
  const seen = watch(page)
  // The first start made a publication.
  await expect.poll(async () => (await visitor.get('/open-data/locaties.csv')).status(), { timeout: 60_000 }).toBe(200)
  const before = await etag(visitor, '/open-data/locaties.csv')
  expect(before).toBeTruthy()

  await signIn(page, 'planner')
  const { features } = (await (await visitor.get('/open-data/locaties.geojson')).json()) as { features: { geometry: { coordinates: [number, number] } }[] }
  const [lon, lat] = features[0]!.geometry.coordinates
  const made = await page.request.post(`${base()}/api/v1/venues`, { data: { gemeente, sourceId: crypto.randomUUID(), name, kind: 'buurthuis', point: { lon, lat } } })
  expect(made.status(), await made.text()).toBe(201)
  expect(await (await visitor.get('/open-data/locaties.csv')).text()).not.toContain(name)

  await signIn(page, 'admin')
  await page.goto(`${base()}/beheer`)
  await page.getByRole('link', { name: /Publicaties/ }).click()
  await expect(page.getByText(/^Nu openbaar: de publicatie van /)).toBeVisible()
  await page.getByRole('button', { name: 'Maak een concept' }).click()
  await expect(page.getByText('De publicatie wordt gemaakt.')).toBeVisible()
  await expect(page.getByRole('heading', { name: /^Concept van / })).toBeVisible({ timeout: 90_000 })

  // Every figure in the words of residents, and no count that is not rounded.
  await page.locator('summary', { hasText: 'Zwerfafval' }).click()
  const cells = await page.getByRole('table', { name: /^Zwerfafval/ }).locator('tbody td').allTextContents()
  expect(cells.length).toBeGreaterThan(300)
  expect(cells.filter((cell) => !/^(0–4|\d*[05])( wordt (0–4|\d*[05]))?$/.test(cell))).toEqual([])
  // A delicate theme: whole wijken, and tens.
  await page.locator('summary', { hasText: 'Overlast door jongeren' }).click()
  const wijken = page.getByRole('table', { name: /^Overlast door jongeren: per wijk en periode, afgerond op tientallen/ })
  for (const name of await wijken.locator('tbody th').allTextContents()) expect(name).toMatch(/ \(hele wijk\)$/)
  const tens = await wijken.locator('tbody td').allTextContents()
  expect(tens.length).toBeGreaterThan(20)
  expect(tens.filter((cell) => !/^(0–9|\d*0)( wordt (0–9|\d*0))?$/.test(cell))).toEqual([])

  // On a phone too: the page of a draft has more on it than the one that `accessibility` sees.
  await page.setViewportSize({ width: 360, height: 740 })
  expect(await violationsOn(page, { of: 'advice', exclude: ['tbody tr:nth-child(n + 11)'] })).toEqual([])
  expect(await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)).toBeLessThanOrEqual(0)
  expect((await page.getByRole('table', { name: /^Zwerfafval/ }).locator('td').first().boundingBox())!.x).toBeLessThan(240)
  await page.setViewportSize({ width: 1440, height: 900 })

  // As residents will see it, for the administrator only.
  const { items } = (await (await page.request.get(`${base()}/api/v1/releases`)).json()) as { items: Release[] }
  const draft = items.find((r) => r.status === 'draft')!
  const preview = `/publicaties/${draft.id}`
  expect((await visitor.get(preview)).status()).toBe(404)
  expect((await visitor.get(`${preview}/open-data/locaties.csv`)).status()).toBe(404)
  expect(await (await page.request.get(`${base()}${preview}/open-data/locaties.csv`)).text()).toContain(name)
  await page.getByRole('link', { name: 'Bekijk als bewoner' }).nth(1).click()
  await expect(page.getByText('Zo zien bewoners deze publicatie. Zij is nog niet openbaar.')).toBeVisible()
  await page.getByRole('link', { name: 'Spreekuren' }).first().click()
  await expect(page).toHaveURL(`${base()}${preview}/spreekuren`)
  // Searching stays in the draft: with the script, and without it by the answer of the form.
  await page.getByRole('link', { name: 'Kaart', exact: true }).click()
  await page.getByLabel('Zoek op postcode, straat of buurt').fill('Kerkbuurt')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Kerkbuurt')
  expect(page.url()).toContain(`${base()}${preview}/buurten/BU`)
  const found = await page.request.get(`${base()}${preview}/zoek?q=kerk`)
  expect(await found.text()).toContain(`href="${preview}/buurten/BU`)
  const postcodes = (await (await page.request.get(`${base()}${preview}/zoek/postcodes.json`)).json()) as { whole: Record<string, Record<string, string>> }
  const [[digits, buurten]] = Object.entries(postcodes.whole) as [[string, Record<string, string>]]
  const [[buurt, letters]] = Object.entries(buurten) as [[string, string]]
  const sure = await page.request.get(`${base()}${preview}/zoek?q=${digits}${letters.slice(0, 2)}`, { maxRedirects: 0 })
  expect([sure.status(), sure.headers().location]).toEqual([303, `${preview}/buurten/${buurt}`])
  await page.getByRole('link', { name: 'Terug naar Publicaties' }).click()
  expect(await etag(visitor, '/open-data/locaties.csv')).toBe(before)

  await page.getByRole('button', { name: 'Maak openbaar' }).click()
  await expect(page.getByText('Zet eerst het vinkje.')).toBeVisible()
  await page.getByRole('checkbox', { name: /Ik heb de cijfers bekeken/ }).check()
  await page.getByRole('button', { name: 'Maak openbaar' }).click()
  await expect(page.getByText('De publicatie is openbaar.')).toBeVisible()
  await expect.poll(async () => (await visitor.get('/open-data/locaties.csv')).text(), { timeout: 15_000 }).toContain(name)
  expect(await (await visitor.get('/publicaties')).text()).toContain(`/publicaties/${draft.id}/`)
  expect((await visitor.get(`${preview}/`)).status()).toBe(200)

  await page.goto(`${base()}/beheer/publicaties?intrekken=${draft.number}`)
  await page.getByRole('button', { name: 'Trek in' }).click()
  await expect(page.getByText('Zeg waarom u haar intrekt.')).toBeVisible()
  await page.getByRole('textbox', { name: /Waarom trekt u haar in/ }).fill('Fout in een locatie')
  await page.getByRole('button', { name: 'Trek in' }).click()
  await expect(page.getByText('De publicatie is ingetrokken.')).toBeVisible()
  await expect.poll(() => etag(visitor, '/open-data/locaties.csv'), { timeout: 15_000 }).toBe(before)
  expect((await visitor.get(`${preview}/`)).status()).toBe(404)
  const after = ((await (await page.request.get(`${base()}/api/v1/releases`)).json()) as { items: Release[] }).items.find((r) => r.number === draft.number)
  expect(after).toMatchObject({ status: 'withdrawn', withdrawnReason: 'Fout in een locatie' })
  expect((await page.request.patch(`${base()}/api/v1/releases/${draft.number}`, { data: { status: 'published' } })).status()).toBe(409)

  // Who did what stands in the log.
  await page.goto(`${base()}/beheer/audit`)
  for (const action of ['release.ask', 'release.publish', 'release.withdraw']) await expect(page.getByText(action).first()).toBeVisible()
  expect(seen).toEqual({ foreign: [], errors: [] })
  await visitor.dispose()
})
