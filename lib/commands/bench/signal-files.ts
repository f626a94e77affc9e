import { createHash } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import { once } from 'node:events'
import { finished } from 'node:stream/promises'
import path from 'node:path'
import { demoSignals, type DemoSignal } from '@/lib/demo'
import { demoThemes } from '@/lib/demo/themes'

/** Last day of the demo's three years; fixed, so that two runs a year apart measure the same rows. */
export const asOf = '2026-11-01'
export const gemeente = 'GM9001'

/** The columns of `signal` in the order of the rows file. */
export const signalColumns = [
  'id', 'gemeente', 'source', 'source_id', 'kind', 'theme', 'evidence', 'channel', 'observed_on', 'point', 'accuracy', 'stated_buurt', 'status', 'audience', 'owner', 'note',
  'reporter_key', 'duplicate_of', 'import_run',
] as const

export type SignalFiles = { signals: number; csv: string; rows: string }

const header = ['source', 'source_id', 'observed_at', 'kind', 'theme', 'evidence', 'channel', 'accuracy', 'x', 'y', 'buurt_code', 'audience', 'status', 'note', 'reporter', 'duplicate_of']
const sensitive = new Set(demoThemes.filter((t) => t.sensitive).map((t) => t.slug))

/**
 * Writes the signals of the demo twice, row by row: as a file for the import, and as the rows of table `signal` that come out of
 * it (text format of COPY, the geometry as EWKB in hexadecimal, as pg_dump writes it).
 */
export async function writeSignalFiles(folder: string, signals: number): Promise<SignalFiles> {
  const files = { signals, csv: path.join(folder, `signals-${signals}.csv`), rows: path.join(folder, `signals-${signals}.rows`) }
  const csv = createWriteStream(files.csv)
  const rows = createWriteStream(files.rows)
  const ids = new Map<string, number>()
  let csvText = `${header.join(',')}\r\n`
  let rowsText = ''
  const flush = async (): Promise<void> => {
    for (const [stream, text] of [[csv, csvText], [rows, rowsText]] as const) if (!stream.write(text)) await once(stream, 'drain')
    csvText = rowsText = ''
  }
  for (const s of demoSignals({ asOf, signals })) {
    const id = ids.size + 1
    ids.set(`${s.source}|${s.sourceId}`, id)
    csvText += csvLine(s)
    rowsText += rowLine(s, id, s.duplicateOf ? (ids.get(`${s.duplicateOf.source}|${s.duplicateOf.sourceId}`) ?? null) : null)
    if (csvText.length > 500_000) await flush()
  }
  await flush()
  csv.end()
  rows.end()
  await Promise.all([finished(csv), finished(rows)])
  return files
}

function csvLine(s: DemoSignal): string {
  const cells = [
    s.source, s.sourceId, s.observedOn, s.kind, s.theme, s.evidence, s.channel, s.accuracy, s.point?.[0], s.point?.[1], s.point ? null : s.buurtCode, s.audience, s.status,
    s.note === null ? null : `"${s.note.replaceAll('"', '""')}"`, s.reporter === null ? null : `melder ${s.reporter}`, s.duplicateOf ? `${s.duplicateOf.source}|${s.duplicateOf.sourceId}` : null,
  ]
  return `${cells.map((cell) => cell ?? '').join(',')}\r\n`
}

function rowLine(s: DemoSignal, id: number, duplicateOf: number | null): string {
  const reporterKey = s.reporter === null ? null : createHash('sha256').update(`melder ${s.reporter}`).digest('base64url')
  const cells = [
    id, gemeente, s.source, s.sourceId, s.kind, s.theme, s.evidence, s.channel, s.observedOn, s.point && ewkb(s.point), s.accuracy, s.point ? null : s.buurtCode, s.status, s.audience, null,
    sensitive.has(s.theme) ? null : s.note, reporterKey, duplicateOf, null,
  ]
  return `${cells.map((cell) => (cell === null ? '\\N' : String(cell).replace(/[\\\t\r\n]/g, (c) => ({ '\\': '\\\\', '\t': '\\t', '\r': '\\r', '\n': '\\n' })[c]!))).join('\t')}\n`
}

/** A point in RD (EPSG:28992) as PostGIS writes it. */
function ewkb([x, y]: readonly [number, number]): string {
  const bytes = Buffer.alloc(25)
  bytes.writeUInt8(1, 0)
  bytes.writeUInt32LE(0x20000001, 1)
  bytes.writeUInt32LE(28992, 5)
  bytes.writeDoubleLE(x, 9)
  bytes.writeDoubleLE(y, 17)
  return bytes.toString('hex').toUpperCase()
}
