import postgres from 'postgres'

/** How long after the last look the tables are looked at again, in milliseconds. */
const pauseMs = 10_000

/**
 * What autovacuum does in a server and PGlite, one process, does not: without statistics the planner takes every table for a small one, and rows that
 * were replaced stay in the files. Looks every ten seconds, as one of the clients of the database, and takes one table at a time: others wait for no
 * more than that.
 * @returns stops it; what runs is dropped
 */
export function startUpkeep(url: string, log: (text: string) => void): () => Promise<void> {
  const sql = postgres(url, { max: 1, onnotice: () => {}, connection: { application_name: 'upkeep' } })
  let stopped = false
  let timer: NodeJS.Timeout
  const look = async (): Promise<void> => {
    await keepUp(sql).catch((error: unknown) => {
      if (!stopped) log(`statistics of tables were not renewed: ${String(error)}`)
    })
    if (!stopped) timer = setTimeout(() => void look(), pauseMs)
  }
  timer = setTimeout(() => void look(), pauseMs)
  return () => {
    stopped = true
    clearTimeout(timer)
    return sql.end({ timeout: 0 }).catch(() => {})
  }
}

/**
 * Renews the statistics of the tables that changed much since, and gives the room of replaced rows back: by the limits of PostgreSQL's own autovacuum
 * (50 rows and a tenth of the table; 50 and a fifth). A table that grew much counts too: a process that was killed forgot what it had counted.
 * @returns what was done, as statements
 */
export async function keepUp(sql: postgres.Sql): Promise<string[]> {
  const due = await sql<{ statement: string }[]>`
    with found as (
      select format('%I.%I', n.nspname, c.relname) as name, coalesce(s.n_dead_tup, 0) > 50 + 0.2 * greatest(c.reltuples, 0) as dead,
             coalesce(s.n_mod_since_analyze, 0) > 50 + 0.1 * greatest(c.reltuples, 0) or pg_relation_size(c.oid) > 8192 * (1.5 * c.relpages + 10)
               or (c.reltuples < 0 and pg_relation_size(c.oid) > 0) as changed
      from pg_class c join pg_namespace n on n.oid = c.relnamespace left join pg_stat_user_tables s on s.relid = c.oid
      where c.relkind = 'r' and c.relpersistence = 'p' and n.nspname not in ('pg_catalog', 'information_schema'))
    select case when dead then 'vacuum (analyze) ' else 'analyze ' end || name as statement from found where dead or changed order by name`
  for (const { statement } of due) await sql.unsafe(statement)
  return due.map(({ statement }) => statement)
}
