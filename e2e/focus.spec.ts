import { parse } from 'csv-parse/sync'
import { expect, test, type APIResponse, type Page } from '@playwright/test'
import { dateInAmsterdam } from '@/lib/domain/period'
import { base, signIn, watch } from './helpers'

/** "Focusbuurten": the map of cohorts (C1), the plan from empty to handed over with "eerst samenspraak" (P4), the page of the college, by keyboard, on a phone and on paper. */
type Row = { code: string; name: string; class: string; year: number | null; measures: number | null; done: number | null; cohorts: string }
type Finding = { id: number; code: string; name: string; year: number; phase: string | null; starts: { phase: string; from: string }[] }
type Answer = { meta: { on: string; today: string; boundaryYear: number }; areas: Row[]; findings: Finding[]; ring: { years: number[]; rows: { id: number; cells: (string | null)[] }[] } }
const query = 'gemeente=GM9001'
const thisYear = Number(dateInAmsterdam(new Date()).slice(0, 4))
/** A database that is busy or still cold may say 503 with Retry-After; then it is asked again, as the screen does. */
const get = async (page: Page, address: string): Promise<APIResponse> => {
  let response = await page.request.get(`${base()}${address}`)
  for (let time = 1; response.status() === 503 && time < 8; time++) {
    await page.waitForTimeout(1_000)
    response = await page.request.get(`${base()}${address}`)
  }
  return response
}
const ask = async (page: Page, more = ''): Promise<Answer> => {
  const response = await get(page, `/api/v1/views/focus?${query}${more}`)
  expect(response.status(), await response.text()).toBe(200)
  return (await response.json()) as Answer
}
const panel = (page: Page) => page.getByRole('region', { name: 'Antwoord' })
const table = (page: Page) => page.getByRole('region', { name: 'Tabel' })
const of = (answer: Answer, name: string): Row => answer.areas.find((a) => a.name === name)!
type MapLibre = { queryRenderedFeatures(options: { layers: string[] }): { properties: { code: string; class: string; water: boolean } }[] }

test('C1: both cohorts with the phase of today, earlier ones as nazorg, and the same facts as a list', async ({ page }) => {
  test.setTimeout(120_000)
  await signIn(page, 'college')
  const answer = await ask(page)
  const seen = watch(page)
  await page.goto(`${base()}/kaart/focus?${query}`)
  for (const [name, phase, year] of [['Lamsoor', 'jaar 1: plan', thisYear], ['Vismarkt', 'jaar 1: plan', thisYear], ['Kerkbuurt', 'jaar 2: uitvoering', thisYear - 1], ['Dukdalf', 'jaar 2: uitvoering', thisYear - 1], ['Sluisbuurt', 'nazorg', thisYear - 2], ['Touwslagersbuurt', 'nazorg', 2023], ['Ankerbuurt', 'eerder focusbuurt', thisYear - 4], ['Zeekraal', 'voorgedragen', thisYear + 1], ['Wisselbuurt', 'besloten, begint nog', thisYear + 1]] as const) {
    const row = table(page).locator(`tr[data-id="${of(answer, name).code}"]`)
    await expect(row, name).toContainText(phase)
    await expect(row, name).toContainText(String(year))
  }
  await expect(panel(page)).toContainText('2 buurten in jaar 1: plan, 2 buurten in jaar 2: uitvoering, 4 buurten in nazorg')
  // The ring beside it is a table with the same buurten, and says the phase in words.
  const ring = panel(page).getByRole('region', { name: 'Cohorten per jaar' })
  await expect(ring.getByRole('row')).toHaveCount(answer.findings.length + 1)
  await expect(ring.getByRole('row', { name: new RegExp(`^${thisYear - 1} Kerkbuurt`) })).toContainText('jaar 2: uitvoering')
  // Map, table, API and CSV: one set of numbers.
  const [head, ...lines] = parse(await (await get(page, `/api/v1/views/focus?${query}&format=csv`)).text(), { bom: true }) as string[][]
  expect(lines.map((l) => [l[head!.indexOf('code')], l[head!.indexOf('class')], l[head!.indexOf('year')]])).toEqual(answer.areas.map((a) => [a.code, a.class, a.year === null ? '' : String(a.year)]))
  await expect(table(page).locator('tbody tr')).toHaveCount(answer.areas.length)
  const canvas = page.locator('.map__canvas[data-ready]')
  await expect(canvas).toBeVisible({ timeout: 30_000 })
  const painted = async () => new Map(await canvas.evaluate((element) => (element as unknown as { map: MapLibre }).map.queryRenderedFeatures({ layers: ['area-fill'] }).filter((f) => !f.properties.water).map((f) => [f.properties.code, f.properties.class] as const)))
  await expect.poll(async () => (await painted()).size, { timeout: 20_000 }).toBeGreaterThanOrEqual(answer.areas.length)
  const classes = await painted()
  expect(answer.areas.map((area) => [area.name, classes.get(area.code)])).toEqual(answer.areas.map((area) => [area.name, area.class]))
  expect(seen).toEqual({ foreign: [], errors: [] })
})

