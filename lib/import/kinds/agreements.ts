import { columnOf } from '@/lib/domain/register'
import { registers } from '@/lib/domain/registers'
import type { Kind } from './kind'
import { sourceOf, templateColumns, templateLines } from './register-kind'
import { columnsOf, readRecord, type Columns } from './register-record'
import { RecordReader } from './values'

const agreement = registers.agreements
const line = registers['agreement-lines']
/** Both have these: without a prefix they are of the line. */
const shared = Object.keys(agreement.fields).filter((name) => name in line.fields)
const agreementColumns = columnsOf(agreement, 'agreement_', shared)
const ofLine = Object.keys(line.fields).filter((name) => !line.fields[name]!.readOnly && name !== 'agreement')
const lineColumns: Columns = { ...columnsOf(line), agreement: agreementColumns.sourceId! }

const heads = ['agreement_source_id', ...templateColumns(agreement).map((c) => (shared.some((name) => columnOf(name) === c) ? `agreement_${c}` : c))]
const about = { agreement_source_id: 'A-2026-01', title: 'Welzijn in de wijken 2026', organisation: 'O-001', year: '2026', status: 'agreed', agreement_subsidy_eur: '120000', agreement_hours: '1500', attendance_clause: 'ja' }

/** Agreements with their lines: a row per line, what is of the agreement repeated; a row without a line is an agreement without lines. */
export const agreements: Kind = {
  name: 'agreements',
  label: agreement.title,
  template: templateLines([...heads, 'source_id', ...templateColumns(line).filter((c) => c !== 'agreement')], [
    { ...about, source_id: 'R-001', description: 'Spreekuur tegen eenzaamheid', theme: 'eenzaamheid', service: 'D-001', level: 'buurt', buurt: 'BU99990101', hours: '400', frequency: 'weekly', subsidy_eur: '32000' },
    { ...about, source_id: 'R-002', description: 'Ontmoeten in de hele gemeente', theme: 'ontmoeten', level: 'gemeente', hours: '600', frequency: 'as-needed' },
    { agreement_source_id: 'A-2026-02', title: 'Vrijwillig bezoek 2026', organisation: 'O-002', year: '2026', status: 'concept', attendance_clause: 'nee' },
  ]),
  needsBoundaries: true,
  freeText: true,

  normalise(record, context) {
    const read = new RecordReader(record, context.options.map?.columns, context.info.decimalComma ?? false)
    const whole = readRecord(read, agreement, agreementColumns, null, context)
    const hasLine = read.text(lineColumns.sourceId!) !== null || ofLine.some((name) => read.text(lineColumns[name]!) !== null)
    const part = hasLine ? readRecord(read, line, lineColumns, null, context) : null
    if (read.rejects.length > 0 || whole === null) return { rejects: read.rejects }
    const asks = whole.noteAsks === true || part?.noteAsks === true
    return { rows: [{ source: sourceOf(read, context.options.source), agreement: whole, line: part, ...(asks && { noteAsks: true }) }] }
  },
}
