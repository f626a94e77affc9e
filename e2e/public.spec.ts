import { expect, test, type Page } from '@playwright/test'
import { ofColours, violationsOn } from './axe'
import { base, signIn, watch } from './helpers'

/** What a resident does on the public pages (B1, B2, B3, B5, B7), signed in as nobody. Facts are those of the demo gemeente. */
test.describe.configure({ mode: 'parallel' })

const focusBuurt = 'BU90010103'
const pages = ['/', `/buurten/${focusBuurt}`, '/spreekuren', '/initiatieven-van-bewoners', '/volg', '/volg?code=bestaat-niet', '/hoe-komt-dit-tot-stand', '/privacy', '/toegankelijkheid', '/zoek?q=kerk', '/zoek?q=', '/zoek?q=0910', '/zoek?q=9999ZZ', '/publicaties', '/open-data']
/** Rows and desks after the first: made by the same lines of code as those, and most of the time that axe takes. */
const more = ['tbody tr:nth-child(n + 21)', '.desk:nth-child(n + 6)', '[data-group]:nth-of-type(n + 3)']
/** A click may ask for the next page: wait for it, not for the old one. */
const heading = (page: Page, name: string | RegExp) => expect(page.getByRole('heading', { level: 1, name })).toBeVisible()

/** By the link for it; the browser moves the focus with its next frame, and a test presses Tab before that. */
async function tabPastTheMenu(page: Page): Promise<void> {
  await page.keyboard.press('Tab')
  await expect(page.getByRole('link', { name: 'Naar de inhoud' })).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('main')).toBeFocused()
  await page.keyboard.press('Tab')
}

test('a street leads to the buurt, which says how it stands, what is planned and which desk is near; with the keyboard only', async ({ page }) => {
  const seen = watch(page)
  await page.goto(`${base()}/`)
  await heading(page, 'Wat gebeurt er in uw buurt?')
  await tabPastTheMenu(page)
  const field = page.getByLabel('Zoek op postcode, straat of buurt')
  await expect(field).toBeFocused()
  const index = (await (await page.request.get(`${base()}/zoek/index.json`)).json()) as { buurten: [string, string][]; streets: [string, string][] }
  // One that is no other name too, and no part of one.
  const [street, code] = index.streets.find(([name]) => [...index.streets.map((s) => s[0]), ...index.buurten.map((b) => b[1])].filter((other) => other.toLowerCase().includes(name.toLowerCase())).length === 1)!
  await page.keyboard.type(street)
  await expect(page.locator('#zoek-namen option').first()).toHaveAttribute('value', street)
  await page.keyboard.press('Enter')
  await heading(page, index.buurten.find((b) => b[0] === code)![1])
  await page.goto(`${base()}/buurten/${focusBuurt}`)
  await expect(page.getByText('Nu focusbuurt', { exact: true })).toBeVisible()
  for (const title of ['Wat is gepland en wat is gedaan', 'Spreekuren en activiteiten dichtbij', 'Wat kunt u doen?', 'Wat bewoners doen', 'Signalen', 'Cijfers']) await expect(page.getByRole('heading', { level: 2, name: title })).toBeVisible()
  await expect(page.getByRole('heading', { level: 3, name: 'In de hele wijk' })).toBeVisible()
  for (const cell of await page.getByRole('table', { name: /^Signalen in de hele wijk .+: Overlast door jongeren$/ }).locator('td').allTextContents()) expect(cell).toMatch(/^(0–9|ongeveer \d+0)$/)
  await expect(page.locator('.desk .away').first()).toHaveText(/^ \d+ m hemelsbreed$/)
  await expect(page.getByRole('img', { name: 'Kaartje: waar Kerkbuurt ligt in de gemeente' })).toBeVisible()
  expect(seen).toEqual({ foreign: [], errors: [] })
})

