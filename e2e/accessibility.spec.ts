import { expect, test as plain, type APIRequestContext, type BrowserContext } from '@playwright/test'
import { ofColours, violationsOn } from './axe'
import { askView, base, firstCluster, signIn, tells, watch } from './helpers'
import { pages } from './pages'

/** `visitor`: the browser of somebody who opens one page after the other, so that what all pages load is loaded and compiled once; null: nobody signed in. */
const test = plain.extend<object, { visitor: (account: string | null) => Promise<BrowserContext> }>({
  visitor: [
    async ({ browser }, use) => {
      const kept = new Map<string | null, BrowserContext>()
      await use(async (account) => {
        const known = kept.get(account)
        if (known) return known
        const context = await browser.newContext()
        kept.set(account, context)
        if (account) await signIn(await context.newPage(), account)
        return context
      })
      for (const context of kept.values()) await context.close()
    },
    { scope: 'worker' },
  ],
})

test.describe.configure({ mode: 'parallel' })

/** A pair of activities that may be double; a database that is busy is asked again. */
async function firstPair(request: APIRequestContext): Promise<string> {
  let response = await request.get(`${base()}/api/v1/views/overlap?gemeente=GM9001`)
  for (let time = 1; response.status() === 503 && time < 10; time++) response = await request.get(`${base()}/api/v1/views/overlap?gemeente=GM9001`)
  return ((await response.json()) as { findings: { id: string }[] }).findings[0]!.id
}

/**
 * Wide, then in the other colours (nothing but colours is new there), then as on a phone: the same page, so that turning a tablet is seen too. A map is drawn
 * anew for other colours, which takes seconds: those pages go to the phone at once, where all rules are looked at in the dark.
 */
const looks = [
  { viewport: { width: 1440, height: 900 }, colorScheme: 'light', rules: 'wcag' },
  { viewport: { width: 1440, height: 900 }, colorScheme: 'dark', rules: ofColours },
  { viewport: { width: 360, height: 740 }, colorScheme: 'dark', rules: 'wcag' },
] as const
/** Rows of long tables after the first twenty: made by the same lines of code as those, and most of the time that axe takes. */
const moreRows = 'table tbody tr:nth-child(n + 21)'
/** The word that something is being fetched: half transparent while it appears. */
const fading = '.screen__busy'

for (const { name, account, path } of pages) {
  test(`${name}: no axe violations wide and narrow, light and dark, no request to others, no sideways scroll`, async ({ visitor }) => {
    test.setTimeout(90_000)
    const page = await (await visitor(account)).newPage()
    const seen = watch(page)
    const first = path.includes('FIRST') ? (await askView(page.request, 'gemeente=GM9001')).areas.find((a) => a.n > 0)!.code : ''
    await page.setViewportSize(looks[0].viewport)
    const cluster = path.includes('CLUSTER') ? String(await firstCluster(page.request)) : ''
    const pair = path.includes('PAIR') ? await firstPair(page.request) : ''
    await page.goto(`${base()}${path.replace('FIRST', first).replace('CLUSTER', cluster).replace('PAIR', pair)}`)
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
    const isMap = path.startsWith('/kaart/')
    for (const { viewport, colorScheme, rules } of isMap ? looks.filter((look) => look.rules === 'wcag') : looks) {
      await page.setViewportSize(viewport)
      await page.emulateMedia({ colorScheme })
      // Once: in the other colours the canvas is drawn again, in which axe sees nothing.
      if (rules === 'wcag' && colorScheme === 'light' && /^\/kaart\/[a-z]+\?/.test(path) && !path.includes('30')) await expect(page.locator('.map__canvas[data-ready]')).toBeAttached({ timeout: 30_000 })
      expect(await violationsOn(page, { of: rules, exclude: [moreRows, fading] }), `${viewport.width} px ${colorScheme}`).toEqual([])
      expect(await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth), `${viewport.width} px`).toBeLessThanOrEqual(0)
    }
    expect(seen).toEqual({ foreign: [], errors: [] })
    await page.close()
  })
}

test('the first HTML of the map holds the real numbers, before any script runs', async ({ page, browser }) => {
  await signIn(page, 'planner')
  const answer = await askView(page.request, 'gemeente=GM9001&theme=zwerfafval')
  const silent = await browser.newContext({ javaScriptEnabled: false, storageState: await page.context().storageState() })
  const still = await silent.newPage()
  await still.goto(`${base()}/kaart/signalen?gemeente=GM9001&theme=zwerfafval`)
  await expect(still.getByRole('region', { name: 'Antwoord' })).toContainText(tells(answer.meta))
  await expect(still.getByRole('region', { name: 'Tabel' }).locator('.data-table tbody tr')).toHaveCount(answer.areas.length)
  await silent.close()
})
