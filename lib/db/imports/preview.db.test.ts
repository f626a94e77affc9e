import { sql } from 'drizzle-orm'
import type { Feature, Point } from 'geojson'
import { describe, expect, it } from 'vitest'
import { rows } from '@/lib/db/client'
import { system } from '@/lib/domain/identity'
import type { ImportKind, ImportOptions, ImportPreview, ImportReport } from '@/lib/domain/import-run'
import { applyRun, cancelRun, undoRun } from '@/lib/import/pipeline'
import { availableEngines } from '@/lib/testing/databases'
import { inDb, load, useDatabase } from '@/lib/testing/imports'
import { Files, gemeente, square, themesCsv, townFeatures } from '@/lib/testing/town'
import { lastImports, listLoaded } from './loaded'
import { previewRun } from './preview'
import { findRun, findSameFile, groupRejects } from './runs'

const check = (kind: ImportKind, source: string, options: ImportOptions = {}): Promise<ImportReport> => load(kind, source, options, { mode: 'check' })
const preview = (run: number): Promise<ImportPreview> => inDb(async (tx) => previewRun(tx, (await findRun(tx, run))!))
const of = (features: Feature[], row: number) => features.find((f) => f.properties?.row === row)
/** How far a point in degrees is from a place in RD (EPSG:28992), in metres. */
async function metresFrom(feature: Feature | undefined, x: number, y: number): Promise<number> {
  const [lon, lat] = (feature!.geometry as Point).coordinates
  const [found] = await inDb((tx) => rows<{ m: number }>(tx, sql`
    select ST_Distance(ST_Transform(ST_SetSRID(ST_MakePoint(${lon!}::float8, ${lat!}::float8), 4326), 28992), ST_SetSRID(ST_MakePoint(${x}::float8, ${y}::float8), 28992)) as m`))
  return found!.m
}

