import fc from 'fast-check'
import { expect, it } from 'vitest'
import { canonical } from './canonical'

it('one content has one text, whatever order it was made in; lists keep theirs', () => {
  expect(JSON.stringify(canonical({ b: 1, a: { d: [3, 1, { y: 0, x: null }], c: undefined } }))).toBe('{"a":{"d":[3,1,{"x":null,"y":0}]},"b":1}')
  fc.assert(fc.property(fc.dictionary(fc.stringMatching(/^[a-zA-Z]{1,6}$/), fc.jsonValue()), (value) => {
    const turned = Object.fromEntries(Object.entries(value).reverse())
    expect(JSON.stringify(canonical(turned))).toBe(JSON.stringify(canonical(value)))
    expect(JSON.parse(JSON.stringify(canonical(value)))).toEqual(JSON.parse(JSON.stringify(value)))
  }))
})
