import { describe, expect, it } from 'vitest'
import { arrayText } from './text-array'

describe('an array as text for PostgreSQL', () => {
  it('quotes every text, so that commas, braces, spaces and the word NULL are only text', () => {
    expect(arrayText(['a', 'b, {c}', '', 'NULL', ' d '])).toBe('{"a","b, {c}",""," NULL"," d "}'.replace(' NULL', 'NULL'))
  })

  it('escapes quotes and backslashes, and replaces a NUL', () => {
    expect(arrayText(['say "x"', 'C:\\temp', 'a\0b'])).toBe('{"say \\"x\\"","C:\\\\temp","a\ufffdb"}')
  })

  it('writes nothing as NULL and numbers as they are', () => {
    expect(arrayText([null, undefined, 1.5, -2e-7, true])).toBe('{NULL,NULL,1.5,-2e-7,true}')
    expect(arrayText([])).toBe('{}')
  })
})
