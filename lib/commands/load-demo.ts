import { mkdir, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { asking } from '@/lib/db/client'
import { makeDemoAccounts, makeDemoTeams, markFictional, replaceBackdrop } from '@/lib/db/demo-accounts'
import { plantFocus } from '@/lib/db/focus/demo'
import { plantVerdict } from '@/lib/db/overlap/demo'
import { setTarget } from '@/lib/db/presence'
import { demoBase, demoSignals, type DemoBase } from '@/lib/demo'
import { makeFocus, type DemoFocus } from '@/lib/demo/focus'
import { makePostcodes } from '@/lib/demo/postcodes'
import { makeSupply } from '@/lib/demo/supply'
import { system } from '@/lib/domain/identity'
import type { ImportKind, ImportOptions } from '@/lib/domain/import-run'
import { toCsv } from '@/lib/domain/csv'
import { runImport } from '@/lib/import/pipeline'
import { supplyFiles } from './demo-supply-files'
import { plantThresholds } from './demo-thresholds'

/**
 * Writes the demo gemeente as files of the import formats and loads them through the ordinary import: what the demo shows,
 * a real gemeente can load.
 *
 * @param folder where the files are kept, to look at or to try the wizard with
 * @throws {Error} when a file is refused, which is a fault of ours
 */
export async function loadDemo(options: { asOf: string; folder: string; hashKey: string; signals?: number; /** false: nothing of who does what */ supply?: boolean; log: (text: string) => void }): Promise<{ gemeente: string; signals: number }> {
  const base = demoBase({ asOf: options.asOf })
  const gemeente = base.gemeente.code
  await mkdir(options.folder, { recursive: true })
  const load = async (kind: ImportKind, name: string, content: string, extra: ImportOptions = {}): Promise<number> => {
    const file = path.join(options.folder, name)
    await writeFile(file, content)
    const report = await runImport({
      kind, sources: [{ kind: 'file', path: file }], sourceName: name, options: { gemeente, ...extra }, mode: 'load', who: system, hashKey: options.hashKey, now: new Date(),
    })
    if (report.status !== 'applied') throw new Error(`demo ${name}: ${report.status} ${report.problem ?? ''} ${JSON.stringify(report.rejects.slice(0, 3))}`)
    options.log(`${name}: ${report.rows.applied}`)
    return report.rows.applied
  }
  const source = `Fictieve gegevens (${base.gemeente.name})`
  await load('themes', 'themas.csv', themesCsv(base))
  await load('boundaries', 'grenzen.geojson', boundariesGeoJson(base), { year: base.boundaryYear, source })
  await asking(system, (tx) => markFictional(tx, gemeente), { deadlineMs: null })
  await load('werkgebieden', 'werkgebieden.csv', werkgebiedenCsv(base), { year: base.boundaryYear })
  await load('postcodes', 'postcodes.csv', postcodesCsv(base))
  await load('indicators', 'cijfers.csv', figuresCsv(base), { source })
  await load('visits', 'bezoeken.csv', visitsCsv(base), { source: 'logboek' })
  const signals = await load('signals', 'signalen.csv', signalsCsv(base, options), {})
  if (options.supply === false) return { gemeente, signals }
  const supply = makeSupply(base)
  await asking(system, makeDemoTeams, { deadlineMs: null }) // initiatives name them
  for (const { kind, name, content } of supplyFiles(supply)) await load(kind, name, content, { source: supplySource })
  const focus = makeFocus(base, options.asOf, supply.accountOrganisation)
  await load('focus', 'focusbuurten.csv', focusCsv(focus), { source: supplySource })
  await asking(system, async (tx) => {
    await plantFocus(tx, gemeente, supplySource, focus)
    for (const { buurtCode, weeks, reason } of supply.targets) await setTarget(tx, gemeente, buurtCode, weeks, reason)
    await replaceBackdrop(tx, gemeente, base.backdrop.map((f) => ({ kind: f.kind, name: f.name ?? null, geometry: f.geometry })))
    await makeDemoAccounts(tx, gemeente, { source: supplySource, sourceId: supply.accountOrganisation })
    await plantThresholds(tx, gemeente, Number(options.asOf.slice(0, 4)) + 1)
    for (const verdict of supply.verdicts) await plantVerdict(tx, gemeente, supplySource, verdict)
  }, { deadlineMs: null })
  return { gemeente, signals }
}

/** Where the records of the demo come from; with their own id it makes them unique. */
const supplySource = 'demo'

/** Longer than the defaults: the planted truths lie in circles, over three years. */
const demoMonths = 60

const yes = (value: boolean): string => (value ? 'ja' : 'nee')

function themesCsv(base: DemoBase): string {
  return toCsv(
    ['slug', 'label', 'domain', 'sensitive', 'public', 'window_weeks', 'min_signals', 'min_sources', 'reach_m', 'min_frequency_weeks', 'coarsen_after_months', 'delete_after_months', 'delicate'],
    base.themes.map((t) => [t.slug, t.label, t.domain, yes(t.sensitive), yes(t.public), t.windowWeeks, t.minSignals, t.minSources, t.reachM, Math.max(1, Math.round(4 / t.minFrequency)), demoMonths, demoMonths, yes(t.delicate)]),
  )
}

function boundariesGeoJson(base: DemoBase): string {
  const features = base.areas.map((a) => {
    const wijk = a.level === 'buurt' ? a.parentCode : a.level === 'wijk' ? a.code : null
    const properties = {
      ...(a.level === 'buurt' ? { buurtcode: a.code, buurtnaam: a.name } : {}),
      ...(a.level === 'wijk' ? { wijknaam: a.name } : {}),
      ...(wijk ? { wijkcode: wijk } : {}),
      gemeentecode: base.gemeente.code,
      gemeentenaam: base.gemeente.name,
      water: a.water ? 'JA' : 'NEE',
      aantal_inwoners: a.inhabitants,
      aantal_huishoudens: a.households,
    }
    return JSON.stringify({ type: 'Feature', properties, geometry: a.geometry })
  })
  return `{"type":"FeatureCollection","crs":{"type":"name","properties":{"name":"urn:ogc:def:crs:EPSG::28992"}},"features":[\n${features.join(',\n')}\n]}\n`
}

function werkgebiedenCsv(base: DemoBase): string {
  return toCsv(['werkgebied', 'slug', 'buurt_code'], base.werkgebieden.flatMap((w) => w.buurtCodes.map((code) => [w.name, w.slug, code])))
}

/** In the form of the CBS: semicolons, codes as numbers. */
function postcodesCsv(base: DemoBase): string {
  const [year, gemeente] = [base.boundaryYear, base.gemeente.code.slice(2)]
  const lines = makePostcodes(base).map(({ postcode, houseNumber, buurtCode }) => [postcode, houseNumber, buurtCode.slice(2), buurtCode.slice(2, 8), gemeente].join(';'))
  return `${[`PC6;Huisnummer;Buurt${year};Wijk${year};Gemeente${year}`, ...lines].join('\n')}\n`
}

function figuresCsv(base: DemoBase): string {
  const about = new Map(base.indicators.map((i) => [i.slug, i]))
  return toCsv(
    ['code', 'year', 'indicator', 'label', 'unit', 'direction', 'value', 'reason', 'licence'],
    base.figures.map((f) => [f.code, f.year, f.indicator, about.get(f.indicator)!.label, about.get(f.indicator)!.unit, sideOf(about.get(f.indicator)!.higherIsWorse), f.value, f.reason, about.get(f.indicator)!.licence]),
  )
}

const sideOf = (higherIsWorse: boolean | null): string => (higherIsWorse === null ? 'geen' : higherIsWorse ? 'hoger' : 'lager')

function visitsCsv(base: DemoBase): string {
  return toCsv(['source_id', 'visited_on', 'buurt_code', 'by_role', 'kind'], base.visits.map((v, i) => [`B-${i + 1}`, v.date, v.buurtCode, v.by, v.kind]))
}

function focusCsv({ periods }: DemoFocus): string {
  return toCsv(
    ['year', 'buurt_code', 'proposed_on', 'decided_on', 'plan_from', 'adopted_on', 'execution_from', 'aftercare_from', 'ended_on', 'goal'],
    periods.map((p) => [p.year, p.buurtCode, p.proposedOn, p.decidedOn, p.planFrom, p.adoptedOn, p.executionFrom, p.aftercareFrom, p.endedOn, p.goal]),
  )
}

function signalsCsv(base: DemoBase, options: { asOf: string; signals?: number }): string {
  const rows: (string | number | null)[][] = []
  for (const s of demoSignals({ asOf: options.asOf, signals: options.signals }))
    rows.push([
      s.source, s.sourceId, s.observedOn, s.kind, s.theme, s.evidence, s.channel, s.accuracy, s.point?.[0] ?? null, s.point?.[1] ?? null,
      s.point ? null : s.buurtCode, s.audience, s.status, s.note, s.reporter === null ? null : `melder ${s.reporter}`, s.duplicateOf ? `${s.duplicateOf.source}|${s.duplicateOf.sourceId}` : null,
    ])
  return toCsv(
    ['source', 'source_id', 'observed_at', 'kind', 'theme', 'evidence', 'channel', 'accuracy', 'x', 'y', 'buurt_code', 'audience', 'status', 'note', 'reporter', 'duplicate_of'],
    rows,
  )
}
