import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { engines, postgresAvailable, type EngineName } from '@/lib/testing/databases'
import type { Measurement } from './bench/context'
import { writeTables } from './bench/document'
import { measureCoverage } from './bench/measure-coverage'
import { measureFocus } from './bench/measure-focus'
import { measureImport } from './bench/measure-import'
import { measureJavascript } from './bench/measure-javascript'
import { measureList } from './bench/measure-list'
import { measurePlacement } from './bench/measure-placement'
import { measurePublic } from './bench/measure-public'
import { measureRotation } from './bench/measure-rotation'
import { measureScan } from './bench/measure-scan'
import { measureStart } from './bench/measure-start'
import { measureView } from './bench/measure-view'
import { parseReport, startReport, type Report } from './bench/report'
import { textTable } from './bench/table'
import { root } from './node-packages.mjs'

/** The list: a new measurement is one file, one line here and one pair of markers in docs/performance.md. */
const measurements: Record<string, Measurement> = {
  import: measureImport, view: measureView, list: measureList, javascript: measureJavascript, scan: measureScan, coverage: measureCoverage, placement: measurePlacement, focus: measureFocus, rotation: measureRotation, public: measurePublic, start: measureStart,
}

const usage = `npm run bench [-- name ...] [options]
names:   ${Object.keys(measurements).join(', ')} (default: all)
options: --rounds N (default 5)  --signals 20000,1000000  --engine postgres|pglite
         --json (the report on stdout)  --write (the tables of docs/performance.md)  --from FILE (a report kept from --json, instead of measuring)`

async function main(): Promise<number> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      rounds: { type: 'string', default: '5' }, signals: { type: 'string' }, engine: { type: 'string', default: 'postgres' },
      json: { type: 'boolean' }, write: { type: 'boolean' }, from: { type: 'string' }, help: { type: 'boolean', short: 'h' },
    },
  })
  if (values.help) {
    console.log(usage)
    return 0
  }
  const names = positionals.length > 0 ? positionals : Object.keys(measurements)
  const unknown = names.find((name) => !(name in measurements))
  const rounds = Number(values.rounds)
  const signals = values.signals?.split(',').map(Number) ?? null
  const engine = engines.find((e) => e === values.engine)
  if (unknown || !Number.isInteger(rounds) || rounds < 1 || !engine || signals?.some((n) => !Number.isInteger(n) || n < 1_000)) {
    console.error(unknown ? `Unknown measurement "${unknown}".\n${usage}` : `--rounds takes a whole number, --signals numbers of at least 1000, --engine postgres or pglite.\n${usage}`)
    return 1
  }
  const report = values.from ? parseReport(readFileSync(path.resolve(process.env.BUURTFOCUS_CWD ?? '.', values.from), 'utf8')) : await measure(names, { rounds, signals, engine })
  console.log(values.json ? JSON.stringify(report, null, 2) : textTable(report))
  if (values.write) {
    const written = writeTables(path.join(root, 'docs', 'performance.md'), report)
    console.error(`docs/performance.md: ${written.join(', ')}`)
  }
  return 0
}

async function measure(names: readonly string[], options: { rounds: number; signals: number[] | null; engine: EngineName }): Promise<Report> {
  if (options.engine === 'postgres' && !postgresAvailable()) throw new Error('No PostgreSQL server with PostGIS is installed here; try --engine pglite.')
  const report = startReport(new Date())
  const folder = mkdtempSync(path.join(tmpdir(), 'buurtfocus-bench-'))
  const removeFolder = (): void => rmSync(folder, { recursive: true, force: true, maxRetries: 5 })
  process.once('exit', removeFolder)
  try {
    for (const name of names)
      report.results.push(
        ...(await measurements[name]!({ ...options, folder, say: (text) => console.error(text), used: (engine, version) => (report.machine.engines[engine] = version) })),
      )
    return report
  } finally {
    removeFolder()
  }
}

// A signal ends what was started through the `exit` handlers of whoever started it.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1))
main()
  .then((code) => process.exit(code))
  .catch((error: unknown) => {
    console.error(error)
    process.exit(1)
  })
