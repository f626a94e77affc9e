import path from 'node:path'
import { parseArgs } from 'node:util'
import { closeDatabase, DatabaseUnavailable } from '@/lib/db/client'
import { ImportRefused } from '@/lib/db/imports/upsert'
import { system } from '@/lib/domain/identity'
import { importKinds, type ImportKind, type ImportOptions, type ImportProgress, type ImportReport } from '@/lib/domain/import-run'
import { SourceError } from '@/lib/domain/source-record'
import { kinds } from '@/lib/import/kinds'
import { readMap } from '@/lib/import/map-file'
import { runImport, undoRun } from '@/lib/import/pipeline'
import { parseSource } from '@/lib/import/source'
import { ConfigurationError, openDatabase, readEnvironment, reporterHashKey } from './environment'

const usage = `npm run data -- <kind> <file or source> [options]
kinds:   ${importKinds.join(', ')}
sources: a file, pdok:2024, an OGC API Features address, cbs:85984NED, signalen:<url>, open311:<url>
options: --template  --gemeente GM0400  --year 2024  --level gemeente|wijk|buurt  --source NAME  --theme SLUG  --map file.json
         --dry-run  --good-rows  --confirm-notes  --swap-axes  --json  --undo RUN`

/** Exit codes of 0-contract: 0 applied, 2 refused because of rows, 1 failure. */
const exit = { applied: 0, failed: 1, refused: 2 }

async function main(): Promise<number> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      template: { type: 'boolean' }, gemeente: { type: 'string' }, year: { type: 'string' }, level: { type: 'string' }, source: { type: 'string' },
      theme: { type: 'string' }, map: { type: 'string' }, 'dry-run': { type: 'boolean' }, 'good-rows': { type: 'boolean' }, 'confirm-notes': { type: 'boolean' }, 'swap-axes': { type: 'boolean' },
      json: { type: 'boolean' }, undo: { type: 'string' }, help: { type: 'boolean', short: 'h' },
    },
  })
  const say = (text: string): void => void process.stderr.write(`${text}\n`)
  const [kindName, sourceText] = positionals
  const kind = importKinds.find((k) => k === kindName)
  if (values.help || (!kind && !values.undo)) {
    say(kindName && !values.help ? `Onbekende soort "${kindName}".\n${usage}` : usage)
    return values.help ? 0 : exit.failed
  }
  if (values.template) {
    process.stdout.write(`${kinds[kind!].template.join('\n')}\n`)
    return 0
  }
  if (!values.undo && !sourceText) {
    say(`Verwacht: een bestand of bron.\n${usage}`)
    return exit.failed
  }
  const env = readEnvironment()
  const from = process.env.BUURTFOCUS_CWD ?? process.cwd()
  const options = await readOptions(values, from)
  const database = await openDatabase(env)
  const abort = new AbortController()
  process.on('SIGINT', () => abort.abort())
  try {
    let report: ImportReport
    if (values.undo) report = await undoRun(Number(values.undo), system)
    else {
      const isFile = !/^(https?:\/\/|pdok:|cbs:|signalen:|open311:)/i.test(sourceText!)
      const parsed = await parseSource(kind!, isFile ? path.resolve(from, sourceText!) : sourceText!, options, {
        pdokBase: env.PDOK_BASE_URL, cbsBase: env.CBS_BASE_URL, signalenUrl: env.SIGNALEN_URL, signalenToken: env.SIGNALEN_TOKEN, importHosts: env.IMPORT_HOSTS, typedOnServer: true,
      })
      report = await runImport({
        kind: kind!, sources: parsed.sources, sourceName: parsed.name, options: parsed.options, mode: values['dry-run'] ? 'dry' : 'load', who: system,
        hashKey: reporterHashKey(env), now: new Date(), signal: abort.signal, onProgress: showProgress,
      })
    }
    clearProgress()
    if (values.json) process.stdout.write(`${JSON.stringify(report, null, 2)}\n`)
    else printReport(report, say)
    return report.status === 'refused' && (report.rows.rejected > 0 || report.notesToConfirm > 0) ? exit.refused : ['applied', 'undone', 'validated'].includes(report.status) ? exit.applied : exit.failed
  } finally {
    await closeDatabase()
    await database.stop()
  }
}

