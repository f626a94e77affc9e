import { afterEach, describe, expect, it } from 'vitest'
import { readOData } from './odata'
import { yearInText, yearOf } from './odata-table'
import { collect, failure, only, serve, type Answer } from './test-support'

const fast = { retryMs: [1, 1, 1], idleMs: 1000 }
let close = async () => undefined as void
afterEach(() => close())
async function cbs(answer: (part: string, url: URL) => Answer) {
  const server = await serve((url) => answer(url.pathname.split('/').at(-1)!, url))
  close = server.close
  return server
}

const v4: Record<string, unknown> = {
  MeasureCodes: { value: [{ Identifier: 'T001036', Title: 'Aantal inwoners', Unit: 'aantal' }] },
  Dimensions: { value: [{ Identifier: 'WijkenEnBuurten', Kind: 'GeoDimension' }] },
  Properties: { Title: 'Kerncijfers wijken en buurten 2024', TemporalCoverage: '2024' },
}
const observation = (code: string, Value: number | null, ValueAttribute = 'None') => ({ Id: code, Measure: 'T001036', ValueAttribute, Value, WijkenEnBuurten: code })
const request4 = (url: string, more = {}) => ({ kind: 'odata' as const, table: '85984NED', base: `${url}/odata/v1/CBS`, allowed: only(url), gemeente: 'GM0400', ...more })

describe('version 4', () => {
  it('reads long rows over pages, trims codes, resolves titles and keeps the reason', async () => {
    const server = await cbs((part, url) => {
      if (part !== 'Observations') return { body: v4[part] }
      return url.searchParams.has('$skip')
        ? { body: { value: [observation('BU03630101', 5), observation('WK040001  ', 9180)] } }
        : { body: { value: [observation('GM0400    ', 56000), observation('BU04000101', null, 'Confidential')], '@odata.nextLink': 'Observations?$skip=2' } }
    })
    const { info, records } = await collect(readOData(request4(server.url), {}, fast))
    expect(info).toMatchObject({ format: 'odata-v4', columns: ['code', 'year', 'period', 'measure', 'title', 'unit', 'value', 'reason'] })
    expect(info.remarks.join()).toContain('Kerncijfers wijken en buurten 2024')
    expect(records.map((r) => r.fields)).toEqual([
      { code: 'GM0400', year: 2024, period: null, measure: 'T001036', title: 'Aantal inwoners', unit: 'aantal', value: 56000, reason: null },
      { code: 'BU04000101', year: 2024, period: null, measure: 'T001036', title: 'Aantal inwoners', unit: 'aantal', value: null, reason: 'Confidential' },
      { code: 'WK040001', year: 2024, period: null, measure: 'T001036', title: 'Aantal inwoners', unit: 'aantal', value: 9180, reason: null },
    ])
    const filter = new URL(server.asked.find((path) => path.includes('filter'))!, server.url).searchParams.get('$filter')
    expect(filter).toBe("startswith(WijkenEnBuurten,'GM0400') or startswith(WijkenEnBuurten,'WK0400') or startswith(WijkenEnBuurten,'BU0400')")
  })

  it('takes the year of the period dimension and passes other dimensions on', async () => {
    const dimensions = { value: [...(v4.Dimensions as { value: unknown[] }).value, { Identifier: 'Perioden', Kind: 'TimeDimension' }, { Identifier: 'Soort', Kind: 'Dimension' }] }
    const server = await cbs((part) => {
      if (part === 'Observations') return { body: { value: [{ ...observation('BU04000101', 3), Perioden: '2023JJ00', Soort: '0.0.0 ' }] } }
      return part === 'Properties' ? { status: 404 } : { body: part === 'Dimensions' ? dimensions : v4[part] }
    })
    const { records } = await collect(readOData(request4(server.url), {}, fast))
    expect(records[0]!.fields).toMatchObject({ year: 2023, period: '2023JJ00', Soort: '0.0.0' })
  })

  it.each([
    ['the same page under the same address', '?$skip=0', 'paging_loop'],
    ['another server', 'http://evil.example/x', 'redirect_refused'],
  ])('stops at a next link to %s', async (_what, next, code) => {
    const server = await cbs((part) => ({ body: part === 'Observations' ? { value: [observation('BU04000101', 1)], '@odata.nextLink': next } : v4[part] }))
    expect((await failure(readOData(request4(server.url), {}, fast))).code).toBe(code)
  })

  it('stops at endless pages', async () => {
    let n = 0
    const server = await cbs((part) => ({ body: part === 'Observations' ? { value: [observation('BU04000101', ++n)], '@odata.nextLink': `?$skip=${n}` } : v4[part] }))
    expect((await failure(readOData(request4(server.url, { maxPages: 4 }), {}, fast))).code).toBe('too_many_pages')
  })

  it('says that there are no figures for the gemeente', async () => {
    const server = await cbs((part) => ({ body: part === 'Observations' ? { value: [] } : v4[part] }))
    expect((await failure(readOData(request4(server.url), {}, fast))).message).toBe('Tabel 85984NED heeft geen cijfers voor GM0400.')
  })
})

