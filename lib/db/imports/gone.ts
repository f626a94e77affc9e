import { sql } from 'drizzle-orm'
import { rows, type Tx } from '../client'

/**
 * Leaves out staged signals that were here and were deleted (their time was over, or somebody asked): their source still has them, and an
 * import must not bring them back. Also what repeats one of them, which would count for it.
 * @returns a warning (Dutch) when rows were left out
 */
export async function dropGone(tx: Tx, run: number, gemeente: string): Promise<string[]> {
  const [any] = await rows(tx, sql`select 1 from signal_gone limit 1`)
  if (!any) return []
  const dropped = await rows(tx, sql`
    delete from signal_stage s using signal_gone g
    where s.run = ${run} and g.key in (
      signal_key(${gemeente}, s.source, s.source_id),
      signal_key(${gemeente}, split_part(s.duplicate_of, '|', 1), substr(s.duplicate_of, strpos(s.duplicate_of, '|') + 1)))
    returning 1`)
  if (dropped.length === 0) return []
  return [dropped.length === 1 ? '1 signaal is eerder verwijderd (bewaartermijn of op verzoek) en komt niet terug.' : `${dropped.length} signalen zijn eerder verwijderd (bewaartermijn of op verzoek) en komen niet terug.`]
}
