import { expect, test, type Page } from '@playwright/test'
import { pageAddresses } from './addresses'
import { base, signIn, watch } from './helpers'
import { pages } from './pages'

/** The content security policy in a real browser: nothing of ours is blocked on any page for anybody, and what is not ours is. */
test.describe.configure({ mode: 'parallel' })
/** Nobody, and who sees most. */
const accounts = [null, 'planner']
/** What accessibility.spec.ts opens signed in, as whom it is meant for, may violate nothing there (`watch`): it is not walked again. */
const walked = new Set(pages.filter((p) => p.account).map((p) => p.path.split('?')[0]))
const more = ['/kaart/signalen?gemeente=GM9001&show=count&theme=zwerfafval', '/kaart/signalen?from=2025-02-30', '/kaart/bestaat-niet', '/bestaat-niet', '/beheer/import?run=1']

type Violation = { directive: string; blocked: string; sample: string; at: string }

/** Hears every violation from the first byte of each page on; a page that is left takes nothing with it. */
async function listen(page: Page): Promise<Violation[]> {
  const heard: Violation[] = []
  await page.exposeBinding('reportViolation', (_source, violation: Violation) => void heard.push(violation))
  await page.addInitScript(() => {
    document.addEventListener('securitypolicyviolation', (e) => {
      const report = (window as unknown as { reportViolation(v: Violation): void }).reportViolation
      report({ directive: e.effectiveDirective, blocked: e.blockedURI, sample: e.sample, at: location.pathname })
    })
  })
  return heard
}

for (const account of accounts) {
  test(`${account ?? 'nobody signed in'}: every page, 0 violations`, async ({ page }) => {
    test.setTimeout(180_000)
    const heard = await listen(page)
    const seen = watch(page)
    if (account) await signIn(page, account)
    for (const path of account ? [...pageAddresses.filter((p) => !walked.has(p)), ...more] : pageAddresses) {
      // Another spec loads a second gemeente, which would come first and has no signals.
      await page.goto(`${base()}${path === '/kaart/signalen' ? `${path}?gemeente=GM9001` : path}`)
      await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
      const map = account !== null && /^\/kaart\/signalen(\?gemeente|$)/.test(path)
      if (map) {
        await expect(page.locator('.map__canvas[data-ready]')).toBeAttached({ timeout: 30_000 })
        // The panel with its chart, too: all that draws has drawn.
        await page.getByRole('region', { name: 'Tabel' }).locator('tbody tr').first().click()
        await expect(page.locator('.recharts-surface').first()).toBeAttached()
        // The map is made anew for the other colours; other pages load nothing for them.
        await page.emulateMedia({ colorScheme: 'dark' })
        await expect(page.locator('.map__canvas[data-ready]')).toBeAttached({ timeout: 30_000 })
        await page.emulateMedia({ colorScheme: 'light' })
      }
    }
    expect(heard).toEqual([])
    expect(seen).toEqual({ foreign: [], errors: [] })
  })
}

for (const path of ['/', '/inloggen', '/kaart/signalen', '/bestaat-niet']) {
  test(`what is slipped into ${path} does not run, and is heard`, async ({ page }) => {
    const heard = await listen(page)
    await signIn(page, 'planner')
    await page.goto(`${base()}${path}`)
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
    await page.evaluate(() => {
      const script = document.createElement('script')
      script.textContent = 'window.slippedIn = true'
      document.body.append(script)
      document.body.insertAdjacentHTML('beforeend', '<img src="x:" onerror="window.slippedIn = true"><p style="color: red">x</p><iframe srcdoc="x"></iframe>')
      void fetch('https://elders.example/').catch(() => {})
      try {
        new Worker(URL.createObjectURL(new Blob([''])))
      } catch {
        // refused at once in some browsers
      }
    })
    await expect.poll(() => [...new Set(heard.map((v) => v.directive))].sort()).toEqual(expect.arrayContaining(['connect-src', 'script-src-attr', 'script-src-elem', 'style-src-attr', 'worker-src']))
    expect(await page.evaluate(() => 'slippedIn' in window)).toBe(false)
  })
}

test('each answer has a nonce of its own, and no page could be shown in a frame', async ({ page, request }) => {
  const nonceOf = async () => /'nonce-([^']+)'/.exec((await request.get(`${base()}/inloggen`)).headers()['content-security-policy']!)![1]!
  const nonces = await Promise.all(Array.from({ length: 5 }, nonceOf))
  expect(new Set(nonces).size).toBe(5)
  for (const nonce of nonces) expect(Buffer.from(nonce, 'base64')).toHaveLength(16)
  await page.goto(`${base()}/`)
  await page.setContent(`<iframe src="${base()}/inloggen"></iframe>`)
  await expect.poll(() => page.frames().map((frame) => frame.url())).toContain('chrome-error://chromewebdata/')
})
