import { criteria, type Criterion, type CriterionValue } from './focus-criteria'

/** Points of the planner per criterion, 0 to 100. */
export type Weights = Record<Criterion, number>
export const usualWeights: Weights = { need: 30, trend: 20, gap: 20, energy: 10, physical: 10, rest: 10 }

/** Points in an address: `need:30,trend:20`; what is left out weighs nothing. @returns null when the text is no such list */
export function readWeights(text: string | undefined): Weights | null {
  if (text === undefined) return { ...usualWeights }
  const given = text.split(',').map((part) => /^([a-z]+):(\d{1,3})$/.exec(part))
  const out = Object.fromEntries(criteria.map((c) => [c, 0])) as Weights
  if (given.some((g) => !g || !(g[1]! in out) || Number(g[2]) > 100) || new Set(given.map((g) => g?.[1])).size !== given.length) return null
  for (const g of given) out[g![1] as Criterion] = Number(g![2])
  return Object.values(out).some((w) => w > 0) ? out : null
}
/** The other way round; undefined for the usual points. */
export const writeWeights = (w: Weights): string | undefined =>
  criteria.every((c) => w[c] === usualWeights[c]) ? undefined : criteria.filter((c) => w[c] > 0).map((c) => `${c}:${w[c]}`).join()

/** The ends between which a scaled value lies; what is not known at all lies between 0 and 1. */
export const endsOf = (v: Pick<CriterionValue, 'scaled' | 'low' | 'high'>): [low: number, high: number] => [v.low ?? v.scaled ?? 0, v.high ?? v.scaled ?? 1]
