import { expect, test, type APIRequestContext, type Page } from '@playwright/test'
import type { Finding, RunState } from '@/lib/domain/cluster'
import { askView, base, dutch, signIn, tap, type ViewAnswer } from './helpers'

/** Problem clusters, with the planted truths of docs/demo.md: loneliness in the Lijnbaan is new (scenario W3). */
type Answer = ViewAnswer & { meta: { run: RunState | null; may: { run: boolean } }; findings: Finding[] }
const lonely = 'gemeente=GM9001&theme=eenzaamheid'
const panel = (page: Page) => page.getByRole('region', { name: 'Antwoord' })
const oneDecimal = (value: number): string => (value < 9.95 ? value.toLocaleString('nl-NL', { minimumFractionDigits: 1, maximumFractionDigits: 1 }) : dutch(Math.round(value)))
const observed = (f: Finding): string => (f.told === 'exact' ? dutch(f.observed) : f.observed === 0 ? 'weinig of geen' : `± ${dutch(f.observed)}`)
const expected = (f: Finding): string => (f.told === 'exact' ? (f.expected > 0 && f.expected < 0.05 ? '< 0,1' : oneDecimal(f.expected)) : f.expected < 1 ? '< 1' : dutch(f.expected))
const score = (f: Finding): string => `${observed(f)} / ${expected(f)} verwacht`

/** The answer once the calculation behind it is done; after a first start that takes a moment. */
async function ready(request: APIRequestContext, query: string): Promise<Answer> {
  test.slow()
  await expect.poll(async () => ((await (await request.get(`${base()}/api/v1/views/clusters?${query}`)).json()) as Partial<Answer>).meta?.run?.status, { timeout: 120_000, intervals: [500] }).toBe('done')
  return (await askView(request, query)) as Answer
}
const inLijnbaan = (answer: Answer): Finding => answer.findings.find((f) => f.name === 'Lijnbaan')!

