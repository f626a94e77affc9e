import { expect, test, type Page } from '@playwright/test'
import { violationsOn } from './axe'
import { base, signIn, tap, watch } from './helpers'

// The worker that keeps the screen for when there is no connection.
test.use({ serviceWorkers: 'allow' })

/** Signals by hand: scenarios W1 and W2 of the design, the outbox, and what happens to a signal afterwards. */
type Item = { id: number; theme: string; status: string; buurt: string; buurtCode: string }
type List = { items: Item[]; total: number }
const list = async (page: Page, query: string): Promise<List> => (await (await page.request.get(`${base()}/api/v1/signals?gemeente=GM9001&source=app&${query}`)).json()) as List
const theme = (page: Page, name: string) => page.getByRole('group', { name: 'Thema' }).getByRole('radio', { name, exact: false })
const faults = (page: Page) => page.locator('form .utrecht-alert--error').first()
const box = (page: Page) => page.getByRole('region', { name: 'Wachtrij' })

/** The form with its choices kept on this device, and the service worker ready with its shell. */
async function openForm(page: Page, account: string): Promise<void> {
  await signIn(page, account)
  await page.goto(`${base()}/opnemen`)
  await expect(page.getByRole('heading', { name: 'Signaal vastleggen' })).toBeVisible()
  await page.waitForFunction(async () => (await navigator.serviceWorker.ready).active?.state === 'activated' && navigator.serviceWorker.controller !== null)
}

/** Theme, kind, place: the buurt that comes first in the list. @returns its name */
async function threeTaps(page: Page, name: string): Promise<string> {
  await theme(page, name).check()
  await page.getByRole('group', { name: 'Soort' }).getByRole('radio', { name: /Knelpunt/ }).check()
  await page.getByRole('button', { name: 'Buurt', exact: true }).click()
  const buurt = page.getByLabel('Kies een buurt')
  await buurt.selectOption({ index: 1 })
  return buurt.locator('option:checked').innerText()
}

test.describe('on a phone', () => {
  test.use({ viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true })

  test('W1: without a network a knelpunt eenzaamheid is recorded, queued, sent once, and appears once', async ({ page, context, browser }) => {
    const seen = watch(page)
    const care = await (await browser.newContext()).newPage()
    await signIn(care, 'adviser-zorg')
    const before = (await list(care, 'theme=eenzaamheid')).total
    await openForm(page, 'wijkmanager')

    await context.setOffline(true)
    await page.reload()
    await expect(page.getByText('Geen verbinding met Buurtfocus')).toBeVisible()
    // Four taps and two choices: that is how it takes less than half a minute.
    await tap(theme(page, 'Eenzaamheid'))
    await tap(page.getByRole('group', { name: 'Soort' }).getByRole('radio', { name: /Knelpunt/ }))
    await tap(page.getByRole('button', { name: 'Buurt', exact: true }))
    await page.getByLabel('Kies een buurt').selectOption({ index: 1 })
    await page.getByLabel('Waar komt het vandaan?').selectOption({ label: 'Spreekuur' })
    await tap(page.getByRole('button', { name: 'Vastleggen' }))
    await expect(page.getByText('Bewaard op dit apparaat')).toBeVisible()
    await expect(box(page)).toContainText('1 signaal wacht op verzending')
    await expect(box(page)).toContainText('Knelpunt eenzaamheid')

    // A reload without a network loses nothing; back online it goes by itself.
    await page.reload()
    await expect(box(page)).toContainText('1 signaal wacht op verzending')
    await context.setOffline(false)
    await expect(box(page)).toContainText('Alles is verzonden', { timeout: 30_000 })
    const after = await list(care, 'theme=eenzaamheid')
    expect(after.total).toBe(before + 1)
    expect(after.items[0]).toMatchObject({ theme: 'eenzaamheid', accuracy: 'buurt', channel: 'spreekuur', kind: 'knelpunt', lon: null })
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360)
    expect(seen).toEqual({ foreign: [], errors: [] })
    await care.context().close()
  })
})

