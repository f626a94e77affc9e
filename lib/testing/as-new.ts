import type { Sql } from 'postgres'

/** What a database holds: a fingerprint of everything that is not a row of ours, the rows of each table that has any, and where sequences stand. */
export type WhatIsThere = {
  catalog: string
  tables: { name: string; columns: string; rows: string[] }[]
  sequences: { name: string; last: string; called: boolean }[]
}

/** Tables, functions, rights, roles and settings, as one hash. Not what the engine counts and plans with. */
const catalog = `
  with made as (
    select 'class' kind, row(c.relname, c.relkind, c.relnamespace, c.relowner, c.relrowsecurity, c.relforcerowsecurity, c.relacl, c.reloptions)::text what from pg_class c where c.oid >= 16384 and c.relkind <> 't' and c.relname not like 'pg_toast%'
    union all select 'column', row(a.attrelid, a.attname, a.atttypid, a.attnotnull, a.attidentity, a.attgenerated, a.attacl, a.attstattarget)::text from pg_attribute a join pg_class c on c.oid = a.attrelid where c.oid >= 16384 and c.relname not like 'pg_toast%'
    union all select 'default', row(d.*)::text from pg_attrdef d
    union all select 'constraint', row(d.oid, d.conname, d.conrelid, d.convalidated, d.condeferred, d.conbin)::text from pg_constraint d where d.oid >= 16384
    union all select 'index', row(i.indexrelid, i.indrelid, i.indisvalid, i.indpred, i.indexprs)::text from pg_index i where i.indexrelid >= 16384 and i.indrelid in (select oid from pg_class where relname not like 'pg_toast%')
    union all select 'trigger', row(t.oid, t.tgrelid, t.tgname, t.tgenabled, t.tgfoid)::text from pg_trigger t
    union all select 'policy', row(p.*)::text from pg_policy p
    union all select 'function', row(p.oid, p.proname, p.proowner, p.prosecdef, md5(p.prosrc), p.proacl, p.proconfig)::text from pg_proc p where p.oid >= 16384
    union all select 'rule', row(r.oid, r.ev_class, r.ev_action)::text from pg_rewrite r where r.oid >= 16384
    union all select 'type', row(t.oid, t.typname, t.typacl)::text from pg_type t where t.oid >= 16384 and t.typname not like 'pg_toast%'
    union all select 'enum', row(e.*)::text from pg_enum e
    union all select 'extension', row(e.oid, e.extname, e.extversion)::text from pg_extension e
    union all select 'schema', row(n.oid, n.nspname, n.nspacl)::text from pg_namespace n where n.nspname not like 'pg_temp%' and n.nspname not like 'pg_toast%'
    union all select 'database', row(d.datname, d.datacl, d.datallowconn)::text from pg_database d
    union all select 'right', row(d.*)::text from pg_default_acl d
    union all select 'role', row(r.oid, r.rolname, r.rolsuper, r.rolinherit, r.rolbypassrls, r.rolcanlogin, r.rolconnlimit, r.rolpassword)::text from pg_authid r
    union all select 'member', row(m.roleid, m.member, m.admin_option)::text from pg_auth_members m
    union all select 'setting', row(s.*)::text from pg_db_role_setting s
    union all select 'object', l.oid::text from pg_largeobject_metadata l
    union all select 'crs', count(*)::text from spatial_ref_sys
  )
  select md5(string_agg(kind || what, e'\\n' order by kind, what)) catalog from made`

/** Tables with something in their files, also when that was deleted; those of extensions are theirs. */
const tablesWithFiles = `
  select c.oid::regclass::text name from pg_class c
  where c.relkind = 'r' and c.oid >= 16384 and c.relpersistence <> 't' and pg_relation_size(c.oid) > 0
    and not exists (select from pg_depend d where d.classid = 'pg_class'::regclass and d.objid = c.oid and d.deptype = 'e')
  order by 1`

/** Reads what a migrated database holds; small, because nobody has used it. */
export async function whatIsThere(sql: Sql): Promise<WhatIsThere> {
  const tables = []
  for (const { name } of await sql.unsafe<{ name: string }[]>(tablesWithFiles)) {
    const [of] = await sql`select string_agg(quote_ident(attname), ', ' order by attnum) as columns from pg_attribute where attrelid = ${name}::regclass and attnum > 0 and not attisdropped and attgenerated = ''`
    const rows = await sql.unsafe<{ row: string }[]>(`select t::text as row from ${name} t`)
    tables.push({ name, columns: of!.columns as string, rows: rows.map(({ row }) => row) })
  }
  return { catalog: await hashOf(sql), tables, sequences: await sequencesOf(sql) }
}

/**
 * Puts a database back as it was: the same rows, sequences from where they stood, no statistics of others.
 * @returns false when more was changed than rows (a table, a right, a role): then it is of no use to anybody else.
 */
export async function makeAsNew(sql: Sql, was: WhatIsThere): Promise<boolean> {
  if ((await hashOf(sql)) !== was.catalog) return false
  const now = await sequencesOf(sql)
  await sql.begin(async (tx) => {
    await tx`set local session_replication_role = replica` // no trigger: rows that are "for ever" too
    const used = (await tx.unsafe<{ name: string }[]>(tablesWithFiles)).map(({ name }) => name)
    if (used.length > 0) await tx.unsafe(`truncate ${used.join(', ')} cascade`)
    for (const { name, columns, rows } of was.tables) await tx.unsafe(`insert into ${name} (${columns}) overriding system value select ${columns} from unnest($1::text[]) given, lateral (select (given::${name}).*) as whole`, [rows])
    for (const [i, { name, last, called }] of was.sequences.entries()) if (now[i]?.last !== last || now[i].called !== called) await tx`select setval(${name}::regclass, ${last}, ${called})`
    await tx`delete from pg_statistic where starelid >= 16384`
  })
  return true
}

const hashOf = async (sql: Sql): Promise<string> => (await sql.unsafe<{ catalog: string }[]>(catalog))[0]!.catalog

async function sequencesOf(sql: Sql): Promise<WhatIsThere['sequences']> {
  const names = await sql<{ name: string }[]>`select oid::regclass::text as name from pg_class where relkind = 'S' and oid >= 16384 order by oid`
  if (names.length === 0) return []
  return sql.unsafe<WhatIsThere['sequences']>(names.map(({ name }) => `select '${name.replaceAll("'", "''")}' as name, last_value::text as last, is_called as called from ${name}`).join(' union all '))
}
