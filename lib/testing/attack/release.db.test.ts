import { createServer, type Server } from 'node:http'
import { mkdtempSync, rmSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { loadDemo } from '@/lib/commands/load-demo'
import { rows } from '@/lib/db/client'
import { askRelease, publishRelease, takeRelease } from '@/lib/db/release/register'
import { releasedSite } from '@/lib/http/door/released.mjs'
import { makeRelease } from '@/lib/release/make'
import { planRelease, readModel } from '@/lib/release/model'
import { publishedDataset } from '@/lib/release/open-data/published'
import { answerOgc, ogcPath } from '@/lib/release/open-data/ogc/answer-ogc'
import { renderSearch } from '@/lib/release/pages/search-page.mjs'
import { findPlace } from '@/lib/release/pages/search-address.mjs'
import { settlePublic } from '@/lib/release/settle'
import { openRelease } from '@/lib/release/store'
import { openSolver } from '@/lib/solver/open-solver'
import { availableEngines } from '@/lib/testing/databases'
import { inDb, useDatabase } from '@/lib/testing/imports'
import type { PublicFile, PublicModel } from '@/lib/domain/public-model'
import { crawl, tellingHeaders, type Crawl } from './crawl'
import { naiveFiles } from './naive'
import { openPlaces } from './points'
import { attack, broken, fewestCandidates, positiveControl } from './suite'
import { leafKey } from './world'

const today = '2026-11-24'
const signals = 6_000

// What is attacked are files; that both engines count the same is seen elsewhere.
describe.each(availableEngines().slice(-1))('a real publication of the invented gemeente (%s)', (engine) => {
  useDatabase(engine)
  const folder = mkdtempSync(path.join(tmpdir(), 'buurtfocus-attack-'))
  const publicFolder = path.join(folder, 'public')
  const solver = openSolver()
  let model: PublicModel
  let counts: Map<string, number>
  let files: PublicFile[]
  let server: Server
  let site: Awaited<ReturnType<typeof releasedSite>>
  let seen: Crawl

  beforeAll(async () => {
    const { gemeente } = await loadDemo({ asOf: today, signals, folder: path.join(folder, 'demo'), hashKey: 'test', log: () => {} })
    const number = await inDb((tx) => askRelease(tx, gemeente, null))
    const failures: unknown[] = []
    const made = await makeRelease((await inDb((tx) => takeRelease(tx, number)))!, { today, key: () => new Uint8Array(32).fill(11), folder: publicFolder, reportUrl: 'https://melden.example/', onError: (error) => failures.push(error) })
    expect(failures).toEqual([])
    expect(made.status).toBe('draft')
    await inDb((tx) => publishRelease(tx, number))
    await settlePublic(publicFolder)
    const release = openRelease(made.id!, publicFolder)!
    files = Object.entries(release.manifest.files).map(([address, { type }]) => ({ address, type, body: release.read(address)! }))
    model = await readModel(number, (await inDb((tx) => planRelease(tx, gemeente, today, null)))!, today, null)
    counts = await trueCounts(model)
    site = await releasedSite({ folder: publicFolder, search: findPlace, renderSearch, policy: () => "default-src 'self'" })
    server = createServer((request, response) => void site.answer(request, response).then((answered) => {
      const url = new URL(request.url!, `http://${request.headers.host}`)
      const { status, headers, body } = !answered && url.pathname.startsWith(ogcPath) ? answerOgc(publishedDataset(publicFolder)!, url) : { status: 404, headers: {}, body: '' }
      if (!answered) response.writeHead(status, headers).end(body)
    }))
    await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
    const letters = [...new Set(model.buurten.flatMap((b) => [b.name.slice(0, 1), b.name.slice(0, 3)]))]
    const [split] = model.postcodes.filter((p) => p.houseNumbers)
    const postcodes = [split!.postcode, split!.postcode.slice(0, 4), `${split!.postcode} 99999`, '0999ZZ', ...model.postcodes.slice(0, 3).map((p) => `${p.postcode} 1`)]
    const [items, perWijk] = ['gebied', 'wijk'].map((level) => `${ogcPath}/collections/signalen-per-${level}/items`)
    const asked = ['limit=1000', 'limit=1000&crs=http%3A%2F%2Fwww.opengis.net%2Fdef%2Fcrs%2FEPSG%2F0%2F28992', 'limit=1000&datetime=2026-01-01%2F2026-06-30', 'limit=1000&bbox=4.5,52,4.8,53']
    seen = await crawl(
      `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
      ['/', '/publicaties', '/open-data', '/catalog.jsonld', '/open-data/alles.json', '/sitemap.xml', ogcPath, ...asked.flatMap((query) => [`${items}?${query}`, `${perWijk}?${query}`]), ...[...letters, ...postcodes].map((q) => `/zoek?q=${encodeURIComponent(q)}`)],
      { skip: /\/items\/|[?&]offset=/ }, // parts of what is asked as a whole
    )
    for (const query of asked) for (const at of [items, perWijk]) expect(seen.pages.map((page) => page.address)).toContain(`${at}?${query}`)
  }, 600_000)
  afterAll(async () => {
    site?.close()
    server?.close()
    await solver.close()
    rmSync(folder, { recursive: true, force: true })
  })

  it('would be broken if it were published as many do', async () => {
    const naive = await positiveControl(naiveFiles({ ...model, counts }), model, counts, solver.solve)
    expect(naive.broken).toBeGreaterThanOrEqual(0.1 * naive.hidden)
  }, 300_000)

  it('gives nothing away in any of its files: at least five counts are possible for every leaf, ten for one of a delicate theme', async () => {
    const found = await attack(files, model, solver.solve, openPlaces(model))
    expect(found.findings).toEqual([])
    expect([...found.claims.rounded.keys()].sort()).toEqual([...counts.keys()].sort())
    for (const [leaf, { low, high }] of found.byProgram!) {
      expect(high! - low + 1).toBeGreaterThanOrEqual(fewestCandidates(model, leaf))
      expect(low).toBeLessThanOrEqual(counts.get(leaf)!)
      expect(high).toBeGreaterThanOrEqual(counts.get(leaf)!)
    }
    expect(broken(found, counts, () => true).broken).toBe(0)
  }, 300_000)

  it('gives nothing away to who follows every link, tries the search and reads the headers', async () => {
    expect(seen.pages.length).toBeGreaterThan(model.buurten.filter((b) => b.area !== null).length)
    const found = await attack(seen.pages, model, solver.solve, openPlaces(model))
    expect(found.findings).toEqual([])
    expect(found.byProgram!.size).toBe(counts.size)
    expect(seen.pages.flatMap(tellingHeaders)).toEqual([])
  }, 300_000)

  /** Counted from the signals themselves, not from the sums that a release is made of. */
  async function trueCounts({ areas, wijken, themes, periods, leaves, boundaryYear }: PublicModel): Promise<Map<string, number>> {
    const found = await inDb((tx) => rows<{ buurt: string; theme: string; month: string; n: number }>(tx, sql`
      select a.code as buurt, s.theme, to_char(s.observed_on, 'YYYY-MM') as month, count(*)::int as n
      from signal s join signal_area sa on sa.signal = s.id join area a on a.id = sa.area join boundary_set b on b.id = a.boundary_set
      where b.year = ${boundaryYear} and a.level = 'buurt' and s.status <> 'cancelled' and s.duplicate_of is null group by 1, 2, 3`))
    const names = new Map(themes.map((t) => [t.slug, t]))
    const result = new Map(leaves.map((leaf) => [leafKey(leaf), 0]))
    for (const { buurt, theme, month, n } of found) {
      const told = names.get(theme)
      if (!told) continue
      const area = (told.delicate ? wijken : areas).find((a) => a.buurten.includes(buurt))
      for (const period of periods) {
        const key = area && leafKey({ area: area.code, theme, period: period.id })
        if (key && result.has(key) && `${month}-01` >= period.from && `${month}-01` < period.to) result.set(key, result.get(key)! + n)
      }
    }
    return result
  }
})
