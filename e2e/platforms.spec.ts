import { expect, test, type Page } from '@playwright/test'
import { base, signIn, watch } from './helpers'

/** Wijkplatforms: a resident sees the next meeting (B6); the platform sets its own agenda, and a wijkmanager does not (N3). Facts are those of the demo gemeente. */
const kerkbuurt = 'BU90010103'
const platform = 'Wijkplatform Binnenstad'
type Item = { id: number; version: number; heldOn: string; startTime: string; agenda: string | null; status: string; names: Record<string, string> }

const gemeente = 'gemeente=GM9001'
const next = async (page: Page): Promise<Item> => {
  const ask = () => page.request.get(`${base()}/api/v1/platform-meetings?${gemeente}&selected=${kerkbuurt}&status=planned&sort=heldOn`)
  let response = await ask()
  for (let time = 1; response.status() === 503 && time < 10; time++) response = await ask() // busy: asked again
  return ((await response.json()) as { items: Item[] }).items[0]!
}
const section = (page: Page) => page.locator('section', { has: page.getByRole('heading', { level: 2, name: 'Het wijkplatform' }) })
const inFull = new Intl.DateTimeFormat('nl-NL', { timeZone: 'UTC', weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' })

test('B6: the page of a buurt tells the next meeting: day, place, agenda, and what was agreed; without a script, and after it has been', async ({ browser, page }) => {
  await signIn(page, 'college')
  const meeting = await next(page)
  for (const javaScriptEnabled of [false, true]) {
    const context = await browser.newContext({ javaScriptEnabled, viewport: { width: 360, height: 740 } })
    const resident = await context.newPage()
    const seen = watch(resident)
    await resident.goto(`${base()}/buurten/${kerkbuurt}`)
    const about = section(resident)
    await expect(about.getByRole('heading', { level: 3, name: platform })).toBeVisible()
    const coming = about.getByRole('listitem').filter({ hasText: 'Volgende bijeenkomst:' })
    await expect(coming).toContainText(`Volgende bijeenkomst: ${inFull.format(new Date(`${meeting.heldOn}T00:00:00Z`))}, ${meeting.startTime} tot 21:30 uur`)
    await expect(coming).toContainText('Wijkhuis Vismarkt, zaal 1, ')
    await expect(coming.getByRole('heading', { level: 4, name: 'Agenda' })).toBeVisible()
    await expect(coming.getByRole('listitem')).toHaveText(meeting.agenda!.split('\n'))
    await expect(about.getByRole('listitem').filter({ hasText: 'Drie lantaarns terugzetten' })).toContainText(/^open.*door Team Wijkbeheer · uiterlijk \d/)
    await expect(about.getByRole('listitem').filter({ hasText: 'meer groen op het plein kost' })).toContainText('had klaar moeten zijn op')
    await about.getByText('De vorige 3 bijeenkomsten').click()
    await expect(about.getByText('De gemeente zet drie lantaarns terug.')).toBeVisible()
    expect(await resident.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)).toBeLessThanOrEqual(0)
    expect(seen).toEqual({ foreign: [], errors: [] })
    await context.close()
  }
  // Half a year later, with the same publication, nothing that has been is called next.
  const later = await browser.newContext()
  const resident = await later.newPage()
  await resident.clock.setFixedTime(new Date(Date.parse(`${meeting.heldOn}T12:00:00Z`) + 183 * 86_400_000))
  await resident.goto(`${base()}/buurten/${kerkbuurt}`)
  await expect(section(resident).getByText('Er is nog geen nieuwe bijeenkomst bekend.')).toBeVisible()
  await expect(section(resident).getByText('Volgende bijeenkomst:')).toBeHidden()
  await later.close()
})

test('a platform without a meeting, one that cancelled, and a buurt without a platform are told as they are', async ({ page }) => {
  const told = async (code: string) => (await page.goto(`${base()}/buurten/${code}`), section(page))
  await expect((await told('BU90010701')).getByText('Er is nog geen nieuwe bijeenkomst bekend.')).toBeVisible()
  await expect((await told('BU90010503')).getByRole('listitem').filter({ hasText: 'Afgelast:' })).toBeVisible()
  await expect((await told('BU90010602')).getByText('We kennen geen wijkplatform dat over deze buurt praat.')).toBeVisible()
})

test('the platform writes its own agenda; a wijkmanager of the buurt reads it and has no way to change it (N3)', async ({ browser, page }) => {
  await signIn(page, 'organisation')
  await page.goto(`${base()}/netwerk`)
  await expect(page.getByRole('heading', { level: 1, name: 'Wijkplatforms' })).toBeVisible()
  await page.getByRole('link', { name: platform }).click()
  await expect(page.getByRole('heading', { level: 1, name: platform })).toBeVisible()
  const meeting = await next(page)
  await page.goto(`${base()}/bijeenkomsten/${meeting.id}`)
  await page.getByRole('link', { name: 'Wijzigen' }).click()
  await page.getByLabel('Agenda').fill('Bankjes langs de haven\nRondvraag met Jan de Vries, 06-12345678')
  await page.getByRole('button', { name: 'Opslaan' }).click()
  await expect(page.getByRole('alert').filter({ hasText: 'In de tekst staat een telefoonnummer. Haal dat weg.' })).toBeVisible()
  await page.getByLabel('Agenda').fill('Bankjes langs de haven\nRondvraag')
  await page.getByRole('button', { name: 'Opslaan' }).click()
  await expect(page.getByText('is opgeslagen.')).toBeVisible()
  expect((await next(page)).agenda).toBe('Bankjes langs de haven\nRondvraag')

  const context = await browser.newContext()
  const wijkmanager = await context.newPage()
  await signIn(wijkmanager, 'wijkmanager')
  await wijkmanager.goto(`${base()}/bijeenkomsten/${meeting.id}`)
  await expect(wijkmanager.locator('dl').getByText('Bankjes langs de haven')).toBeVisible()
  await expect(wijkmanager.getByRole('link', { name: 'Wijzigen' })).toHaveCount(0)
  await expect(wijkmanager.getByRole('button', { name: 'Verwijderen' })).toHaveCount(0)
  const answer = await wijkmanager.request.patch(`${base()}/api/v1/platform-meetings/${meeting.id}`, { data: { version: meeting.version + 1, agenda: 'Van de gemeente' } })
  expect(answer.status()).toBe(403)
  expect((await next(wijkmanager)).agenda).toBe('Bankjes langs de haven\nRondvraag')
  // What was agreed a wijkmanager does keep.
  await wijkmanager.goto(`${base()}/afspraken-wijkplatform?${gemeente}`)
  await expect(wijkmanager.getByRole('link', { name: 'Nieuwe afspraak van een wijkplatform' })).toBeVisible()
  await context.close()
})