async function readOptions(values: Record<string, unknown>, from: string): Promise<ImportOptions> {
  const gemeente = values.gemeente as string | undefined
  if (gemeente && !/^GM\d{4}$/.test(gemeente)) throw new SourceError('option_invalid', `--gemeente: verwacht GM en vier cijfers, kreeg "${gemeente}".`)
  const year = values.year as string | undefined
  if (year && !/^\d{4}$/.test(year)) throw new SourceError('option_invalid', `--year: verwacht een jaar van vier cijfers, kreeg "${year}".`)
  const level = values.level as string | undefined
  if (level && !['gemeente', 'wijk', 'buurt'].includes(level)) throw new SourceError('option_invalid', `--level: verwacht gemeente, wijk of buurt, kreeg "${level}".`)
  return {
    gemeente,
    year: year ? Number(year) : undefined,
    level: level as ImportOptions['level'],
    source: values.source as string | undefined,
    theme: values.theme as string | undefined,
    map: values.map ? await readMap(path.resolve(from, values.map as string)) : undefined,
    goodRows: values['good-rows'] === true,
    confirmNotes: values['confirm-notes'] === true,
    swapAxes: values['swap-axes'] === true,
  }
}

let lastShown = 0
function showProgress({ phase, rows, share, rowsPerSecond, secondsLeft }: ImportProgress): void {
  if (!process.stderr.isTTY || Date.now() - lastShown < 250) return
  lastShown = Date.now()
  const part = share === null ? '' : ` ${Math.round(share * 100)} %`
  const left = secondsLeft === null ? '' : `, nog ${secondsLeft} s`
  process.stderr.write(`\r\x1b[K${phase === 'apply' ? 'toepassen' : 'lezen'}${part}: ${rows} rijen, ${rowsPerSecond}/s${left}`)
}
const clearProgress = (): void => void (process.stderr.isTTY && process.stderr.write('\r\x1b[K'))

function printReport(report: ImportReport, say: (text: string) => void): void {
  const status = { applied: 'geladen', refused: 'geweigerd', validated: 'gecontroleerd (niets veranderd)', failed: 'mislukt', cancelled: 'gestopt', undone: 'teruggedraaid' }
  say(`Import ${report.run} (${kinds[report.kind as ImportKind].label}): ${status[report.status as keyof typeof status] ?? report.status}`)
  const { read, applied, unchanged, rejected } = report.rows
  say(`  gelezen ${read}, geladen ${applied}, ongewijzigd ${unchanged}, afgekeurd ${rejected}`)
  if (report.problem) say(`  ${report.problem}`)
  for (const warning of report.warnings) say(`  let op: ${warning}`)
  for (const r of report.rejects.slice(0, 20)) say(`  rij ${r.row}${r.column ? `, ${r.column}` : ''}: ${r.message}${r.value ? ` Gekregen: "${r.value}".` : ''}`)
  if (report.rejects.length > 20) say(`  ... en meer; met --json staat alles in het verslag`)
  if (report.status === 'refused' && rejected > 0) say('  Er is niets geladen. Met --good-rows worden alleen de goede rijen geladen.')
}

main()
  .then((code) => process.exit(code))
  .catch((error: unknown) => {
    clearProgress()
    const known = error instanceof SourceError || error instanceof ConfigurationError || error instanceof ImportRefused
    process.stderr.write(`${known ? error.message : error instanceof DatabaseUnavailable ? 'De database is niet bereikbaar.' : ''}\n`)
    if (!known) console.error(error)
    process.exit(exit.failed)
  })
