import { z } from 'zod'
import type { RunQuestion } from './cluster'
import type { ClusterStateFilter } from './cluster-item'
import { filterParams } from './params'

const { gemeente, theme, from, to, source, evidence, kind, werkgebied } = filterParams.shape

/** What a calculation can be asked for; what is left out is chosen as on the page. */
export const runBody = z.strictObject({ gemeente, theme, from, to, source, evidence, kind })
export type AskedRun = z.infer<typeof runBody>

/** `open`: all but those that are gone. */
const itemStates = ['new', 'growing', 'persistent', 'fading', 'gone', 'open'] as const satisfies readonly ClusterStateFilter[]

/** What the list of clusters that are followed can be asked, by page, API and export alike. */
export const clusterListParams = z.strictObject({
  gemeente, theme, werkgebied,
  state: z.enum(itemStates, `verwacht: ${itemStates.join(', ')}`).optional(),
  limit: z.coerce.number('verwacht: een getal').int().min(1, 'verwacht: 1 of meer').max(500, 'verwacht: hoogstens 500').default(100),
  cursor: z.string().regex(/^\d{4}-\d{2}-\d{2}\.\d{1,15}$/, 'deze bladwijzer is niet van deze lijst').optional(),
  format: z.enum(['json', 'csv'], 'verwacht: json of csv').default('json'),
})

const version = z.number('verwacht: het nummer van de versie die u las').int().min(1).max(2_000_000_000)
/** The owner of a cluster: a team or an adviser, never both; null for nobody. */
export const itemChange = z
  .strictObject({
    version,
    ownerTeam: z.string().regex(/^[a-z0-9][a-z0-9-]{0,63}$/, 'verwacht: kleine letters, cijfers en streepjes').nullable().optional(),
    ownerUser: z.number('verwacht: het nummer van een adviseur').int().positive().nullable().optional(),
  })
  .refine((c) => c.ownerTeam !== undefined || c.ownerUser !== undefined, { path: ['ownerTeam'], message: 'verwacht: een team of een adviseur' })
  .refine((c) => !(c.ownerTeam && c.ownerUser), { path: ['ownerUser'], message: 'er is precies één eigenaar' })

export const noteBody = z.strictObject({ text: z.string('verwacht: tekst').trim().min(1, 'verwacht: tekst').max(2_000, 'verwacht: hoogstens 2000 tekens'), confirmed: z.boolean().default(false) })

/** A frame of the map, [west, south, east, north] in degrees, at street level: at most 0.1 degree (some 7 by 11 km) wide and high. */
export const maxFrameDegrees = 0.1
export const spotParams = z.strictObject({
  gemeente, theme, from, to, kind,
  bbox: z.string('verwacht: west,zuid,oost,noord in graden').regex(/^-?\d+(\.\d+)?(,-?\d+(\.\d+)?){3}$/, 'verwacht: west,zuid,oost,noord in graden'),
})

/** The frame of a text that `spotParams` let through; or what is wrong with it, in Dutch. */
export function frameOf(text: string): { bbox: [number, number, number, number] } | { problem: string } {
  const bbox = text.split(',').map(Number) as [number, number, number, number]
  const [west, south, east, north] = bbox
  if (west >= east || south >= north) return { problem: 'verwacht: west kleiner dan oost en zuid kleiner dan noord' }
  if (west < -180 || east > 180 || south < -90 || north > 90) return { problem: 'verwacht: graden' }
  const tooLarge = [east - west, north - south].some((size) => size > maxFrameDegrees + 1e-9)
  return tooLarge ? { problem: `verwacht: hoogstens ${String(maxFrameDegrees).replace('.', ',')} graad breed en hoog; zoom verder in` } : { bbox }
}

/** The seed of a question (FNV-1a, 31 bits): the same question of the same data has the same answer, whoever asks and however often. */
export function seedOf({ gemeente, theme, period, source, evidence, kind }: RunQuestion): number {
  let hash = 0x811c9dc5
  for (const byte of new TextEncoder().encode(JSON.stringify([gemeente, theme, period.from, period.to, source, evidence, kind]))) hash = Math.imul(hash ^ byte, 0x01000193)
  return hash & 0x7fffffff
}
