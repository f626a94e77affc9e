import { expect, it } from 'vitest'
import { differenceInWords, noCause, tooLittle } from './focus-result-words'

it('says how much, whether chance does that as well, and never that focus did it', () => {
  expect(differenceInWords('Zuid', { difference: 2.31, low: 0.4, high: 4.2 }, 1)).toBe('Het cijfer van Zuid ging 2,3 meer omhoog of minder omlaag dan in buurten die erop leken (tussen 0,4 en 4,2). Zo’n groot verschil is zonder focus ongewoon. Geen oorzakelijk verband zonder meer.')
  expect(differenceInWords('Zuid', { difference: -2, low: -5, high: 1 }, 0)).toBe('Het cijfer van Zuid ging 2 meer omlaag of minder omhoog dan in buurten die erop leken (tussen -5 en 1). Zo’n verschil komt ook voor zonder focus. Geen oorzakelijk verband zonder meer.')
  expect(differenceInWords('Zuid', { difference: -0.04, low: -1, high: 0.92 }, 1)).toContain('veranderde evenveel als')
  expect(differenceInWords('Zuid', null, 1)).toBe(`${tooLittle} ${noCause}`)
})
