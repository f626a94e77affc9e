import { describe, expect, it } from 'vitest'
import type { Context } from './kind'
import { parseDate, RecordReader } from './values'
import { werkgebieden } from './werkgebieden'

describe('days', () => {
  it.each([
    ['2026-04-03', '2026-04-03'], ['3-4-2026', '2026-04-03'], ['03.04.2026 9:05', '2026-04-03'], ['2026-04-03T23:59:59', '2026-04-03'], ['2026-04-03 08:15', '2026-04-03'],
    ['2026-04-03T22:30:00Z', '2026-04-04'], ['2026-04-03T00:30+02:00', '2026-04-03'],
  ])('%s is %s', (text, day) => expect(parseDate(text)).toBe(day))
  it.each(['2026-02-30', '31-02-2026', '2026-04-03T25:00', '2026-04-03T12:60', '3-4-2026 25:00', '3-4-2026 ongeveer', '04/03/2026', '2026-4-3', ''])('%s is no day', (text) => expect(parseDate(text)).toBeNull())
})

describe('text', () => {
  const reader = (fields: Record<string, string | null>) => new RecordReader({ row: 7, fields, geometry: null }, undefined, false)
  it('of 4,000 characters is read, a longer one is refused once, with where and how long', () => {
    expect(reader({ naam: 'x'.repeat(4000) }).text(['naam'])).toHaveLength(4000)
    const read = reader({ naam: 'x'.repeat(4001) })
    expect(read.required(['naam'], 'De naam')).toBeNull()
    expect(read.rejects).toEqual([{ row: 7, column: 'naam', code: 'text_too_long', message: 'Verwacht: hooguit 4000 tekens, en dit zijn er 4001.', value: `${'x'.repeat(59)}…` }])
  })
  it('what is not there is told as missing', () => {
    const read = reader({ naam: ' ' })
    expect(read.required(['naam'], 'De naam')).toBeNull()
    expect(read.rejects.map((r) => r.code)).toEqual(['missing'])
  })
})

it('a werkgebied without a letter in its name has no address, and is told so', () => {
  const read = (werkgebied: string) => werkgebieden.normalise({ row: 2, fields: { werkgebied, buurt_code: 'BU99900101' }, geometry: null }, { options: {}, info: {} } as unknown as Context)
  expect(read('Oost & West')).toEqual({ rows: [{ slug: 'oost-west', name: 'Oost & West', buurt: 'BU99900101' }] })
  expect(read('?!')).toMatchObject({ rejects: [{ column: 'werkgebied', code: 'name_invalid', value: '?!' }] })
})
