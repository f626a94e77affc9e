import { chromium } from '@playwright/test'
import { findChromium } from '@/lib/commands/system-packages.mjs'
import type { WebApp } from './web-app'

export type BrowserScript = { address: string; content: Buffer }

/**
 * Opens a page in a real browser as somebody signed in, waits until the map is drawn, and gives every script that it loaded,
 * those of the map's worker included.
 * @returns null when there is no browser to try it with
 */
export async function scriptsInBrowser(app: WebApp, page: string): Promise<BrowserScript[] | null> {
  const args = ['--use-angle=swiftshader', '--enable-unsafe-swiftshader', '--disable-background-networking', '--disable-component-update', '--disable-sync', '--no-first-run']
  if (process.getuid?.() === 0) args.push('--no-sandbox')
  const browser = await chromium.launch({ executablePath: findChromium() ?? undefined, args }).catch(() => null)
  if (!browser) return null
  try {
    const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, locale: 'nl-NL' })
    const [name, value] = app.cookie.split(/=(.*)/s) as [string, string]
    await context.addCookies([{ name, value, url: app.address }])
    const reading: Promise<BrowserScript | null>[] = []
    context.on('response', (response) => {
      if (!/javascript/.test(response.headers()['content-type'] ?? '')) return
      reading.push(fetchAgain(response.url()))
    })
    const tab = await context.newPage()
    await tab.goto(`${app.address}${page}`)
    await tab.waitForSelector('.maplibregl-canvas', { timeout: 60_000 })
    await tab.waitForLoadState('networkidle')
    await tab.waitForTimeout(1_000)
    const seen = new Map((await Promise.all(reading)).flatMap((s) => (s ? [[s.address, s] as const] : [])))
    return [...seen.values()]
  } finally {
    await browser.close()
  }
}

/** The body once more, by ourselves: the browser does not keep those of workers. */
async function fetchAgain(address: string): Promise<BrowserScript | null> {
  const response = await fetch(address)
  return response.ok ? { address, content: Buffer.from(await response.arrayBuffer()) } : null
}
