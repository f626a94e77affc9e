import { sql } from 'drizzle-orm'
import { describe, expect, it } from 'vitest'
import { rows } from '@/lib/db/client'
import { system } from '@/lib/domain/identity'
import type { ImportReport } from '@/lib/domain/import-run'
import { availableEngines } from '@/lib/testing/databases'
import { inDb, load, useDatabase } from '@/lib/testing/imports'
import { crsRd, Files, gemeente, origin, square, themesCsv, townFeatures } from '@/lib/testing/town'
import { applyRun, undoRun } from './pipeline'

/** Everything that imports write, as text: two equal fingerprints mean that nothing differs. */
async function fingerprint(): Promise<string> {
  const tables = ['gemeente', 'boundary_set', 'area', 'theme', 'werkgebied', 'werkgebied_buurt', 'indicator_value', 'signal', 'signal_area', 'signal_month', 'signal_theme_month', 'visit', 'area_link']
  const found = await inDb((tx) =>
    rows<{ t: string; hash: string }>(tx, sql.raw(tables.map((t) => `select '${t}' as t, md5(coalesce(string_agg(r::text, E'\\n' order by r::text), '')) as hash from ${t} r`).join(' union all '))))
  return JSON.stringify(found)
}

const codes = (report: ImportReport): string[] => [...new Set(report.rejects.map((r) => r.code))].sort()

