import { expect, test, type APIRequestContext, type Page } from '@playwright/test'
import type { RotationJob, RotationReason, RotationScenario } from '@/lib/domain/rotation'
import { base, signIn, watch } from './helpers'

/** The rotation planner (P3): ring and cohorts, changes by hand and what they cost, why, scenarios that are shared and compared, rules that cannot all be kept. */
test.describe.configure({ timeout: 180_000 })
const gemeente = 'GM9001'
const address = (more = ''): string => `${base()}/kaart/focus/rooster?gemeente=${gemeente}${more}`
const nextYear = new Date().getFullYear() + 1

/** The schedule of the API, followed until it is there. */
async function compute(request: APIRequestContext, question: object = {}): Promise<RotationJob> {
  const started = await request.post(`${base()}/api/v1/rotations`, { data: { gemeente, ...question } })
  expect([200, 202], await started.text()).toContain(started.status())
  let job = (await started.json()) as RotationJob
  await expect.poll(async () => {
    const response = await request.get(`${base()}/api/v1/rotations/${job.id}`)
    if (response.status() !== 503) job = (await response.json()) as RotationJob // a busy machine: ask again
    return job.status
  }, { timeout: 90_000 }).toBe('done')
  return job
}
const sentence = (page: Page) => page.locator('.answer__sentence')
const answered = (page: Page) => expect(sentence(page)).toBeVisible({ timeout: 90_000 })
const ring = (page: Page) => page.getByRole('table', { name: 'Rooster per buurt en jaar' })
const nameOf = (job: RotationJob, code: string): string => job.answer!.input.buurten.find((b) => b.code === code)!.name

test('P3: three a year in cycles of two years: the ring shows cohorts and who never was in focus; page = API', async ({ page }) => {
  const seen = watch(page)
  await signIn(page, 'planner')
  const job = await compute(page.request)
  const { input, question, result } = job.answer!
  expect(input.from).toBe(nextYear)
  expect(question.years).toBe(4)
  expect(result).toMatchObject({ proven: true, gap: 0, bent: [] })
  for (let year = nextYear; year < nextYear + 4; year++) expect(result.starts.filter((s) => s.year === year).length, `${year}`).toBeLessThanOrEqual(3)
  expect(input.fixed.length).toBeGreaterThan(0)
  for (const f of input.fixed) expect(result.starts).toContainEqual({ ...f, fixed: true })
  for (const s of result.starts) for (const past of input.buurten.find((b) => b.code === s.code)!.past) expect(s.year - past).toBeGreaterThanOrEqual(6)

  await page.goto(address())
  await answered(page)
  await expect(page.getByText('Bewezen beste rooster', { exact: true })).toBeVisible()
  for (const s of result.starts) {
    await expect(page.locator('.rooster__cohorts div').filter({ hasText: `Cohort ${s.year}` })).toContainText(nameOf(job, s.code))
    const row = ring(page).getByRole('row').filter({ has: page.getByRole('rowheader', { name: nameOf(job, s.code), exact: true }) })
    await expect(row.getByRole('cell').nth(2 + s.year - nextYear)).toContainText('plan')
    await expect(row.getByRole('cell').nth(3 + s.year - nextYear)).toContainText('uitvoering')
  }
  const never = input.buurten.filter((b) => b.past.length === 0 && !result.starts.some((s) => s.code === b.code))
  await expect(sentence(page)).toContainText(`${never.length} buurten zijn dan nog nooit focusbuurt geweest`)
  await page.locator('summary', { hasText: 'Nog nooit focusbuurt' }).click()
  await expect(page.getByText(never[0]!.name, { exact: true }).first()).toBeVisible()
  await expect(page.getByLabel('Kaart met het jaar waarin een buurt begint').first()).toBeVisible()
  // No number that could be read as a grade: the worth of a buurt is nowhere on the page.
  await expect(page.locator('.computation__answer').getByText(/score|cijfer|rangnummer/i)).toHaveCount(0)
  expect(seen).toEqual({ foreign: [], errors: [] })
})

