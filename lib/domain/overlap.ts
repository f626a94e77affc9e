import { z } from 'zod'
import { isDate } from './period'

/** What a person may say about a pair of activities. */
export const verdicts = { double: 'Dubbel', complementary: 'Aanvullend', wanted: 'Gewenst' } as const
export type VerdictKind = keyof typeof verdicts

/** Where a pair stands: nobody judged it (or that holds no more), or the verdict that holds. */
export type PairState = 'candidate' | VerdictKind
/** Why a verdict holds no more. */
export type Unsettled = 'expired' | 'changed' | 'moved' | 'withdrawn'

/** The rules of an overlap candidate, in the order in which they are told. */
export const pairRules = ['organisations', 'subsidy', 'service', 'groups', 'share', 'weeks', 'cooperation'] as const
export type PairRule = (typeof pairRules)[number]

/** A pair in an address: the numbers of both activities, the lower first. */
export const pairKey = (first: number, second: number): string => `${Math.min(first, second)}-${Math.max(first, second)}`
export const pairText = z.string().regex(/^[1-9]\d{0,14}-[1-9]\d{0,14}$/, 'verwacht: twee nummers van activiteiten, zoals 12-34').refine((text) => {
  const [first, second] = text.split('-').map(Number)
  return first! < second!
}, 'verwacht: het laagste nummer eerst')
export function pairOf(text: string): { first: number; second: number } {
  const [first, second] = text.split('-').map(Number)
  return { first: first!, second: second! }
}

export const maxReason = 500
const id = (what: string) => z.number(`verwacht: ${what}`).int(`verwacht: ${what}`).positive(`verwacht: ${what}`).max(Number.MAX_SAFE_INTEGER)
const date = z.string('verwacht: een datum, jjjj-mm-dd').refine(isDate, 'verwacht: een datum die bestaat, als jjjj-mm-dd')
const said = {
  verdict: z.enum(Object.keys(verdicts) as [VerdictKind, ...VerdictKind[]], 'verwacht: double, complementary of wanted'),
  reason: z.string('verwacht: een tekst'),
  /** the first day on which it holds no more */
  expires: date,
  confirmText: z.boolean().default(false),
}
/** `after`: the last verdict that the judge saw (null: none); versions: what the judge saw of both activities. Who judged in between, or changed an activity, is told. */
const seen = { firstVersion: id('een versie'), secondVersion: id('een versie') }
export const newVerdict = z.strictObject({ first: id('het nummer van een activiteit'), second: id('het nummer van een activiteit'), ...said, ...seen, after: id('het nummer van een oordeel').nullable().default(null) })
/** Another verdict instead of this one. */
export const changedVerdict = z.strictObject({ ...said, ...seen })