test('an answer that gets lost: sent again, appears once', async ({ page }) => {
  test.setTimeout(120_000)
  await openForm(page, 'wijkmanager')
  const before = (await list(page, 'theme=zwerfafval')).total
  let sent = 0
  await page.context().route('**/api/v1/signals', async (route) => {
    if (route.request().method() !== 'POST') return route.fallback()
    sent++
    if (sent > 1) return route.fallback()
    await route.fetch() // the server has it
    await route.abort() // and the answer never arrives
  })
  await threeTaps(page, 'Zwerfafval')
  await page.getByRole('button', { name: 'Vastleggen' }).click()
  await expect(box(page)).toContainText('1 signaal wacht op verzending')
  expect((await list(page, 'theme=zwerfafval')).total).toBe(before + 1)
  // The page looks again by itself now and then; the browser saying that it is online makes it do so at once.
  await page.evaluate(() => window.dispatchEvent(new Event('online')))
  await expect(box(page)).toContainText('Alles is verzonden')
  expect(sent).toBe(2)
  expect((await list(page, 'theme=zwerfafval')).total).toBe(before + 1)
})

test('W2: a name, a phone number or an address is shown, and saving needs a correction or a confirmation that is logged', async ({ page, browser }) => {
  await openForm(page, 'wijkmanager')
  await threeTaps(page, 'Zwerfafval')
  const note = page.getByLabel('Toelichting')
  await note.fill('Bel 0612345678 over de rommel')
  await expect(page.locator('mark')).toHaveText('0612345678')
  await expect(page.getByText('Noem geen personen. Haal dit weg:')).toBeVisible()
  const before = (await list(page, 'theme=zwerfafval')).total
  await page.getByRole('button', { name: 'Vastleggen' }).click()
  await expect(faults(page)).toContainText('In de tekst staat een telefoonnummer')
  expect((await list(page, 'theme=zwerfafval')).total).toBe(before)

  await note.fill('Rommel bij de Kerkstraat 12')
  await expect(page.locator('mark').first()).toContainText('Kerkstraat 12')
  await page.getByRole('button', { name: 'Vastleggen' }).click()
  await expect(faults(page)).toContainText('bevestig dat het niet over een persoon gaat')
  await page.getByRole('checkbox', { name: /Ik bevestig/ }).check()
  await page.getByRole('button', { name: 'Vastleggen' }).click()
  await expect(page.getByText(/^Vastgelegd: Knelpunt zwerfafval/)).toBeVisible()
  const after = await list(page, 'theme=zwerfafval')
  expect(after.total).toBe(before + 1)
  const admin = await (await browser.newContext()).newPage()
  await signIn(admin, 'admin')
  await admin.goto(`${base()}/beheer/audit?action=signal.record`)
  await expect(admin.getByText('noteConfirmed').first()).toBeVisible()
  await admin.context().close()
})

test('what the server refuses stays with its reason and its text, and can be corrected', async ({ page }) => {
  await openForm(page, 'wijkmanager')
  await page.context().route('**/api/v1/signals', async (route) => {
    if (route.request().method() !== 'POST') return route.fallback()
    const data = route.request().postDataJSON() as Record<string, unknown>
    await route.continue({ postData: JSON.stringify({ ...data, observedOn: '2999-01-01' }) })
  })
  await threeTaps(page, 'Zwerfafval')
  await page.getByLabel('Toelichting').fill('Veel rommel bij de speeltuin')
  await page.getByRole('button', { name: 'Vastleggen' }).click()
  await expect(box(page)).toContainText('1 signaal is niet aangenomen')
  await expect(box(page)).toContainText('niet na vandaag')
  await expect(box(page)).toContainText('Veel rommel bij de speeltuin')
  await page.context().unroute('**/api/v1/signals')
  await page.getByRole('button', { name: 'Verbeter Knelpunt zwerfafval' }).click()
  await expect(page.getByLabel('Toelichting')).toHaveValue('Veel rommel bij de speeltuin')
  await page.getByRole('button', { name: 'Vastleggen' }).click()
  await expect(box(page)).toContainText('Alles is verzonden')
})