test('any day: the phase turns on its first day, and filters narrow map, table and file alike', async ({ page }) => {
  await signIn(page, 'planner')
  for (const [on, phase] of [[`${thisYear - 1}-12-31`, 'plan'], [`${thisYear}-01-01`, 'execution'], [`${thisYear + 1}-01-01`, 'aftercare'], [`${thisYear + 4}-01-01`, 'regular'], [`${thisYear - 2}-01-01`, 'never']] as const)
    expect(of(await ask(page, `&on=${on}`), 'Kerkbuurt').class, on).toBe(phase)
  const aftercare = await ask(page, '&phase=aftercare')
  expect(aftercare.areas.map((a) => a.name).sort()).toEqual(['Cellobuurt', 'Sluisbuurt', 'Sluiswachter', 'Touwslagersbuurt'])
  expect((await ask(page, `&year=${thisYear}`)).areas.map((a) => a.name).sort()).toEqual(['Lamsoor', 'Vismarkt'])
  expect((await get(page, '/api/v1/views/focus?phase=onzin')).status()).toBe(400)
  expect((await get(page, '/api/v1/views/focus?on=2026-02-30')).status()).toBe(400)
  await page.goto(`${base()}/kaart/focus?${query}`)
  await page.getByLabel('Dag', { exact: true }).first().fill(`${thisYear + 1}-02-01`)
  await expect(page).toHaveURL(new RegExp(`on=${thisYear + 1}-02-01`))
  await expect(panel(page)).toContainText('zoals het nu is gepland')
  await expect(table(page).locator(`tr[data-id="${of(aftercare, 'Sluisbuurt').code}"]`)).toContainText('nazorg')
  await page.goBack()
  await expect(panel(page)).toContainText('Stand op')
})

test('by keyboard: from the row to the panel, to the history, and back', async ({ page }) => {
  await signIn(page, 'college')
  const kerkbuurt = of(await ask(page), 'Kerkbuurt')
  await page.goto(`${base()}/kaart/focus?${query}`)
  await expect(page.locator('.map__canvas[data-ready]')).toBeVisible({ timeout: 30_000 })
  await table(page).locator(`tr[data-id="${kerkbuurt.code}"] a`).focus()
  await page.keyboard.press('Enter')
  await expect(panel(page).getByRole('heading', { level: 2, name: 'Kerkbuurt' })).toBeFocused()
  await expect(panel(page)).toContainText(`Kerkbuurt is in jaar 2: uitvoering, cohort ${thisYear - 1}, sinds 1 januari ${thisYear}.`)
  await expect(panel(page)).toContainText(`Daarna: nazorg, vanaf 1 januari ${thisYear + 1}.`)
  await expect(panel(page)).toContainText('1 van 5 maatregelen klaar')
  await page.keyboard.press('Escape')
  await expect(page).not.toHaveURL(/selected=/)
  await expect(table(page).locator(`tr[data-id="${kerkbuurt.code}"] a`)).toBeFocused()
})