test.describe('W3: seven in twelve weeks where one or two were to be expected', () => {
  test('by mouse: from the desk to the gap, the work item and the map', async ({ page }) => {
    await signIn(page, 'wijkmanager')
    const finding = inLijnbaan(await ready(page.request, lonely))
    expect(finding).toMatchObject({ label: 'new', told: 'exact', kind: 'recent' })
    expect(finding.observed).toBeGreaterThanOrEqual(5)
    expect(finding.expected).toBeLessThan(2)

    await page.goto(`${base()}/mijn-wijk`)
    const clusters = page.getByRole('region', { name: /^Opeenhopingen/ })
    const item = clusters.getByRole('listitem').filter({ hasText: 'Eenzaamheid, Lijnbaan' })
    await expect(item).toHaveCount(1)
    for (const part of ['nieuw', score(finding), '12 weken', /\d+ bezoek/]) await expect(item).toContainText(part)
    await item.getByRole('link', { name: /^Bekijk dekkingsgat/ }).click()
    await expect(page).toHaveURL(/theme=eenzaamheid/)
    await expect(page).toHaveURL(new RegExp(`selected=${finding.buurten[0]!.code}`))
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible()

    await page.goBack()
    await item.getByRole('link', { name: /Eenzaamheid, Lijnbaan/ }).first().click()
    await expect(page).toHaveURL(/\/opeenhopingen\/\d+$/)
    await expect(page.getByRole('heading', { level: 1, name: 'Lijnbaan' })).toBeVisible()
    await page.getByRole('link', { name: 'Op de kaart' }).click()
    await expect(panel(page).getByRole('heading', { level: 2, name: 'Lijnbaan' })).toBeVisible()
    await expect(panel(page)).toContainText(`${finding.observed} melders over eenzaamheid`)
    for (const name of ['Bekijk dekkingsgat', 'Maak actie', 'Signalen bekijken', 'Volgen']) await expect(panel(page).getByRole('link', { name })).toBeVisible()
    await panel(page).getByRole('link', { name: 'Maak actie' }).click()
    await expect(page).toHaveURL(/\/initiatieven\/nieuw/)
    await expect(page.getByLabel('Thema')).toHaveValue('eenzaamheid')
  })

  test('by keyboard only: open the finding, read it, and come back to its row', async ({ page }) => {
    await signIn(page, 'wijkmanager')
    const finding = inLijnbaan(await ready(page.request, lonely))
    await page.goto(`${base()}/kaart/signalen?${lonely}`)
    await expect(page.locator('.map__canvas[data-ready]')).toBeVisible({ timeout: 30_000 })
    const row = panel(page).locator(`[data-finding="${finding.id}"]`)
    for (let presses = 0; presses < 60 && !(await row.evaluate((e) => e === document.activeElement)); presses++) await page.keyboard.press('Tab')
    await expect(row).toBeFocused()
    await page.keyboard.press('Enter')
    await expect(page).toHaveURL(new RegExp(`finding=${finding.id}`))
    await expect(panel(page).getByRole('heading', { level: 2, name: 'Lijnbaan' })).toBeFocused()
    await expect(panel(page)).toContainText('Bij gelijke verdeling verwacht je er')
    await page.keyboard.press('Tab')
    await page.keyboard.press('Tab')
    await expect(panel(page).getByRole('link', { name: 'Bekijk dekkingsgat' })).toBeFocused()
    await page.keyboard.press('Escape')
    await expect(page).not.toHaveURL(/finding=/)
    await expect(row).toBeFocused()
  })

  test.describe('on a phone', () => {
    test.use({ viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true })
    test('with a thumb: the desk, then the map', async ({ page }) => {
      await signIn(page, 'wijkmanager')
      const finding = inLijnbaan(await ready(page.request, lonely))
      await page.goto(`${base()}/mijn-wijk`)
      const item = page.getByRole('region', { name: /^Opeenhopingen/ }).getByRole('listitem').filter({ hasText: 'Eenzaamheid, Lijnbaan' })
      await expect(item).toContainText(score(finding))
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360)
      await page.goto(`${base()}/kaart/signalen?${lonely}`)
      await tap(page.getByRole('button', { name: 'Meer tonen' }))
      await tap(panel(page).locator(`[data-finding="${finding.id}"]`))
      await expect(panel(page).getByRole('heading', { level: 2, name: 'Lijnbaan' })).toBeVisible()
      await expect(panel(page).getByRole('link', { name: 'Bekijk dekkingsgat' })).toBeVisible()
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360)
    })
  })
})

test.describe('one address, one set of findings', () => {
  type Drawn = { queryRenderedFeatures(o: { layers: string[] }): { properties: { id: string; label: string } }[] }
  for (const [account, query] of [['adviser-zorg', lonely], ['planner', lonely], ['planner', 'gemeente=GM9001&theme=schulden'], ['planner', 'gemeente=GM9001']] as const)
    test(`${account} ${query}: map = list = table = API = CSV`, async ({ page }) => {
      await signIn(page, account)
      const { findings } = await ready(page.request, query)
      const csv = await (await page.request.get(`${base()}/api/v1/views/clusters?${query}&format=csv&part=findings`)).text()
      const [header, ...lines] = csv.trim().split('\r\n')
      const cell = (line: string, name: string) => line.split(',')[header!.split(',').indexOf(name)]
      expect(lines.map((line) => [cell(line, 'id'), cell(line, 'observed'), Number(cell(line, 'expected'))])).toEqual(findings.map((f) => [String(f.id), String(f.observed), f.expected]))

      await page.goto(`${base()}/kaart/signalen?${query}`)
      const clusters = findings.filter((f) => f.kind !== 'presence')
      await expect(panel(page).getByRole('heading', { level: 3 }).first()).toHaveText(clusters.length === 0 ? 'Opeenhopingen' : clusters.length === 1 ? '1 opeenhoping' : `${clusters.length} opeenhopingen`)
      for (const f of findings) await expect(panel(page).locator(`[data-finding="${f.id}"]`)).toContainText(score(f))
      if (findings.length > 0) {
        const rows = page.getByRole('region', { name: 'Tabel' }).locator('.findings-table tbody tr')
        await expect(rows).toHaveCount(findings.length)
        for (const [i, f] of findings.entries()) await expect(rows.nth(i)).toContainText(observed(f))
      }
      const canvas = page.locator('.map__canvas[data-ready]')
      await expect(canvas).toBeVisible({ timeout: 30_000 })
      const drawn = () => canvas.evaluate((e) => [...new Set((e as unknown as { map: Drawn }).map.queryRenderedFeatures({ layers: ['outline-hit'] }).map((f) => f.properties.id))].sort())
      await expect.poll(drawn, { timeout: 20_000 }).toEqual(clusters.map((f) => String(f.id)).sort())
      const labels = await canvas.evaluate((e) => (e as unknown as { map: Drawn }).map.queryRenderedFeatures({ layers: ['outline-label'] }).map((f) => f.properties))
      for (const { id, label } of labels) expect(label).toContain(score(findings.find((f) => String(f.id) === id)!))
    })
})

