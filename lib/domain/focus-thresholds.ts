import { z } from 'zod'
import { filterParams } from './params'

/** Thresholds in one version at most, and the longest reason. */
export const mostLimits = 20
export const maxThresholdReason = 500

const limit = z.strictObject({
  key: z.string('verwacht: een cijfer of criterium').regex(/^[a-z0-9][a-z0-9-]{0,63}$/, 'verwacht: een cijfer of criterium'),
  direction: z.enum(['from', 'to'], 'verwacht: from of to'),
  value: z.number('verwacht: een getal').min(-1e9, 'verwacht: een getal').max(1e9, 'verwacht: een getal'),
})
const content = {
  gemeente: filterParams.shape.gemeente.unwrap(),
  /** first year of the focus that they are for: its scales are kept with them */
  year: z.number('verwacht: een jaar').int('verwacht: een jaar').min(2000, 'verwacht: een jaar vanaf 2000').max(2100, 'verwacht: een jaar tot en met 2100'),
  limits: z.array(limit).min(1, 'verwacht: ten minste één drempel').max(mostLimits, `verwacht: hoogstens ${mostLimits} drempels`).refine((l) => new Set(l.map((x) => x.key)).size === l.length, 'verwacht: over elk cijfer één drempel'),
  atLeast: z.number('verwacht: een getal').int('verwacht: een heel getal').min(1, 'verwacht: 1 of meer').max(mostLimits),
}
const enough = (v: { limits: unknown[]; atLeast: number }): boolean => v.atLeast <= v.limits.length
const tooMany = { path: ['atLeast'], message: 'verwacht: niet meer dan er drempels zijn' }

/** What a change would do, before it is saved. */
export const thresholdPreview = z.strictObject(content).refine(enough, tooMany)
/** A new version; `after` is the newest one that the maker saw (0: none), `restores` the old one that it brings back. */
export const newThresholds = z.strictObject({
  ...content,
  after: z.number('verwacht: het nummer van een versie').int().min(0),
  restores: z.number('verwacht: het nummer van een versie').int().min(1).nullable().default(null),
  reason: z.string('verwacht: een tekst'),
  confirmText: z.boolean().default(false),
}).refine(enough, tooMany)
export const thresholdListParams = z.strictObject({ gemeente: filterParams.shape.gemeente })

/** Who reads the versions, and who adds one (drizzle/0019). */
export const seesThresholds = (role: string): boolean => ['wijkmanager', 'planner', 'college', 'adviser', 'admin'].includes(role)
export const setsThresholds = (role: string): boolean => ['planner', 'admin'].includes(role)

/** Who enters and who leaves: names and codes of buurten, sorted by name. */
export type ThresholdChange = { joins: { code: string; name: string }[]; leaves: { code: string; name: string }[]; candidates: number; /** parts of it that the asker may not see are left out */ partly: boolean }