test('the page of a year says the same of its focus buurten as the list of all', async ({ page }) => {
  for (const account of ['planner', 'college']) {
    await signIn(page, account)
    await page.goto(`${base()}/focus?gemeente=GM9001`)
    const cards = page.getByRole('region', { name: `Cohort ${thisYear + 1}` }).getByRole('article')
    const said = await cards.evaluateAll((all) => all.map((card) => `${card.querySelector('h3')!.textContent} (${card.querySelector('strong')!.textContent})`))
    expect(said).toEqual(expect.arrayContaining(['Wisselbuurt (besloten, begint nog)', 'Zeekraal (voorgedragen)']))
    await page.getByRole('link', { name: `Voorstel en besluit ${thisYear + 1}` }).click()
    await expect(page.getByRole('heading', { level: 1, name: `Focusbuurten ${thisYear + 1}` })).toBeVisible({ timeout: 30_000 })
    for (const one of said) await expect(page.locator('.decide .lead')).toContainText(one)
    await expect(page.getByText('Daarvan is hier geen voorstel en geen besluit vastgelegd.')).toBeVisible()
    await expect(page.getByText('Er is nog geen voorstel')).toHaveCount(0)
  }
})

test('P4: without samenspraak the plan is not adopted, on the screen and through the API', async ({ page }) => {
  await signIn(page, 'planner')
  const vismarkt = (await ask(page)).findings.find((f) => f.name === 'Vismarkt')!
  await page.goto(`${base()}/focus/${vismarkt.year}/${vismarkt.code}`)
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(`Plan Vismarkt ${thisYear}`)
  await page.getByRole('button', { name: 'Stel plan vast' }).click()
  const refused = 'Het plan kan nog niet worden vastgesteld: er is geen samenspraak met bewoners vastgelegd (P4).'
  await expect(page.getByText(refused)).toBeVisible()
  await page.reload()
  await expect(page.getByText('Het plan is nog niet vastgesteld.')).toBeVisible()
  const item = (await (await get(page, `/api/v1/focus-periods/${vismarkt.id}`)).json()) as { version: number; adoptedOn: string | null }
  expect(item.adoptedOn).toBeNull()
  const answer = await page.request.patch(`${base()}/api/v1/focus-periods/${vismarkt.id}`, { data: { version: item.version, adoptedOn: `${thisYear}-02-01` } })
  expect(answer.status()).toBe(409)
  expect(((await answer.json()) as { detail: string }).detail).toBe(refused)
})

