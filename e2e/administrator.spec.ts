import { readFileSync } from 'node:fs'
import { expect, test } from '@playwright/test'
import { Files, townFeatures } from '@/lib/testing/town'
import { askView, base, dutch, signIn } from './helpers'

/** An administrator brings a gemeente of their own in, with the wizard, and sees it on the map with the same numbers. */
const files = new Files()

test.describe.serial('an administrator loads a gemeente', () => {
  test('refuses others than the administrator', async ({ page, request }) => {
    expect((await request.post(`${base()}/api/v1/imports?kind=themes&fileName=x.csv`, { data: 'slug' })).status()).toBe(401)
    await signIn(page, 'planner')
    expect((await page.request.post(`${base()}/api/v1/imports?kind=themes&fileName=x.csv`, { data: 'slug' })).status()).toBe(403)
    expect((await page.request.post(`${base()}/api/v1/imports?kind=themes&fileName=x.csv`, { data: 'slug', headers: { origin: 'https://elders.example' } })).status()).toBe(403)
  })

  test('boundaries: preview on the map, load, and the overview knows them', async ({ page }) => {
    await signIn(page, 'admin')
    await page.goto(`${base()}/beheer/import`)
    await page.getByRole('radio', { name: /Grenzen/ }).check()
    await page.getByLabel('Kies een bestand').setInputFiles(files.town('proefstad.geojson'))
    await page.getByLabel('Van welk jaar zijn de grenzen?').fill('2024')
    await page.getByRole('button', { name: 'Lezen en controleren' }).click()
    await expect(page.getByText('Alle 8 rijen zijn goed.')).toBeVisible({ timeout: 30_000 })
    await expect(page.getByText(/RD \(Amersfoort/)).toBeVisible()
    await page.reload() // the address holds the run
    await page.getByRole('button', { name: 'Laden', exact: true }).click()
    await expect(page.getByRole('heading', { name: 'Klaar: 8 rijen geladen' })).toBeVisible({ timeout: 30_000 })
  })

  test('signals: one bad row is told by row, the good ones load, the map shows them, undo takes them out', async ({ page, browser }) => {
    await signIn(page, 'admin')
    const lines = ['source_id;observed_at;theme;x;y', ...Array.from({ length: 60 }, (_, i) => `P-${i};15-0${1 + (i % 6)}-2026;zwerfafval;${100050 + ((i * 61) % 1900)};500${100 + ((i * 7) % 800)}`), 'P-x;31-02-2026;zwerfafval;100100;500100']
    await page.goto(`${base()}/beheer/import`)
    await page.getByRole('radio', { name: /Signalen/ }).check()
    await page.getByLabel('Kies een bestand').setInputFiles(files.csv('signalen-proef.csv', lines))
    const gemeente = page.getByLabel('Gemeente', { exact: true })
    await gemeente.selectOption('GM9990')
    await page.getByRole('button', { name: 'Lezen en controleren' }).click()
    await expect(page.getByText('60 van 61 rijen zijn goed.')).toBeVisible({ timeout: 30_000 })
    await expect(page.getByText(/geen datum/).first()).toBeVisible()
    const download = page.waitForEvent('download')
    await page.getByRole('link', { name: 'Fouten downloaden (CSV)' }).click()
    expect(readFileSync((await (await download).path())!, 'utf8')).toMatch(/62,observed_at,date_invalid/)
    await page.getByRole('button', { name: /Alleen de goede rijen laden/ }).click()
    await expect(page.getByRole('heading', { name: 'Klaar: 60 rijen geladen' })).toBeVisible({ timeout: 30_000 })
    const imported = page.url()

    await page.getByRole('link', { name: 'Bekijk op de kaart' }).click()
    await expect(page).toHaveURL(/gemeente=GM9990/)
    const asked = 'gemeente=GM9990&from=2026-01-01&to=2026-07-01'
    const answer = await askView(page.request, asked)
    expect(answer.areas).toHaveLength(5)
    // The administrator administers and reads no signals: rounded counts. A planner sees this theme exactly.
    expect(answer.meta.told).toBe('rounded')
    expect(answer.meta.n % 5).toBe(0)
    const planner = await browser.newPage()
    await signIn(planner, 'planner')
    expect((await askView(planner.request, `${asked}&theme=zwerfafval`)).meta.n).toBe(60)
    await planner.goto(`${base()}/kaart/signalen?${asked}&theme=zwerfafval`)
    await expect(planner.locator('.answer__sentence')).toContainText(`${dutch(60)} signalen`)

    await page.goto(imported)
    await page.getByRole('button', { name: 'Terugdraaien' }).first().click()
    await page.getByRole('button', { name: 'Ja, terugdraaien' }).click()
    await expect(page.getByRole('heading', { name: 'Teruggedraaid' })).toBeVisible({ timeout: 30_000 })
    expect((await askView(planner.request, `${asked}&theme=zwerfafval`)).meta.n).toBe(0)
    await planner.close()
  })

  test('a file that is something else, swapped axes, and stopping halfway', async ({ page }) => {
    await signIn(page, 'admin')
    const start = async (kind: RegExp, file: string, year?: string) => {
      await page.goto(`${base()}/beheer/import`)
      await page.getByRole('radio', { name: kind }).check()
      await page.getByLabel('Kies een bestand').setInputFiles(file)
      if (year) await page.getByLabel('Van welk jaar zijn de grenzen?').fill(year)
      await page.getByRole('button', { name: 'Lezen en controleren' }).click()
    }
    await start(/Grenzen/, files.write('grenzen.geojson', Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0])), '2024')
    await expect(page.getByRole('heading', { name: 'Lezen is niet gelukt' })).toBeVisible({ timeout: 30_000 })
    await expect(page.getByText(/PNG/).first()).toBeVisible()

    const swapped = townFeatures().map((f) => ({ ...f, geometry: { type: 'Polygon', coordinates: (f.geometry!.coordinates as number[][][]).map((r) => r.map(([x, y]) => [y!, x!])) } }))
    await start(/Grenzen/, files.town('verwisseld.geojson', swapped), '2024')
    await page.getByRole('button', { name: 'Assen omdraaien' }).waitFor({ timeout: 30_000 })
    // On a phone no button lies over a warning.
    await page.setViewportSize({ width: 360, height: 740 })
    await page.locator('.step__title').evaluate((title) => title.scrollIntoView())
    const [decide, ...alerts] = await page.locator('.decide, .step .utrecht-alert').evaluateAll((all) => [...all].sort((a) => (a.classList.contains('decide') ? -1 : 1)).map((e) => e.getBoundingClientRect().toJSON() as { top: number; bottom: number }))
    expect(alerts.length).toBeGreaterThan(0)
    for (const alert of alerts) expect(decide!.top >= alert.bottom || decide!.bottom <= alert.top).toBe(true)
    await page.setViewportSize({ width: 1366, height: 768 })
    await page.getByRole('button', { name: 'Assen omdraaien' }).click()
    await expect(page.getByText('De assen zijn omgedraaid gelezen.')).toBeVisible({ timeout: 30_000 })
    await page.getByRole('button', { name: 'Laden', exact: true }).click()
    await expect(page.getByRole('heading', { name: 'Er verandert niets: alles is al geladen' })).toBeVisible({ timeout: 30_000 })

    const long = ['source_id,observed_at,theme,x,y', ...Array.from({ length: 200_000 }, (_, i) => `L-${i},2026-01-15,zwerfafval,${100050 + (i % 3900)},${500050 + (i % 900)}`)]
    await page.goto(`${base()}/beheer/import`)
    await page.getByRole('radio', { name: /Signalen/ }).check()
    await page.getByLabel('Kies een bestand').setInputFiles(files.csv('lang.csv', long))
    await page.getByLabel('Gemeente', { exact: true }).selectOption('GM9990')
    await page.getByRole('button', { name: 'Lezen en controleren' }).click()
    await expect(page.getByRole('progressbar').first()).toBeVisible({ timeout: 30_000 })
    await page.getByRole('button', { name: 'Stoppen', exact: true }).click({ timeout: 30_000 })
    await expect(page.getByRole('heading', { name: 'Gestopt' })).toBeVisible({ timeout: 30_000 })
    // One begins again: at the first step, with the same kind and another file. What was loaded before can be taken back without scrolling sideways.
    await expect(page.getByRole('list', { name: 'Stappen' }).locator('[aria-current="step"]')).toContainText('Kiezen')
    await page.getByRole('button', { name: 'Kies een ander bestand' }).click()
    await expect(page.getByRole('radio', { name: 'Signalen', exact: true })).toBeChecked()
    await expect(page.getByText('lang.csv (')).toHaveCount(0)
    const inSight = () => page.locator('.earlier').evaluate((list) => {
      const right = (selector: string) => Math.round(list.querySelector(selector)!.getBoundingClientRect().right)
      return right('tbody .utrecht-button') <= right('.utrecht-table-container')
    })
    for (const width of [1366, 800, 360]) {
      await page.setViewportSize({ width, height: 768 })
      expect(await inSight(), `${width} px`).toBe(true)
    }
  })
})
