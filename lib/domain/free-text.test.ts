import { describe, expect, it } from 'vitest'
import { checkFreeText } from './free-text'

const problemOf = (text: string, confirmed = false) => {
  const answer = checkFreeText(text, confirmed)
  return answer.ok ? null : answer.problem
}

describe('checkFreeText', () => {
  it('keeps harmless text, trimmed', () => expect(checkFreeText('  De lamp is stuk. ', false)).toEqual({ ok: true, text: 'De lamp is stuk.', confirmed: [] }))

  it('refuses what is certainly personal, also when confirmed, and does not repeat it', () => {
    const problem = problemOf('Bel 06-12345678 of mail x@y.nl', true)
    expect(problem).toMatchObject({ code: 'personal_data', kinds: ['phone', 'email'] })
    expect(problem!.message).toBe('In de tekst staat een telefoonnummer en een e-mailadres. Haal dat weg.')
  })

  it('asks about what may be personal, and says what was confirmed', () => {
    expect(problemOf('Gesproken met mevrouw Jansen.')).toMatchObject({ code: 'confirm_needed', kinds: ['name'] })
    expect(checkFreeText('Gesproken met mevrouw Jansen.', true)).toMatchObject({ ok: true, confirmed: ['name'] })
  })

  it('refuses 281 characters and takes 280', () => {
    expect(problemOf('x'.repeat(281))).toMatchObject({ code: 'text_too_long' })
    expect(problemOf('x'.repeat(280))).toBeNull()
  })
})
