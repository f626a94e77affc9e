import { afterEach, expect, test } from 'vitest'
import { refuseOtherSites } from './same-origin'

const ask = (headers: Record<string, string>, method = 'POST') => () => refuseOtherSites(new Request('http://buurtfocus.example/api/v1/imports', { method, headers: { host: 'buurtfocus.example', ...headers } }))
afterEach(() => {
  delete process.env.PUBLIC_URL
})

test.each([
  ['our own page', { 'sec-fetch-site': 'same-origin', origin: 'http://buurtfocus.example' }],
  ['an older browser on our own page', { origin: 'http://buurtfocus.example' }],
  ['a program', {}],
])('%s may', (_who, headers) => {
  expect(ask(headers)).not.toThrow()
})

test.each([
  ['another site', { 'sec-fetch-site': 'cross-site', origin: 'https://evil.example' }],
  ['another name of the same site', { 'sec-fetch-site': 'same-site', origin: 'http://other.buurtfocus.example' }],
  ['an older browser on another site', { origin: 'https://evil.example' }],
  ['a sandboxed page', { origin: 'null' }],
  ['another port', { origin: 'http://buurtfocus.example:81' }],
])('%s may not', (_who, headers) => {
  expect(ask(headers)).toThrow(/andere website/)
})

test('reading is free to ask from anywhere; behind a proxy the public address counts', () => {
  expect(ask({ origin: 'https://evil.example' }, 'GET')).not.toThrow()
  process.env.PUBLIC_URL = 'https://buurtfocus.gemeente.example'
  expect(ask({ origin: 'https://buurtfocus.gemeente.example' })).not.toThrow()
})
