import { expect, it } from 'vitest'
import { allowedBy } from './allowed'
import { parseSource } from './source'

it.each([
  ['signals', 'signalen:http://127.0.0.1:8080'], ['signals', 'signalen:https://127.0.0.1'], ['signals', 'open311:https://intern.gemeente.example'], ['signals', 'open311:http://meldingen.example'],
  ['boundaries', 'https://evil.example/ogc/v1'], ['boundaries', 'http://169.254.169.254/'], ['boundaries', 'https://api.pdok.nl.evil.example/ogc/v1'],
] as const)('%s of %s, typed in the browser: refused before anything is asked', async (kind, text) => {
  await expect(parseSource(kind, text, {}, { importHosts: 'meldingen.example' })).rejects.toMatchObject({ code: 'host_not_allowed' })
})

it('lets hosts of the list through, and hands the list to the reader', async () => {
  const { sources } = await parseSource('signals', 'open311:https://meldingen.example/v2', {}, { importHosts: 'Meldingen.example, x.example' })
  expect(sources).toMatchObject([{ kind: 'open311', allowed: { hosts: expect.arrayContaining(['api.pdok.nl', 'datasets.cbs.nl', 'meldingen.example', 'x.example']), origins: [] } }])
})

it('a command on the server may ask what it names, the browser may not', async () => {
  const { sources } = await parseSource('signals', 'open311:http://127.0.0.1:8080/v2', {}, { typedOnServer: true })
  expect(sources).toMatchObject([{ allowed: { origins: ['http://127.0.0.1:8080'] } }])
  await expect(parseSource('signals', 'open311:http://127.0.0.1:8080/v2', {}, {})).rejects.toMatchObject({ code: 'host_not_allowed' })
})

it('takes the origins that the operator wrote down', () => {
  expect(allowedBy({ pdokBase: 'http://127.0.0.1:9/pdok/{YYYY}', cbsBase: 'https://spiegel.example/odata', signalenUrl: 'https://signalen.intern', importHosts: '' }).origins).toEqual(['http://127.0.0.1:9', 'https://spiegel.example', 'https://signalen.intern'])
})
