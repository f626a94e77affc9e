import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { withoutPersonalData, withPersonalData } from '@/lib/testing/personal-data-corpus'
import { findPersonalData, severityOf } from './personal-data'

const kindsIn = (text: string) => findPersonalData(text).map((f) => f.kind)

describe('the corpus', () => {
  it('has 200 different sentences, half with personal data', () => {
    const all = [...withPersonalData.map(([text]) => text), ...withoutPersonalData]
    expect(new Set(all).size).toBe(all.length)
    expect(Math.min(withPersonalData.length, withoutPersonalData.length)).toBeGreaterThanOrEqual(100)
  })

  it('finds at least 95 % of what is there', () => {
    const expected = withPersonalData.flatMap(([text, ...kinds]) => kinds.map((kind) => ({ text, kind })))
    const missed = expected.filter(({ text, kind }) => !kindsIn(text).includes(kind))
    expect(missed.length / expected.length, JSON.stringify(missed)).toBeLessThanOrEqual(0.05)
  })

  it('finds all of what blocks', () => {
    const missed = withPersonalData.flatMap(([text, ...kinds]) => kinds.filter((kind) => severityOf[kind] === 'block' && !kindsIn(text).includes(kind)).map((kind) => ({ text, kind })))
    expect(missed).toEqual([])
  })

  it('finds something in at most 5 % of the harmless sentences, and never blocks one', () => {
    const wrong = withoutPersonalData.filter((text) => findPersonalData(text).length > 0)
    expect(wrong.length / withoutPersonalData.length, JSON.stringify(wrong)).toBeLessThanOrEqual(0.05)
    expect(wrong.filter((text) => findPersonalData(text).some((f) => f.severity === 'block'))).toEqual([])
  })
})

describe('what decides', () => {
  it('says where it stands', () => {
    const text = 'Bel mevrouw Jansen op 06-12345678.'
    expect(findPersonalData(text).map((f) => text.slice(f.start, f.end))).toEqual(['mevrouw Jansen', '06-12345678'])
  })

  it('a number of nine digits is a BSN only when it passes the 11-proof', () => {
    expect(kindsIn('nummer 123456782')).toEqual(['bsn'])
    expect(kindsIn('nummer 123456783')).toEqual([])
    expect(kindsIn('nummer 000000000')).toEqual([])
  })

  it('an account number passes mod 97, or it is none', () => {
    expect(kindsIn('op NL91 ABNA 0417 1643 00 en verder')).toEqual(['iban'])
    expect(kindsIn('op NL92 ABNA 0417 1643 00 en verder')).toEqual([])
  })

  it('a date, a year and a public number are no telephone number', () => {
    for (const text of ['06-12-2024 10:15', '0800-1205', '0900 8844', 'zaak 0123456789']) expect(kindsIn(text)).toEqual([])
  })

  it('a street named after a person is no name', () => {
    expect(kindsIn('bij de Jan van Galenstraat')).toEqual([])
    expect(kindsIn('Anne Frankschool en Maria Montessorischool')).toEqual([])
  })
})

describe('for any text', () => {
  // Pieces of what the patterns look for, so that random texts come near them.
  const piece = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 12 }),
    fc.constantFrom('06', '-', ' ', '+31', '0', '1781', 'AB', '12', '@', '.nl', 'NL91', 'mevrouw', 'Jan', 'van der', 'straat', 'Kerkstraat ', 'geboren ', 'A.', '(', '\u00a0', '\ud83d', "'t", '123456782'),
  )
  const text = fc.array(piece, { maxLength: 60 }).map((parts) => parts.join(''))

  it('never throws, and its ranges lie inside the text, in order, apart from each other', () => {
    fc.assert(
      fc.property(text, (t) => {
        let end = 0
        for (const f of findPersonalData(t)) {
          expect(f.start).toBeGreaterThanOrEqual(end)
          expect(f.end).toBeGreaterThan(f.start)
          end = f.end
        }
        expect(end).toBeLessThanOrEqual(t.length)
      }),
      { numRuns: 2_000, seed: 1 },
    )
  })

  it('the same text gives the same answer twice', () => {
    fc.assert(fc.property(text, (t) => void expect(findPersonalData(t)).toEqual(findPersonalData(t))), { numRuns: 300, seed: 2 })
  })

  it('what blocks is found whatever harmless words stand around it', () => {
    const blocks = fc.constantFrom('jan@voorbeeld.nl', '06-12345678', '123456782', 'NL91ABNA0417164300', '1781 AB 12')
    fc.assert(
      fc.property(fc.constantFrom(...withoutPersonalData), blocks, fc.constantFrom(...withoutPersonalData), (before, data, after) => {
        expect(findPersonalData(`${before} ${data} ${after}`).some((f) => f.severity === 'block')).toBe(true)
      }),
      { numRuns: 500, seed: 3 },
    )
  })

  // A pattern that backtracks takes four times as long for twice the text, or worse: this would not end within the time of the test.
  it.each(['a', '0', '0 ', '1-', 'a@', 'a.', 'A.', 'A. ', 'Jan ', 'van ', 'mevrouw ', 'straat', 'Kerkstraat 1 ', 'NL91 ', '1781 ', '1781AB', "'t ", '+', '(', 'geboren ', 'Aa-', ' '])('20,000 times %j is read in time', (part) => {
    expect(() => findPersonalData(part.repeat(200_000))).not.toThrow()
  }, 10_000)
})
