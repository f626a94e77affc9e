import { describe, expect, it } from 'vitest'
import type { SourceRecord } from '@/lib/domain/source-record'
import { BatchWriter, readBatch, type RecordBatch } from './batch'

const through = (records: readonly SourceRecord[]): SourceRecord[] => {
  const writer = new BatchWriter()
  for (const record of records) writer.add(record)
  return readBatch(JSON.parse(writer.take()) as RecordBatch)
}

describe('a batch of records between child and parent', () => {
  it('comes out as it went in, whatever columns the records have', () => {
    const records: SourceRecord[] = [
      { row: 2, fields: { id: 'a', n: 1.5, yes: true, nothing: null }, geometry: null },
      { row: 3, fields: { id: 'b "quoted" \n', n: -2, yes: false, nothing: null }, geometry: { type: 'Point', coordinates: [4.7, 52.9] } },
      { row: 4, fields: { other: 'c' }, geometry: null },
      { row: 5, fields: {}, geometry: null },
      { row: 6, fields: { id: 'd', n: 0, yes: true, nothing: 'x' }, geometry: null },
    ]
    expect(through(records)).toEqual(records)
  })

  it('says names once per shape, starts anew after each batch, and knows its size', () => {
    const writer = new BatchWriter()
    const record: SourceRecord = { row: 1, fields: { a_long_name: 'x' }, geometry: null }
    for (let i = 0; i < 3; i++) writer.add(record)
    expect(writer.length).toBe(3)
    expect(writer.chars).toBeGreaterThan(30)
    expect(writer.take().match(/a_long_name/g)).toHaveLength(1)
    expect([writer.length, writer.chars]).toEqual([0, 0])
    writer.add(record)
    expect(readBatch(JSON.parse(writer.take()) as RecordBatch)).toEqual([record])
  })

  it('does not let a column change what the record is', () => {
    const fields = JSON.parse('{"__proto__":{"admin":true},"id":"a"}') as SourceRecord['fields']
    const [record] = through([{ row: 1, fields, geometry: null }])
    expect(Object.getPrototypeOf(record!.fields)).toBe(Object.prototype)
    expect(record!.fields).toEqual({ id: 'a' })
  })
})
