import { expect, type APIRequestContext, type APIResponse, type Locator, type Page } from '@playwright/test'
import type { StartedApp } from './start-apps'

/** The app of this worker: what a spec does to it no other worker sees. */
export const ownApp = (): StartedApp => (JSON.parse(process.env.E2E_APPS!) as StartedApp[])[Number(process.env.TEST_PARALLEL_INDEX)]!
export const base = (): string => ownApp().address

/** Signs in as a demo account; the cookie is kept by the page's context. */
export async function signIn(page: Page, account: string): Promise<void> {
  const ask = () => page.request.post(`${base()}/api/v1/session`, { data: { account } })
  let response = await ask()
  for (let time = 1; response.status() === 503 && time < 10; time++) response = await ask() // still cold: asked again
  expect(response.status()).toBe(200)
}

/**
 * A tap that arrived as a click. A sheet that still slides up may take it between finger down and finger up: then a person taps again.
 */
export async function tap(target: Locator): Promise<void> {
  const clicked = target.evaluate((element) => new Promise((heard) => element.addEventListener('click', () => heard(true), { once: true, capture: true }))).catch(() => true) // it led to another page
  await expect(async () => {
    await target.tap()
    expect(await Promise.race([clicked, new Promise((late) => setTimeout(() => late(false), 2_000))]), 'a click').toBe(true)
  }).toPass({ timeout: 20_000 })
}

/** Everything that a page asks of another host, and everything that it complains of; also what its content security policy blocks. */
export function watch(page: Page): { foreign: string[]; errors: string[] } {
  const seen = { foreign: [] as string[], errors: [] as string[] }
  page.on('request', (request) => {
    const url = new URL(request.url())
    if (/^(https?|wss?):$/.test(url.protocol) && url.host !== new URL(base()).host) seen.foreign.push(request.url())
  })
  page.on('pageerror', (error) => seen.errors.push(error.message))
  page.on('console', (message) => void (message.text().includes('Content Security Policy') && seen.errors.push(message.text())))
  return seen
}

/** The headers that every answer carries, whatever it is. @param secure the site is known as https */
export const expectHeaders = (response: APIResponse, secure = false): void => expect(wrongHeaders(response.url(), response.headers(), secure)).toEqual([])

/** What is wrong with them, as sentences: for who asks thousands of addresses, where each `expect` takes longer than the answer. */
export function wrongHeaders(url: string, headers: Record<string, string>, secure = false): string[] {
  // Two screens may ask where the device is: recording a signal "hier", and the desks that are nearest.
  const place = /^\/(opnemen(\/|$)|spreekuren$)/.test(new URL(url).pathname) ? 'self' : ''
  const right: Record<string, (value: string) => boolean> = {
    'x-content-type-options': (value) => value === 'nosniff',
    'x-frame-options': (value) => value === 'DENY',
    'referrer-policy': (value) => value === 'strict-origin-when-cross-origin',
    'cross-origin-opener-policy': (value) => value === 'same-origin',
    'cross-origin-resource-policy': (value) => value === 'same-origin',
    'permissions-policy': (value) => new RegExp(`camera=\\(\\).*geolocation=\\(${place}\\).*microphone=\\(\\)`).test(value),
    'content-security-policy': (value) => /^default-src 'none';.*frame-ancestors 'none'/.test(value) && !/unsafe-|blob:|\*|http:/.test(value),
    'cache-control': (value) => value !== '',
    'x-powered-by': (value) => value === '',
    'strict-transport-security': (value) => (secure ? value.startsWith('max-age=31536000') : value === ''),
  }
  return Object.entries(right).filter(([name, is]) => !is(headers[name] ?? '')).map(([name]) => `${url} ${name}: ${headers[name]}`)
}

export type ViewAnswer = {
  meta: { n: number; told: 'exact' | 'rounded' | 'withheld'; from: string; to: string; boundaryYear: number; gemeente: { name: string }; gemeenteRate: number | null }
  choices: { themes: { slug: string; label: string }[]; werkgebieden: { slug: string; name: string }[] }
  areas: { code: string; name: string; n: number; rate: number | null; werkgebied: string | null; inhabitants: number | null; class: string; water: boolean; told: 'exact' | 'rounded' | 'withheld' }[]
}

export async function askView(request: APIRequestContext, query: string): Promise<ViewAnswer> {
  let response = await request.get(`${base()}/api/v1/views/clusters?${query}`)
  for (let time = 1; response.status() === 503 && time < 10; time++) response = await request.get(`${base()}/api/v1/views/clusters?${query}`) // busy: asked again
  expect(response.status(), await response.text()).toBe(200)
  return (await response.json()) as ViewAnswer
}

/** The number of a cluster that is followed; after a first start they are calculated in the background. */
export async function firstCluster(request: APIRequestContext): Promise<number> {
  const ask = async () => ((await (await request.get(`${base()}/api/v1/clusters?gemeente=GM9001`)).json()) as { items: { id: number }[] }).items
  await expect.poll(async () => (await ask()).length, { timeout: 120_000 }).toBeGreaterThan(0)
  return (await ask())[0]!.id
}

/** A number as the screen writes it. */
export const dutch = (value: number): string => value.toLocaleString('nl-NL')

/** A count as the screen tells it: exactly, about, or not. */
export const tells = ({ n, told }: { n: number | null; told: 'exact' | 'rounded' | 'withheld' }): string =>
  n === null ? '–' : told === 'exact' ? dutch(n) : n === 0 ? 'weinig of geen' : `± ${dutch(n)}`
