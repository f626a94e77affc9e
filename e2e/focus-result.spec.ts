import { parse } from 'csv-parse/sync'
import { expect, test, type Page } from '@playwright/test'
import { focusFigures, resultCohort as cohort } from '@/lib/demo/figures-focus'
import { dateInAmsterdam } from '@/lib/domain/period'
import { base, signIn, watch } from './helpers'

/** "Nazorg" (C6): before, during and after beside buurten like it, always without a word of cause, relapse, open measures with who has them, by keyboard and on a phone. The planted truths stand in docs/demo.md. */
type Change = { difference: number; low: number; high: number } | null
type Figure = { indicator: string; label: string; own: Record<'before' | 'during' | 'after', number | null>; during: Change; after: Change; years: { year: number }[]; relapse: { under: number; again: number; value: number } | null }
type Answer = { name: string; comparable: { code: string; name: string }[]; figures: Figure[]; measures: { title: string; owner: string | null; handedTo: string | null }[]; matchedOn: { year: number }[] }
const noCause = 'Geen oorzakelijk verband zonder meer.'
const [relapsed, held] = ['BU90010205', 'BU90010507']
const lonely = 'eenzame-volwassenen'

const ask = async (page: Page, buurt: string, year = cohort, more = '') => {
  const address = `${base()}/api/v1/focus-results?gemeente=GM9001&year=${year}&buurt=${buurt}${more}`
  let response = await page.request.get(address)
  for (let time = 1; response.status() === 503 && time < 8; time++) {
    await page.waitForTimeout(1_000)
    response = await page.request.get(address)
  }
  return response
}
const answerOf = async (page: Page, buurt: string, year = cohort): Promise<Answer> => (await (await ask(page, buurt, year)).json()) as Answer
const figure = (page: Page, indicator: string) => page.locator(`[data-indicator="${indicator}"]`)
const thisYear = Number(dateInAmsterdam(new Date()).slice(0, 4))

test('C6: page, API and file tell the same of a buurt that falls back, with which buurten it is compared and why, and never a cause', async ({ page }) => {
  const seen = watch(page)
  await signIn(page, 'college')
  const answer = await answerOf(page, relapsed)
  const found = answer.figures.find((f) => f.indicator === lonely)!
  expect(found.own).toEqual({ before: 53.5, during: 46.5, after: 54 })
  expect(found.relapse).toMatchObject({ under: cohort + 1, again: cohort + 2, value: 54 })
  expect(found.during!.high).toBeLessThan(0) // it went down by more than chance does
  expect(answer.comparable).toHaveLength(6)
  expect(answer.matchedOn.every((m) => m.year < cohort)).toBe(true)
  expect(answer.comparable.map((c) => c.name)).not.toContain('Sluiswachter') // was in focus itself
  await page.goto(`${base()}/focus/${cohort}/${relapsed}`)
  await page.getByRole('link', { name: 'Nazorg en resultaat' }).click()
  await expect(page.getByRole('heading', { level: 1, name: `Nazorg ${cohort}: Touwslagersbuurt` })).toBeVisible()
  await expect(page.getByText(`was in ${cohort + 1} onder de drempel (vanaf 50%) en is er in ${cohort + 2} weer overheen: 54%.`).first()).toBeVisible()
  const compared = page.getByRole('region', { name: 'Waarmee vergelijken wij?' })
  for (const { name } of answer.comparable) await expect(compared).toContainText(name)
  await expect(compared).toContainText('in de cijfers van voor de start')
  const shown = figure(page, lonely)
  await expect(shown.getByRole('row', { name: `Voor (tot ${cohort})` })).toContainText('53,5%')
  await expect(shown.getByRole('row', { name: `Tijdens (${cohort} tot en met ${cohort + 1})` })).toContainText('46,5%')
  await expect(shown.getByRole('row', { name: `Na (vanaf ${cohort + 2})` })).toContainText('54%')
  await expect(shown).toContainText('Zo’n groot verschil is zonder focus ongewoon.')
  const figures = page.locator('.result-figure')
  expect(await figures.count()).toBe(answer.figures.length)
  for (const text of await figures.allTextContents()) expect(text).toContain(noCause)
  await expect(page.locator('.utrecht-alert').first()).toContainText(noCause)
  await expect(shown.locator('svg.recharts-surface .recharts-line').first()).toBeVisible({ timeout: 20_000 })
  const csv = parse(await (await ask(page, relapsed, cohort, '&format=csv')).text(), { bom: true, columns: true }) as Record<string, string>[]
  expect(csv).toHaveLength(answer.figures.reduce((n, f) => n + 3 + f.years.length, 0))
  expect(csv.find((r) => r.indicator === lonely && r.row === 'stage' && r.stage === 'during')).toMatchObject({ own: '46.5', difference: String(found.during!.difference), relapse: `${cohort + 1}-${cohort + 2}`, remark: noCause })
  expect(seen).toEqual({ foreign: [], errors: [] })
})

