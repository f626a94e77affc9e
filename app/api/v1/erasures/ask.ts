import { z } from 'zod'
import { parsePoint, radiusLimits, type ErasureQuery } from '@/lib/domain/erasure'
import { isDate } from '@/lib/domain/period'

const date = z.string().refine(isDate, 'verwacht: jjjj-mm-dd')
const place = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('point'),
    at: z.string().max(60).refine((text) => parsePoint(text) !== null, 'verwacht: twee getallen, zoals 52.9563, 4.7601 of 113456 551234'),
    radiusM: z.number().min(radiusLimits.min).max(radiusLimits.max, `verwacht: ${radiusLimits.min} tot en met ${radiusLimits.max} meter`),
  }),
  z.strictObject({ kind: z.literal('buurt'), code: z.string().regex(/^BU\d{4}[0-9A-Z]{4}$/, 'verwacht: de code van een buurt') }),
])
const shape = { gemeente: z.string().regex(/^GM\d{4}$/, 'verwacht: GM en vier cijfers'), place, from: date, to: date }

/** Body of a search; the period is [from, to). */
export const searchBody = z.strictObject(shape)
/** The same, with what was seen and why it goes. */
export const eraseBody = z.strictObject({ ...shape, expected: z.number().int().min(1), reason: z.string().max(2_000), confirmed: z.boolean().default(false) })

export function queryOf({ gemeente, place, from, to }: z.infer<typeof searchBody>): ErasureQuery {
  return { gemeente, from, to, place: place.kind === 'buurt' ? place : { kind: 'point', radiusM: place.radiusM, ...parsePoint(place.at)! } }
}