test('a click on an outline opens its finding, and Escape closes it', async ({ page }) => {
  await signIn(page, 'wijkmanager')
  const finding = inLijnbaan(await ready(page.request, lonely))
  await page.goto(`${base()}/kaart/signalen?${lonely}`)
  const canvas = page.locator('.map__canvas[data-ready]')
  await expect(canvas).toBeVisible({ timeout: 30_000 })
  type Asked = { queryRenderedFeatures(o: { layers: string[] }): { properties: { id: string }; geometry: { coordinates: [number, number][][] | [number, number][] } }[]; project(at: [number, number]): { x: number; y: number } }
  const at = () => canvas.evaluate((e, id) => {
    const { map } = e as unknown as { map: Asked }
    const line = map.queryRenderedFeatures({ layers: ['outline-hit'] }).find((f) => f.properties.id === id)
    if (!line) return null
    const first = line.geometry.coordinates.flat(line.geometry.coordinates[0]![0] instanceof Array ? 1 : 0) as unknown as [number, number][]
    const { x, y } = map.project(first[Math.floor(first.length / 2)]!)
    return { x, y }
  }, String(finding.id))
  await expect.poll(at, { timeout: 20_000 }).not.toBeNull()
  await canvas.click({ position: (await at())! })
  await expect(page).toHaveURL(new RegExp(`finding=${finding.id}`))
  await page.keyboard.press('Escape')
  await expect(page).not.toHaveURL(/finding=/)
})

test('a calculation of one’s own shows its progress, and its link opens the same screen for somebody else', async ({ page, browser }) => {
  await signIn(page, 'planner')
  await ready(page.request, lonely) // what is always ready goes first
  const query = 'gemeente=GM9001&from=2025-02-01&theme=zwerfafval&to=2025-09-01'
  expect(((await askView(page.request, query)) as Answer).meta.run).toBeNull()
  // The first question after its progress waits until the bar was seen.
  let release = () => {}
  const held = new Promise<void>((done) => (release = done))
  await page.route(/\/api\/v1\/cluster-runs\/\d+$/, async (route) => {
    await held
    await route.continue()
  })
  await page.goto(`${base()}/kaart/signalen?${query}`)
  const bar = panel(page).getByRole('progressbar', { name: 'Opeenhopingen zoeken' })
  await expect(bar).toBeVisible()
  await expect(bar).toHaveAttribute('max', '1')
  await expect(panel(page).getByText(/^\d+ % · /)).toBeVisible()
  await expect(panel(page).getByRole('button', { name: 'Stoppen' })).toBeVisible()
  // The page is useful meanwhile.
  await expect(page.getByRole('region', { name: 'Tabel' }).locator('.data-table tbody tr').first()).toBeVisible()
  release()
  const answer = await ready(page.request, query)
  await expect(panel(page).getByRole('progressbar')).toHaveCount(0, { timeout: 30_000 })
  expect(answer.meta.run!.question).toMatchObject({ theme: 'zwerfafval', period: { from: '2025-02-01', to: '2025-09-01' } })
  const told = await panel(page).locator('.found').textContent()

  const other = await (await browser.newContext()).newPage()
  await signIn(other, 'college')
  await other.goto(page.url())
  await expect(panel(other).getByRole('progressbar')).toHaveCount(0)
  expect(await panel(other).locator('.found').textContent()).toBe(told)
  expect(((await askView(other.request, query)) as Answer).meta.run!.id).toBe(answer.meta.run!.id)
  await other.context().close()
})

