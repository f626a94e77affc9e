import { sql, type SQL } from 'drizzle-orm'

/** How a record is known outside: the same in every release, and no number of ours. `kind`: name of its table; `alias`: its name in the query. */
export const publicId = (kind: string, alias: string): SQL => sql.raw(`substr(encode(sha256(convert_to('${kind}|' || ${alias}.gemeente || '|' || ${alias}.source || '|' || ${alias}.source_id, 'UTF8')), 'hex'), 1, 12)`)

/** Whether what has an end is there on the day or later. */
export const stillThere = (alias: string, today: string): SQL => sql`(${sql.raw(alias)}."to" is null or ${sql.raw(alias)}."to" > ${today}::date)`
