import { z } from 'zod'
import { criteria } from './focus-criteria'
import { readWeights, type Weights } from './focus-weights'
import { date, filterParams, screenParams } from './params'

export const standardTop = 4
export const mostTop = 20
/** "geen voorkeur": every weighing as likely as another. */
export const noPreference = 'geen'

/** The points of an address; with no preference the usual ones stand in the boxes. @returns null when the text is no such list */
export const weightsOf = (text: string | undefined): Weights | null => readWeights(text === noPreference ? undefined : text)

const wholeNumber = (low: number, high: number) => z.string().regex(/^\d{1,6}$/, 'verwacht: een heel getal').refine((t) => Number(t) >= low && Number(t) <= high, `verwacht: ${low} tot en met ${high}`)
const sorts = ['name', '-name', 'share', '-share', 'passed', '-passed', 'gaps', '-gaps', 'clusters', '-clusters', 'lastFocusYear', '-lastFocusYear', 'inhabitants', '-inhabitants'] as const
/** The question of "Kandidaten", as page and API take it. */
export const candidateParams = z.strictObject({
  gemeente: filterParams.shape.gemeente,
  werkgebied: filterParams.shape.werkgebied,
  selected: filterParams.shape.selected,
  /** first year of the focus */
  year: wholeNumber(2000, 2100).optional(),
  /** points per criterion, or `geen` for no preference */
  w: z.string().max(120).refine((t) => weightsOf(t) !== null, `verwacht: ${criteria.map((c) => `${c}:0`).join()} met 0 tot en met 100 punten, of ${noPreference}`).optional(),
  top: wholeNumber(1, mostTop).optional(),
  /** version of the thresholds; the newest when left out */
  thresholds: wholeNumber(1, 999_999).optional(),
  on: date.optional(),
  sort: z.enum(sorts, `verwacht: ${sorts.join(', ')}`).optional(),
  map: screenParams.shape.map,
})
