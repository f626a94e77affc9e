import { expect, test, type Page } from '@playwright/test'
import { base, signIn } from './helpers'

/** The first screen after signing in, with the planted initiatives of docs/demo.md. */
const list = (page: Page, name: string) => page.getByRole('region', { name: new RegExp(`^${name}`) })

test('a wijkmanager starts in the own wijk, and sees without a click what is new and late there', async ({ page }) => {
  await page.goto(`${base()}/inloggen`)
  await page.getByRole('button', { name: /^wijkmanager 1/i }).click()
  await expect(page).toHaveURL(/\/mijn-wijk$/)
  await expect(page.getByRole('heading', { level: 1, name: 'Mijn wijk' })).toBeVisible()
  await expect(page.locator('.desk__sentence')).toContainText(/^Er (is|zijn|ligt) /)
  // Lijnbaan and Kuipershoek lie in the first werkgebied; initiatives elsewhere are not this desk's.
  await expect(list(page, 'Zonder eigenaar')).toContainText('Samen wandelen op woensdag')
  await expect(list(page, 'Zonder eigenaar')).toContainText('te laat')
  await expect(page.locator('.desk')).not.toContainText('Koffietafel in de hal van de flat')
  await list(page, 'Zonder eigenaar').getByRole('link', { name: /Samen wandelen/ }).click()
  await expect(page.getByRole('heading', { name: /Samen wandelen op woensdag/ })).toBeVisible()
})

test('an adviser sees what waits for the team and who is late, and nothing of team Zorg', async ({ page }) => {
  await signIn(page, 'adviser-wijkbeheer')
  await page.goto(`${base()}/mijn-wijk`)
  await expect(page).toHaveURL(/\/mijn-werk$/)
  await page.goto(`${base()}/mijn-werk?gemeente=GM9001`)
  await expect(list(page, 'Wacht op u')).toContainText('Bankje bij de bushalte')
  await expect(list(page, 'Wie heeft niet geantwoord')).toContainText('Team Beleid')
  await expect(list(page, 'Wie heeft niet geantwoord')).toContainText('Maaltijden voor buren')
  await expect(page.locator('.desk')).not.toContainText('Hulp bij een verwarde buurtgenoot')
})

test('an organisation sees its own work only', async ({ page }) => {
  await signIn(page, 'organisation')
  await page.goto(`${base()}/mijn-werk`)
  await expect(list(page, 'Wacht op u')).toContainText('Taalgroep voor ouders')
  await expect(list(page, 'Wacht op u')).toContainText('te laat')
  await expect(list(page, 'Afspraken zonder bevestiging')).toBeVisible()
  for (const text of await list(page, 'Afspraken zonder bevestiging').getByRole('link').allTextContents()) expect(text).toMatch(/^Welzijn Wierhaven|^Alle /)
  await expect(page.locator('.desk')).not.toContainText('Maaltijden voor buren')
})
