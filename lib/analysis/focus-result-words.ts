import type { Difference } from './focus-result'

/** Said with every result, whatever it is. */
export const noCause = 'Geen oorzakelijk verband zonder meer.'
export const tooLittle = 'Er zijn te weinig gegevens om iets te zeggen.'

/**
 * One stage of a result in plain words; the last sentence is always `noCause`.
 * @param name of the buurt
 * @param digits after the comma of the figure
 */
export function differenceInWords(name: string, difference: Difference | null, digits: number): string {
  if (difference === null) return `${tooLittle} ${noCause}`
  const { difference: value, low, high } = difference
  const say = (n: number) => (Math.abs(n) < 0.5 / 10 ** digits ? 0 : n).toLocaleString('nl-NL', { minimumFractionDigits: digits, maximumFractionDigits: digits })
  const found = say(value) === say(0) ? `Het cijfer van ${name} veranderde evenveel als in buurten die erop leken` : `Het cijfer van ${name} ging ${say(Math.abs(value))} ${value > 0 ? 'meer omhoog of minder omlaag' : 'meer omlaag of minder omhoog'} dan in buurten die erop leken`
  const chance = low <= 0 && high >= 0 ? 'Zo’n verschil komt ook voor zonder focus.' : 'Zo’n groot verschil is zonder focus ongewoon.'
  return `${found} (tussen ${say(low)} en ${say(high)}). ${chance} ${noCause}`
}
