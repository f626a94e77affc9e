import { expect, it } from 'vitest'
import { toCsv } from './csv'

it('quotes what needs it and disarms formulas, but leaves numbers alone', () => {
  expect(toCsv(['a', 'b'], [['x,"y"', -1.5], ['=SUM(A1)', null], ['-2', true]])).toBe('a,b\r\n"x,""y""",-1.5\r\n\'=SUM(A1),\r\n\'-2,true\r\n')
})
