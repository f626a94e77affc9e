import { scriptsInBrowser, type BrowserScript } from './browser-scripts'
import type { Measurement } from './context'
import { result, type Result } from './result'
import { gzipBytes, scriptsOf } from './scripts-of-page'
import { startWebApp, type WebApp } from './web-app'

const mapPage = '/kaart/signalen'

/** The parts of the map page that load later, told by what they hold. The worker's files keep their own names (lib/commands/copy-map-worker.mjs). */
const parts: { name: string; what: string; is(script: BrowserScript): boolean }[] = [
  { name: 'map-worker', what: "MapLibre's worker and what it shares with the page", is: (s) => s.address.includes('/maplibre/') },
  { name: 'map', what: 'MapLibre itself', is: (s) => s.content.includes('maplibregl-canvas-container') },
  { name: 'charts', what: 'the charts (Recharts)', is: (s) => s.content.includes('recharts-surface') },
]

/** Bytes of JavaScript, gzipped, that a page needs before it is ready, and what a map page loads after that. */
export const measureJavascript: Measurement = async (context) => {
  const app = await startWebApp(context)
  try {
    const start = await firstLoad(app, '/')
    const map = await firstLoad(app, mapPage)
    const results = [
      line('public', `script of the start page / before anything is opened, in ${start.length} files (the goal is meant for the prerendered public pages of a release)`, start, 30),
      line('map-first', `script of ${mapPage} that its HTML asks for, in ${map.length} files`, map, 450),
    ]
    const seen = await scriptsInBrowser(app, mapPage)
    if (!seen) {
      context.say('javascript: no browser here, so what loads later is not measured (set CHROMIUM_PATH)')
      return results
    }
    return [...results, ...laterLines(map, seen)]
  } finally {
    await app.stop()
  }
}

function laterLines(first: readonly BrowserScript[], seen: readonly BrowserScript[]): Result[] {
  const firstAddresses = new Set(first.map((s) => s.address))
  const later = seen.filter((s) => !firstAddresses.has(s.address))
  const results: Result[] = []
  let rest = later
  for (const part of parts) {
    const own = rest.filter((s) => part.is(s))
    rest = rest.filter((s) => !part.is(s))
    const early = first.filter((s) => part.is(s))
    if (early.length > 0) results.push(line(`first-${part.name}`, `${part.what}, among the files of the first load: NOT loaded later`, early))
    if (own.length > 0) results.push(line(`later-${part.name}`, `${part.what}, loaded later, in ${own.length} files`, own))
  }
  if (rest.length > 0) results.push(line('later-rest', `other script that the page loads by itself afterwards, in ${rest.length} files`, rest))
  results.push(line('map-all', `everything that a browser loaded until the map was drawn, in ${seen.length} files`, seen))
  return results
}

function line(name: string, what: string, scripts: readonly BrowserScript[], mostKb?: number): Result {
  const bytes = scripts.reduce((sum, s) => sum + gzipBytes(s.content), 0)
  return result(`javascript.${name}`, what, 'kB', [bytes / 1000], mostKb === undefined ? {} : { goal: { most: mostKb } })
}

/** The page as a browser asks for it, and the exact files behind its script and preload tags. */
export async function firstLoad(app: WebApp, page: string): Promise<BrowserScript[]> {
  const response = await fetch(`${app.address}${page}`, { headers: { Accept: 'text/html', Cookie: app.cookie } })
  const html = await response.text()
  if (!response.ok || new URL(response.url).pathname !== page) throw new Error(`${page} gave ${response.status} at ${response.url}`)
  return Promise.all(
    scriptsOf(html).map(async (address) => {
      const full = new URL(address, app.address).href
      const script = await fetch(full)
      if (!script.ok) throw new Error(`${address} of ${page} gave ${script.status}`)
      return { address: full, content: Buffer.from(await script.arrayBuffer()) }
    }),
  )
}
