import { readFileSync } from 'node:fs'
import { expect, test, type Page } from '@playwright/test'
import { Files } from '@/lib/testing/town'
import { base, signIn } from './helpers'

/** A note that may name somebody, and a request for erasure: from the file of a source until nothing of it is left. */
const files = new Files()

async function loadTown(page: Page): Promise<void> {
  const sent = await page.request.post(`${base()}/api/v1/imports?kind=boundaries&fileName=proefstad.geojson&year=2024`, { data: readFileSync(files.town()), headers: { 'Content-Type': 'application/octet-stream' } })
  const { run } = (await sent.json()) as { run: number }
  await expect.poll(async () => ((await (await page.request.get(`${base()}/api/v1/imports/${run}`)).json()) as { run: { status: string } }).run.status, { timeout: 30_000 }).toBe('validated')
  expect((await page.request.post(`${base()}/api/v1/imports/${run}/apply`, { data: {} })).ok()).toBe(true)
}

async function count(page: Page): Promise<number> {
  const response = await page.request.get(`${base()}/api/v1/views/clusters?gemeente=GM9990&from=2026-04-01&to=2026-05-01`)
  const { areas } = (await response.json()) as { areas: { n: number | null }[] }
  return areas.reduce((sum, a) => sum + (a.n ?? 0), 0)
}

test.describe.serial('personal data', () => {
  test('a note that may name somebody is loaded after a confirmation only; one with a telephone number never', async ({ page }) => {
    await signIn(page, 'admin')
    await loadTown(page)
    const lines = ['source_id;observed_at;theme;x;y;note', ...[1, 2, 3, 4, 5].map((i) => `V-${i};1${i}-04-2026;zwerfafval;10020${i};500200;Gesproken met mevrouw Verzonnen`), 'V-6;16-04-2026;zwerfafval;100900;500900;Bel 06-12345678']
    await page.goto(`${base()}/beheer/import`)
    await page.getByRole('radio', { name: /Signalen/ }).check()
    await page.getByLabel('Kies een bestand').setInputFiles(files.csv('verzoek.csv', lines))
    await page.getByLabel('Gemeente', { exact: true }).selectOption('GM9990')
    await page.getByRole('button', { name: 'Lezen en controleren' }).click()
    await expect(page.getByText('5 van 6 rijen zijn goed.')).toBeVisible({ timeout: 30_000 })
    await expect(page.getByText(/In de toelichting staat een telefoonnummer/).first()).toBeVisible()
    expect(await page.content()).not.toMatch(/12345678|Verzonnen/)
    const load = page.getByRole('button', { name: /Alleen de goede rijen laden/ })
    await load.click()
    await expect(page.getByRole('alert').filter({ hasText: 'Zet eerst het vinkje' })).toBeVisible()
    await page.getByRole('checkbox', { name: /Ik heb ze gelezen/ }).check()
    await load.click()
    await expect(page.getByRole('heading', { name: 'Klaar: 5 rijen geladen' })).toBeVisible({ timeout: 30_000 })
    await page.goto(`${base()}/beheer/audit?action=import.notes-confirmed`)
    await expect(page.getByText('import.notes-confirmed').first()).toBeVisible()
  })

  test('a request for erasure: find by metres, see no content, erase with a reason, counts follow', async ({ page, browser }) => {
    const planner = await (await browser.newContext()).newPage()
    await signIn(planner, 'planner')
    expect(await count(planner)).toBe(5)
    await signIn(page, 'admin')
    await page.goto(`${base()}/beheer/privacy`)
    await page.getByLabel('Gemeente').selectOption('GM9990')
    await page.getByRole('button', { name: 'Zoeken' }).click()
    await expect(page.getByText('Vul twee getallen in')).toBeVisible()
    await page.getByLabel('Punt', { exact: true }).fill('100203 500200')
    await page.getByLabel('Afstand in meters').fill('5')
    await page.getByLabel('Van', { exact: true }).fill('2026-04-11')
    await page.getByLabel('Tot en met').fill('2026-04-14')
    await page.getByRole('button', { name: 'Zoeken' }).click()
    const found = page.getByRole('heading', { name: '4 signalen gevonden' })
    await expect(found).toBeFocused()
    expect(await page.content()).not.toMatch(/Verzonnen|Zwerfafval.*14 april/)
    const erase = page.getByRole('button', { name: '4 signalen verwijderen' })
    await page.getByLabel('Reden').fill('Verzoek van mevrouw Verzonnen, 06-12345678')
    await expect(page.getByText('lijkt op een telefoonnummer')).toBeVisible()
    await page.getByLabel(/niet kan worden teruggedraaid/).check()
    await erase.click()
    await expect(page.getByText('In de tekst staat een telefoonnummer')).toBeVisible()
    await page.getByLabel('Reden').fill('Verzoek om verwijdering, zaak 2026-12')
    await erase.click()
    await expect(page.getByRole('heading', { name: '4 signalen verwijderd' })).toBeFocused({ timeout: 30_000 })
    await expect(page.getByRole('cell', { name: 'Verzoek om verwijdering, zaak 2026-12' })).toBeVisible()
    expect(await count(planner)).toBe(1)
    await planner.context().close()
  })
})