test('a buurt that holds has no relapse, and too few years are said to be too few', async ({ page }) => {
  await signIn(page, 'planner')
  expect((await answerOf(page, held)).figures.every((f) => f.relapse === null)).toBe(true)
  await page.goto(`${base()}/focus/${cohort}/${held}/resultaat`)
  await expect(page.getByText('Geen cijfer dat onder de drempel was, is er weer overheen.')).toBeVisible()
  await expect(figure(page, lonely)).toContainText('Zo’n groot verschil is zonder focus ongewoon.')
  const sluisbuurt = 'BU90010204'
  const young = await answerOf(page, sluisbuurt, thisYear - 2)
  expect(young.figures.every((f) => f.after === null)).toBe(true)
  await page.goto(`${base()}/focus/${thisYear - 2}/${sluisbuurt}/resultaat`)
  await expect(figure(page, lonely)).toContainText(`Na de focus: Er zijn te weinig gegevens om iets te zeggen. ${noCause}`)
  const open = page.getByRole('region', { name: 'Wat staat nog open?' })
  await expect(open.getByRole('row')).toHaveCount(young.measures.length + 1)
  for (const m of young.measures) await expect(open.getByRole('row', { name: new RegExp(`^${m.title}`) })).toContainText(`${m.handedTo ?? m.owner ?? 'niemand'}${m.handedTo ? 'ja' : 'nee'}`)
  expect(young.measures.filter((m) => m.handedTo === null)).toHaveLength(2)
})

test('who has it now: a measure that was handed over stands with its new owner', async ({ page }) => {
  await signIn(page, 'wijkmanager')
  await page.goto(`${base()}/focus/${cohort}/${relapsed}/resultaat`)
  const open = page.getByRole('region', { name: 'Wat staat nog open?' })
  await expect(open.getByRole('row')).toHaveCount(2)
  await expect(open.getByRole('row').last()).toContainText(new RegExp(`Zorg.*ja, op 5 jan ${cohort + 2}`))
})

test('relapse stands in the list of plans and on the desk of the planner, and leads to the page', async ({ page }) => {
  await signIn(page, 'planner')
  await page.goto(`${base()}/focus?gemeente=GM9001`)
  const card = page.locator('.focus-card', { hasText: 'Touwslagersbuurt' })
  await expect(card).toContainText('Terugval: eenzame volwassenen')
  await expect(page.locator('.focus-card', { hasText: 'Sluiswachter' })).not.toContainText('Terugval')
  await expect(page.getByText(/Terugval:/)).toHaveCount(1)
  await page.goto(`${base()}/mijn-werk?gemeente=GM9001`)
  await expect(page.locator('.desk__sentence')).toContainText('1 focusbuurt met terugval')
  await page.getByRole('region', { name: /^Terugval na focus/ }).getByRole('link', { name: `Touwslagersbuurt, focus ${cohort}` }).click()
  await expect(page.getByRole('heading', { level: 1, name: `Nazorg ${cohort}: Touwslagersbuurt` })).toBeVisible()
  await signIn(page, 'college')
  await page.goto(`${base()}/mijn-werk?gemeente=GM9001`)
  await expect(page.locator('.desk')).not.toContainText('Terugval na focus')
})