describe.each(availableEngines())('imports on %s', (engine) => {
  useDatabase(engine)
  const files = new Files()

  it('refuses signals before there are boundaries, and boundaries without a year', async () => {
    const signals = files.csv('early.csv', ['source_id,observed_at,theme,x,y', '1,2026-01-01,zwerfafval,100500,500500'])
    expect((await load('signals', signals, { gemeente })).problem).toMatch(/grenzen/)
    expect((await load('boundaries', files.town())).problem).toMatch(/jaar/)
  })

  it('loads a town, changes nothing the second time, and undoes exactly', async () => {
    const empty = await fingerprint()
    const first = await load('boundaries', files.town(), { year: 2024 })
    expect(first).toMatchObject({ status: 'applied', rows: { read: 8, applied: 8, unchanged: 0, rejected: 0 } })
    const loaded = await fingerprint()
    const second = await load('boundaries', files.town('again.geojson'), { year: 2024 })
    expect(second).toMatchObject({ status: 'applied', rows: { applied: 0, unchanged: 8 } })
    expect(await fingerprint()).toBe(loaded)
    const [areas] = await inDb((tx) => rows<{ km2: number; water: number; secret: number | null; name: string }>(tx, sql`
      select sum(ST_Area(geom)) filter (where level = 'buurt') / 1e6 as km2, (count(*) filter (where water))::int as water,
             max(inhabitants) filter (where water) as secret, max(name) filter (where water) as name from area`))
    expect(areas).toEqual({ km2: 8, water: 1, secret: null, name: 'Water' })
    expect((await undoRun(first.run, system)).status).toBe('undone')
    expect(await fingerprint()).toBe(empty)
    await load('boundaries', files.town(), { year: 2024 })
  })

  it('loads themes, werkgebieden, figures and visits', async () => {
    expect((await load('themes', files.csv('themes.csv', themesCsv))).rows.applied).toBe(2)
    const werkgebieden = files.csv('werkgebieden.csv', ['werkgebied;buurt_code', 'West;BU99900101', 'West;BU99900102', 'Oost;BU99900201', 'Oost;BU99900202'])
    const report = await load('werkgebieden', werkgebieden)
    expect(report).toMatchObject({ status: 'applied', rows: { read: 4, applied: 4 } })
    const figures = files.csv('figures.csv', ['code,year,indicator,value,reason', 'BU99900101,2025,inhabitants,1200,', 'BU99900102,2025,inhabitants,-99997,', 'BU99900201,2025,inhabitants,,geheim'])
    expect((await load('indicators', figures)).rows).toMatchObject({ read: 3, applied: 3 })
    const values = await inDb((tx) => rows(tx, sql`select area_code, value, reason from indicator_value order by 1`))
    expect(values).toEqual([
      { area_code: 'BU99900101', value: 1200, reason: null },
      { area_code: 'BU99900102', value: null, reason: 'geheim' },
      { area_code: 'BU99900201', value: null, reason: 'geheim' },
    ])
    expect((await load('indicators', figures)).rows).toMatchObject({ applied: 0, unchanged: 3 })
    const visits = files.csv('visits.csv', ['source_id,visited_on,buurt_code,kind', 'v1,12-03-2026,BU99900101,ronde', 'v2,2026-03-13,BU99900201,spreekuur'])
    expect((await load('visits', visits, { source: 'logboek' })).rows.applied).toBe(2)
  })

  it('reads StatLine as published: BOM, semicolons, padding, missing as a dot', async () => {
    const statline = files.write('statline.csv', Buffer.from(
      '\ufeff"Wijken en buurten";"Regioaanduiding/Codering (code)";"Bevolking/Aantal inwoners (aantal)";"Wonen/Gemiddelde WOZ-waarde (x 1 000 euro)"\r\n' +
      '"Proefstad";"GM9990    ";"      4050";"       250"\r\n"Aanleg";"BU99900101";"      1050";"         ."\r\n"Brink";"BU99900102";"      1995";"       301"\r\n', 'utf8'))
    const report = await load('indicators', statline, { gemeente, year: 2023 })
    expect(report).toMatchObject({ status: 'applied', rows: { read: 3, rejected: 0 } })
    const values = await inDb((tx) => rows(tx, sql`select indicator, area_code, value, reason from indicator_value where year = 2023 order by 1, 2`))
    expect(values).toContainEqual({ indicator: 'inhabitants', area_code: 'BU99900101', value: 1050, reason: null })
    expect(values).toContainEqual({ indicator: 'gemiddelde-woz-waarde', area_code: 'BU99900101', value: null, reason: 'geheim' })
    expect(values).toHaveLength(6)
  })

  const header = 'source_id,observed_at,kind,theme,evidence,channel,accuracy,lon,lat,x,y,buurt_code,audience,status,note'
  const good = (n: number, from = 0): string[] =>
    Array.from({ length: n }, (_, i) => `S-${from + i},2026-0${1 + (i % 5)}-15,knelpunt,zwerfafval,waarneming,,punt,,,${origin.x + 50 + ((i * 37) % 3900)},${origin.y + 50 + ((i * 53) % 900)},,internal,open,`)

  it('loads signals all or nothing: 1 % bad rows refuse the file, --good-rows loads the rest, and undo takes them out', async () => {
    const before = await fingerprint()
    const lines = good(500)
    lines[10] = lines[10]!.replace('2026-', '2031-') // in the future
    lines[99] = lines[99]!.replace('zwerfafval', 'onzin')
    lines[200] = `S-200,2026-02-30,knelpunt,zwerfafval,waarneming,,punt,,,100100,500100,,internal,open,`
    lines[300] = `S-300,2026-02-01,knelpunt,zwerfafval,waarneming,,punt,,,190000,400000,,internal,open,`
    lines[400] = lines[0]!.replace('open', 'closed') // the same id twice, saying something else
    lines[410] = lines[1]! // a row repeated to the letter changes nothing
    const file = files.csv('one-percent.csv', [header, ...lines])
    const refused = await load('signals', file, { source: 'test' })
    expect(refused).toMatchObject({ status: 'refused', rows: { read: 500, applied: 0, rejected: 5 } })
    expect(refused.rejects.map((r) => [r.row, r.column, r.code])).toEqual([
      [12, 'observed_at', 'date_future'], [101, 'theme', 'theme_unknown'], [202, 'observed_at', 'date_invalid'], [302, 'punt', 'coord_outside'], [402, 'source_id', 'duplicate'],
    ])
    expect(await fingerprint()).toBe(before)
    const loaded = await load('signals', file, { source: 'test', goodRows: true })
    expect(loaded).toMatchObject({ status: 'applied', rows: { read: 500, applied: 494, unchanged: 1, rejected: 5 } })
    expect((await load('signals', file, { source: 'test', goodRows: true })).rows).toMatchObject({ applied: 0, unchanged: 495 })
    await undoRun(loaded.run, system)
    expect(await fingerprint()).toBe(before)
  })

  it('keeps 10,000 faults that only the database finds, counts the rest, and loads none of those rows', async () => {
    const before = await fingerprint()
    const wrong = good(10_020).map((line) => line.replace('zwerfafval', 'onzin'))
    const file = files.csv('all-wrong.csv', [header, ...wrong, ...good(10, 20_000)])
    expect(await load('signals', file, { source: 'wrong' })).toMatchObject({ status: 'refused', rows: { read: 10_030, applied: 0, rejected: 10_020 } })
    expect(await fingerprint()).toBe(before)
    const loaded = await load('signals', file, { source: 'wrong', goodRows: true })
    expect(loaded).toMatchObject({ status: 'applied', rows: { read: 10_030, applied: 10, unchanged: 0, rejected: 10_020 } })
    expect(loaded.warnings.join(' ')).toContain('meer dan 10000 fouten')
    const [kept] = await inDb((tx) => rows<{ n: number }>(tx, sql`select count(*)::int as n from import_reject where run = ${loaded.run}`))
    expect(kept!.n).toBe(10_000)
    await undoRun(loaded.run, system)
    expect(await fingerprint()).toBe(before)
  })

  it('restores what an update changed, and refuses to undo under a later run', async () => {
    const first = await load('signals', files.csv('a.csv', [header, ...good(20)]), { source: 'u' })
    const afterFirst = await fingerprint()
    const changed = good(25).map((line, i) => (i < 5 ? line.replace('open', 'closed').replace(/,\d+,\d+,,internal/, ',103500.25,500500.125,,internal') : line))
    const second = await load('signals', files.csv('b.csv', [header, ...changed]), { source: 'u' })
    expect(second.rows).toMatchObject({ applied: 10, unchanged: 15 })
    await expect(undoRun(first.run, system)).rejects.toThrow(`Draai eerst import ${second.run} terug`)
    await undoRun(second.run, system)
    expect(await fingerprint()).toBe(afterFirst)
    await undoRun(first.run, system)
    await expect(undoRun(first.run, system)).rejects.toThrow('teruggedraaid')
  })

  it('checks first and loads later, once; a dry run leaves nothing', async () => {
    const before = await fingerprint()
    const file = files.csv('later.csv', [header, ...good(8), 'S-x,2026-01-01,knelpunt,onzin,waarneming,,punt,,,100100,500100,,internal,open,'])
    expect((await load('signals', file, { source: 'w' }, { mode: 'dry' })).status).toBe('refused')
    const checked = await load('signals', file, { source: 'w' }, { mode: 'check' })
    expect(checked).toMatchObject({ status: 'validated', rows: { read: 9, rejected: 1 } })
    expect(await fingerprint()).toBe(before)
    const both = await Promise.allSettled([applyRun(checked.run, system, true), applyRun(checked.run, system, true)])
    const statuses = both.map((r) => (r.status === 'fulfilled' ? r.value.rows.applied : 'refused'))
    expect(statuses).toContain(8)
    await undoRun(checked.run, system)
    expect(await fingerprint()).toBe(before)
    const [staged] = await inDb((tx) => rows<{ n: number }>(tx, sql`select (select count(*)::int from import_stage) + (select count(*)::int from signal_stage) as n`))
    expect(staged!.n).toBe(0)
  })

  it('places signals again when boundaries of a new year split a buurt, and keeps the old year', async () => {
    await load('signals', files.csv('p.csv', [header, ...good(40)]), { source: 'p' })
    const perYear = () => inDb((tx) => rows<{ year: number; code: string; n: number }>(tx, sql`
      select a.year, a.code, sum(m.n)::int as n from signal_month m join area a on a.id = m.area group by 1, 2 order by 1, 2`))
    const old = await perYear()
    const split = townFeatures().filter((f) => f.properties.buurtcode !== 'BU99900101')
    for (const [code, at] of [['BU99900103', 0], ['BU99900104', 500]] as const)
      split.push({ type: 'Feature', properties: { buurtcode: code, buurtnaam: code, wijkcode: 'WK999001', gemeentecode: gemeente, gemeentenaam: 'Proefstad' }, geometry: square(origin.x + at, origin.y, 500, 1000) })
    const report = await load('boundaries', files.town('split.geojson', split), { year: 2025 })
    expect(report.status).toBe('applied')
    const both = await perYear()
    expect(both.filter((r) => r.year === 2024)).toEqual(old)
    const sum = (rowsOf: typeof both, codesOf: string[]) => rowsOf.filter((r) => codesOf.includes(r.code)).reduce((s, r) => s + r.n, 0)
    expect(sum(both.filter((r) => r.year === 2025), ['BU99900103', 'BU99900104'])).toBe(sum(old, ['BU99900101']))
    const links = await inDb((tx) => rows(tx, sql`
      select f.code as from_code, t.code as to_code, round(l.share_area::numeric, 3)::float8 as share, f.master_id = t.master_id as same
      from area_link l join area f on f.id = l.from_area join area t on t.id = l.to_area
      where f.year = 2024 and t.year = 2025 and f.level = 'buurt' and not f.water order by 1, 2`))
    expect(links).toEqual([
      { from_code: 'BU99900101', to_code: 'BU99900103', share: 0.5, same: false },
      { from_code: 'BU99900101', to_code: 'BU99900104', share: 0.5, same: false },
      { from_code: 'BU99900102', to_code: 'BU99900102', share: 1, same: true },
      { from_code: 'BU99900201', to_code: 'BU99900201', share: 1, same: true },
      { from_code: 'BU99900202', to_code: 'BU99900202', share: 1, same: true },
    ])
    await undoRun(report.run, system)
    expect(await perYear()).toEqual(old)
  })

  it('will not undo boundaries that signals stand on', async () => {
    const [run] = await inDb((tx) => rows<{ id: number }>(tx, sql`select max(id)::int as id from import_run where kind = 'boundaries' and status = 'applied' and rows_applied > 0`))
    await expect(undoRun(run!.id, system)).rejects.toThrow('signalen')
    for (const none of [Number('twaalf'), 0, -1, 1.5, 1e300]) await expect(undoRun(none, system), String(none)).rejects.toThrow('nummer van een import')
    await expect(undoRun(999_999, system)).rejects.toThrow('bestaat niet')
  })

  const feature = (code: string | null, geometry: unknown, extra: object = {}) => ({ type: 'Feature', properties: { ...(code === null ? { buurtnaam: 'Zonder code' } : { buurtcode: code }), gemeentecode: gemeente, ...extra }, geometry })
  const wild = Array.from({ length: 2000 }, (_, i) => [origin.x + ((i * 7919) % 1000), origin.y + ((i * 104729) % 997)])
  const badShapes: [string, unknown, string][] = [
    ['names only, no codes', feature(null, square(100000, 500000, 9, 9)), 'code_missing'],
    ['a code of another kind', feature('1234', square(100000, 500000, 9, 9)), 'code_invalid'],
    ['no shape', feature('BU99900301', null), 'geometry_missing'],
    ['a line', feature('BU99900301', { type: 'LineString', coordinates: [[1, 2], [3, 4]] }), 'not_polygon'],
    ['a point', feature('BU99900301', { type: 'Point', coordinates: [100000, 500000] }), 'not_polygon'],
    ['no area', feature('BU99900301', { type: 'Polygon', coordinates: [[[100000, 500000], [100001, 500000], [100002, 500000], [100000, 500000]]] }), 'self_crossing'],
    ['a bow tie', feature('BU99900301', { type: 'Polygon', coordinates: [[[100000, 500000], [100010, 500010], [100010, 500000], [100000, 500010], [100000, 500000]]] }), 'self_crossing'],
    ['a wild ring of 2,000 points', feature('BU99900301', { type: 'Polygon', coordinates: [[...wild, wild[0]]] }), 'self_crossing'],
    ['a hole outside its ring', feature('BU99900301', { type: 'Polygon', coordinates: [square(100000, 500000, 9, 9).coordinates[0], square(100100, 500000, 9, 9).coordinates[0]] }), 'geometry_invalid'],
    ['swapped axes', feature('BU99900301', square(500000, 100000, 9, 9)), 'coord_swapped'],
    ['another country', feature('BU99900301', square(700000, 950000, 9, 9)), 'crs_mismatch'],
    ['one point far away', feature('BU99900301', { type: 'Polygon', coordinates: [[[100000, 500000], [100900, 500000], [0, 0], [100000, 500000]]] }), 'coord_outside'],
    ['one point that PostGIS cannot even turn into RD', feature('BU99900301', { type: 'Polygon', coordinates: [[[100000, 500000], [100900, 500000], [1e10, 500900], [100000, 500000]]] }), 'coord_outside'],
    ['hardly an area', feature('BU99900301', { type: 'Polygon', coordinates: [[[100000, 500000], [100000.5, 500000], [100000.5, 500000.5], [100000, 500000]]] }), 'degenerate'],
    ['a number that is none', feature('BU99900301', { type: 'Polygon', coordinates: [[['100000', 500000], [100900, 500000], [100900, 500900], ['100000', 500000]]] }), 'coordinate_invalid'],
    ['a buurt without its gemeente', feature('BU99900301', square(100000, 500000, 9, 9), { gemeentecode: null }), 'gemeente_missing'],
  ]
  it('rejects every kind of bad boundary by name, at its row, and loads nothing', async () => {
    const before = await fingerprint()
    const features = badShapes.map(([, bad], i) => {
      const numbered = structuredClone(bad) as { properties: Record<string, unknown> }
      if (numbered.properties.buurtcode === 'BU99900301') numbered.properties.buurtcode = `BU999003${String(i).padStart(2, '0')}`
      return numbered
    })
    const file = files.write('bad.geojson', JSON.stringify({ type: 'FeatureCollection', crs: crsRd, features: [...townFeatures(), ...features] }))
    const report = await load('boundaries', file, { year: 2024 })
    expect(report).toMatchObject({ status: 'refused', rows: { read: 8 + badShapes.length, applied: 0, rejected: badShapes.length } })
    badShapes.forEach(([name, , code], i) => expect(report.rejects.filter((r) => r.row === 9 + i).map((r) => r.code), name).toEqual([code]))
    for (const reject of report.rejects) expect(reject.message).toMatch(/\w.{15,}[.)]$/)
    expect(await fingerprint()).toBe(before)
  })

  it('accepts letters in codes, tells double codes and an unknown CRS', async () => {
    const letters = townFeatures().map((f) => ({ ...f, properties: { ...f.properties, ...(f.properties.buurtcode ? { buurtcode: String(f.properties.buurtcode).replace('0101', 'AA01') } : {}) } }))
    expect((await load('boundaries', files.town('letters.geojson', letters), { year: 2024 }, { mode: 'dry' })).status).toBe('validated')
    const double = await load('boundaries', files.town('double.geojson', [...townFeatures(), townFeatures()[3]!]), { year: 2024 })
    expect(codes(double)).toEqual(['duplicate'])
    const odd = files.write('odd.geojson', JSON.stringify({ type: 'FeatureCollection', crs: { type: 'name', properties: { name: 'urn:ogc:def:crs:EPSG::2154' } }, features: townFeatures() }))
    expect(codes(await load('boundaries', odd, { year: 2024 }))).toEqual(['crs_unknown'])
    const swapped = townFeatures().map((f) => ({ ...f, geometry: { type: 'Polygon', coordinates: (f.geometry!.coordinates as number[][][]).map((r) => r.map(([x, y]) => [y!, x!])) } }))
    expect(codes(await load('boundaries', files.town('swapped.geojson', swapped), { year: 2024 }))).toEqual(['coord_swapped'])
    expect((await load('boundaries', files.town('swapped.geojson', swapped), { year: 2024, swapAxes: true })).rows.unchanged).toBe(8)
  })

  const badRows: [string, string, string][] = [
    ['NaN as a coordinate', 'q,2026-01-01,knelpunt,zwerfafval,waarneming,,punt,,,NaN,500500,,internal,open,', 'number_invalid'],
    ['Infinity as a coordinate', 'q,2026-01-01,knelpunt,zwerfafval,waarneming,,punt,,,Infinity,500500,,internal,open,', 'number_invalid'],
    ['swapped lon and lat', 'q,2026-01-01,knelpunt,zwerfafval,waarneming,,punt,52.5,4.7,,,,internal,open,', 'coord_swapped'],
    ['half a coordinate', 'q,2026-01-01,knelpunt,zwerfafval,waarneming,,punt,,,100500,,,internal,open,', 'coordinate_invalid'],
    ['no place at all', 'q,2026-01-01,knelpunt,zwerfafval,waarneming,,,,,,,,internal,open,', 'place_missing'],
    ['an unknown buurt', 'q,2026-01-01,knelpunt,zwerfafval,waarneming,,buurt,,,,,BU99909999,internal,open,', 'buurt_unknown'],
    ['no id', ',2026-01-01,knelpunt,zwerfafval,waarneming,,punt,,,100500,500500,,internal,open,', 'missing'],
    ['an unknown kind', 'q,2026-01-01,klacht,zwerfafval,waarneming,,punt,,,100500,500500,,internal,open,', 'choice_invalid'],
    ['an American date', 'q,01/02/2026,knelpunt,zwerfafval,waarneming,,punt,,,100500,500500,,internal,open,', 'date_invalid'],
    ['a long note', `q,2026-01-01,knelpunt,zwerfafval,waarneming,,punt,,,100500,500500,,internal,open,${'x'.repeat(281)}`, 'text_too_long'],
  ]
  it('rejects every kind of bad signal by name, at its row', async () => {
    const lines = badRows.map(([, row], i) => row.replace(/^q,/, `q${i},`))
    const report = await load('signals', files.csv('bad-rows.csv', [header, ...good(2), ...lines]), { source: 'bad' })
    expect(report).toMatchObject({ status: 'refused', rows: { read: 2 + badRows.length, applied: 0, rejected: badRows.length } })
    badRows.forEach(([name, , code], i) => expect(report.rejects.filter((r) => r.row === 4 + i).map((r) => r.code), name).toEqual([code]))
  })

  it('keeps no note at a sensitive theme, hashes the reporter, and counts a duplicate once', async () => {
    const lines = ['source_id;observed_at;theme;accuracy;x;y;note;reporter;duplicate_of', 'n1;15-01-2026;eenzaamheid;punt;100500,5;500500,25;iets;jan;', 'n2;16-01-2026;zwerfafval;punt;100501,5;500500,25;fietsen;jan;', 'n3;16-01-2026;zwerfafval;punt;100501,5;500500,25;;;notes|n2']
    const report = await load('signals', files.csv('notes.csv', lines), { source: 'notes' })
    expect(report.status).toBe('applied')
    const found = await inDb((tx) => rows<{ id: string; note: string | null; key: string | null; x: number; dup: boolean }>(tx, sql`
      select source_id as id, note, reporter_key as key, ST_X(point) as x, duplicate_of is not null as dup from signal where source = 'notes' order by 1`))
    expect(found.map((f) => [f.id, f.note, f.x, f.dup])).toEqual([['n1', null, 100500.5, false], ['n2', 'fietsen', 100501.5, false], ['n3', null, 100501.5, true]])
    expect(found[0]!.key).toBe(found[1]!.key)
    expect(found[0]!.key).not.toContain('jan')
    const [count] = await inDb((tx) => rows<{ n: number }>(tx, sql`select sum(n)::int as n from signal_month where source = 'notes'`))
    expect(count!.n).toBe(2)
    await undoRun(report.run, system)
  })

  it('tells what a file is when it is something else, and stops when asked', async () => {
    const png = files.write('signals.csv', Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 0]))
    const report = await load('signals', png)
    expect(report).toMatchObject({ status: 'failed', rows: { applied: 0 } })
    expect(report.problem).toMatch(/PNG/i)
    const abort = new AbortController()
    const reading = load('signals', files.csv('long.csv', [header, ...good(60_000, 1000)]), { source: 'long' }, { signal: abort.signal })
    setTimeout(() => abort.abort(), 700)
    expect((await reading).status).toBe('cancelled')
    const [left] = await inDb((tx) => rows<{ staged: number; loaded: number }>(tx, sql`
      select (select count(*)::int from import_stage) + (select count(*)::int from signal_stage) as staged, (select count(*)::int from signal where source = 'long') as loaded`))
    expect(left).toEqual({ staged: 0, loaded: 0 })
  })
})