const v3: Record<string, unknown> = {
  TableInfos: { value: [{ Title: 'Gezondheid per wijk en buurt', Period: '2012 - 2024' }] },
  DataProperties: {
    value: [
      { Type: 'GeoDimension', Key: 'WijkenEnBuurten', Title: 'Wijken en buurten' },
      { Type: 'TimeDimension', Key: 'Perioden', Title: 'Perioden' },
      { Type: 'TopicGroup', Key: '', Title: 'Groep' },
      { Type: 'Topic', Key: 'Eenzaam_27', Title: 'Eenzaam', Unit: '%' },
      { Type: 'Topic', Key: 'Ernstig_28', Title: 'Ernstig eenzaam', Unit: '%' },
    ],
  },
}

describe('version 3', () => {
  const request3 = (url: string) => ({ kind: 'odata' as const, table: '50150NED', base: `${url}/ODataApi/odata/50150NED`, allowed: only(url), gemeente: 'GM0400' })
  const row = (ID: number, code: string) => ({ ID, WijkenEnBuurten: `${code}   `, Perioden: '2024JJ00', Eenzaam_27: 44.5, Ernstig_28: null })

  it('makes wide rows long and leaves out what substringof lets through', async () => {
    const server = await cbs((part) => ({ body: v3[part] ?? { value: [row(0, 'BU04000101'), row(1, 'BU12040000')] } }))
    const { info, records } = await collect(readOData(request3(server.url), {}, fast))
    expect(info.format).toBe('odata-v3')
    expect(records.map((r) => r.fields)).toEqual([
      { code: 'BU04000101', year: 2024, period: '2024JJ00', measure: 'Eenzaam_27', title: 'Eenzaam', unit: '%', value: 44.5, reason: null },
      { code: 'BU04000101', year: 2024, period: '2024JJ00', measure: 'Ernstig_28', title: 'Ernstig eenzaam', unit: '%', value: null, reason: null },
    ])
  })

  it('pages on past 10,000 rows, and notices a service that ignores $skip', async () => {
    const rows = Array.from({ length: 10_000 }, (_, i) => row(i, 'BU03630000'))
    const server = await cbs((part, url) => ({ body: v3[part] ?? { value: url.searchParams.get('$skip') === '0' ? rows : [row(10_000, 'BU04000101')] } }))
    expect((await collect(readOData(request3(server.url), {}, fast))).records).toHaveLength(2)
    await server.close()
    const stuck = await cbs((part) => ({ body: v3[part] ?? { value: rows } }))
    expect((await failure(readOData(request3(stuck.url), {}, fast))).code).toBe('paging_loop')
  })

  it('refuses a table without regions', async () => {
    const server = await cbs((part) => ({ body: part === 'DataProperties' ? { value: [{ Type: 'Topic', Key: 'A_1' }] } : v3[part] }))
    expect((await failure(readOData(request3(server.url), {}, fast))).code).toBe('odata_invalid')
  })
})

it('refuses table numbers and gemeenten that are none', async () => {
  expect((await failure(readOData({ kind: 'odata', table: '../x' }))).code).toBe('bad_table')
  expect((await failure(readOData({ kind: 'odata', table: '85984NED', gemeente: "GM0400' or 1" }))).code).toBe('bad_gemeente')
})

it('reads years only where there is exactly one', () => {
  expect([yearOf('2024JJ00'), yearOf('2024MM01'), yearOf('2024'), yearOf('x'), yearOf(null)]).toEqual([2024, 2024, 2024, null, null])
  expect([yearInText('2012 - 2024', 'KWB 2024'), yearInText(null, 'KWB'), yearInText('2024')]).toEqual([2024, null, 2024])
})