test('a session that ended: it stays queued and asks to sign in; signing out warns and takes it along', async ({ page, context }) => {
  await openForm(page, 'wijkmanager')
  const cookies = await context.cookies()
  await threeTaps(page, 'Zwerfafval')
  await context.clearCookies()
  await page.getByRole('button', { name: 'Vastleggen' }).click()
  await expect(box(page)).toContainText('U bent niet meer ingelogd')
  await expect(box(page)).toContainText('1 signaal wacht op verzending')

  // Another account on this device does not send it, and does not see it.
  await signIn(page, 'planner')
  await page.goto(`${base()}/opnemen`)
  await expect(box(page)).toContainText('1 signaal van een ander account')
  await expect(box(page)).not.toContainText('Knelpunt')

  await context.clearCookies()
  await context.addCookies(cookies)
  await context.route('**/api/v1/signals', (route) => (route.request().method() === 'POST' ? route.abort() : route.fallback()))
  await page.goto(`${base()}/opnemen`)
  await expect(box(page)).toContainText('1 signaal wacht op verzending')
  await page.getByRole('button', { name: 'Nu verzenden' }).click()
  await expect(box(page)).toContainText('Er is geen verbinding')
  await page.getByRole('button', { name: 'Uitloggen' }).click()
  const dialog = page.getByRole('dialog', { name: 'Er wachten nog signalen' })
  await expect(dialog).toBeVisible()
  await dialog.getByRole('button', { name: 'Ingelogd blijven' }).click()
  await expect(page).toHaveURL(/\/opnemen$/)
  await page.getByRole('button', { name: 'Uitloggen' }).click()
  await dialog.getByRole('button', { name: 'Toch uitloggen' }).click()
  await expect(page).toHaveURL(/\/inloggen\?uit=1/)
  const left = await page.evaluate(
    () =>
      new Promise<number>((done) => {
        const open = indexedDB.open('buurtfocus')
        open.onsuccess = () => {
          const all = open.result.transaction('waiting').objectStore('waiting').count()
          all.onsuccess = () => done(all.result)
        }
      }),
  )
  expect(left).toBe(0)
})

test('by keyboard only, with what is missing in a list with links', async ({ page }) => {
  await openForm(page, 'wijkmanager')
  const tabTo = async (target: ReturnType<Page['locator']>) => {
    for (let presses = 0; presses < 40 && !(await target.evaluate((e) => e === document.activeElement)); presses++) await page.keyboard.press('Tab')
    await expect(target).toBeFocused()
  }
  await tabTo(page.getByRole('button', { name: 'Vastleggen' }))
  await page.keyboard.press('Enter')
  await expect(faults(page)).toBeFocused()
  await page.keyboard.press('Tab')
  await page.keyboard.press('Enter') // "Kies een thema."
  await page.keyboard.press('Tab')
  await page.keyboard.press('Space')
  await page.keyboard.press('Tab')
  await page.keyboard.press('Space')
  await tabTo(page.getByRole('button', { name: 'Buurt', exact: true }))
  await page.keyboard.press('Enter')
  await tabTo(page.getByLabel('Kies een buurt'))
  await page.keyboard.press('ArrowDown')
  await tabTo(page.getByRole('button', { name: 'Vastleggen' }))
  await page.keyboard.press('Enter')
  await expect(page.getByText(/^Vastgelegd:/)).toBeVisible()
})

test('"hier" uses the place of the device, moved within its accuracy; outside the own werkgebied it is refused', async ({ page, context }) => {
  test.setTimeout(120_000)
  await context.grantPermissions(['geolocation'])
  await openForm(page, 'wijkmanager')
  const listed = (await (await page.request.get(`${base()}/api/v1/signals?gemeente=GM9001&limit=200`)).json()) as { items: { lon: number | null; lat: number | null; buurtCode: string }[] }
  const at = listed.items.find((i) => i.lon !== null)!
  await context.setGeolocation({ longitude: at.lon!, latitude: at.lat!, accuracy: 12 })
  const before = (await list(page, 'theme=zwerfafval')).total
  await theme(page, 'Zwerfafval').check()
  await page.getByRole('group', { name: 'Soort' }).getByRole('radio', { name: /Kans/ }).check()
  await page.getByRole('button', { name: 'Hier', exact: true }).click()
  await expect(page.getByText('Uw plek, op 12 meter nauwkeurig')).toBeVisible()
  await page.getByRole('radio', { name: 'Deze straat' }).check()
  await page.getByRole('button', { name: 'Vastleggen' }).click()
  await expect.poll(async () => (await list(page, 'theme=zwerfafval')).total).toBe(before + 1) // the box also says that all was sent before it knows of this one
  await expect(box(page)).toContainText('Alles is verzonden')
  expect((await list(page, 'theme=zwerfafval')).items[0]).toMatchObject({ accuracy: 'straat', kind: 'kans' })

  await context.setGeolocation({ longitude: 4.9, latitude: 52.37, accuracy: 12 })
  await theme(page, 'Zwerfafval').check()
  await page.getByRole('group', { name: 'Soort' }).getByRole('radio', { name: /Kans/ }).check()
  await page.getByRole('button', { name: 'Hier', exact: true }).click()
  await expect(page.getByText(/Uw plek, op/)).toBeVisible()
  await page.getByRole('button', { name: 'Vastleggen' }).click()
  await expect(box(page)).toContainText(/niet aangenomen/)
})

