import { afterAll, describe, expect, it } from 'vitest'
import { readCsv } from './csv'
import { collect, failure, tempFolder } from './test-support'

const folder = tempFolder()
afterAll(folder.remove)
let n = 0
const file = (content: string | Buffer) => folder.put(`${++n}.csv`, content)
const read = (content: string | Buffer) => collect(readCsv(file(content)))

describe('form', () => {
  it.each([
    [';', 'a;b\n1,5;x\n2,5;y\n', true],
    [',', 'a,b\n1.5,x\n2.5,y\n', false],
    ['\t', 'a\tb\n1,5\tx\n2,5\ty\n', true],
    [',', 'a,b\n"1,5",x\n"2,5",y\n', true],
  ])('finds delimiter %j', async (delimiter, content, decimalComma) => {
    const { info, records } = await read(content)
    expect(info).toMatchObject({ format: 'csv', delimiter, decimalComma, columns: ['a', 'b'], srid: null })
    expect(info.remarks.join()).toContain('Scheidingsteken')
    expect(records).toHaveLength(2)
  })

  it('follows the sep= line of Excel and keeps counting lines of the file', async () => {
    const { info, records } = await read('sep=,\r\na,b\r\n1;2,3\r\n')
    expect(info.delimiter).toBe(',')
    expect(records).toEqual([{ row: 3, fields: { a: '1;2', b: '3' }, geometry: null }])
  })

  it('skips a BOM and mixed line ends', async () => {
    const { info, records } = await read('\ufeffa;b\r\n1;2\n3;4\r\n5;6\r')
    expect(info.columns).toEqual(['a', 'b'])
    expect(records.map((r) => [r.row, r.fields.b])).toEqual([[2, '2'], [3, '4'], [4, '6']])
  })

  it('gives the line where a record starts, over quoted line breaks and empty lines', async () => {
    const { records } = await read('a;b\n1;"x\ny"\n\n2;"z ""q"" ; w"\n')
    expect(records.map((r) => [r.row, r.fields.b])).toEqual([[2, 'x\ny'], [5, 'z "q" ; w']])
  })
})

describe('encoding', () => {
  it('reads Windows-1252 when there is no valid UTF-8 in it', async () => {
    const { info, records } = await read(Buffer.from('naam;prijs\ncaf\xe9;\x80 5\n', 'latin1'))
    expect(info.encoding).toBe('windows-1252')
    expect(records[0]!.fields).toEqual({ naam: 'café', prijs: '€ 5' })
  })

  it('decides over the whole file, also when the first odd byte comes late', async () => {
    const content = Buffer.concat([Buffer.from(`naam\n${'gewoon\n'.repeat(60_000)}`), Buffer.from('caf\xe9\n', 'latin1')])
    const { info, records } = await read(content)
    expect(info.encoding).toBe('windows-1252')
    expect(records.at(-1)!.fields.naam).toBe('café')
  })

  it('does not split a character over chunks', async () => {
    const { info, records } = await read(`naam\n${`${'é'.repeat(999)}\n`.repeat(300)}`)
    expect(info.encoding).toBe('utf-8')
    expect(records.every((r) => r.fields.naam === 'é'.repeat(999))).toBe(true)
  })

  it('refuses only the damaged rows of a UTF-8 file', async () => {
    const { info, records, rejects } = await read(Buffer.concat([Buffer.from('naam;b\ncafé;1\n'), Buffer.from([0x78, 0xff]), Buffer.from(';2\nüb;3\n')]))
    expect(info.encoding).toBe('utf-8')
    expect(records.map((r) => r.row)).toEqual([2, 4])
    expect(rejects).toMatchObject([{ row: 3, column: 'naam', code: 'encoding' }])
  })

  it('reads UTF-16 with a byte order mark', async () => {
    const { info, records } = await read(Buffer.from('\ufeffa\tb\r\né\t2\r\n', 'utf16le'))
    expect(info.encoding).toBe('utf-16le')
    expect(records[0]!.fields).toEqual({ a: 'é', b: '2' })
  })
})

describe('rows', () => {
  it('refuses rows with too few or too many cells with their line, and goes on', async () => {
    const { records, rejects } = await read('a;b;c\n1;2;3\n4;5\n6;7;8;9\n1;2;3;\n')
    expect(records.map((r) => r.row)).toEqual([2, 5])
    expect(rejects.map((r) => [r.row, r.code])).toEqual([[3, 'ragged_row'], [4, 'ragged_row']])
    expect(rejects[0]!.message).toContain('2 cellen, verwacht werden er 3')
  })

  it('refuses a row with a NUL byte', async () => {
    const { records, rejects } = await read('a;b\n1;2\n3;x\0y\n5;6\n')
    expect(records.map((r) => r.row)).toEqual([2, 4])
    expect(rejects).toMatchObject([{ row: 3, column: 'b', code: 'nul_byte' }])
  })

  it('reads StatLine form: title line, padded codes, footer', async () => {
    const { info, records } = await read(
      '\ufeff"Kerncijfers wijken en buurten 2024"\n"Gemeente";"Codering";"Inwoners"\n"Den Helder    ";"GM0400    ";"  56483"\n"Texel";"GM0448    ";"      ."\n"Bron: CBS"\n',
    )
    expect(info.columns).toEqual(['Gemeente', 'Codering', 'Inwoners'])
    expect(info.remarks.join()).toContain('Titelregel 1 overgeslagen')
    expect(records).toEqual([
      { row: 3, fields: { Gemeente: 'Den Helder', Codering: 'GM0400', Inwoners: '56483' }, geometry: null },
      { row: 4, fields: { Gemeente: 'Texel', Codering: 'GM0448', Inwoners: '.' }, geometry: null },
    ])
  })

  it('names columns without a name and repeated names', async () => {
    const { info, records } = await read('naam;;naam;__proto__\na;b;c;d\n')
    expect(info.columns).toEqual(['naam', 'kolom 2', 'naam (2)', 'kolom 4'])
    expect(info.remarks.join()).toContain('komt vaker voor')
    expect(Object.values(records[0]!.fields)).toEqual(['a', 'b', 'c', 'd'])
  })

  it('drops the text and people columns of a Signalen export', async () => {
    const { info, records } = await read('id;signal_uuid;text;reporter_id;created_at\n1;u;geheim verhaal;9;2024-01-01\n')
    expect(info.columns).toEqual(['id', 'signal_uuid', 'created_at'])
    expect(JSON.stringify(records)).not.toContain('geheim')
  })
})

describe('files that cannot be read', () => {
  it.each([
    ['only a header', 'a;b;c\n', 'no_rows'],
    ['a quote that never closes', 'a;b\n1;"x\n2;y\n', 'quote_not_closed'],
    ['a record over 1 MB', `a;b\n1;"${'x'.repeat(1_200_000)}"\n`, 'record_too_large'],
    ['a header of 2,500 columns', `${'k;'.repeat(2500)}\n1;2\n`, 'too_many_columns'],
    ['NUL bytes in the header', 'a\0;b\n1;2\n', 'no_header'],
  ])('%s', async (_what, content, code) => {
    const error = await failure(readCsv(file(content)))
    expect(error.code).toBe(code)
    expect(error.message).not.toMatch(/undefined|\/tmp|Error/)
  })

  it('says in which row the quote was opened', async () => {
    expect((await failure(readCsv(file('a;b\n1;2\n1;"x\n2;y\n')))).row).toBe(3)
  })
})