test('a plan from empty to adopted, carried out, carried over and handed over', async ({ page }) => {
  test.setTimeout(180_000)
  await signIn(page, 'planner')
  const cohort = ((await (await get(page, `/api/v1/cohorts?${query}&year=${thisYear}`)).json()) as { items: { id: number }[] }).items[0]!.id
  const code = of(await ask(page), 'Admiraalsbuurt').code
  const made = await page.request.post(`${base()}/api/v1/focus-periods`, { data: { gemeente: 'GM9001', cohort, buurtCode: code, proposedOn: `${thisYear - 1}-09-01`, planFrom: `${thisYear}-01-01`, executionFrom: `${thisYear + 1}-01-01`, aftercareFrom: `${thisYear + 2}-01-01` } })
  expect(made.status(), await made.text()).toBe(201)
  await page.goto(`${base()}/focus/${thisYear}/${code}`)
  await expect(page.getByText('Er zijn nog geen maatregelen.').first()).toBeVisible()

  // Samenspraak first, then the plan is adopted.
  await page.getByText('Samenspraak vastleggen').first().click()
  const talk = page.getByRole('form', { name: 'Samenspraak vastleggen' })
  await talk.getByLabel('Datum').fill(`${thisYear}-01-02`)
  await talk.getByLabel('Aantal mensen').fill('31')
  await talk.getByRole('button', { name: 'Samenspraak vastleggen' }).click()
  await expect(page.getByText(`Bijeenkomst op 2 januari ${thisYear}, 31 mensen`)).toBeVisible()
  await page.getByRole('form', { name: 'Vaststellen' }).getByLabel('Vastgesteld op').fill(`${thisYear}-01-03`)
  await page.getByRole('button', { name: 'Stel plan vast' }).click()
  await expect(page.getByText(`Plan vastgesteld op 3 januari ${thisYear}.`)).toBeVisible()

  // Measures: one with a place that is typed, two for the whole buurt.
  const form = page.getByRole('form', { name: 'Maatregel toevoegen' })
  const add = async (title: string, money: string, place?: [string, string]) => {
    await form.getByLabel('Wat gebeurt er?').fill(title)
    await form.getByLabel('Eigenaar').selectOption({ label: 'Team Wijkbeheer' })
    await form.getByLabel('Gepland vanaf').fill(`${thisYear}-03-01`)
    await form.getByLabel('Gepland tot').fill(`${thisYear + 1}-03-01`)
    await form.getByLabel('Budget in euro').fill(money)
    if (place) { await form.getByLabel('Breedtegraad').fill(place[0]); await form.getByLabel('Lengtegraad').fill(place[1]) }
    await form.getByRole('button', { name: 'Maatregel toevoegen' }).click()
    await expect(page.getByText(`"${title}" staat in het plan.`)).toBeVisible()
  }
  await form.getByRole('button', { name: 'Maatregel toevoegen' }).click()
  await expect(page.getByText('Vul in wat er gebeurt.')).toBeVisible()
  const [lon, lat] = await centre(page, code)
  await add('Speeltuin opknappen', '12.500', [String(lat).replace('.', ','), String(lon).replace('.', ',')])
  await add('Buurtmoestuin', '4000')
  await add('Wekelijkse koffie', '1500,50')
  const row = (title: string) => page.getByRole('row').filter({ has: page.getByRole('rowheader', { name: title }) })
  await expect(row('Speeltuin opknappen')).toContainText('punt 52,')
  await expect(row('Buurtmoestuin')).toContainText('hele buurt')
  await expect(page.locator('.plan-table tfoot')).toContainText('€ 18.000,50')

  // Thrown away, and back again.
  const update = async (title: string) => { await page.getByRole('group').filter({ has: page.locator(`summary[aria-label="${title} bijwerken"]`) }).locator('summary').click() }
  await update('Wekelijkse koffie')
  await page.locator('details[open]').getByRole('button', { name: 'Verwijderen' }).click()
  await expect(page.getByText('"Wekelijkse koffie" is verwijderd.')).toBeVisible()
  await expect(row('Wekelijkse koffie')).toHaveCount(0)
  await page.getByRole('button', { name: 'Ongedaan maken' }).click()
  await expect(row('Wekelijkse koffie')).toHaveCount(1)

  // Done, on to another year, handed over.
  await update('Speeltuin opknappen')
  await page.locator('details[open]').getByRole('combobox', { name: 'Stand' }).selectOption('done')
  await page.locator('details[open]').getByRole('button', { name: 'Opslaan' }).click()
  await expect(row('Speeltuin opknappen')).toContainText('klaar op')
  await update('Buurtmoestuin')
  await page.locator('details[open]').getByRole('button', { name: 'Doorschuiven' }).click()
  await expect(row('Buurtmoestuin').first()).toContainText(`gaat verder in ${thisYear + 2}`)
  await update('Wekelijkse koffie')
  await page.locator('details[open]').getByLabel('Aan wie').selectOption({ label: 'Team Zorg' })
  await page.locator('details[open]').getByRole('button', { name: 'Draag over' }).click()
  await expect(row('Wekelijkse koffie')).toContainText('overgedragen aan Team Zorg')
  await expect(page.getByText('1 van 3 maatregelen klaar, 1 open, 1 overgedragen.')).toBeVisible()
  await expect(page.locator('.plan-table tfoot')).toContainText('€ 18.000,50') // what goes on counts once

  // On paper: no forms, one A4.
  await page.emulateMedia({ media: 'print' })
  await expect(page.getByRole('button', { name: 'Stel plan vast' })).toHaveCount(0)
  await expect(form).toBeHidden()
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
  expect(((await page.pdf({ format: 'A4' })).toString('latin1').match(/\/Type\s*\/Page\b/g) ?? []).length).toBe(1)
})