test('nothing about anybody is in the cache of the service worker, and axe finds nothing in the shell', async ({ page, context }) => {
  await openForm(page, 'wijkmanager')
  const kept = await page.evaluate(async () => {
    const found: { url: string; text: string }[] = []
    for (const name of await caches.keys())
      for (const request of await (await caches.open(name)).keys()) found.push({ url: new URL(request.url).pathname, text: await (await caches.match(request))!.text() })
    return found
  })
  const me = (await (await page.request.get(`${base()}/api/v1/me`)).json()) as { name: string; werkgebieden: { name: string }[] }
  expect(kept.some((k) => k.url === '/opnemen/zonder-verbinding')).toBe(true)
  for (const { url, text } of kept) {
    expect(url).toMatch(/^\/opnemen\/zonder-verbinding$|^\/_next\/static\//)
    expect(text, url).not.toContain(me.name)
  }
  await context.setOffline(true)
  await page.reload()
  await expect(page.getByRole('group', { name: 'Thema' })).toBeVisible()
  expect(await violationsOn(page)).toEqual([])
})

test.describe('what happens to a signal afterwards', () => {
  /** Records signals by the API, as the outbox does. @returns their numbers */
  async function record(page: Page, n: number, theme: string): Promise<number[]> {
    const [buurt] = (await (await page.request.get(`${base()}/api/v1/signals?gemeente=GM9001&limit=1`)).json() as List).items
    const ids: number[] = []
    for (let i = 0; i < n; i++) {
      const data = { sourceId: crypto.randomUUID(), gemeente: 'GM9001', theme, kind: 'knelpunt', accuracy: 'buurt', buurtCode: buurt!.buurtCode, observedOn: new Date().toISOString().slice(0, 10), channel: 'ronde' }
      const made = await page.request.post(`${base()}/api/v1/signals`, { data })
      expect(made.status(), await made.text()).toBe(201)
      const again = await page.request.post(`${base()}/api/v1/signals`, { data })
      expect(again.status()).toBe(200)
      const { id } = (await made.json()) as { id: number }
      expect(((await again.json()) as { id: number }).id).toBe(id)
      ids.push(id)
    }
    return ids
  }
  const table = (page: Page) => page.getByRole('region', { name: 'Tabel' })
  const choose = (page: Page, id: number) => table(page).locator(`tr[data-id="${id}"]`).getByRole('checkbox').check()

  test('merge, relate and close from the list, each with a way back; history tells it', async ({ page }) => {
    test.setTimeout(120_000)
    await signIn(page, 'wijkmanager')
    const theme = 'zwerfafval'
    const [first, second, third] = await record(page, 3, theme)
    await page.goto(`${base()}/signalen?gemeente=GM9001&source=app&theme=${theme}`)
    const before = (await list(page, `theme=${theme}`)).total
    await expect(table(page).locator('caption')).toContainText(`van ${before}`)

    await choose(page, first!)
    await choose(page, second!)
    await page.getByRole('button', { name: 'Samenvoegen' }).click()
    await expect(page.getByText(`1 signaal herhaalt nu signaal ${first}.`)).toBeVisible()
    expect((await list(page, `theme=${theme}`)).total).toBe(before - 1)
    await expect(table(page).locator(`tr[data-id="${second}"]`)).toHaveCount(0)
    await page.getByRole('button', { name: 'Ongedaan maken' }).click()
    await expect(page.getByText('Ongedaan gemaakt.')).toBeVisible()
    expect((await list(page, `theme=${theme}`)).total).toBe(before)

    await choose(page, first!)
    await choose(page, third!)
    await page.getByRole('button', { name: 'Verband leggen' }).click()
    await expect(page.getByText('1 verband gelegd.')).toBeVisible()
    await table(page).locator(`tr[data-id="${first}"]`).getByRole('link').click()
    const panel = page.getByRole('region', { name: 'Signaal', exact: true })
    await expect(panel).toContainText(`(${third})`)

    await panel.getByLabel('Waarom sluit u dit?').selectOption({ label: 'Doorgegeven aan een ander' })
    await panel.getByRole('button', { name: 'Sluiten', exact: true }).click()
    await expect(panel.getByText('Doorgegeven aan een ander').first()).toBeVisible()
    await expect(panel).toContainText('Stand: was Open, werd Gesloten')
    await expect(panel).toContainText('Wijkmanager')
    await page.getByRole('button', { name: 'Ongedaan maken' }).click()
    await expect(panel.getByRole('button', { name: 'Sluiten', exact: true })).toBeVisible()
    await expect(panel).toContainText('Stand: was Gesloten, werd Open')

    // The note, with the same guard as recording.
    await panel.getByRole('button', { name: 'Toelichting wijzigen' }).click()
    await panel.getByLabel('Toelichting').fill('mail jan@voorbeeld.nl')
    await panel.getByRole('button', { name: 'Opslaan' }).click()
    await expect(panel.getByText('In de tekst staat een e-mailadres. Haal dat weg.')).toBeVisible()
    await panel.getByLabel('Toelichting').fill('bij de brug')
    await panel.getByRole('button', { name: 'Opslaan' }).click()
    await expect(panel.locator('.signal-note')).toHaveText('bij de brug')
    await expect(panel).toContainText('Toelichting gewijzigd')
  })

  test('list, CSV and GeoJSON under one address hold the same signals', async ({ page }) => {
    await signIn(page, 'wijkmanager')
    const query = 'gemeente=GM9001&theme=zwerfafval&kind=kans&sort=buurt'
    const ids: number[] = []
    let cursor = ''
    do {
      const part = (await (await page.request.get(`${base()}/api/v1/signals?${query}&limit=100${cursor}`)).json()) as List & { next: string | null; areas: { n: number }[] }
      ids.push(...part.items.map((i) => i.id))
      expect(part.areas.reduce((sum, a) => sum + a.n, 0)).toBeLessThanOrEqual(part.total)
      cursor = part.next ? `&cursor=${part.next}` : ''
    } while (cursor)
    expect(new Set(ids).size).toBe(ids.length)
    const csv = (await (await page.request.get(`${base()}/api/v1/signals?${query}&format=csv`)).text()).trim().split('\r\n').slice(1)
    expect(csv.map((line) => Number(line.split(',')[0]))).toEqual(ids)
    const geojson = (await (await page.request.get(`${base()}/api/v1/signals?${query}&format=geojson`)).json()) as { numberMatched: number; numberReturned: number }
    expect(geojson.numberMatched).toBe(ids.length)
    expect(geojson.numberReturned).toBe(csv.filter((line) => /\d\.\d+,\d/.test(line)).length)
    await page.goto(`${base()}/signalen?${query}`)
    const shown = await table(page).locator('tbody tr').evaluateAll((rows) => rows.map((r) => Number(r.getAttribute('data-id'))))
    expect(shown).toEqual(ids.slice(0, 50))
    if (ids.length > 50) {
      await page.getByRole('link', { name: 'Volgende bladzijde' }).click()
      await expect(table(page).locator('tbody tr').first()).toHaveAttribute('data-id', String(ids[50]))
    }
  })

  test('others are told that they see counts', async ({ page }) => {
    await signIn(page, 'planner')
    await page.goto(`${base()}/signalen`)
    await expect(page.getByText('U ziet aantallen per buurt, geen losse signalen.')).toBeVisible()
  })
})
