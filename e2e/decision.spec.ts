import { execFile } from 'node:child_process'
import { cpSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import type { FeatureCollection, Polygon } from 'geojson'
import { expect, test, type APIRequestContext, type APIResponse, type Page } from '@playwright/test'
import type { Decision, ProposalItem, Seen } from '@/lib/domain/focus-decision'
import type { RotationJob, RotationScenario } from '@/lib/domain/rotation'
import { scratchFolder } from '@/lib/testing/scratch'
import { violationsOn } from './axe'
import { demoData } from './demo-data'
import { base, watch } from './helpers'
import { up } from './start-apps'

/** Proposal of the planner and decision of the college (C3), and that it opens later as it was (X6). Far years, so that no other journey meets these cohorts. */
test.describe.configure({ mode: 'serial', timeout: 240_000 })
const gemeente = 'GM9001'
const year = new Date().getFullYear() + 20
const phoneYear = year + 10
const address = (of: number, more = ''): string => `${base()}/focus/${of}?gemeente=${gemeente}${more}`
type Seeing = ProposalItem & { seen: { sha256: string; facts: Seen } | null }

/** A database that is busy may say 503 with Retry-After; then it is asked again, as a person does. */
async function patient(ask: () => Promise<APIResponse>): Promise<APIResponse> {
  let response = await ask()
  for (let time = 1; response.status() === 503 && time < 10; time++) response = await ask()
  return response
}
const get = async <T>(request: APIRequestContext, at: string, on = base()): Promise<T> => {
  const response = await patient(() => request.get(`${on}/api/v1${at}`, { timeout: 30_000 }))
  expect(response.status(), await response.text()).toBe(200)
  return (await response.json()) as T
}
const post = (request: APIRequestContext, at: string, data: object, on = base()) => patient(() => request.post(`${on}/api/v1${at}`, { data, timeout: 30_000 }))
const enter = async (page: Page, account: string, on = base()): Promise<void> => void expect((await post(page.request, '/session', { account }, on)).status()).toBe(200)
/** The box of a buurt: its name, and in words how firm a choice of it is. */
const box = (page: Page, form: string, name: string) => page.getByRole('form', { name: form }).getByRole('checkbox', { name: new RegExp(`^${name} (vaste kern|wisselt|zelden|haalt|is nog|niet van)`) })
/** Five buurten that are candidates, by name. */
const fiveOf = async (request: APIRequestContext, of: number, on = base()): Promise<{ code: string; name: string }[]> => {
  const { areas } = await get<{ areas: { code: string; name: string; share: number | null }[] }>(request, `/focus-candidates?gemeente=${gemeente}&year=${of}`, on)
  const found = areas.filter((a) => a.share !== null).sort((a, b) => a.name.localeCompare(b.name, 'nl')).slice(0, 5)
  expect(found).toHaveLength(5)
  return found
}
/** Nothing for axe to find on what is on the screen now. */
const accessible = async (page: Page): Promise<void> => expect(await violationsOn(page)).toEqual([])
let id: number

test('C3: the planner proposes four, the college takes three and another one: that demands a reason, which the public text carries', async ({ page }) => {
  const seen = watch(page)
  await enter(page, 'planner')
  const [one, two, three, four, five] = (await fiveOf(page.request, year)) as [{ code: string; name: string }, ...{ code: string; name: string }[]]
  await page.goto(`${base()}/kaart/focus/kandidaten?gemeente=${gemeente}&year=${year}&w=need:50,rest:50&selected=${one.code}`)
  await page.getByRole('link', { name: 'Voordragen', exact: true }).click()
  await expect(page.getByRole('heading', { level: 1, name: `Focusbuurten ${year}` })).toBeVisible({ timeout: 30_000 })
  await expect(page.getByText(`Er is nog geen voorstel voor ${year}.`)).toBeVisible()
  await expect(box(page, 'Voorstel', one.name)).toBeChecked()
  for (const b of [two, three, four]) await box(page, 'Voorstel', b!.name).check()
  await page.getByLabel('Toelichting', { exact: true }).fill('Hier is de nood het grootst en is er nu weinig aanbod.')
  // the reasons of what is picked stand beside each other, each with its source
  await expect(page.locator('.seen-beside article')).toHaveCount(4)
  await expect(page.getByRole('article', { name: two!.name }).locator('.seen-reasons li').first()).toContainText('Bron:')
  await page.getByRole('button', { name: 'Voorleggen aan het college' }).click()
  await expect(page.getByText('Het voorstel is voorgelegd aan het college.')).toBeVisible({ timeout: 30_000 })
  await expect(page.locator('.lead')).toContainText('De planner stelt voor:', { timeout: 30_000 })

  await enter(page, 'college')
  await page.goto(address(year))
  await expect(page.locator('.lead')).toContainText('De planner stelt voor:')
  for (const b of [one, two, three, four]) await expect(page.locator('.lead')).toContainText(b!.name)
  await expect(page.getByText('Weging: nood in cijfers 50, lang geen focus 50')).toBeVisible()
  await expect(page.getByLabel('Reden van afwijking')).toHaveCount(0)
  await box(page, 'Besluit vastleggen', four!.name).uncheck()
  await box(page, 'Besluit vastleggen', five!.name).check()
  await expect(page.getByRole('article', { name: four!.name })).toContainText('voorgesteld, niet gekozen')
  await page.getByRole('button', { name: 'Besluit vastleggen' }).click()
  await expect(page.getByText('Schrijf waarom het college afwijkt van het voorstel.')).toBeVisible()
  expect((await get<{ items: Decision[] }>(page.request, `/decisions?gemeente=${gemeente}&year=${year}`)).items).toEqual([])
  const reason = 'Daar begint eerder groot onderhoud aan de straten.'
  await page.getByLabel('Reden van afwijking').fill(reason)
  await page.getByLabel('Toelichting in de openbare tekst').fill('Bewoners horen dit voorjaar meer.')
  const preview = page.locator('.decide__form .decide__public')
  await expect(preview).toContainText(`De reden: ${reason}`)
  await expect(preview).toContainText('Bewoners horen dit voorjaar meer.')
  const text = await preview.innerText()
  await accessible(page)
  if (process.env.SHOTS) await page.screenshot({ path: `${process.env.SHOTS}/decision-form.png`, fullPage: true })
  await page.getByRole('button', { name: 'Besluit vastleggen' }).click()
  await page.getByRole('link', { name: 'Bekijk het besluit' }).click({ timeout: 60_000 })
  await expect(page.getByRole('heading', { level: 1, name: `Besluit focusbuurten ${year}` })).toBeVisible()
  id = Number(new URL(page.url()).pathname.split('/').at(-1))
  expect((await page.locator('.decide__public').first().innerText()).trim()).toBe(text.trim())
  await expect(page.getByText('De inhoud is niet gewijzigd sinds het besluit.')).toBeVisible()
  await accessible(page)
  if (process.env.SHOTS) {
    await page.screenshot({ path: `${process.env.SHOTS}/decision.png` })
    await page.locator('.seen-map').screenshot({ path: `${process.env.SHOTS}/decision-map.png` })
  }

  // the same in the API, and the focus buurten of the cohort are made by it
  const decision = await get<Decision>(page.request, `/decisions/${id}`)
  const chosen = [one, two, three, five].map((b) => b!.code).sort()
  expect(decision).toMatchObject({ year, chosen, deviationReason: reason, intact: true, replaces: null })
  expect(decision.publicText.replaceAll('\n\n', '\n')).toBe(text.replaceAll('\n\n', '\n').trim())
  const { items } = await get<{ items: { buurtCode: string; decidedOn: string | null; planFrom: string }[] }>(page.request, `/focus-periods?gemeente=${gemeente}&limit=500`)
  expect(items.filter((p) => p.planFrom === `${year}-01-01`).map((p) => p.buurtCode).sort()).toEqual(chosen)
  expect(seen).toEqual({ foreign: [], errors: [] })
})

test('X6: boundaries, thresholds, activities and the schedule of a focus change, and the decision opens as it was: page and API byte for byte', async ({ page }) => {
  test.setTimeout(600_000) // it starts an app of its own: other boundaries would be in the way of all other journeys
  const dataDir = scratchFolder('buurtfocus-decision-')
  cpSync(await demoData((dir) => up(dir)), dataDir, { recursive: true })
  const app = await up(dataDir, { CLUSTER_RUNS: 'asked' })
  try {
    const on = app.address
    await enter(page, 'planner', on)
    const [one, two] = await fiveOf(page.request, year, on)
    const made = (await (await post(page.request, '/focus-proposals', { gemeente, year, codes: [one!.code], submit: true, sourceId: crypto.randomUUID() }, on)).json()) as ProposalItem
    await enter(page, 'college', on)
    const { version, seen } = await get<Seeing>(page.request, `/focus-proposals/${made.id}`, on)
    const decided = await post(page.request, '/decisions', { gemeente, year, proposal: made.id, proposalVersion: version, chosen: [one!.code, two!.code], deviationReason: 'Samen een wijk.', seen: seen!.sha256 }, on)
    expect(decided.status(), await decided.text()).toBe(201)
    const frozen = (await decided.json()) as Decision
    const read = async () => (await patient(() => page.request.get(`${on}/api/v1/decisions/${frozen.id}`))).text()
    const shown = async () => {
      await page.goto(`${on}/besluiten/${frozen.id}`)
      await expect(page.getByRole('heading', { level: 1, name: `Besluit focusbuurten ${year}` })).toBeVisible()
      return page.locator('.decide').evaluate((e) => { for (const map of e.querySelectorAll('.preview-map')) map.remove(); return e.outerHTML })
    }
    const before = { api: await read(), page: await shown() }

    await enter(page, 'planner', on)
    const { meta, limits } = await get<{ meta: { thresholds: number; atLeast: number; boundaryYear: number }; limits: { key: string; direction: string; value: number }[] }>(page.request, `/focus-candidates?gemeente=${gemeente}&year=${year}`, on)
    const stricter = limits.map(({ key, direction, value }) => ({ key, direction, value: value * 1.5 }))
    expect((await post(page.request, '/focus-thresholds', { gemeente, year, limits: stricter, atLeast: meta.atLeast, after: meta.thresholds, reason: 'Proef met andere drempels' }, on)).status()).toBe(201)
    const change = async (register: string, of: { id: number; version: number }, more: object) => {
      const response = await patient(() => page.request.patch(`${on}/api/v1/${register}/${of.id}`, { data: { version: of.version, ...more } }))
      expect(response.status(), await response.text()).toBe(200)
    }
    const activities = await get<{ items: { id: number; version: number; name: string }[] }>(page.request, `/activities?gemeente=${gemeente}&limit=1`, on)
    await change('activities', activities.items[0]!, { name: `${activities.items[0]!.name} anders` })
    const periods = await get<{ items: { id: number; version: number; planFrom: string }[] }>(page.request, `/focus-periods?gemeente=${gemeente}&limit=500`, on)
    await change('focus-periods', periods.items.find((p) => p.planFrom === `${year}-01-01`)!, { goal: 'Een ander doel' })
    await otherBoundaries(page.request, on, dataDir, meta.boundaryYear + 1)
    const now = await get<{ meta: { boundaryYear: number }; areas: { name: string }[] }>(page.request, `/focus-candidates?gemeente=${gemeente}&year=${year}`, on)
    expect(now.meta.boundaryYear).toBe(meta.boundaryYear + 1)
    expect(now.areas.every((a) => a.name.endsWith(' nieuw'))).toBe(true)

    await enter(page, 'college', on)
    expect(await read()).toBe(before.api)
    expect(await shown()).toBe(before.page)
  } finally {
    await app.stop()
    rmSync(dataDir, { recursive: true, force: true, maxRetries: 5 })
  }
})

/** Loads the boundaries of another year by command, while the app runs: the same areas, all a little to the east and under other names. */
async function otherBoundaries(request: APIRequestContext, on: string, dataDir: string, ofYear: number): Promise<void> {
  const features = []
  for (const level of ['gemeente', 'wijk', 'buurt'] as const)
    for (const f of (await get<FeatureCollection>(request, `/areas?gemeente=${gemeente}&level=${level}`, on)).features) {
      const { code, name, water } = f.properties as { code: string; name: string; water: boolean }
      const east = (c: unknown): unknown => (Array.isArray(c) && typeof c[0] === 'number' ? [c[0] + 0.002, c[1] as number] : (c as unknown[]).map(east))
      features.push({ type: 'Feature', properties: { statcode: code, statnaam: `${name} nieuw`, water: water ? 'JA' : 'NEE', aantal_inwoners: 1000 }, geometry: { type: f.geometry.type, coordinates: east((f.geometry as Polygon).coordinates) } })
    }
  const file = path.join(dataDir, 'grenzen.geojson')
  writeFileSync(file, JSON.stringify({ type: 'FeatureCollection', features }))
  await promisify(execFile)(process.execPath, ['lib/commands/run.mjs', 'data', 'boundaries', file, '--gemeente', gemeente, '--year', String(ofYear), '--json'], { cwd: fileURLToPath(new URL('..', import.meta.url)), env: { ...process.env, DATA_DIR: dataDir }, maxBuffer: 50_000_000 })
}

test('two at once: who decides on what is not there any more is told, and a decision is replaced only by one that names it', async ({ page }) => {
  await enter(page, 'planner')
  const [one, two] = await fiveOf(page.request, year + 1)
  const proposal = { gemeente, year: year + 1, codes: [one!.code], text: '', submit: true }
  const made = (await (await post(page.request, '/focus-proposals', { ...proposal, sourceId: crypto.randomUUID() })).json()) as ProposalItem
  expect((await post(page.request, '/focus-proposals', { ...proposal, sourceId: crypto.randomUUID() })).status()).toBe(409)
  await enter(page, 'college')
  const was = await get<Seeing>(page.request, `/focus-proposals/${made.id}`)
  const decide = (p: Seeing, more: object = {}) => post(page.request, '/decisions', { gemeente, year: year + 1, proposal: p.id, proposalVersion: p.version, chosen: p.codes, seen: was.seen!.sha256, ...more })
  await enter(page, 'planner')
  const changed = await patient(() => page.request.patch(`${base()}/api/v1/focus-proposals/${made.id}`, { data: { version: was.version, codes: [one!.code, two!.code], text: '', submit: true } }))
  expect(changed.status()).toBe(200)
  expect((await patient(() => page.request.patch(`${base()}/api/v1/focus-proposals/${made.id}`, { data: { version: was.version, codes: [two!.code], text: '', submit: true } }))).status()).toBe(409)
  expect((await decide(was)).status()).toBe(403)

  await enter(page, 'college')
  const stale = await decide(was)
  expect(stale.status()).toBe(409)
  expect(await stale.json()).toMatchObject({ title: 'Intussen gewijzigd', detail: expect.stringContaining('Het voorstel is intussen gewijzigd.') as unknown })
  const now = await get<Seeing>(page.request, `/focus-proposals/${made.id}`)
  expect((await decide(now, { seen: '0'.repeat(64) })).status()).toBe(409)
  const without = await decide(now, { chosen: [one!.code] })
  expect(without.status()).toBe(400)
  expect(await without.json()).toMatchObject({ errors: [{ name: 'deviationReason' }] })
  const first = await decide(now)
  expect(first.status(), await first.text()).toBe(201)
  const { id: firstId } = (await first.json()) as Decision
  const after = await get<Seeing>(page.request, `/focus-proposals/${made.id}`)
  expect(after).toMatchObject({ status: 'decided' })
  await page.goto(address(year + 1))
  await expect(page.getByRole('heading', { name: 'Besluit herzien' })).toBeVisible()
  await box(page, 'Besluit vastleggen', two!.name).uncheck()
  await page.getByLabel('Reden van afwijking').fill('Een buurt tegelijk is genoeg.')
  await page.getByRole('button', { name: 'Besluit vastleggen' }).click()
  await page.getByRole('link', { name: 'Bekijk het besluit' }).click({ timeout: 60_000 })
  await expect(page.getByText('Dit besluit vervangt een eerder besluit.')).toBeVisible()
  await page.getByRole('link', { name: 'Bekijk dat besluit' }).click()
  await expect(page).toHaveURL(new RegExp(`/besluiten/${firstId}$`))
  await expect(page.getByText('Dit besluit is vervangen.')).toBeVisible()
})

test('P3: a buurt again within four years is asked for its reason in the form, with the earlier cohort; what the server says stands at that field', async ({ page }) => {
  const [again, reason] = [year + 2, 'De flat wordt daar gesloopt.']
  await enter(page, 'planner')
  const { items } = await get<{ items: Decision[] }>(page.request, `/decisions?gemeente=${gemeente}&year=${year}`)
  const { areas } = await get<{ areas: { code: string; name: string }[] }>(page.request, `/focus-candidates?gemeente=${gemeente}&year=${again}`)
  const code = items[0]!.chosen[0]!
  const { name } = areas.find((a) => a.code === code)!
  const missing = `Geef een reden: ${name} hoort ook bij cohort ${year}, minder dan vier jaar daarvandaan.`
  const field = page.getByLabel(`Waarom ${name} opnieuw (ook in cohort ${year})?`)
  const proposal = { gemeente, year: again, codes: [code], submit: true, sourceId: crypto.randomUUID() }
  const refused = await post(page.request, '/focus-proposals', proposal)
  expect([refused.status(), await refused.json()]).toMatchObject([400, { errors: [{ name: `again.${code}`, message: missing }] }])

  await page.goto(address(again))
  await page.getByRole('form', { name: 'Voorstel' }).getByText('Andere buurten').click()
  await box(page, 'Voorstel', name).check()
  await expect(field).toBeVisible()
  await page.getByRole('button', { name: 'Voorleggen aan het college' }).click()
  await expect(field).toHaveAccessibleDescription(new RegExp(missing))
  expect((await get<{ items: ProposalItem[] }>(page.request, `/focus-proposals?gemeente=${gemeente}&year=${again}`)).items).toEqual([])
  await accessible(page)
  await field.fill(reason)
  await page.getByRole('button', { name: 'Voorleggen aan het college' }).click()
  await expect(page.getByText('Het voorstel is voorgelegd aan het college.')).toBeVisible({ timeout: 30_000 })

  await enter(page, 'college')
  await page.goto(address(again))
  await expect(field).toHaveValue(reason)
  // as if it was written before the other cohort was there
  await page.route('**/api/v1/decisions', (route) => route.continue({ postData: JSON.stringify({ ...(route.request().postDataJSON() as object), again: {} }) }))
  await page.getByRole('button', { name: 'Besluit vastleggen' }).click()
  await expect(field).toHaveAccessibleDescription(new RegExp(`${name} was of is al focusbuurt in cohort ${year}. Binnen vier jaar opnieuw kan alleen met een reden`), { timeout: 30_000 })
  await page.unroute('**/api/v1/decisions')
  await page.getByRole('button', { name: 'Besluit vastleggen' }).click()
  await page.getByRole('link', { name: 'Bekijk het besluit' }).click({ timeout: 60_000 })
  await expect(page.getByText(reason)).toBeVisible()
})

test('a scenario of the rotation planner becomes a proposal', async ({ page }) => {
  await enter(page, 'planner')
  let job = (await (await post(page.request, '/rotations', { gemeente })).json()) as RotationJob
  await expect.poll(async () => {
    job = await get<RotationJob>(page.request, `/rotations/${job.id}`)
    return job.status
  }, { timeout: 90_000 }).toBe('done')
  const saved = await post(page.request, '/rotation-scenarios', { rotation: job.id, name: 'Voor een voorstel', sourceId: crypto.randomUUID() })
  expect(saved.status(), await saved.text()).toBe(201)
  const scenario = (await saved.json()) as RotationScenario
  const { input, result } = scenario.answer
  const of = input.from + 1
  const starts = result.starts.filter((s) => s.year === of).map((s) => input.buurten.find((b) => b.code === s.code)!.name)
  expect(starts.length).toBeGreaterThan(0)
  await page.goto(`${base()}/kaart/focus/rooster?gemeente=${gemeente}&scenario=${scenario.id}`)
  await expect(page.getByRole('link', { name: 'Overnemen als voorstel: Voor een voorstel' })).toBeVisible()
  await page.getByRole('link', { name: `voor ${of}`, exact: true }).click()
  await expect(page.getByText('Overgenomen uit scenario "Voor een voorstel".')).toBeVisible({ timeout: 30_000 })
  const picked = page.getByRole('form', { name: 'Voorstel' }).getByRole('checkbox', { checked: true })
  await expect(picked).toHaveCount(starts.length)
  for (const name of starts) await expect(box(page, 'Voorstel', name)).toBeChecked()
})

test('on a phone and with the keyboard alone: the planner proposes, nothing is wider than the screen; who may not see it is told', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 })
  await enter(page, 'planner')
  const [one, two] = await fiveOf(page.request, phoneYear)
  await page.goto(address(phoneYear))
  await expect(box(page, 'Voorstel', one!.name)).toBeEnabled({ timeout: 30_000 })
  await box(page, 'Voorstel', one!.name).focus()
  await page.keyboard.press('Space')
  await box(page, 'Voorstel', two!.name).focus()
  await page.keyboard.press('Space')
  await expect(page.getByText('2 buurten gekozen')).toBeVisible()
  await page.getByLabel('Toelichting', { exact: true }).focus()
  await page.keyboard.type('Kort en goed.')
  await page.keyboard.press('Tab')
  await expect(page.getByRole('button', { name: 'Voorleggen aan het college' })).toBeFocused()
  await page.keyboard.press('Tab')
  await expect(page.getByRole('button', { name: 'Concept bewaren' })).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(page.getByText('Het concept is bewaard.')).toBeVisible({ timeout: 30_000 })
  await expect(page.getByText('Er ligt een concept. Alleen planners zien het.')).toBeVisible({ timeout: 30_000 })
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390)
  if (process.env.SHOTS) await page.screenshot({ path: `${process.env.SHOTS}/proposal-phone.png`, fullPage: true })
  await page.goto(`${base()}/besluiten/${id}`)
  await expect(page.getByRole('heading', { level: 1, name: `Besluit focusbuurten ${year}` })).toBeVisible()
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390)
  if (process.env.SHOTS) await page.screenshot({ path: `${process.env.SHOTS}/decision-phone.png` })

  await enter(page, 'college') // a draft is not for the college
  await page.goto(address(phoneYear))
  await expect(page.getByText(`Er is nog geen voorstel voor ${phoneYear}.`)).toBeVisible()
  await expect(page.getByText('Er ligt nog geen voorstel voor het college.')).toBeVisible()
  await enter(page, 'organisation')
  await page.goto(address(year))
  await expect(page.getByText('Voorstel en besluit zijn niet zichtbaar voor uw rol.')).toBeVisible()
  await page.goto(`${base()}/besluiten/${id}`)
  await expect(page.getByText('Besluiten zijn niet zichtbaar voor uw rol.')).toBeVisible()
})
