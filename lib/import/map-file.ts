import { readFile } from 'node:fs/promises'
import { z } from 'zod'
import type { ImportOptions } from '@/lib/domain/import-run'
import { SourceError } from '@/lib/domain/source-record'

const schema = z.strictObject({
  columns: z.record(z.string(), z.string()).optional(),
  themes: z.record(z.string(), z.string()).optional(),
  year: z.number().int().optional(),
})

/** Checks a mapping: `{"columns": {"naam in bestand": "onze naam"}, "themes": {"hun thema": "ons thema"}, "year": 2024}`. */
export function parseMap(text: string, name: string): NonNullable<ImportOptions['map']> {
  let given: unknown
  try {
    given = JSON.parse(text)
  } catch {
    throw new SourceError('map_invalid', `${name} is geen JSON.`)
  }
  const parsed = schema.safeParse(given)
  if (!parsed.success) throw new SourceError('map_invalid', `${name}: verwacht {"columns": {...}, "themes": {...}, "year": 2024}; ${parsed.error.issues.map((i) => `${i.path.join('.')} ${i.message}`).join('; ')}.`)
  return parsed.data
}

/** @throws {SourceError} when the file is missing or no mapping */
export async function readMap(file: string): Promise<NonNullable<ImportOptions['map']>> {
  const text = await readFile(file, 'utf8').catch(() => {
    throw new SourceError('map_invalid', `Het bestand met de vertaling van kolommen (${file.split(/[\\/]/).pop()}) is er niet.`)
  })
  return parseMap(text, file.split(/[\\/]/).pop()!)
}
