import { sql } from 'drizzle-orm'
import { rows, type Tx } from './client'

/** Tables of scenarios: what a maker saved, of which only the name changes (drizzle/0016, 0020). */
type Table = 'placement_scenario' | 'rotation_scenario'

/** What became of saving one: the row that was made now, else the one that its maker saved before under this `sourceId`; null when somebody else used this number. */
export async function savedOnce(tx: Tx, table: Table | 'focus_proposal', made: { id: number } | undefined, of: { gemeente: string; sourceId: string }): Promise<{ id: number; made: boolean } | null> {
  if (made) return { id: made.id, made: true }
  const [there] = await rows<{ id: number }>(tx, sql`select id from ${sql.identifier(table)} where (gemeente, source, source_id) = (${of.gemeente}, 'app', ${of.sourceId}) and created_by = my_id()`)
  return there ? { id: there.id, made: false } : null
}

/** Renames a scenario, takes it away or brings it back, if it still is what its maker saw. @returns whether it was changed */
export async function changeSaved(tx: Tx, table: Table, id: number, version: number, change: { name?: string; removed?: boolean }): Promise<boolean> {
  return (await rows(tx, sql`
    update ${sql.identifier(table)} set name = coalesce(${change.name ?? null}, name),
      removed_at = case when ${change.removed ?? null}::boolean is null then removed_at when ${change.removed ?? null}::boolean then coalesce(removed_at, now()) end
    where id = ${id} and version = ${version} and created_by = my_id() returning id`)).length > 0
}