test('by keyboard: from the plan to the result, a table under the lines opens and holds the same years', async ({ page }) => {
  await signIn(page, 'college')
  await page.goto(`${base()}/focus?gemeente=GM9001`)
  await page.getByRole('link', { name: `Nazorg en resultaat van Touwslagersbuurt ${cohort}` }).focus()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { level: 1, name: `Nazorg ${cohort}: Touwslagersbuurt` })).toBeVisible()
  const shown = figure(page, lonely)
  const summary = shown.getByText('Toon als tabel')
  for (let i = 0; i < 80 && !(await summary.evaluate((e) => e === document.activeElement)); i++) await page.keyboard.press('Tab')
  await expect(summary).toBeFocused()
  await page.keyboard.press('Enter')
  for (const [year, value] of Object.entries(focusFigures[0]!.values)) await expect(shown.getByRole('row', { name: new RegExp(`^${year}`) })).toContainText(`${value}%`)
})

test('what is not there is said: too early, no focus, another role, a wrong address', async ({ page }) => {
  await signIn(page, 'planner')
  expect((await ask(page, 'BU90010405', thisYear)).status()).toBe(404) // in its first year
  expect((await ask(page, 'BU90010101')).status()).toBe(404)
  expect((await ask(page, 'buurt')).status()).toBe(400)
  expect((await ask(page, relapsed, cohort, '&nonsense=1')).status()).toBe(400)
  await page.goto(`${base()}/focus/${thisYear}/BU90010405`)
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
  await expect(page.getByRole('link', { name: 'Nazorg en resultaat' })).toHaveCount(0)
  await page.goto(`${base()}/focus/${thisYear}/BU90010405/resultaat`)
  await expect(page.getByRole('heading', { level: 1, name: 'Nog geen resultaat' })).toBeVisible()
  await signIn(page, 'organisation')
  expect((await ask(page, relapsed)).status()).toBe(403)
  await page.goto(`${base()}/focus/${cohort}/${relapsed}/resultaat`)
  await expect(page.getByText('Resultaten zijn niet zichtbaar voor uw rol.')).toBeVisible()
})

test('on a phone of 360 px nothing runs off the screen', async ({ page }) => {
  await page.setViewportSize({ width: 360, height: 740 })
  await signIn(page, 'college')
  for (const path of [`/focus/${cohort}/${relapsed}/resultaat`, '/focus?gemeente=GM9001']) {
    await page.goto(`${base()}${path}`)
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
    expect(await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth), path).toBeLessThanOrEqual(0)
    for (const name of await page.locator('.result-figure .utrecht-table-container').all()) expect(await name.evaluate((e) => e.scrollWidth - e.clientWidth), await name.getAttribute('aria-label') ?? '').toBeLessThanOrEqual(0) // means are seen without a swipe
  }
  if (process.env.SHOTS)
    for (const [width, height] of [[1366, 768], [390, 844]] as const) {
      await page.setViewportSize({ width, height: 4 * height }) // the page scrolls inside its frame
      await page.goto(`${base()}/focus/${cohort}/${relapsed}/resultaat`)
      await expect(figure(page, lonely).locator('svg.recharts-surface .recharts-line').first()).toBeVisible({ timeout: 20_000 })
      await page.screenshot({ path: `${process.env.SHOTS}/result-${width}.png`, fullPage: true })
      await page.goto(`${base()}/focus?gemeente=GM9001`)
      await page.screenshot({ path: `${process.env.SHOTS}/plans-${width}.png`, fullPage: true })
    }
})