test('by hand: what it costs and breaks stands there at once, undo, and again within four years needs a reason', async ({ page }) => {
  await signIn(page, 'planner')
  const job = await compute(page.request)
  const { input, result } = job.answer!
  await page.goto(address())
  await answered(page)
  const moved = result.starts.find((s) => !s.fixed && s.year === nextYear) ?? result.starts.find((s) => !s.fixed)!
  const before = (await sentence(page).textContent())!
  await page.getByRole('combobox', { name: `Beginjaar van ${nameOf(job, moved.code)}`, exact: true }).selectOption('')
  const hand = page.getByRole('region', { name: 'Met de hand gewijzigd' })
  await expect(hand).toContainText(/Vergeleken met het berekende rooster: kost .*%|telt zwaarder/)
  await expect(sentence(page)).not.toHaveText(before)
  await hand.getByRole('button', { name: 'Laatste wijziging ongedaan maken' }).click()
  await expect(hand).toHaveCount(0)
  await expect(sentence(page)).toHaveText(before)

  const rested = input.buurten.find((b) => b.past.some((y) => nextYear - y < 4) && !input.fixed.some((f) => f.code === b.code))!
  await page.getByRole('checkbox', { name: 'Toon alleen buurten in het rooster' }).uncheck()
  await page.getByRole('combobox', { name: `Beginjaar van ${rested.name}`, exact: true }).selectOption(String(nextYear))
  await expect(hand).toContainText(`${rested.name} komt in ${nextYear} na`)
  await page.getByLabel('Naam van het scenario').fill('Toch weer')
  await page.getByRole('button', { name: 'Bewaar als scenario' }).click()
  await expect(page.getByText(`${rested.name} komt binnen vier jaar terug. Geef daarvoor een reden.`)).toBeVisible()
  await page.getByLabel(`Waarom begint ${rested.name} in ${nextYear} alweer?`).fill('De nazorg bleek niet genoeg.')
  await page.getByRole('button', { name: 'Bewaar als scenario' }).click()
  await expect(page.getByRole('heading', { level: 2, name: 'Toch weer' })).toBeVisible()
  const id = Number(new URL(page.url()).searchParams.get('scenario'))
  const saved = (await (await page.request.get(`${base()}/api/v1/rotation-scenarios/${id}`)).json()) as RotationScenario
  expect(saved.byHand).toBe(true)
  expect(saved.answer.result.starts).toContainEqual({ code: rested.code, year: nextYear, fixed: false, reason: 'De nazorg bleek niet genoeg.' })
  expect(saved.answer.result.hand!.computed).toEqual(result.starts)
  await expect(page.getByText(`${rested.name} ${nextYear}: De nazorg bleek niet genoeg.`)).toBeVisible()
})

test('why a buurt is in or not, and what the other choice would change', async ({ page }) => {
  await signIn(page, 'planner')
  const job = await compute(page.request)
  const { input, result } = job.answer!
  const inside = result.starts.find((s) => !s.fixed)!
  const outside = input.buurten.find((b) => b.past.length === 0 && !result.starts.some((s) => s.code === b.code))!
  const why = async (code: string): Promise<RotationReason> => {
    const response = await page.request.post(`${base()}/api/v1/rotation-reasons`, { data: { rotation: job.id, code } })
    expect(response.status(), await response.text()).toBe(200)
    return (await response.json()) as RotationReason
  }
  const [reasonIn, reasonOut] = [await why(inside.code), await why(outside.code)]
  if (reasonIn.kind !== 'in' || reasonOut.kind !== 'out') throw new Error(`${reasonIn.kind} ${reasonOut.kind}`)
  expect(reasonIn.loss).toBeGreaterThanOrEqual(0)
  expect(reasonIn.out).toContainEqual({ code: inside.code, year: inside.year, fixed: false })
  expect(reasonOut.into).toContainEqual({ code: outside.code, year: reasonOut.year, fixed: false })
  expect(reasonOut.loss).toBeGreaterThanOrEqual(0)
  expect((await why(input.fixed[0]!.code)).kind).toBe('fixed')

  await page.goto(address())
  await answered(page)
  await page.getByRole('button', { name: `Waarom ${nameOf(job, inside.code)}?`, exact: true }).click()
  const panel = page.getByRole('region', { name: `Waarom ${nameOf(job, inside.code)}?` })
  await expect(panel).toContainText('Zonder deze buurt', { timeout: 60_000 })
  await expect(panel).toContainText(`${nameOf(job, inside.code)} begint dan niet in ${inside.year}`)
  await expect(panel).toContainText('Behoefte:')
  await page.getByRole('checkbox', { name: 'Toon alleen buurten in het rooster' }).uncheck()
  await page.getByRole('button', { name: `Waarom ${outside.name}?`, exact: true }).click()
  await expect(page.getByRole('region', { name: `Waarom ${outside.name}?` })).toContainText(`past ${reasonOut.year} het best`, { timeout: 60_000 })
})

test('by keyboard alone, and on a phone without sideways scrolling', async ({ page }) => {
  await signIn(page, 'planner')
  await page.setViewportSize({ width: 390, height: 844 })
  await page.goto(address())
  await answered(page)
  const box = page.getByLabel('Nieuwe focusbuurten per jaar')
  await box.focus()
  await page.keyboard.press('ControlOrMeta+a')
  await page.keyboard.type('2')
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(/most=2/)
  const two = await compute(page.request, { most: [2] })
  await expect(sentence(page)).toContainText(`begint ${two.answer!.result.starts.length} buurt`.replace('begint', two.answer!.result.starts.length === 1 ? 'begint' : 'beginnen'), { timeout: 90_000 })
  const inside = two.answer!.result.starts.find((s) => !s.fixed)!
  const select = page.getByRole('combobox', { name: `Beginjaar van ${nameOf(two, inside.code)}`, exact: true })
  await select.focus()
  await page.keyboard.press('Home')
  await expect(page.getByRole('region', { name: 'Met de hand gewijzigd' })).toBeVisible()
  await page.getByRole('button', { name: 'Laatste wijziging ongedaan maken' }).focus()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('region', { name: 'Met de hand gewijzigd' })).toHaveCount(0)
  expect(await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)).toBeLessThanOrEqual(0)
})

