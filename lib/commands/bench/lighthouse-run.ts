import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { chromium } from '@playwright/test'
import { z } from 'zod'
import { npm } from '@/lib/commands/node-packages.mjs'
import { findChromium } from '@/lib/commands/system-packages.mjs'
import { freePort } from './child'

/** Fetched when it is asked for, and kept by npm: with what it needs it is a sixth of all packages, and nothing else uses it. */
const lighthouse = 'lighthouse@12.8.2'

/** What Lighthouse says of a page: scores of 100, times in milliseconds. */
export type PageScores = { performance: number; accessibility: number; lcpMs: number; blockingMs: number; shift: number; thirdParties: number }
export type Lighthouse = { measure(address: string, cookie?: string): Promise<PageScores>; close(): Promise<void> }

const audit = z.object({ numericValue: z.number() })
const category = z.object({ score: z.number() })
/** What is read of its report. */
const report = z.object({
  finalDisplayedUrl: z.url(),
  categories: z.object({ performance: category, accessibility: category }),
  audits: z.object({
    'largest-contentful-paint': audit, 'total-blocking-time': audit, 'cumulative-layout-shift': audit,
    'network-requests': z.object({ details: z.object({ items: z.array(z.object({ url: z.string() })) }) }),
  }),
})

/** A browser for Lighthouse, with its own settings for a phone on a slow line; a new profile for each page. @returns null when there is no browser */
export async function openLighthouse(): Promise<Lighthouse | null> {
  const port = await freePort()
  const args = [`--remote-debugging-port=${port}`, '--use-angle=swiftshader', '--enable-unsafe-swiftshader', '--disable-background-networking', '--disable-component-update', '--disable-sync', '--no-first-run']
  if (process.getuid?.() === 0) args.push('--no-sandbox')
  const browser = await chromium.launch({ executablePath: findChromium() ?? undefined, args }).catch(() => null)
  if (!browser) return null
  return {
    async measure(address, cookie) {
      const headers = cookie ? [`--extra-headers=${JSON.stringify({ Cookie: cookie })}`] : []
      const { categories, audits, finalDisplayedUrl } = report.parse(JSON.parse(await runLighthouse(address, `--port=${port}`, '--output=json', '--quiet', '--only-categories=performance,accessibility', ...headers)))
      if (new URL(finalDisplayedUrl).pathname !== new URL(address).pathname) throw new Error(`${address} led to ${finalDisplayedUrl}`)
      const requests = audits['network-requests'].details.items
      return {
        performance: 100 * categories.performance.score, accessibility: 100 * categories.accessibility.score,
        lcpMs: audits['largest-contentful-paint'].numericValue, blockingMs: audits['total-blocking-time'].numericValue, shift: audits['cumulative-layout-shift'].numericValue,
        thirdParties: requests.filter(({ url }) => url.startsWith('http') && new URL(url).origin !== new URL(address).origin).length,
      }
    },
    close: () => browser.close(),
  }
}

/** @returns what it prints @throws {Error} with what it complains of */
async function runLighthouse(...own: string[]): Promise<string> {
  const [program, args, options] = npm('exec', '--yes', `--package=${lighthouse}`, '--', 'lighthouse', ...own)
  const ran = await promisify(execFile)(program, args, { ...options, maxBuffer: 2 ** 28 }).catch((error: { stderr?: string }) => {
    throw new Error(`Lighthouse could not measure ${own[0]}: ${error.stderr?.slice(-2_000)}`)
  })
  return ran.stdout
}
