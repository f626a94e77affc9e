import { sql } from 'drizzle-orm'
import { rows } from '../client'
import { dropGone } from './gone'
import { boundarySetFor, rejectDuplicates, rejectUnknownBuurt, rejectWhere, type Subject } from './subject'
import { undoUpsert, upsert, type Target } from './upsert'

const target: Target = {
  table: 'signal',
  key: ['gemeente', 'source', 'source_id'],
  content: ['kind', 'theme', 'evidence', 'channel', 'observed_on', 'point', 'accuracy', 'stated_buurt', 'status', 'audience', 'note', 'reporter_key'],
  geometry: ['point'],
}

/** Which signal a duplicate repeats; the pair counts once. */
const pointer: Target = { table: 'signal', key: target.key, content: ['duplicate_of'], geometry: ['point'] }

/** Staged point in RD (EPSG:28992); null for a signal without a point. */
export const stagedPointRd = sql`case when s.data ? 'x' then
  ST_Transform(ST_SetSRID(ST_MakePoint((s.data->>'x')::float8, (s.data->>'y')::float8), (s.data->>'srid')::int), 28992) end`

export const signals: Subject = {
  async validate(tx, run, options) {
    const set = (await boundarySetFor(tx, options.gemeente, 9999))!
    const gone = await dropGone(tx, run, set.gemeente)
    const repeats = await rejectDuplicates(tx, run, 'source_id', sql`(s.data->>'source') || '|' || (s.data->>'sourceId')`, 'drop')
    await rejectWhere(
      tx,
      run,
      { column: 'theme', code: 'theme_unknown', message: sql`'Dit thema bestaat niet. Verwacht: ' || coalesce((select string_agg(slug, ', ' order by slug) from theme), '(nog geen thema''s geladen)') || '.'` },
      sql`select s.row, s.data->>'theme' as value from import_stage s
          where s.run = ${run} and not exists (select from theme t where t.slug = s.data->>'theme')`,
    )
    await rejectUnknownBuurt(tx, run, set)
    // Where each point lies, once: the check and the warnings both need it.
    await tx.execute(sql`drop table if exists staged_place`)
    await tx.execute(sql`
      create temporary table staged_place on commit drop as
      select s.row, s.data->>'x' as x, s.data->>'y' as y, p.area
      from import_stage s left join lateral signal_places(${stagedPointRd}, null, ${set.id}) p on true
      where s.run = ${run} and s.data ? 'x'`)
    await rejectWhere(
      tx,
      run,
      { column: 'punt', code: 'coord_outside', message: sql`'Dit punt ligt buiten alle buurten van ' || ${set.gemeente}::text || ' (indeling ' || ${set.year}::int || ').'` },
      sql`select row, null::text as value from staged_place where area is null`, // the place itself is not kept: the theme may be sensitive
    )
    await rejectWhere(
      tx,
      run,
      { column: 'duplicate_of', code: 'duplicate_chain', message: sql`'Dit signaal herhaalt een signaal dat zelf een herhaling is. Verwijs naar het eerste.'` },
      sql`select s.row, s.data->>'duplicateOf' as value from import_stage s join import_stage o
            on o.run = s.run and (o.data->>'source') || '|' || (o.data->>'sourceId') = s.data->>'duplicateOf'
          where s.run = ${run} and o.data->>'duplicateOf' is not null`,
    )
    return [...gone, ...repeats, ...(await warnings())]

    async function warnings(): Promise<string[]> {
      const [found] = await rows<{ total: number; water: number; pile: number }>(tx, sql`
        select (select count(*)::int from import_stage s where s.run = ${run}) as total,
               (select count(*)::int from staged_place p join area a on a.id = p.area where a.water) as water,
               coalesce((select count(*)::int from staged_place group by x, y order by 1 desc limit 1), 0) as pile`)
      const { total, water, pile } = found!
      const said: string[] = []
      if (water > 0) said.push(`${water} punten liggen in water; ze tellen mee bij het watergebied.`)
      if (pile >= 20 && pile > total * 0.05) said.push(`${pile} van ${total} signalen liggen op precies hetzelfde punt. Dat is vaak een standaardplek van het bronsysteem, geen echte plek.`)
      return said
    }
  },

  async apply(tx, run, options) {
    await upsert(tx, run, target, sql`
      select ${options.gemeente}::text as gemeente, s.data->>'source' as source, s.data->>'sourceId' as source_id,
             s.data->>'kind' as kind, s.data->>'theme' as theme, s.data->>'evidence' as evidence, s.data->>'channel' as channel,
             (s.data->>'observedOn')::date as observed_on,
             case when c.id is null then ${stagedPointRd} end as point, coalesce(c.accuracy, s.data->>'accuracy') as accuracy,
             case when c.id is not null then c.stated_buurt when s.data ? 'x' then null else s.data->>'buurt' end as stated_buurt,
             s.data->>'status' as status, s.data->>'audience' as audience,
             case when not t.sensitive and c.id is null then s.data->>'note' end as note, case when c.id is null then s.data->>'reporterKey' end as reporter_key
      from import_stage s join theme t on t.slug = s.data->>'theme'
      left join signal c on c.coarsened_on is not null -- what was made coarse stays coarse
        and (c.gemeente, c.source, c.source_id) = (${options.gemeente}::text, s.data->>'source', s.data->>'sourceId')
      where s.run = ${run}`)
    // A duplicate may point at a signal of the same file, so the pointers come after the signals; only a source that knows of them says anything.
    await upsert(tx, run, pointer, sql`
      select ${options.gemeente}::text as gemeente, s.data->>'source' as source, s.data->>'sourceId' as source_id, o.id as duplicate_of
      from import_stage s left join signal o on o.gemeente = ${options.gemeente} and (o.source || '|' || o.source_id) = s.data->>'duplicateOf'
      where s.run = ${run} and s.data ? 'duplicateOf'`)
    const [counts] = await rows<{ all: number; applied: number }>(tx, sql`
      select (select count(*)::int from import_stage where run = ${run}) as all, (select count(*)::int from signal where import_run = ${run}) as applied`)
    return { applied: counts!.applied, unchanged: counts!.all - counts!.applied }
  },

  async undo(tx, run) {
    await tx.execute(sql`drop table if exists closing`)
    await tx.execute(sql`
      create temporary table closing on commit drop as
      select (before->>'id')::bigint as id, (before->>'closed_on')::date as closed_on from import_before where run = ${run} and target = 'signal'`)
    await undoUpsert(tx, run, { ...target, content: [...target.content, ...pointer.content] })
    // A trigger dates a change of status; going back is none.
    await tx.execute(sql`update signal s set closed_on = c.closed_on from closing c where c.id = s.id and s.closed_on is distinct from c.closed_on`)
    await tx.execute(sql`select undo_expired(${run})`)
  },
}
