import { sql } from 'drizzle-orm'
import { werkYear } from '../areas'
import { rows, type Tx } from '../client'

/** Codes of the buurten of a werkgebied, by the list of the year. */
export async function buurtenOfWerkgebied(tx: Tx, gemeente: string, slug: string, year: number): Promise<Set<string>> {
  const found = await rows<{ code: string }>(tx, sql`
    select wb.buurt_code as code from werkgebied_buurt wb join werkgebied w on w.id = wb.werkgebied
    where wb.gemeente = ${gemeente} and w.slug = ${slug} and wb.year = ${werkYear(gemeente, year)}`)
  return new Set(found.map((r) => r.code))
}