/** CRS84 of a point inside a buurt. */
async function centre(page: Page, code: string): Promise<[number, number]> {
  const areas = (await (await get(page, `/api/v1/areas?${query}&level=buurt&year=${(await ask(page)).meta.boundaryYear}`)).json()) as { features: { properties: { code: string; label: [number, number] } }[] }
  return areas.features.find((f) => f.properties.code === code)!.properties.label
}

test('the page of the college: progress and money per cohort, open measures in aftercare, no word on effect', async ({ page }) => {
  await signIn(page, 'college')
  await page.goto(`${base()}/focus?gemeente=GM9001`)
  const card = (name: string) => page.getByRole('article').filter({ has: page.getByRole('link', { name, exact: true }) })
  await expect(card('Kerkbuurt')).toContainText('1 van 5 maatregelen klaar, 2 loopt, 1 te laat, 3 open.')
  await expect(card('Sluisbuurt')).toContainText('2 maatregelen staan nog open en zijn aan niemand overgedragen.')
  await expect(card('Vismarkt')).toContainText('Het plan is nog niet vastgesteld.')
  await expect(page.getByRole('region', { name: `Cohort ${thisYear - 1}` })).toContainText('van € 150.000 in plannen')
  await card('Kerkbuurt').getByRole('link', { name: 'Kerkbuurt', exact: true }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(`Plan Kerkbuurt ${thisYear - 1}`)
  await expect(page.getByText('te laat').first()).toBeVisible()
  await expect(page.getByRole('form', { name: 'Maatregel toevoegen' })).toHaveCount(0) // the college reads
})

test('who may what: a wijkmanager keeps progress in the own wijk, an organisation sees its own, N2 holds', async ({ page }) => {
  await signIn(page, 'planner')
  const kerkbuurt = (await ask(page)).findings.find((f) => f.name === 'Kerkbuurt')!
  const items = async () => ((await (await get(page, `/api/v1/measures?${query}&focusPeriod=${kerkbuurt.id}`)).json()) as { items: { id: number; version: number; status: string; ownerOrganisation: number | null }[] }).items
  const all = await items()
  expect(all).toHaveLength(5)
  const late = all.find((m) => m.status === 'running')!
  await signIn(page, 'wijkmanager')
  expect((await page.request.patch(`${base()}/api/v1/measures/${late.id}`, { data: { version: late.version, title: 'Anders' } })).status()).toBe(403)
  const moved = await page.request.patch(`${base()}/api/v1/measures/${late.id}`, { data: { version: late.version, status: 'planned' } })
  expect(moved.status(), await moved.text()).toBe(200)
  const { version } = (await moved.json()) as { version: number }
  expect((await page.request.patch(`${base()}/api/v1/measures/${late.id}`, { data: { version, status: 'running' } })).status()).toBe(200)
  await signIn(page, 'organisation')
  expect((await items()).every((m) => m.ownerOrganisation !== null)).toBe(true)
  expect((await items()).length).toBeLessThan(all.length)
  expect((await page.request.post(`${base()}/api/v1/focus-periods`, { data: {} })).status()).toBe(403)
})

test('on a phone nothing runs off the screen, and the plan can be read and kept', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 })
  await signIn(page, 'planner')
  const kerkbuurt = (await ask(page)).findings.find((f) => f.name === 'Kerkbuurt')!
  for (const path of ['/focus?gemeente=GM9001', `/focus/${kerkbuurt.year}/${kerkbuurt.code}`, `/kaart/focus?${query}`]) {
    await page.goto(`${base()}${path}`)
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
    expect(await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth), path).toBeLessThanOrEqual(0)
  }
  await page.goto(`${base()}/focus/${kerkbuurt.year}/${kerkbuurt.code}`)
  await expect(page.getByRole('button', { name: 'Maatregel toevoegen' })).toBeVisible()
})
