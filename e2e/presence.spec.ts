import { expect, test, type Page } from '@playwright/test'
import { base, signIn } from './helpers'

/** "Weken sinds de laatste aanwezigheid": map, table, panel, API and CSV agree; a visit and a target change it; nothing is judged without a target (N7). */
type Area = { code: string; name: string; class: string; days: number | null; lastVisit: string | null; targetWeeks: number | null; visits: number | null; werkgebied: string | null }
type Answer = { meta: { to: string }; areas: Area[] }
const ask = async (page: Page, query: string): Promise<Answer> => (await (await page.request.get(`${base()}/api/v1/views/presence?${query}`)).json()) as Answer
const panel = (page: Page) => page.getByRole('region', { name: 'Antwoord' })
type MapLibre = { queryRenderedFeatures(options: { layers: string[] }): { properties: { code: string; class: string; water: boolean } }[] }

test('one address, one set of answers', async ({ page }) => {
  test.setTimeout(120_000)
  await signIn(page, 'planner')
  const query = 'gemeente=GM9001'
  const answer = await ask(page, query)
  const csv = (await (await page.request.get(`${base()}/api/v1/views/presence?${query}&format=csv`)).text()).trim().split('\r\n')
  const column = (name: string) => csv[0]!.split(',').indexOf(name)
  expect(csv.length - 1).toBe(answer.areas.length)
  await page.goto(`${base()}/kaart/aanwezigheid?${query}`)
  const rows = page.getByRole('region', { name: 'Tabel' }).locator('tbody tr')
  await expect(rows).toHaveCount(answer.areas.length)
  expect(csv.slice(1).map((line) => ['code', 'class', 'days'].map((name) => line.split(',')[column(name)]))).toEqual(answer.areas.map((area) => [area.code, area.class, area.days === null ? '' : String(area.days)]))
  const canvas = page.locator('.map__canvas[data-ready]')
  await expect(canvas).toBeVisible({ timeout: 30_000 })
  const painted = async () => new Map(await canvas.evaluate((element) => (element as unknown as { map: MapLibre }).map.queryRenderedFeatures({ layers: ['area-fill'] }).filter((f) => !f.properties.water).map((f) => [f.properties.code, f.properties.class] as const)))
  await expect.poll(async () => (await painted()).size, { timeout: 20_000 }).toBeGreaterThanOrEqual(answer.areas.length)
  const classes = await painted()
  expect(answer.areas.map((area) => [area.name, classes.get(area.code)])).toEqual(answer.areas.map((area) => [area.name, area.class]))
  // Where nobody set a target nothing is judged (N7).
  expect(answer.areas.filter((a) => a.targetWeeks === null && !/^(no-target-[123]|never)$/.test(a.class))).toEqual([])
})

test('a wijkmanager records a visit and sets a target in the own werkgebied, and only there', async ({ page }) => {
  test.setTimeout(120_000)
  await signIn(page, 'wijkmanager')
  const own = ((await (await page.request.get(`${base()}/api/v1/me`)).json()) as { werkgebieden: { slug: string }[] }).werkgebieden[0]!.slug
  const { areas, meta } = await ask(page, 'gemeente=GM9001')
  const mine = areas.filter((a) => a.werkgebied === own).sort((a, b) => (b.days ?? 9999) - (a.days ?? 9999))[0]!
  const other = areas.find((a) => a.werkgebied !== null && a.werkgebied !== own)!
  await page.goto(`${base()}/kaart/aanwezigheid?gemeente=GM9001&selected=${mine.code}`)

  await panel(page).getByRole('button', { name: /Doel (zetten|wijzigen)/ }).click()
  await panel(page).getByLabel('Ten minste één bezoek per zoveel weken').fill('200')
  await panel(page).getByRole('button', { name: 'Doel opslaan' }).click()
  await expect(panel(page).getByText('Vul een heel getal in van 1 tot en met 104.')).toBeVisible()
  await panel(page).getByLabel('Ten minste één bezoek per zoveel weken').fill('104')
  await panel(page).getByLabel('Waarom dit doel?').fill('Rustige buurt, minder vaak is een keuze')
  await panel(page).getByRole('button', { name: 'Doel opslaan' }).click()
  await expect(panel(page).getByText('Het doel is opgeslagen.')).toBeVisible()
  await expect(panel(page).getByText('Elke 104 weken een bezoek.')).toBeVisible()
  await expect(panel(page).getByText('Reden: Rustige buurt')).toBeVisible()
  expect((await ask(page, 'gemeente=GM9001')).areas.find((a) => a.code === mine.code)).toMatchObject({ targetWeeks: 104 })

  await panel(page).getByRole('button', { name: 'Bezoek vastleggen' }).click()
  await panel(page).getByLabel('Soort').selectOption({ label: 'Spreekuur' })
  await panel(page).getByRole('button', { name: 'Vastleggen', exact: true }).click()
  await expect(panel(page).getByText('Het bezoek is vastgelegd.')).toBeVisible()
  await expect(panel(page)).toContainText('is vandaag iemand geweest')
  expect((await ask(page, 'gemeente=GM9001')).areas.find((a) => a.code === mine.code)).toMatchObject({ days: 0, class: 'within', visits: (mine.visits ?? 0) + 1 })
  expect((await ask(page, `gemeente=GM9001&to=${meta.to}`)).areas.find((a) => a.code === mine.code)!.class).toBe('within')

  await panel(page).getByRole('button', { name: 'Doel wijzigen' }).click()
  await panel(page).getByRole('button', { name: 'Geen doel meer' }).click()
  await expect(panel(page).getByText('Het doel is weg.')).toBeVisible()
  await page.goto(`${base()}/kaart/aanwezigheid?gemeente=GM9001&selected=${other.code}`)
  await expect(panel(page).getByRole('heading', { name: other.name })).toBeVisible()
  await expect(panel(page).getByRole('button', { name: 'Bezoek vastleggen' })).toHaveCount(0)
  expect((await page.request.put(`${base()}/api/v1/presence-targets/${other.code}`, { data: { gemeente: 'GM9001', weeks: 2 } })).status()).toBe(403)
})

test('an organisation sees no visits', async ({ page }) => {
  await signIn(page, 'organisation')
  for (const area of (await ask(page, 'gemeente=GM9001')).areas) expect(area).toMatchObject({ class: 'withheld', days: null, visits: null, lastVisit: null, targetWeeks: null })
  await page.goto(`${base()}/kaart/aanwezigheid?gemeente=GM9001`)
  await expect(panel(page)).toContainText('Bezoeken zijn niet zichtbaar voor uw rol.')
})

test.describe('on a phone', () => {
  test.use({ viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true })
  test('nothing sticks out sideways, and the longest ago comes first', async ({ page }) => {
    await signIn(page, 'wijkmanager')
    await page.goto(`${base()}/kaart/aanwezigheid?gemeente=GM9001`)
    const { areas } = await ask(page, 'gemeente=GM9001')
    const longest = Math.max(...areas.map((a) => a.days ?? Infinity))
    const first = await page.getByRole('region', { name: 'Tabel' }).locator('tbody tr').first().getAttribute('data-id')
    expect(areas.find((a) => a.code === first)!.days ?? Infinity).toBe(longest)
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360)
  })
})
