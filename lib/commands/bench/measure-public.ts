import { rendering } from '@/lib/commands/node-packages.mjs'
import type { Answer } from './attack-child'
import { nextMessage, startNode } from './child'
import type { Measurement } from './context'
import { interleave } from './interleave'
import { openLighthouse, type PageScores } from './lighthouse-run'
import type { Seen } from './load-run.mjs'
import { firstLoad } from './measure-javascript'
import { result, type Result } from './result'
import { gzipBytes } from './scripts-of-page'
import { gemeente } from './signal-files'
import { percentile } from './statistics'
import { startWebApp, type WebApp } from './web-app'

const mapPage = '/kaart/focus'
const demoSignals = 6_000
const load = { connections: 1_000, perSecond: 500, seconds: 60, closedConnections: 64, closedSeconds: 10 }

/** What residents get from a published release of the demo gemeente: bytes, Lighthouse, many at once; and the attack suite at full size. */
export const measurePublic: Measurement = async (context) => {
  const app = await startWebApp(context, { signals: demoSignals, before: publish })
  try {
    const index = (await (await fetch(`${app.address}/zoek/index.json`)).json()) as { buurten: [code: string, name: string, wijk: string][] }
    const buurtPages = index.buurten.map(([code]) => `/buurten/${code}`)
    const results = [...(await bytes(app, buurtPages[0]!)), ...(await scores(app, buurtPages[0]!, context.rounds, context.say))]
    context.say(`public: ${load.connections} connections, ${load.perSecond} requests per second, ${load.seconds} s`)
    results.push(...(await underLoad(app, ['/', '/spreekuren', ...buurtPages])))
    context.say('public: the attacks at full size')
    return [...results, ...(await attacked())]
  } finally {
    await app.stop()
  }
}

/** Makes a release and publishes it, as `npm run release` does. */
async function publish({ url, dataDir }: { url: string; dataDir: string }): Promise<void> {
  const child = startNode(rendering('lib/commands/release.ts', '--gemeente', gemeente), { DATABASE_URL: url, DATA_DIR: dataDir, RELEASE_KEY: 'a key for the bench alone, 32 bytes', DEMO: '1' })
  const code = await new Promise((done) => child.process.once('exit', done))
  if (code !== 0) throw new Error(`no release could be made:\n${child.output()}`)
}

/** The attack suite at full size, in a process of its own. */
async function attacked(): Promise<Answer> {
  const child = startNode(rendering('lib/commands/bench/attack-child.ts'))
  try {
    return await nextMessage<Answer>(child)
  } finally {
    await child.stop()
  }
}

async function bytes(app: WebApp, buurtPage: string): Promise<Result[]> {
  const html = async (page: string): Promise<number> => gzipBytes(Buffer.from(await (await fetch(`${app.address}${page}`, { headers: { Accept: 'text/html', Cookie: app.cookie } })).arrayBuffer())) / 1000
  const script = async (page: string): Promise<number> => (await firstLoad(app, page)).reduce((sum, s) => sum + gzipBytes(s.content), 0) / 1000
  const map = { html: await html(mapPage), script: await script(mapPage) }
  const lines = [result('public.html-map', `HTML of ${mapPage}`, 'kB', [map.html]), result('public.script-map', `script that the HTML of ${mapPage} asks for`, 'kB', [map.script])]
  for (const [name, page] of [['start', '/'], ['buurt', buurtPage]] as const)
    lines.push(
      result(`public.html-${name}`, `HTML of the public page ${page}, map and lists in it`, 'kB', [await html(page)], { to: { name: 'public.html-map', values: [map.html] } }),
      result(`public.script-${name}`, `script that it asks for, before the large map is opened`, 'kB', [await script(page)], { to: { name: 'public.script-map', values: [map.script] }, goal: { most: 30 } }),
    )
  return lines
}

async function scores(app: WebApp, buurtPage: string, rounds: number, say: (text: string) => void): Promise<Result[]> {
  const lighthouse = await openLighthouse()
  if (!lighthouse) {
    say('public: no browser here, so Lighthouse is not run (set CHROMIUM_PATH)')
    return []
  }
  try {
    const found = await interleave(
      { map: () => lighthouse.measure(`${app.address}${mapPage}`, app.cookie), start: () => lighthouse.measure(`${app.address}/`), buurt: () => lighthouse.measure(`${app.address}${buurtPage}`) },
      { rounds, warmUp: true, onRound: (round) => say(`public: Lighthouse, round ${round}`) },
    )
    const lcp = (of: readonly PageScores[]): number[] => of.map((s) => s.lcpMs)
    const map = { name: 'public.lcp-map', values: lcp(found.map) }
    return [
      result('public.lcp-map', `largest contentful paint of ${mapPage} (Lighthouse, mobile)`, 'ms', map.values),
      ...([['start', found.start], ['buurt', found.buurt]] as const).flatMap(([name, of]) => [
        result(`public.lcp-${name}`, `the same of the public ${name} page`, 'ms', lcp(of), { to: map, goal: { ratio: 0.25 } }),
        result(`public.performance-${name}`, 'its score for performance', 'of 100', of.map((s) => s.performance), { goal: { least: 100 } }),
        result(`public.accessibility-${name}`, 'its score for accessibility', 'of 100', of.map((s) => s.accessibility), { goal: { least: 100 } }),
        result(`public.shift-${name}`, 'cumulative layout shift', '', of.map((s) => s.shift), { goal: { most: 0 } }),
        result(`public.blocking-${name}`, 'total blocking time: what stands in for waiting after a touch, which needs a person', 'ms', of.map((s) => s.blockingMs), { goal: { most: 100 } }),
        result(`public.third-${name}`, 'requests to other sites', 'times', of.map((s) => s.thirdParties), { goal: { most: 0 } }),
      ]),
    ]
  } finally {
    await lighthouse.close()
  }
}

async function underLoad(app: WebApp, addresses: readonly string[]): Promise<Result[]> {
  const child = startNode(['lib/commands/bench/load-run.mjs'])
  try {
    child.process.send({ ...load, addresses, port: Number(new URL(app.address).port) })
    const seen = await nextMessage<Seen>(child)
    if (seen.opened !== load.connections) throw new Error(`only ${seen.opened} of ${load.connections} connections were opened`)
    return [
      result('public.load-errors', `requests without an answer of 200, of ${seen.sent} over ${load.connections} open connections`, 'times', [seen.errors], { goal: { most: 0 } }),
      result('public.load-rate', `requests answered per second; ${load.perSecond} were sent, ${seen.late} of them more than 1 s late`, 'requests/s', [seen.latenciesMs.length / seen.seconds]),
      result('public.load-p95', 'from the moment that a request should have left until its last byte, 95 of 100', 'ms', [percentile(seen.latenciesMs, 0.95)], { goal: { most: 1_000 } }),
      result('public.load-most', `as many as ${load.closedConnections} connections can get, ${seen.closed.errors} without an answer of 200`, 'requests/s', [seen.closed.answered / seen.closed.seconds]),
    ]
  } finally {
    await child.stop()
  }
}
