import { parse } from 'csv-parse/sync'
import { expect, it } from 'vitest'
import { columnOf } from '@/lib/domain/register'
import { registers } from '@/lib/domain/registers'
import { kinds } from '../kinds'
import type { Context } from './kind'

const context: Context = { options: {}, info: { format: 'csv', srid: null, columns: [], totalBytes: null, remarks: [] }, today: '2026-06-15', warn: (code) => expect.fail(code), hashReporter: (text) => text, sensitiveThemes: new Set(), numericColumns: new Set() }
const registerKinds = ['organisations', 'services', 'venues', 'activities', 'agreements', 'deliveries', 'initiatives', 'wijkplatforms', 'platform-meetings', 'platform-actions'] as const
type Row = Record<string, string | null>
const rowsOf = (kind: (typeof registerKinds)[number]): Row[] => parse(kinds[kind].template.join('\n'), { columns: true, cast: (text) => text || null }) as Row[]
const rejects = (kind: (typeof registerKinds)[number], fields: Row) => {
  const outcome = kinds[kind].normalise({ row: 2, fields, geometry: null }, context)
  return 'rejects' in outcome ? outcome.rejects.map((r) => [r.column, r.code]) : []
}

it.each(registerKinds)('the example rows of %s are right, and its columns are all that may be filled in', (kind) => {
  const rows = rowsOf(kind)
  for (const row of rows) expect(rejects(kind, row)).toEqual([])
  const has = new Set(Object.keys(rows[0]!))
  for (const [name, field] of Object.entries(registers[kind].fields))
    if (!field.readOnly && field.type !== 'point') expect([name, has.has(columnOf(name)) || has.has(`agreement_${columnOf(name)}`)]).toEqual([name, true])
})

it('leaves columns alone that it does not know, such as the names in an export', () => {
  const row = { ...rowsOf('services')[0]!, source: 'app', organisation_name: 'Stichting De Brug', version: '3' }
  expect(rejects('services', row)).toEqual([])
})

it('tells of one row all that it can: what is missing, and a schedule that is never', () => {
  const [row] = rowsOf('activities')
  expect(rejects('activities', { ...row!, service: null, weekday: null, schedule: 'FREQ=SECONDLY', capacity_hours: '-1', confirmed_at: '2027-01-01' }).toSorted()).toEqual([
    ['capacity_hours', 'number_invalid'], ['confirmed_at', 'date_future'], ['schedule', 'schedule_invalid'], ['service', 'missing'],
  ])
})

it('keeps no value of free text with a reject', () => {
  const outcome = kinds.organisations.normalise({ row: 2, fields: { ...rowsOf('organisations')[0]!, description: `Bel 06-12345678 ${'x'.repeat(3000)}` }, geometry: null }, context)
  expect('rejects' in outcome && outcome.rejects.map((r) => [r.code, r.value ?? null])).toEqual([['text_invalid', null], ['personal_data', null]])
})