test('a scenario opens by its link for the college, as it was saved; two beside each other', async ({ page, browser }) => {
  await signIn(page, 'planner')
  const save = async (name: string, more: string): Promise<number> => {
    await page.goto(address(more))
    await answered(page)
    await page.getByLabel('Naam van het scenario').fill(name)
    await page.getByRole('button', { name: 'Bewaar als scenario' }).click()
    await expect(page.getByRole('heading', { level: 2, name })).toBeVisible()
    return Number(new URL(page.url()).searchParams.get('scenario'))
  }
  const two = await save('Twee per jaar', '&most=2')
  const three = await save('Drie per jaar', '')
  const told = (await sentence(page).textContent())!
  const link = page.url()

  const context = await browser.newContext()
  const colleague = await context.newPage()
  await signIn(colleague, 'college')
  await colleague.goto(link)
  await expect(sentence(colleague)).toHaveText(told)
  await expect(colleague.getByText('Dit is het scenario zoals het op')).toBeVisible()
  await expect(colleague.getByRole('button', { name: 'Drie per jaar weghalen' })).toHaveCount(0)
  const scenario = (await (await colleague.request.get(`${base()}/api/v1/rotation-scenarios/${three}`)).json()) as RotationScenario
  expect(scenario).toMatchObject({ name: 'Drie per jaar', mine: false, madeBy: 'planner' })
  expect((await colleague.request.patch(`${base()}/api/v1/rotation-scenarios/${three}`, { data: { version: scenario.version, name: 'Van mij' } })).status()).toBe(403)
  expect((await colleague.request.post(`${base()}/api/v1/rotations`, { data: { gemeente } })).status()).toBe(403)
  await signIn(colleague, 'organisation')
  await colleague.goto(link)
  await expect(colleague.getByText('Deze pagina is voor wie aantallen per buurt ziet')).toBeVisible()
  await context.close()

  for (const name of ['Twee per jaar', 'Drie per jaar']) await page.getByRole('checkbox', { name: `Vergelijk ${name}` }).check()
  await page.getByRole('button', { name: 'Vergelijk', exact: true }).click()
  const table = page.getByRole('table', { name: 'Scenario\'s naast elkaar' })
  await expect(table.getByRole('columnheader')).toHaveText(['Twee per jaar', 'Drie per jaar'])
  await expect(table.getByRole('row', { name: /^Vergeleken met het eerste/ }).getByRole('cell')).toHaveText([/eerste/, /% meer/])
  await page.goto(address(`&scenario=${two}`))
  await page.getByRole('button', { name: 'Twee per jaar weghalen' }).click()
  await expect(page.getByText('"Twee per jaar" is weggehaald.')).toBeVisible()
  await page.getByRole('button', { name: 'Ongedaan maken', exact: true }).click()
  await expect(page.getByRole('link', { name: 'Twee per jaar', exact: true })).toBeVisible()
})

test('rules that cannot all be kept are named in Dutch; a question that contradicts itself is refused', async ({ page }) => {
  await signIn(page, 'planner')
  const { input } = (await compute(page.request)).answer!
  const free = input.buurten.filter((b) => b.past.length === 0 && !input.fixed.some((f) => f.code === b.code)).slice(0, 2)
  const must = free.map((b) => `${b.code}:${nextYear}`).join()
  await page.goto(address(`&most=1&must=${must}`))
  await answered(page)
  await expect(page.getByText('Niet alle regels konden tegelijk. Hier wijkt het rooster van af:')).toBeVisible()
  await expect(page.getByText(new RegExp(`begint niet uiterlijk in ${nextYear}\\.`)).first()).toBeVisible()
  await page.goto(address(`&must=${free[0]!.code}:${nextYear}&never=${free[0]!.code}`))
  await expect(page.getByText('Een buurt staat op "uiterlijk in" en ook op "niet". Kies een van de twee.')).toBeVisible()
  await page.goto(address('&years=0'))
  await expect(page.getByText('verwacht: 1 of meer')).toBeVisible()
  const refused = await page.request.post(`${base()}/api/v1/rotations`, { data: { gemeente, must: [{ code: 'BU99999999', by: nextYear }] } })
  expect(refused.status()).toBe(400)
  expect(((await refused.json()) as { detail: string }).detail).toContain('is er niet')
})

test('other weighings: with progress, and it can be stopped', async ({ page }) => {
  await signIn(page, 'planner')
  // A quick machine may be done between the two: then it is asked again.
  await expect(async () => {
    await page.goto(address())
    await answered(page)
    await page.getByRole('button', { name: 'Probeer 50 andere wegingen' }).click()
    await expect(page.getByText(/Kijken of het ook klopt bij een andere weging \(\d+ van 50\)/)).toBeVisible()
    await page.getByRole('button', { name: 'Stop', exact: true }).click({ timeout: 5_000 })
    await expect(page.getByText('Gestopt. Er is niets berekend.')).toBeVisible()
  }).toPass({ timeout: 150_000 })
  await expect(ring(page)).toBeVisible()
})
