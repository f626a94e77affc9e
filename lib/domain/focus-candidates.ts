import { z } from 'zod'
import { criteria, type Criterion } from './focus-criteria'
import { filterParams, screenParams } from './params'
import { isDate } from './period'

export const standardWeights: Record<Criterion, number> = { need: 30, trend: 20, gap: 20, energy: 10, physical: 10, rest: 10 }
export const standardTop = 4
export const mostTop = 20
const mostPoints = 100
/** "geen voorkeur": every weighing as likely as another. */
export const noPreference = 'geen'

/** Points per criterion as `need:30,trend:20`; what is left out weighs nothing. @returns null when the text is no such list */
export function weightsOf(text: string | undefined): Record<Criterion, number> | null {
  if (text === undefined || text === noPreference) return { ...standardWeights }
  const out = Object.fromEntries(criteria.map((c) => [c, 0])) as Record<Criterion, number>
  const seen = new Set<string>()
  for (const part of text.split(',')) {
    const [, name, points] = /^([a-z]+):(\d{1,3})$/.exec(part) ?? []
    if (!name || seen.has(name) || !(criteria as readonly string[]).includes(name) || Number(points) > mostPoints) return null
    seen.add(name)
    out[name as Criterion] = Number(points)
  }
  return Object.values(out).some((w) => w > 0) ? out : null
}
/** The address of these points; undefined for the standard ones. */
export const weightsText = (w: Record<Criterion, number>): string | undefined =>
  criteria.every((c) => w[c] === standardWeights[c]) ? undefined : criteria.filter((c) => w[c] > 0).map((c) => `${c}:${w[c]}`).join()

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
  w: z.string().max(120).refine((t) => weightsOf(t) !== null, `verwacht: ${criteria.map((c) => `${c}:0`).join()} met 0 tot en met ${mostPoints} punten, of ${noPreference}`).optional(),
  top: wholeNumber(1, mostTop).optional(),
  /** version of the thresholds; the newest when left out */
  thresholds: wholeNumber(1, 999_999).optional(),
  on: z.string().refine(isDate, 'verwacht: een datum die bestaat, als jjjj-mm-dd').optional(),
  sort: z.enum(sorts, `verwacht: ${sorts.join(', ')}`).optional(),
  map: screenParams.shape.map,
})