/** What the publication has at the door: a postcode that means one buurt, one in two buurten, and the names of buurten. */
async function postcodesOf(page: Page) {
  const { whole, split } = (await (await page.request.get(`${base()}/zoek/postcodes.json`)).json()) as { whole: Record<string, Record<string, string>>; split: Record<string, Record<string, number[]>> }
  const { buurten } = (await (await page.request.get(`${base()}/zoek/index.json`)).json()) as { buurten: [string, string][] }
  const [digits, byBuurt] = Object.entries(whole)[0]!
  const [buurt, letters] = Object.entries(byBuurt)[0]!
  const [postcode, numbers] = Object.entries(split)[0]!
  const nameOf = (code: string): string => buurten.find((b) => b[0] === code)![1]
  return { one: { postcode: `${digits}${letters.slice(0, 2)}`, name: nameOf(buurt), all: Object.keys(byBuurt).map(nameOf) }, two: { postcode, buurten: Object.entries(numbers).map(([code, of]) => ({ name: nameOf(code), number: of[0]! })) } }
}

test('a postcode leads to the buurt (B1), with the keyboard only', async ({ page }) => {
  const seen = watch(page)
  const { one, two } = await postcodesOf(page)
  await page.goto(`${base()}/`)
  await tabPastTheMenu(page)
  const field = page.getByLabel('Zoek op postcode, straat of buurt')
  await expect(field).toBeFocused()
  await page.keyboard.type(`${one.postcode.slice(0, 4)} ${one.postcode.slice(4).toLowerCase()} 12a`)
  await page.keyboard.press('Enter')
  await heading(page, one.name)
  await expect(page).toHaveURL(/\/buurten\/BU9001\d{4}$/)
  // A house number tells which of two.
  await page.goto(`${base()}/zoek?q=${two.postcode}`)
  await expect(page.getByRole('status')).toContainText('ligt in meer dan één buurt')
  await expect(page.locator('#hits a')).toHaveText(two.buurten.map((b) => b.name).sort((a, b) => a.localeCompare(b, 'nl')))
  await field.fill(`${two.postcode} ${two.buurten[1]!.number}`)
  await field.press('Enter')
  await heading(page, two.buurten[1]!.name)
  expect(seen).toEqual({ foreign: [], errors: [] })
})

