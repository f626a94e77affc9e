import { sql } from 'drizzle-orm'
import type { ImportKind } from '@/lib/domain/import-run'
import { writeAudit } from '../audit'
import { rows, type Tx } from '../client'
import { stageOf } from './stage'

/** Slugs of the themes at which no free text is kept. */
export async function sensitiveThemes(tx: Tx): Promise<ReadonlySet<string>> {
  const found = await rows<{ slug: string }>(tx, sql`select slug from theme where sensitive`)
  return new Set(found.map((t) => t.slug))
}

/**
 * Keeps how many notes of a run ask for a confirmation; those of rejected rows never come in and do not ask.
 * @returns where they are in the file, as a warning (Dutch)
 */
export async function countNotesToConfirm(tx: Tx, run: number, kind: ImportKind): Promise<string[]> {
  const [asking] = await rows<{ n: number; first: number[] | null }>(tx, sql`
    select count(*)::int as n, (array_agg(s.row order by s.row))[1:20] as first from ${stageOf(kind)} s
    where s.run = ${run} and ${kind === 'signals' ? sql`s.note_asks` : sql`(s.data->>'noteAsks')::boolean`} and not exists (select from import_reject r where r.run = s.run and r.row = s.row)`)
  const { n, first } = asking!
  if (n === 0) return []
  await tx.execute(sql`update import_run set notes_to_confirm = ${n} where id = ${run}`)
  return [`Toelichtingen om na te kijken: rij ${first!.join(', ')}${n > first!.length ? ` en ${n - first!.length} meer` : ''}.`]
}

/** Writes to the audit log, in the transaction that loads them, that somebody said that these notes name nobody. */
export async function confirmNotes(tx: Tx, run: number, n: number): Promise<void> {
  await writeAudit(tx, { action: 'import.notes-confirmed', objectType: 'import_run', objectId: run, detail: { notes: n } })
}
