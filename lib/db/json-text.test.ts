import { expect, it } from 'vitest'
import { jsonText } from './json-text'

it('replaces what jsonb refuses and keeps everything else', () => {
  const value = { a: 'half \ud83d of it', b: 'whole \ud83d\ude00', c: 'nul \u0000', d: 'written \\ud83d and \\\\u0000' }
  expect(JSON.parse(jsonText(value))).toEqual({ a: 'half \ufffd of it', b: 'whole \ud83d\ude00', c: 'nul \ufffd', d: value.d })
})