test('searching by postcode needs no script, fits on a telephone and leaves nothing in the history', async ({ browser }) => {
  const context = await browser.newContext({ javaScriptEnabled: false, viewport: { width: 360, height: 740 } })
  const page = await context.newPage()
  const { one, two } = await postcodesOf(page)
  const asked: { url: string; referrer: string | undefined }[] = []
  page.on('request', (request) => asked.push({ url: request.url(), referrer: request.headers().referer }))
  const search = async (q: string) => {
    await page.goto(`${base()}/`)
    await page.getByLabel('Zoek op postcode, straat of buurt').fill(q)
    await page.getByRole('button', { name: 'Zoeken' }).click()
  }
  await search(one.postcode)
  await heading(page, one.name)
  for (const { referrer } of asked) expect(referrer ?? '').not.toContain(one.postcode)
  await page.goBack()
  await heading(page, 'Wat gebeurt er in uw buurt?')
  for (const [q, says] of [[two.postcode, /ligt in meer dan één buurt/], [one.postcode.slice(0, 4), /Postcodes die beginnen met 0\d{3} liggen in/], ['9999 ZZ', 'De postcode 9999 ZZ staat niet in de lijst van de gemeente Wierhaven.'], ['Nergensstraat 12', /^Niets gevonden/]] as const) {
    await search(q)
    await expect(page.getByRole('status')).toContainText(says)
    expect(await page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth')).toBeLessThanOrEqual(0)
    await expect(page.getByLabel('Zoek op postcode, straat of buurt')).toHaveValue(q)
  }
  await context.close()
})

test('map, list and table say the same of every buurt, and each leads to its page', async ({ page }) => {
  await page.goto(`${base()}/`)
  const rows = await page.locator('main table').first().locator('tbody tr').evaluateAll((trs) => trs.map((tr) => ({ href: tr.querySelector('a')!.getAttribute('href')!, name: tr.querySelector('a')!.textContent!, phase: tr.children[2]!.textContent!, year: tr.children[3]!.textContent! })))
  const shapes = await page.locator('.atlas-map > svg a').evaluateAll((as) => as.map((a) => ({ href: a.getAttribute('href')!, name: a.getAttribute('aria-label')! })))
  expect(rows.length).toBeGreaterThan(50)
  expect(shapes.map((s) => s.name).sort()).toEqual(rows.map((r) => `${r.name}: ${r.phase}${r.year === '–' ? '' : `, ${r.year}`}`).sort())
  expect(shapes.map((s) => s.href).sort()).toEqual(rows.map((r) => r.href).sort())
  const listed = await page.locator('.chosen a').allTextContents()
  expect([...listed].sort()).toEqual(rows.filter((r) => /^nu focusbuurt|^gepland$|^nazorg$/.test(r.phase)).map((r) => r.name).sort())
  for (const href of [rows[0]!.href, rows.at(-1)!.href]) expect((await page.request.get(`${base()}${href}`)).status()).toBe(200)
  await page.getByRole('link', { name: 'Wisselbuurt' }).first().click()
  await expect(page.getByText(/^Gepland voor 20\d\d$/)).toBeVisible()
})

test('a follow code tells the stand, the team and the next step; every other code gets the same page', async ({ page, browser }) => {
  await signIn(page, 'planner')
  // The database may be busy: then it is asked again.
  const ask = async (path: string): Promise<{ items: { id: number; status: string }[]; followCode: string }> => (await (await page.request.get(`${base()}/api/v1/initiatives${path}`)).json()) as never
  await expect.poll(async () => (await ask('?gemeente=GM9001')).items?.length ?? 0).toBeGreaterThan(0)
  const open = (await ask('?gemeente=GM9001')).items.find((i) => i.status === 'in_progress' || i.status === 'assigned')!
  const { followCode } = await ask(`/${open.id}`)
  const visitor = await (await browser.newContext()).newPage()
  await visitor.goto(`${base()}/volg`)
  await visitor.getByLabel('Uw code').fill(followCode)
  await visitor.keyboard.press('Enter')
  await expect(visitor.getByRole('heading', { name: 'Hoe staat het ervoor?' })).toBeVisible()
  for (const term of ['Stand', 'Ontvangen op', 'Wie werkt eraan', 'Volgende stap', 'Verwacht']) await expect(visitor.getByRole('term').filter({ hasText: term })).toHaveCount(1)
  await expect(visitor.getByText(/^U ziet de stand van \d+ [a-z]+ 20\d\d\./)).toBeVisible()
  const unknown = await Promise.all(['bestaat-niet', followCode.slice(0, -1), '<script>alert(1)</script>', ''].map((code) => visitor.request.get(`${base()}/volg?code=${encodeURIComponent(code)}`)))
  expect(unknown.map((r) => r.status())).toEqual([200, 200, 200, 200])
  expect(new Set(await Promise.all(unknown.map((r) => r.text()))).size).toBe(1)
  expect(await unknown[0]!.text()).toContain('Code niet gevonden')
  await visitor.context().close()
})

test('desks come as a list first, are filtered by what and where, and the map comes after', async ({ page }) => {
  await page.goto(`${base()}/spreekuren`)
  await heading(page, 'Spreekuren bij u in de buurt')
  const all = await page.locator('.desk').count()
  // Buurten by name, closed: on a phone that is a few screens, and all of it is in the page.
  await expect(page.locator('.desk:visible')).toHaveCount(0)
  const buurten = page.locator('details[data-group]')
  expect(await buurten.locator('.desk').count()).toBe(all)
  const [lastOfList, map] = [(await buurten.last().boundingBox())!, (await page.getByRole('group', { name: /^Kaart met de adressen/ }).boundingBox())!]
  expect(map.y).toBeGreaterThan(lastOfList.y)
  await page.getByLabel(/^Woord/).fill('geldzorgen')
  const shown = page.locator('.desk:visible')
  await expect.poll(() => shown.count()).toBeLessThan(all)
  const found = await shown.allTextContents()
  expect(found.length).toBeGreaterThan(0)
  expect(found.every((text) => /geldzorgen/i.test(text))).toBe(true)
  await expect(page.getByRole('status').first()).toHaveText(`${found.length} van ${all} spreekuren en activiteiten`)
  await page.getByLabel('Uw buurt').selectOption({ label: 'Kerkbuurt' })
  await expect(page.locator('.desk:visible .away').first()).toBeVisible()
  if (found.length > 20) await page.getByText(`Toon ook wat verder weg is (${found.length - 20})`).click()
  await expect.poll(() => shown.count()).toBe(found.length)
  const metres = (await page.locator('.desk:visible .away').allTextContents()).map((text) => { const [, n, unit] = /([\d,]+) (k?m) /.exec(text)!; return Number(n!.replace(',', '.')) * (unit === 'km' ? 1000 : 1) })
  expect(metres).toEqual([...metres].sort((a, b) => a - b))
  // The choice stands in the address: a link gives the same list.
  await page.goto(page.url())
  await expect(page.getByLabel(/^Woord/)).toHaveValue('geldzorgen')
  await expect(page.getByRole('status').first()).toHaveText(`${found.length} van ${all} spreekuren en activiteiten`)
  await page.getByRole('button', { name: 'Wis de keuze' }).click()
  await expect(page.getByRole('status').first()).toHaveText(`${all} spreekuren en activiteiten`)
  await expect(shown).toHaveCount(0)
  await buurten.filter({ hasText: 'Kerkbuurt' }).first().locator('summary').click()
  await expect(shown.first()).toBeVisible()
  // A dot of the map leads into a part that is closed.
  await page.locator('svg a[href="#adres-1"]').focus()
  await page.keyboard.press('Enter')
  await expect(page.locator('#adres-1')).toBeVisible()
  await page.setViewportSize({ width: 360, height: 740 })
  await page.goto(`${base()}/spreekuren`)
  expect(await page.evaluate(() => document.documentElement.scrollHeight)).toBeLessThan(8_000)
})

test('the nearest desk comes first only after a click, and the place of the device goes nowhere', async ({ page, context }) => {
  await context.grantPermissions(['geolocation'])
  const asked: string[] = []
  await page.goto(`${base()}/spreekuren`)
  const venue = page.locator('.desk[data-x]').first()
  const [x, y] = [Number(await venue.getAttribute('data-x')), Number(await venue.getAttribute('data-y'))]
  const { features } = (await (await page.request.get(`${base()}/open-data/locaties.geojson`)).json()) as { features: { properties: { naam?: string; name?: string }; geometry: { coordinates: [number, number] } }[] }
  const text = (await venue.textContent())!
  const here = features.find((f) => text.includes(String(f.properties.naam ?? f.properties.name)))!.geometry.coordinates
  await context.setGeolocation({ longitude: here[0], latitude: here[1] })
  page.on('request', (request) => asked.push(request.url()))
  await page.getByRole('button', { name: 'Dichtst bij mij eerst' }).click()
  const first = page.locator('.desk:visible').first()
  await expect(first.locator('.away')).toHaveText(' 50 m hemelsbreed')
  expect([Number(await first.getAttribute('data-x')), Number(await first.getAttribute('data-y'))]).toEqual([x, y])
  expect(asked).toEqual([])
})

test('what is wrong in the street goes to the gemeente: a link out, and no page has a form that sends something', async ({ page }) => {
  for (const path of pages) {
    await page.goto(`${base()}${path}`)
    const methods = await page.locator('form').evaluateAll((forms) => forms.map((f) => (f as HTMLFormElement).method))
    expect(methods.filter((method) => method !== 'get'), path).toEqual([])
  }
  await page.goto(`${base()}/buurten/${focusBuurt}`)
  // The demo gemeente has no form of its own: then it is said in words (with one: render-pages.test.ts).
  await expect(page.getByText('Is er iets mis op straat? Meld het bij de gemeente zelf, op haar website of per telefoon.')).toBeVisible()
})

test('the large map comes when it is asked for, holds every buurt, and Escape gives the page back', async ({ page }) => {
  const seen = watch(page)
  const engine: string[] = []
  page.on('request', (request) => { if (request.url().includes('/maplibre/')) engine.push(request.url()) })
  await page.goto(`${base()}/`)
  const button = page.getByRole('button', { name: 'Open de grote kaart' })
  await expect(button).toBeVisible()
  expect(engine).toEqual([])
  await button.focus()
  await page.keyboard.press('Enter')
  await expect(page.locator('.large-map-canvas[data-ready]')).toBeVisible({ timeout: 40_000 })
  await expect(page.getByRole('dialog', { name: 'Grote kaart' }).getByRole('list', { name: 'Legenda' })).toBeVisible()
  type Drawn = { map: { queryRenderedFeatures(options: { layers: string[] }): { properties: { href: string; phase: string } }[] } }
  const drawn = await page.locator('.large-map-canvas').evaluate((node) => (node as unknown as Drawn).map.queryRenderedFeatures({ layers: ['area'] }).map((f) => f.properties))
  await page.keyboard.press('Escape')
  await expect(page.getByRole('dialog')).toHaveCount(0)
  await expect(button).toBeFocused()
  const links = await page.locator('.atlas-map > svg a').evaluateAll((as) => as.map((a) => a.getAttribute('href')))
  expect([...new Set(drawn.map((d) => d.href))].sort()).toEqual([...links].sort())
  expect(drawn.find((d) => d.href === `/buurten/${focusBuurt}`)!.phase).toBe('execution')
  expect(seen).toEqual({ foreign: [], errors: [] })
})

test('everything that matters is there without JavaScript', async ({ browser }) => {
  const context = await browser.newContext({ javaScriptEnabled: false, viewport: { width: 360, height: 740 } })
  const page = await context.newPage()
  await page.goto(`${base()}/`)
  await page.getByLabel('Zoek op postcode, straat of buurt').fill('kerkbuur')
  await page.getByRole('button', { name: 'Zoeken' }).click()
  await heading(page, 'Zoeken')
  await expect(page.getByRole('status')).toHaveText(/^Gevonden: \d+$/)
  await page.getByRole('link', { name: 'Kerkbuurt', exact: true }).click()
  await heading(page, 'Kerkbuurt')
  await page.getByRole('link', { name: 'Ga langs bij een spreekuur' }).click()
  await heading(page, 'Spreekuren bij u in de buurt')
  await page.locator('details[data-group] summary').first().click()
  await expect(page.locator('.desk').first()).toBeVisible()
  await expect(page.locator('[data-filters]')).toBeHidden()
  await page.goto(`${base()}/volg?code=bestaat-niet`)
  await heading(page, 'Code niet gevonden')
  await page.goto(`${base()}/`)
  await expect(page.getByRole('button', { name: 'Open de grote kaart' })).toBeHidden()
  await page.locator('.atlas-map > svg a[href="/buurten/BU90010103"]').click()
  await heading(page, 'Kerkbuurt')
  await context.close()
})

test('how it was made can be read from every page with figures: data, period, rule, limits, kind of evidence', async ({ page }) => {
  await page.goto(`${base()}/buurten/${focusBuurt}`)
  await page.getByRole('link', { name: 'Hoe komt dit tot stand?' }).first().click()
  await heading(page, 'Hoe komt dit tot stand?')
  for (const title of ['Vraag', 'Gegevens', 'Soort bewijs', 'Periode', 'Regel', 'Wat dit niet zegt', 'Buurten die we samen tellen', 'Bronnen en licentie']) await expect(page.getByRole('heading', { name: title, exact: true })).toBeVisible()
})

test('what somebody asks is shown as text, whatever it is', async ({ page }) => {
  const seen = watch(page)
  const evil = `"><img src=x onerror=alert(1)><script>alert(1)</script>`
  await page.goto(`${base()}/zoek?q=${encodeURIComponent(evil)}`)
  await expect(page.getByLabel('Zoek op postcode, straat of buurt')).toHaveValue(evil)
  await expect(page.locator('main img, main script')).toHaveCount(0)
  expect(seen).toEqual({ foreign: [], errors: [] })
})

for (const path of pages)
  test(`${path}: no axe violations in light, dark and high contrast, wide and at 360 px; nothing from elsewhere; no sideways scroll`, async ({ page }) => {
    test.setTimeout(90_000)
    const seen = watch(page)
    await page.goto(`${base()}${path}`)
    if (path === '/spreekuren') await page.locator('details[data-group] summary').first().click()
    // As wide in other colours: nothing but colours is new there.
    for (const [width, media, of] of [[1366, { colorScheme: 'light' }, 'advice'], [1366, { colorScheme: 'dark' }, ofColours], [360, { colorScheme: 'light' }, 'advice'], [360, { colorScheme: 'dark', contrast: 'more' }, 'advice'], [360, { colorScheme: 'light', forcedColors: 'active' }, 'advice']] as const) {
      await page.setViewportSize({ width, height: 800 })
      await page.emulateMedia({ contrast: null, forcedColors: null, ...media })
      expect(await violationsOn(page, { of, exclude: more }), `${width} px ${JSON.stringify(media)}`).toEqual([])
      expect(await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth), `${width} px`).toBeLessThanOrEqual(0)
    }
    expect(seen).toEqual({ foreign: [], errors: [] })
  })