test('who may not know exactly is told about how many, and how sure in words', async ({ page }) => {
  await signIn(page, 'planner')
  const { findings, areas } = await ready(page.request, lonely)
  for (const f of findings) {
    expect(f).toMatchObject({ told: 'rounded', ratio: null, p: null, signals: null, sources: null })
    expect(f.observed % 5).toBe(0)
    expect(Number.isInteger(f.expected)).toBe(true)
  }
  expect(areas.every((a) => (a as unknown as { reporters: number | null }).reporters === null)).toBe(true)
  const strong = findings.find((f) => f.kind !== 'presence' && f.kind !== 'fading')!
  await page.goto(`${base()}/kaart/signalen?${lonely}&finding=${strong.id}`)
  await expect(panel(page)).toContainText(/(ongeveer \d+|weinig of geen) melders over eenzaamheid/)
  await expect(panel(page)).toContainText(/geen toeval|past ook bij toeval/)
  await expect(panel(page)).not.toContainText('keer zo veel')
  await expect(panel(page).getByRole('link', { name: 'Signalen bekijken' })).toHaveCount(0)
})

test('an organisation and an administrator see no cluster that is followed', async ({ page }) => {
  for (const account of ['organisation', 'admin']) {
    await signIn(page, account)
    await page.goto(`${base()}/opeenhopingen`)
    await expect(page.getByText('Opeenhopingen zijn er voor wijkmanagers')).toBeVisible()
  }
  expect(((await askView(page.request, lonely)) as Answer).findings).toEqual([])
})

test('a cluster is work: an owner who is no wijkmanager, a note without persons, and its history', async ({ page }) => {
  await signIn(page, 'wijkmanager')
  const finding = inLijnbaan(await ready(page.request, lonely))
  await page.goto(`${base()}/opeenhopingen/${finding.cluster}`)
  await page.getByRole('button', { name: 'Eigenaar kiezen' }).click()
  await page.getByLabel('De wijkmanager', { exact: true }).check()
  await expect(page.getByText('De wijkmanager verbindt, maar is geen eigenaar')).toBeVisible()
  await expect(page.getByRole('button', { name: 'Vastleggen' })).toBeDisabled()
  await page.getByLabel('Een team', { exact: true }).check()
  await page.getByLabel('Welk team').selectOption({ label: 'Team Zorg' })
  await page.getByRole('button', { name: 'Vastleggen' }).click()
  await expect(page.getByText(/Team Zorg, sinds /)).toBeVisible()

  await page.getByRole('button', { name: 'Notitie toevoegen' }).click()
  await page.getByRole('textbox', { name: 'Notitie' }).fill('Bel 06-12345678 voor een afspraak')
  await expect(page.getByText(/Noem geen personen/).first()).toBeVisible()
  await page.getByRole('textbox', { name: 'Notitie' }).fill('Besproken in het wijkteam; de inloop komt terug.')
  await page.getByRole('button', { name: 'Vastleggen' }).click()
  await expect(page.getByRole('region', { name: 'Notities' })).toContainText('de inloop komt terug')
  await expect(page.getByRole('region', { name: 'Geschiedenis' })).toContainText('Eigenaar: niemand wordt Team Zorg')
  await expect(page.getByRole('region', { name: 'Signalen hierbij' })).toBeVisible()

  await page.goto(`${base()}/opeenhopingen?gemeente=GM9001&theme=eenzaamheid`)
  await expect(page.getByRole('row').filter({ hasText: 'Lijnbaan' })).toContainText('Team Zorg')
  const list = (await (await page.request.get(`${base()}/api/v1/clusters?gemeente=GM9001&theme=eenzaamheid`)).json()) as { items: { id: number; owner: { name: string } | null }[]; total: number }
  expect(list.items.find((i) => i.id === finding.cluster)?.owner?.name).toBe('Team Zorg')
  await expect(page.locator('.utrecht-table tbody tr')).toHaveCount(list.items.length)
})
