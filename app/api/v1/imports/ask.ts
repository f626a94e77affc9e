import { z } from 'zod'
import { importKinds } from '@/lib/domain/import-run'
import type { ImportOptions } from '@/lib/domain/import-run'

const kind = z.enum(importKinds, `verwacht: ${importKinds.join(', ')}`)
const flag = z.enum(['0', '1'], 'verwacht: 1 of 0')
const shared = {
  gemeente: z.string().regex(/^GM\d{4}$/, 'verwacht: GM en vier cijfers').optional(),
  level: z.enum(['gemeente', 'wijk', 'buurt'], 'verwacht: gemeente, wijk of buurt').optional(),
  source: z.string().trim().min(1).max(80, 'verwacht: hoogstens 80 tekens').optional(),
  theme: z.string().regex(/^[a-z0-9][a-z0-9-]{0,63}$/, 'verwacht: kleine letters, cijfers en streepjes').optional(),
}
const year = z.string().regex(/^\d{4}$/, 'verwacht: een jaar van vier cijfers')

/** Query of an upload. */
export const uploadParams = z.strictObject({
  kind,
  fileName: z.string().min(1).max(200).default('bestand'),
  ...shared,
  year: year.optional(),
  swapAxes: flag.optional(),
})

const map = z.strictObject({ columns: z.record(z.string(), z.string()).optional(), themes: z.record(z.string(), z.string()).optional(), year: z.number().int().optional() })

/** Body of an import from a service. */
export const serviceBody = z.strictObject({
  kind,
  source: z
    .string()
    .max(500)
    .regex(/^(pdok:|cbs:|signalen:|open311:|https?:\/\/)/i, 'verwacht: pdok:2024, cbs:85984NED, signalen:<adres>, open311:<adres> of het adres van een OGC API; een bestand stuurt u als inhoud'),
  options: z.strictObject({ ...shared, year: z.number().int().optional(), swapAxes: z.boolean().optional(), map: map.optional() }).default({}),
})

export const restartBody = z.strictObject({ ...shared, year: z.number().int().optional(), swapAxes: z.boolean().optional() })
export const applyBody = z.strictObject({ goodRows: z.boolean().default(false), confirmNotes: z.boolean().default(false) })

export function optionsOf({ gemeente, level, source, theme, year, swapAxes }: z.infer<typeof uploadParams>): ImportOptions {
  return { gemeente, level, source, theme, year: year === undefined ? undefined : Number(year), swapAxes: swapAxes === '1' || undefined }
}

/** The last part of a name as a browser gives it, without anything that could be a path or a control character. */
export function plainName(fileName: string): string {
  const last = fileName.split(/[\\/]/).pop() ?? ''
  return last.replace(/[\u0000-\u001f\u007f]/g, '').slice(-120) || 'bestand'
}

