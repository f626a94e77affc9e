import { describe, expect, it } from 'vitest'
import type { Reject, SourceRecord } from '@/lib/domain/source-record'
import { Files } from '@/lib/testing/town'
import { readSource } from '../child/read-source'
import type { Context } from './kind'
import { postcodes } from './postcodes'

// Made here in the forms that the file of the CBS has had; codes that begin with 0 exist nowhere.
const files = new Files()
let made = 0
const contextOf = (options: Context['options']): Context => ({ options, info: { format: 'csv', srid: null, columns: [], totalBytes: null, remarks: [] }, today: '2026-06-15', warn: (code) => expect.fail(code), hashReporter: (text) => text, sensitiveThemes: new Set(), numericColumns: new Set() })

async function read(lines: readonly string[], options: Context['options'] = { gemeente: 'GM0400' }) {
  const records: SourceRecord[] = []
  for await (const batch of readSource({ kind: 'file', path: files.csv(`${++made}.csv`, lines) })) records.push(...batch)
  const context = contextOf(options)
  return records.map((record) => postcodes.normalise(record, context))
}
const rowsOf = (outcomes: Awaited<ReturnType<typeof read>>): object[] => outcomes.flatMap((o) => ('rows' in o ? o.rows : []))
const faults = (outcomes: Awaited<ReturnType<typeof read>>) => outcomes.flatMap((o) => ('rejects' in o ? o.rejects.map((r: Reject) => [r.row, r.column, r.code]) : []))

describe('the file of the CBS', () => {
  const wanted = [{ year: 2024, postcode: '0901AA', houseNumber: 1, buurt: 'BU04000101' }]

  it.each([
    ['of 2019 to 2024: numbers without zeros in front', ['PC6;Huisnummer;Buurt2024;Wijk2024;Gemeente2024', '0901AA;1;4000101;40001;400', '0902AA;1;3630101;36301;363']],
    ['of 2025: codes with zeros and letters', ['PC6;Huisnummer;Buurt2024;Wijk2024;Gemeente2024', '0901AA;1;04000101;040001;0400', '0902AA;99;0363AF01;0363AF;0363']],
    ['with commas and quotes', ['"PC6","Huisnummer","Buurt2024","Wijk2024","Gemeente2024"', '"0901AA","1","4000101","40001","400"']],
    ['of 2016: other names', ['pc6;huisnummer;gwb2024_code;wijkcode;gemeentecode', '0901AA;1;4000101;40001;400']],
    ['with whole codes', ['postcode,huisnummer,buurtcode2024', '0901 aa,1,BU04000101', '0901AB,1,BU03630101']],
  ])('%s', async (_, lines) => expect(rowsOf(await read(lines))).toEqual(wanted))

  it('skips other gemeenten, also where the buurt cannot be read', async () => {
    const outcomes = await read(['PC6;Huisnummer;Buurt2024;Wijk2024;Gemeente2024', '0901AA;1;3630101;36301;363', '0901AA;1;;;363', '0901AA;1;4000101;40001;400'])
    expect(outcomes.map((o) => 'skip' in o)).toEqual([true, true, false])
  })

  it('says of each row what is wrong with it', async () => {
    const header = 'PC6;Huisnummer;Buurt2024;Wijk2024;Gemeente2024'
    expect(faults(await read([header, '0901A;1;4000101;40001;400', ';1;4000101;40001;400', '901AA;1;4000101;40001;400', '0901AA;12a;4000101;40001;400', '0901AA;1,5;4000101;40001;400', '0901AA;0;4000101;40001;400', '0901AA;;4000101;40001;400', '0901AA;1;onbekend;40001;400', '0901AA;1;400010100;40001;400', '0901AA;1;12;40001;400']))).toEqual([
      [2, 'PC6', 'postcode_invalid'], [3, 'pc6', 'missing'], [4, 'PC6', 'postcode_invalid'], [5, 'Huisnummer', 'number_invalid'], [6, 'Huisnummer', 'number_invalid'],
      [7, 'Huisnummer', 'number_invalid'], [8, 'huisnummer', 'missing'], [9, 'Buurt2024', 'code_invalid'], [10, 'Buurt2024', 'code_invalid'], [11, 'Buurt2024', 'code_invalid'],
    ])
  })

  it('takes the year that was chosen when the columns name none, and refuses another than they name', async () => {
    const bare = ['postcode;huisnummer;buurt_code', '0901AA;1;BU04000101']
    expect(rowsOf(await read(bare, { gemeente: 'GM0400', year: 2023 }))).toEqual([{ ...wanted[0], year: 2023 }])
    expect(rowsOf(await read(bare))).toEqual([{ ...wanted[0], year: null }])
    await expect(read(['PC6;Huisnummer;Buurt2024', '0901AA;1;4000101'], { gemeente: 'GM0400', year: 2023 })).rejects.toThrow(/indeling 2024 .*koos 2023/)
  })

  it('refuses a file without a column for the buurt, and says which there are', async () => {
    await expect(read(['PC6;Huisnummer;Straat', '0901AA;1;x'])).rejects.toThrow('het bestand heeft: PC6, Huisnummer, Straat')
  })
})

it('gives an example that it reads itself', async () => {
  const outcomes = await read(postcodes.template, { gemeente: 'GM9999', year: 2024 })
  expect([rowsOf(outcomes).length, faults(outcomes)]).toEqual([2, []])
})
