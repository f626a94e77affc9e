import { sql } from 'drizzle-orm'
import { rows, type Tx } from './client'

/** All themes, by their Dutch name. */
export function listThemes(tx: Tx): Promise<{ slug: string; label: string; sensitive: boolean; delicate: boolean }[]> {
  return rows(tx, sql`select slug, label, sensitive, delicate from theme order by label`)
}