describe.each(availableEngines())('preview on %s', (engine) => {
  useDatabase(engine)
  const files = new Files()

  it('shows boundaries in degrees with what is rejected marked, and frames what is right', async () => {
    const twice = { ...townFeatures()[3]!, geometry: square(180_000, 560_000, 1000, 1000) }
    const { run, rows: counts } = await check('boundaries', files.town('twice.geojson', [...townFeatures(), twice]), { year: 2024 })
    expect(counts).toMatchObject({ read: 9, rejected: 1 })
    const found = await preview(run)
    expect(found.total).toBe(9)
    expect(found.features.features).toHaveLength(9)
    expect(of(found.features.features, 9)!.properties).toMatchObject({ rejected: true, code: 'BU99900101' })
    expect(of(found.features.features, 4)!.properties).toMatchObject({ rejected: false, level: 'buurt', name: 'Aanleg' })
    const [west, south, east, north] = found.bounds!
    expect(west).toBeGreaterThan(4.5)
    expect(east).toBeLessThan(4.7)
    expect(south).toBeGreaterThan(52.4)
    expect(north).toBeLessThan(52.6)
    expect(found.rows[3]).toMatchObject({ row: 4, level: 'buurt', code: 'BU99900101', inhabitants: 1000, rejected: false })
    expect((await inDb((tx) => findRun(tx, run)))!.gemeente).toBe(gemeente) // from the rows, nobody said it
    await cancelRun(run, system)
    expect(await preview(run)).toMatchObject({ total: 0, rows: [], bounds: null })
  })

  it('knows a file that was loaded before, as long as it was not undone', async () => {
    const first = await check('boundaries', files.town(), { year: 2024 })
    await applyRun(first.run, system, false)
    const second = await check('boundaries', files.town('other-name.geojson'), { year: 2024 })
    const same = (run: number) => inDb(async (tx) => findSameFile(tx, (await findRun(tx, run))!))
    expect((await same(second.run))?.id).toBe(first.run)
    expect(await same(first.run)).toBeNull()
    await cancelRun(second.run, system)
    await undoRun(first.run, system)
    expect(await same(second.run)).toBeNull()
    await applyRun((await check('boundaries', files.town(), { year: 2024 })).run, system, false)
    await applyRun((await check('themes', files.csv('themes.csv', [...themesCsv, 'huiselijke-spanning,Huiselijke spanning,zorg,ja,nee']))).run, system, false)
  })

  it('shows signals without their notes; sensitive ones in the middle of their 100 m square, those per buurt not at all', async () => {
    const { run } = await check('signals', files.csv('signals.csv', [
      'source_id,observed_at,theme,accuracy,x,y,buurt_code,note,reporter',
      'S-1,2026-01-01,zwerfafval,punt,100512,500634,,Grofvuil,Jan',
      'S-2,2026-01-01,huiselijke-spanning,punt,100512,500634,,,Piet',
      'S-3,2026-01-01,zwerfafval,buurt,,,BU99900102,,',
      'S-4,2026-01-01,zwerfafval,punt,150000,550000,,,',
      'S-5,2026-01-01,onbekend-thema,punt,100512,500634,,,',
    ]))
    const found = await preview(run)
    const { features } = found.features
    expect(JSON.stringify(found)).not.toMatch(/Grofvuil|Jan|Piet|reporterKey/)
    expect(found.rows[0]).toMatchObject({ row: 2, sourceId: 'S-1', buurt: 'Aanleg', rejected: false })
    expect(found.rows[2]).toMatchObject({ row: 4, buurt: 'BU99900102' })
    expect(features.map((f) => f.properties!.row)).toEqual([2, 3, 5, 6])
    expect(await metresFrom(of(features, 2), 100_512, 500_634)).toBeLessThan(0.2)
    expect(await metresFrom(of(features, 3), 100_550, 500_650)).toBeLessThan(0.2)
    expect(await metresFrom(of(features, 6), 100_550, 500_650)).toBeLessThan(0.2) // of an unknown theme nobody knows that it is not sensitive
    expect(of(features, 5)!.properties!.rejected).toBe(true)
    expect(found.bounds![2] - found.bounds![0]).toBeLessThan(0.01) // the point far away is rejected and does not frame the map
    expect(await inDb((tx) => groupRejects(tx, run))).toEqual([expect.objectContaining({ code: 'coord_outside', n: 1 }), expect.objectContaining({ code: 'theme_unknown', n: 1 })])
    await cancelRun(run, system)
  })

  it('shows at most 2,000 of many points, spread over the whole file', async () => {
    const lines = Array.from({ length: 5_000 }, (_, i) => `M-${i},2026-01-01,zwerfafval,${100_001 + (i % 3998)},${500_001 + (i % 998)}`)
    const { run } = await check('signals', files.csv('many.csv', ['source_id,observed_at,theme,x,y', ...lines]))
    const found = await preview(run)
    const shown = found.features.features.map((f) => f.properties!.row as number)
    expect(found.total).toBe(5_000)
    expect(shown.length).toBeGreaterThan(1_500)
    expect(shown.length).toBeLessThanOrEqual(2_000)
    expect(Math.max(...shown)).toBeGreaterThan(4_500)
    await cancelRun(run, system)
  })

  it('shows which buurten rows speak of', async () => {
    const { run } = await check('visits', files.csv('visits.csv', ['source_id,visited_on,buurt_code', 'V-1,2026-01-01,BU99900101', 'V-2,2026-01-02,BU99900101']))
    const found = await preview(run)
    const per = Object.fromEntries(found.features.features.filter((f) => !f.properties!.water).map((f) => [f.properties!.code, f.properties!.n]))
    expect(per).toEqual({ BU99900101: 2, BU99900102: 0, BU99900201: 0, BU99900202: 0 })
    await applyRun(run, system, false)
    expect(await inDb(listLoaded)).toEqual([{ code: gemeente, name: 'Proefstad', fictional: false, years: [{ year: 2024, buurten: 4 }], werkgebieden: 0, postcodes: [], figures: 0, figureYears: [], signals: 0, visits: 2 }])
    expect((await inDb(lastImports)).map((l) => l.kind).sort()).toEqual(['boundaries', 'themes', 'visits'])
  })

  it('decides about a run once, however many ask at the same time', async () => {
    const { run } = await check('visits', files.csv('v2.csv', ['source_id,visited_on,buurt_code', 'W-1,2026-01-01,BU99900101']))
    const asked = await Promise.allSettled([applyRun(run, system, false), applyRun(run, system, false), cancelRun(run, system)])
    const done = asked.filter((a) => a.status === 'fulfilled').map((a) => (a as PromiseFulfilledResult<ImportReport>).value.status)
    // One of them wins; a second load that loses says so and leaves the run as it is.
    const { status } = (await inDb((tx) => findRun(tx, run)))!
    expect(['applied', 'cancelled']).toContain(status)
    expect(done.filter((s) => s === 'applied' || s === 'cancelled').every((s) => s === status)).toBe(true)
    await expect(cancelRun(run, system)).rejects.toMatchObject({ code: 'ended' })
    const n = await inDb((tx) => rows<{ n: number }>(tx, sql`select count(*)::int as n from visit where source_id = 'W-1'`))
    expect(n[0]!.n).toBe(status === 'applied' ? 1 : 0)
  })
})
