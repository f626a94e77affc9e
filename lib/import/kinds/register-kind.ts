import type { ImportKind } from '@/lib/domain/import-run'
import { columnOf, type Register } from '@/lib/domain/register'
import { registers } from '@/lib/domain/registers'
import type { Kind } from './kind'
import { columnsOf, readRecord } from './register-record'
import { RecordReader } from './values'

export type Example = Readonly<Record<string, string>>

/** Columns of the template of a register: what may be filled in, a point as lon and lat or x and y. */
export function templateColumns(register: Register): string[] {
  return Object.entries(register.fields).flatMap(([name, field]) =>
    field.readOnly ? (name === 'confirmedAt' ? [columnOf(name)] : []) : field.type === 'point' ? ['lon', 'lat', 'x', 'y'] : field.type === 'schedule' ? [columnOf(name), 'weekday'] : [columnOf(name)])
}

/** Header and rows; a value with a comma or quote is quoted. */
export function templateLines(columns: readonly string[], examples: readonly Example[]): string[] {
  const cell = (text: string): string => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text)
  return [columns.join(','), ...examples.map((row) => columns.map((c) => cell(row[c] ?? '')).join(','))]
}

/** An import kind that follows from the definition of a register. @param examples two or three rows for the template, by column */
export function registerKind(name: Extract<ImportKind, keyof typeof registers>, examples: readonly Example[]): Kind {
  const register = registers[name]
  const columns = columnsOf(register)
  return {
    name,
    label: register.title,
    template: templateLines(['source_id', ...templateColumns(register)], examples),
    needsBoundaries: true,
    freeText: Object.values(register.fields).some((f) => f.freeText),

    normalise(record, context) {
      const read = new RecordReader(record, context.options.map?.columns, context.info.decimalComma ?? false)
      const row = readRecord(read, register, columns, record.geometry, context)
      return row === null ? { rejects: read.rejects } : { rows: [{ source: sourceOf(read, context.options.source), ...row }] }
    },
  }
}

const sourceNames = ['source', 'bron']
/** With its own number this makes a record unique; whoever imports again uses the same name. */
export const sourceOf = (read: RecordReader, given: string | undefined): string => read.text(sourceNames) ?? given ?? 'import'
