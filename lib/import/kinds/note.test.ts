import { describe, expect, it } from 'vitest'
import type { Context } from './kind'
import { signals } from './signals'

const said: string[] = []
const context: Context = {
  options: {}, today: '2026-06-15', hashReporter: (text) => text, numericColumns: new Set(), sensitiveThemes: new Set(['eenzaamheid']),
  info: { format: 'csv', srid: null, columns: [], totalBytes: null, remarks: [] },
  warn: (code) => void said.push(code),
}
const read = (note: string, more: Record<string, string> = {}) => {
  said.length = 0
  return signals.normalise({ row: 7, geometry: null, fields: { source_id: '1', observed_at: '2026-05-01', theme: 'zwerfafval', buurt_code: 'BU99900101', note, ...more } }, context)
}
const rowOf = (outcome: ReturnType<typeof read>) => ('rows' in outcome ? (outcome.rows[0] as { note: string | null; noteAsks?: boolean }) : null)

describe('the note of a signal', () => {
  it.each([
    ['een telefoonnummer', 'Bel 06-12345678'],
    ['een e-mailadres', 'mail x.y@voorbeeld.nl'],
    ['een burgerservicenummer (BSN)', 'BSN 123456782'],
    ['een rekeningnummer (IBAN)', 'NL91 ABNA 0417 1643 00'],
    ['een postcode met huisnummer', '1781 AB 12'],
  ])('with %s rejects the row, names the kind and keeps the value nowhere', (kind, note) => {
    const outcome = read(`Mevrouw belde. ${note} graag.`)
    expect(outcome).toEqual({ rejects: [{ row: 7, column: 'note', code: 'personal_data', message: `In de toelichting staat ${kind}. Verwacht: een tekst zonder gegevens van personen.`, value: null }] })
    expect(JSON.stringify(outcome)).not.toContain(note)
  })

  it('that may name somebody is staged with a question', () => {
    expect(rowOf(read('Gesproken met mevrouw Jansen'))).toMatchObject({ note: 'Gesproken met mevrouw Jansen', noteAsks: true })
    expect(said).toEqual(['note_name'])
    expect(rowOf(read('De lamp is stuk'))).not.toHaveProperty('noteAsks')
  })

  it('at a sensitive theme is left behind whatever stands in it, and rejects nothing', () => {
    expect(rowOf(read('Bel 06-12345678', { theme: 'eenzaamheid' }))).toMatchObject({ note: null })
    expect(rowOf(read('x'.repeat(1000), { theme: 'Eenzaamheid' }))).toMatchObject({ note: null })
    expect(said).toEqual(['note_sensitive'])
  })

  it('of more than 280 characters rejects the row', () => expect(read('x'.repeat(281))).toMatchObject({ rejects: [{ code: 'text_too_long' }] }))

  it('in the wrong column is not kept with the report', () => {
    expect(read('', { kind: 'Bel mevrouw Jansen op 06-12345678' })).toMatchObject({ rejects: [{ column: 'kind', value: null }] })
    expect(read('', { kind: 'klacht' })).toMatchObject({ rejects: [{ column: 'kind', value: 'klacht' }] })
  })
})
