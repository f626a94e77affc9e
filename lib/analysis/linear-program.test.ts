import { describe, expect, it } from 'vitest'
import { writeLinearProgram, type LinearProgram } from './linear-program'

const program = (over: Partial<LinearProgram> = {}): LinearProgram => ({
  direction: 'maximize',
  objective: [[3, 'st'], [0.1, 'e12'], [-2, 'a b']],
  rows: [{ terms: [[1, 'st'], [1, 'e12'], [1, 'st']], sense: '<=', value: 4 }],
  variables: new Map([['st', { kind: 'binary' }], ['e12', { kind: 'continuous', lower: -1, upper: 2.5 }], ['a b', { kind: 'integer' }]]),
  ...over,
})

describe('a linear program as text', () => {
  it('gives every variable a name that no reader takes for something else', () => {
    expect(writeLinearProgram(program())).toBe(
      ['Maximize', ' obj: + 3 v0 + 0.1 v1 - 2 v2', 'Subject To', ' r0: + 2 v0 + 1 v1 <= 4', 'Bounds', ' 0 <= v0 <= 1', ' -1 <= v1 <= 2.5', ' v2 >= 0', 'Binaries', ' v0', 'Generals', ' v2', 'End', ''].join('\n'),
    )
  })

  it('leaves out what says nothing and keeps what cannot be', () => {
    const nothing = { terms: [[1, 'st'], [-1, 'st']] as const, value: 0 }
    expect(writeLinearProgram(program({ rows: [{ ...nothing, sense: '<=' }] }))).toContain('Subject To\n r0: 0 v0 <= 1\n')
    expect(writeLinearProgram(program({ rows: [{ ...nothing, sense: '>=', value: 1 }] }))).toContain('Subject To\n r0: 0 v0 >= 1\n')
  })

  it('breaks long lines between words', () => {
    const names = Array.from({ length: 300 }, (_, i) => `x${i}`)
    const text = writeLinearProgram({ direction: 'minimize', objective: names.map((n) => [1.5, n]), rows: [], variables: new Map(names.map((n) => [n, { kind: 'binary' }])) })
    expect(Math.max(...text.split('\n').map((line) => line.length))).toBeLessThanOrEqual(200)
    expect(text.replace(/\s+/g, ' ')).toContain(`obj: ${names.map((_, i) => `+ 1.5 v${i}`).join(' ')} Subject`)
  })

  it.each([
    ['a number that is none', { objective: [[NaN, 'st']] as const }, /finite/],
    ['endless', { rows: [{ terms: [[1, 'st']] as const, sense: '<=' as const, value: Infinity }] }, /finite/],
    ['an unknown variable', { objective: [[1, 'other']] as const }, /other/],
    ['bounds that cross', { variables: new Map([...program().variables, ['st', { kind: 'integer' as const, lower: 2, upper: 1 }]]) }, /at least 2/],
    ['nothing at all', { variables: new Map() }, /at least one/],
  ])('refuses %s', (_, over, message) => {
    expect(() => writeLinearProgram(program(over))).toThrow(message)
  })
})
