import { chromium } from '@playwright/test'
import { findChromium } from '@/lib/commands/system-packages.mjs'
import { freePort } from './child'

/** What Lighthouse says of a page: scores of 100, times in milliseconds. */
export type PageScores = { performance: number; accessibility: number; lcpMs: number; blockingMs: number; shift: number; thirdParties: number }
export type Lighthouse = { measure(address: string, cookie?: string): Promise<PageScores>; close(): Promise<void> }

/** A browser for Lighthouse, with its own settings for a phone on a slow line; a new profile for each page. @returns null when there is no browser */
export async function openLighthouse(): Promise<Lighthouse | null> {
  const port = await freePort()
  const args = [`--remote-debugging-port=${port}`, '--use-angle=swiftshader', '--enable-unsafe-swiftshader', '--disable-background-networking', '--disable-component-update', '--disable-sync', '--no-first-run']
  if (process.getuid?.() === 0) args.push('--no-sandbox')
  const browser = await chromium.launch({ executablePath: findChromium() ?? undefined, args }).catch(() => null)
  if (!browser) return null
  const { default: lighthouse } = await import('lighthouse')
  return {
    async measure(address, cookie) {
      const ran = await lighthouse(address, { port, output: 'json', logLevel: 'error', onlyCategories: ['performance', 'accessibility'], ...(cookie ? { extraHeaders: { Cookie: cookie } } : {}) })
      if (!ran || ran.lhr.runtimeError) throw new Error(`Lighthouse could not measure ${address}: ${ran?.lhr.runtimeError?.message ?? 'no result'}`)
      const { categories, audits, finalDisplayedUrl } = ran.lhr
      if (new URL(finalDisplayedUrl).pathname !== new URL(address).pathname) throw new Error(`${address} led to ${finalDisplayedUrl}`)
      const figure = (id: string): number => audits[id]!.numericValue ?? NaN
      const requests = (audits['network-requests']!.details as { items?: { url: string }[] } | undefined)?.items ?? []
      return {
        performance: 100 * (categories.performance!.score ?? 0), accessibility: 100 * (categories.accessibility!.score ?? 0),
        lcpMs: figure('largest-contentful-paint'), blockingMs: figure('total-blocking-time'), shift: figure('cumulative-layout-shift'),
        thirdParties: requests.filter(({ url }) => url.startsWith('http') && new URL(url).origin !== new URL(address).origin).length,
      }
    },
    close: () => browser.close(),
  }
}
