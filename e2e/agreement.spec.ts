import { expect, test } from '@playwright/test'
import { askView, base, signIn, tells } from './helpers'

/** Map, panel, table, API and CSV under one address give the same numbers. */
type MapLibre = { queryRenderedFeatures(options: { layers: string[] }): { properties: { code: string; n: number; water: boolean } }[] }
const addresses = ['gemeente=GM9001', 'gemeente=GM9001&theme=zwerfafval', 'gemeente=GM9001&theme=eenzaamheid&from=2025-01-01&to=2026-01-01&show=count', 'werkgebied=west&kind=kans', 'gemeente=GM9001&from=2025-03-10&to=2025-06-20&evidence=waarneming']

test.describe('one address, one set of numbers', () => {
  // The adviser of team Zorg sees every count exactly, the planner some of them rounded.
  for (const [account, query] of ['planner', 'adviser-zorg'].flatMap((account) => addresses.slice(0, account === 'planner' ? 5 : 2).map((query) => [account, query] as const))) {
    test(`${account} ${query}`, async ({ page }) => {
      await signIn(page, account)
      const answer = await askView(page.request, query)
      const csv = await (await page.request.get(`${base()}/api/v1/views/clusters?${query}${query ? '&' : ''}format=csv`)).text()
      const [header, ...lines] = csv.trim().split('\r\n')
      const column = (name: string) => header!.split(',').indexOf(name)
      expect(lines.length).toBe(answer.areas.length)

      await page.goto(`${base()}/kaart/signalen?${query}`)
      const rows = page.getByRole('region', { name: 'Tabel' }).locator('.data-table tbody tr')
      await expect(rows).toHaveCount(answer.areas.length)
      const shown = new Map(await rows.evaluateAll((all) => all.map((row) => [row.getAttribute('data-id')!, row.querySelectorAll('th,td')[1]?.textContent?.trim()] as const)))
      expect(answer.areas.map((area) => [area.name, shown.get(area.water ? `${area.code}-water` : area.code)])).toEqual(answer.areas.map((area) => [area.name, tells(area)]))
      // Names of the demo hold no comma, so a plain split reads the CSV.
      expect(lines.map((line) => Number(line.split(',')[column('n')]))).toEqual(answer.areas.map((area) => area.n))
      expect(answer.areas.reduce((sum, a) => sum + a.n, 0)).toBe(answer.meta.n)

      // The map: what MapLibre was given to paint, asked from the map itself, and the circles and fills that it really drew.
      const canvas = page.locator('.map__canvas[data-ready]')
      await expect(canvas).toBeVisible({ timeout: 30_000 })
      const layer = query.includes('show=count') ? 'circle' : 'area-fill'
      const painted = async () => new Map(await canvas.evaluate((element, id) => (element as unknown as { map: MapLibre }).map.queryRenderedFeatures({ layers: [id] }).map((f) => [`${f.properties.code}${f.properties.water ? '-water' : ''}`, f.properties.n] as const), layer))
      const drawn = answer.areas.filter((a) => !a.water && (layer === 'area-fill' || a.n > 0))
      await expect.poll(async () => (await painted()).size, { timeout: 20_000 }).toBeGreaterThanOrEqual(drawn.length)
      const values = await painted()
      expect(drawn.map((area) => [area.name, values.get(area.code)])).toEqual(drawn.map((area) => [area.name, area.n]))

      // The panel: the sentence and the count of what is shown.
      await expect(page.getByRole('region', { name: 'Antwoord' })).toContainText(tells(answer.meta))
    })
  }
})

test('wrong parameters are refused by page and API, by name', async ({ page }) => {
  await signIn(page, 'planner')
  for (const query of ['theme=Geen%20Thema', 'from=2025-02-30', 'onbekend=1', 'from=2025-05-01&to=2025-04-01', 'theme=a&theme=b']) {
    const response = await page.request.get(`${base()}/api/v1/views/clusters?${query}`)
    expect(response.status(), query).toBe(400)
    expect(response.headers()['content-type']).toContain('application/problem+json')
    const problem = (await response.json()) as { errors: { name: string }[] }
    expect(problem.errors.length).toBeGreaterThan(0)
  }
  await page.goto(`${base()}/kaart/signalen?from=2025-02-30`)
  await expect(page.getByText(/datum die bestaat/)).toBeVisible()
})

test('nobody who is not signed in sees numbers', async ({ page, request }) => {
  for (const path of ['/api/v1/views/clusters', '/api/v1/signals', '/api/v1/me', '/api/v1/imports']) expect((await request.get(`${base()}${path}`)).status(), path).toBe(401)
  await page.goto(`${base()}/kaart/signalen?theme=zwerfafval`)
  await expect(page).toHaveURL(/\/inloggen\?terug=/)
})

test('single signals are for the wijkmanager of the werkgebied, moved, and never of a sensitive theme', async ({ page }) => {
  await signIn(page, 'planner')
  expect((await page.request.get(`${base()}/api/v1/signals`)).status()).toBe(403)
  await signIn(page, 'wijkmanager')
  const me = (await (await page.request.get(`${base()}/api/v1/me`)).json()) as { werkgebieden: { slug: string }[] }
  expect(me.werkgebieden).toHaveLength(1)
  const own = new Set((await askView(page.request, `werkgebied=${me.werkgebieden[0]!.slug}`)).areas.map((a) => a.code))
  let cursor = ''
  let seen = 0
  for (let pageNumber = 0; pageNumber < 3; pageNumber++) {
    const list = (await (await page.request.get(`${base()}/api/v1/signals?limit=500${cursor}`)).json()) as { items: { buurtCode: string; theme: string; lon: number | null }[]; total: number; next: string | null }
    seen += list.items.length
    expect(list.items.filter((item) => !own.has(item.buurtCode) || (['eenzaamheid', 'schulden', 'huiselijke-spanning'].includes(item.theme) && item.lon !== null))).toEqual([])
    expect(list.total).toBeGreaterThan(seen - 1)
    cursor = `&cursor=${list.next}`
  }
  const geojson = (await (await page.request.get(`${base()}/api/v1/signals?format=geojson&theme=eenzaamheid&bbox=3,50,8,54`)).json()) as { features: unknown[] }
  expect(geojson.features).toHaveLength(0)
})
