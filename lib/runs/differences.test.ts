import { expect, it } from 'vitest'
import { countValues, differences } from './differences'

const result = () => ({ method: 'a', themes: [{ total: 12, p: 0.1 + 0.2, findings: [{ areas: [1, 2], ratio: { low: 0.5 }, since: null }] }] })

it('results that are the same have no differences, whatever the order of their fields', () => {
  expect(differences(result(), JSON.parse(JSON.stringify(result())))).toEqual([])
  expect(differences({ a: 1, b: -0 }, { b: 0, a: 1 })).toEqual([])
  expect(countValues(result())).toBe(7)
})

it('every value that differs is told with its place, to the last bit', () => {
  const again = result()
  again.themes[0]!.p = 0.3
  again.themes[0]!.findings[0]!.areas[1] = 3
  again.themes[0]!.findings[0]!.ratio.low = null as unknown as number
  expect(differences(result(), again)).toEqual([
    { at: 'themes.0.findings.0.areas.1', stored: 2, again: 3 },
    { at: 'themes.0.findings.0.ratio.low', stored: 0.5, again: null },
    { at: 'themes.0.p', stored: 0.1 + 0.2, again: 0.3 },
  ])
})

it('what only one of them has differs', () => {
  const again = result()
  again.themes[0]!.findings = []
  expect(differences(result(), again)).toEqual([{ at: 'themes.0.findings.length', stored: 1, again: 0 }])
  expect(differences({ a: 1 }, {})).toEqual([{ at: 'a', stored: 1, again: undefined }])
  expect(differences({ a: null }, { a: [] })).toEqual([{ at: 'a', stored: null, again: [] }])
})
