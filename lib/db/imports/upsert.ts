import { sql, type SQL } from 'drizzle-orm'
import { rows, sqlState, type Tx } from '../client'

/** A table that imports write; names are constants of this code, never input. */
export type Target = {
  table: string
  /** columns that tell one row from another */
  key: readonly string[]
  /** columns that an import may change */
  content: readonly string[]
  /** those of them that are geometry: kept as exact EWKB text, because GeoJSON rounds */
  geometry?: readonly string[]
  /** people edit these rows too (changes stand in `record_history`): an undo leaves alone what was edited after the run */
  edited?: true
}

/** The run cannot be applied or undone as things stand; the message is Dutch and meant for the user. */
export class ImportRefused extends Error {
  constructor(
    readonly code: string,
    message: string,
  ) {
    super(message)
    this.name = 'ImportRefused'
  }
}

const q = (name: string): string => `"${name}"`
const list = (names: readonly string[], prefix = ''): string => names.map((n) => prefix + q(n)).join(', ')
const match = (names: readonly string[], a: string, b: string): string => names.map((n) => `${a}.${q(n)} = ${b}.${q(n)}`).join(' and ')

/**
 * Writes what `incoming` selects (key and content columns) into the target: new rows are added, changed rows are kept as they
 * were in `import_before` and then changed, equal rows are left alone. So the same file twice changes nothing, and a run can
 * be undone exactly.
 */
export async function upsert(tx: Tx, run: number, target: Target, incoming: SQL): Promise<{ applied: number; unchanged: number }> {
  const { table, key, content } = target
  const t = q(table)
  await tx.execute(sql`drop table if exists incoming`)
  await tx.execute(sql`create temporary table incoming on commit drop as ${incoming}`)
  // Only the keys: statistics of geometry cost more than all others together, and no step needs them.
  await tx.execute(sql.raw(`analyze incoming (${list(key)})`))
  const known = await rows(tx, sql.raw(`select 1 from incoming i join ${t} t on ${match(key, 't', 'i')} limit 1`))
  const { changed, equal } = known.length > 0 ? await change(tx, run, target) : { changed: 0, equal: 0 }
  const added = await tx.execute(sql.raw(`
    insert into ${t} (${list([...key, ...content])}, import_run)
    select ${list([...key, ...content], 'i.')}, ${Math.trunc(run)} from incoming i`))
  return { applied: added.count + changed, unchanged: equal }
}

/** Changes what is known and differs, and takes all that is known out of `incoming`. */
async function change(tx: Tx, run: number, target: Target): Promise<{ changed: number; equal: number }> {
  const { table, key, content } = target
  const t = q(table)
  const keepGeometry = (target.geometry ?? []).map((g) => `, '${g}', t.${q(g)}::text`).join('')
  const differs = content.length === 0 ? 'false' : `(${list(content, 't.')}) is distinct from (${list(content, 'i.')})`
  await tx.execute(sql`
    insert into import_before (run, target, key, before)
    select ${sql.raw(String(Math.trunc(run)))}, ${table}, concat_ws('|', ${sql.raw(key.map((k) => `t.${q(k)}`).join(', '))}),
           to_jsonb(t) || jsonb_build_object(${sql.raw(keepGeometry.slice(2))})
    from ${sql.raw(t)} t join incoming i on ${sql.raw(match(key, 't', 'i'))}
    where ${sql.raw(differs)}
    on conflict (run, target, key) do nothing -- a second step of the same run: the first state counts`)
  const updated = content.length === 0 ? { count: 0 } : await tx.execute(sql.raw(`
    update ${t} t set ${content.map((c) => `${q(c)} = i.${q(c)}`).join(', ')}, import_run = ${Math.trunc(run)}
    from incoming i where ${match(key, 't', 'i')} and ${differs}`))
  // With `not exists` inside the insert that follows, a table that was analysed while empty is read again in full, with what was just
  // added, for every row: 100 s for 60,000 signals.
  const known = await tx.execute(sql.raw(`delete from incoming i using ${t} t where ${match(key, 't', 'i')}`))
  return { changed: updated.count, equal: known.count - updated.count }
}

/**
 * Puts back what a run changed and removes what it added.
 * @param what `changes only` leaves what the run added, for a table whose rows others may have come to need
 * @returns how many rows were left as they are because somebody edited them after the run
 * @throws {ImportRefused} `later_run` when a later run built on it, `in_use` when other rows need what it added
 */
export async function undoUpsert(tx: Tx, run: number, target: Target, what: 'all' | 'changes only' = 'all'): Promise<number> {
  const { table, key, content } = target
  const t = q(table)
  const [later] = await rows<{ run: number }>(tx, sql`
    select b.run from import_before b join import_run r on r.id = b.run and r.status = 'applied'
    where b.target = ${table} and b.run <> ${run} and (b.before->>'import_run')::bigint = ${run} limit 1`)
  if (later) throw new ImportRefused('later_run', `Import ${later.run} heeft later dezelfde rijen veranderd. Draai eerst import ${later.run} terug.`)
  // An import and its undo change `import_run` of a row; a change that does not was made by hand.
  const touched = `exists (select from record_history h where h.register = '${table}' and h.record = t.id and h.action = 'update'
    and h.at > (select finished_at from import_run where id = ${Math.trunc(run)}) and h.before->'import_run' is not distinct from h.after->'import_run')`
  const untouched = target.edited ? ` and not ${touched}` : ''
  const [kept] = target.edited ? await rows<{ n: number }>(tx, sql.raw(`select count(*)::int as n from ${t} t where t.import_run = ${Math.trunc(run)} and ${touched}`)) : []
  if (content.length > 0)
    await tx.execute(sql.raw(`
      update ${t} t set ${content.map((c) => `${q(c)} = r.${q(c)}`).join(', ')}, import_run = r.import_run
      from import_before b cross join lateral jsonb_populate_record(null::${t}, b.before) r
      where b.run = ${Math.trunc(run)} and b.target = '${table}' and ${match(key, 't', 'r')}${untouched}`))
  if (what === 'all')
    await tx.execute(sql.raw(`delete from ${t} t where t.import_run = ${Math.trunc(run)}${untouched}`)).catch((error: unknown) => {
      if (sqlState(error) !== '23503') throw error
      throw new ImportRefused('in_use', 'Andere gegevens gebruiken wat deze import heeft toegevoegd. Draai eerst de imports terug die daarna kwamen.')
    })
  await tx.execute(sql`delete from import_before where run = ${run} and target = ${table}`)
  return kept?.n ?? 0
}

/** Warnings of an undo that left alone what people edited afterwards. */
export const keptEdited = (n: number): string[] => (n === 0 ? [] : [n === 1 ? '1 rij is na deze import met de hand gewijzigd en blijft zoals ze nu is.' : `${n} rijen zijn na deze import met de hand gewijzigd en blijven zoals ze nu zijn.`])
