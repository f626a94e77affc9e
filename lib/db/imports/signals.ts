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

/** What a staged signal says, as one text: geometry included, exactly. */
const content = sql`(s.source, s.source_id, s.observed_on, s.kind, s.theme, s.evidence, s.channel, s.accuracy, s.point, s.stated_buurt, s.audience, s.status, s.note,
  s.reporter_key, s.knows_duplicates, s.duplicate_of)::text`

export const signals: Subject = {
  async validate(check, options) {
    const { tx, run } = check
    const set = (await boundarySetFor(tx, options.gemeente, 9999))!
    const gone = await dropGone(tx, run, set.gemeente)
    const repeats = await rejectDuplicates(check, 'source_id', sql`s.source || '|' || s.source_id`, { content })
    await rejectWhere(
      check,
      { column: 'theme', code: 'theme_unknown', message: sql`'Dit thema bestaat niet. Verwacht: ' || coalesce((select string_agg(slug, ', ' order by slug) from theme), '(nog geen thema''s geladen)') || '.'` },
      sql`select s.row, s.theme as value from signal_stage s where s.run = ${run} and not exists (select from theme t where t.slug = s.theme)`,
    )
    await rejectUnknownBuurt(check, set, sql`select s.row, s.stated_buurt as value from signal_stage s where s.run = ${run} and s.point is null`)
    // Where each point lies, once: the check and the warnings both need it.
    await tx.execute(sql`drop table if exists staged_place`)
    await tx.execute(sql`
      create temporary table staged_place on commit drop as
      select s.row, s.point, p.area
      from signal_stage s left join lateral signal_places(s.point, null, ${set.id}) p on true
      where s.run = ${run} and s.point is not null`)
    await rejectWhere(
      check,
      { column: 'punt', code: 'coord_outside', message: sql`'Dit punt ligt buiten alle buurten van ' || ${set.gemeente}::text || ' (indeling ' || ${set.year}::int || ').'` },
      sql`select row, null::text as value from staged_place where area is null`, // the place itself is not kept: the theme may be sensitive
    )
    await rejectWhere(
      check,
      { column: 'duplicate_of', code: 'duplicate_chain', message: sql`'Dit signaal herhaalt een signaal dat zelf een herhaling is. Verwijs naar het eerste.'` },
      sql`select s.row, s.duplicate_of as value from signal_stage s join signal_stage o on o.run = s.run and o.source || '|' || o.source_id = s.duplicate_of
          where s.run = ${run} and s.duplicate_of is not null and o.duplicate_of is not null`,
    )
    return [...gone, ...repeats, ...(await warnings())]

    async function warnings(): Promise<string[]> {
      const [found] = await rows<{ total: number; water: number; pile: number }>(tx, sql`
        select (select count(*)::int from signal_stage s where s.run = ${run}) as total,
               (select count(*)::int from staged_place p join area a on a.id = p.area where a.water) as water,
               coalesce((select count(*)::int from staged_place group by point order by 1 desc limit 1), 0) as pile`)
      const { total, water, pile } = found!
      const said: string[] = []
      if (water > 0) said.push(`${water} punten liggen in water; ze tellen mee bij het watergebied.`)
      if (pile >= 20 && pile > total * 0.05) said.push(`${pile} van ${total} signalen liggen op precies hetzelfde punt. Dat is vaak een standaardplek van het bronsysteem, geen echte plek.`)
      return said
    }
  },

  async apply(tx, run, options) {
    await upsert(tx, run, target, sql`
      select ${options.gemeente}::text as gemeente, s.source, s.source_id, s.kind, s.theme, s.evidence, s.channel, s.observed_on,
             case when c.id is null then s.point end as point, coalesce(c.accuracy, s.accuracy) as accuracy,
             case when c.id is null then s.stated_buurt else c.stated_buurt end as stated_buurt, s.status, s.audience,
             case when not t.sensitive and c.id is null then s.note end as note, case when c.id is null then s.reporter_key end as reporter_key
      from signal_stage s join theme t on t.slug = s.theme
      left join signal c on c.coarsened_on is not null -- what was made coarse stays coarse
        and (c.gemeente, c.source, c.source_id) = (${options.gemeente}::text, s.source, s.source_id)
      where s.run = ${run}`)
    // A duplicate may point at a signal of the same file, so the pointers come after the signals. Only a source that knows of
    // duplicates says anything, and only where there is a pointer or was one: nearly always a few rows of many.
    await upsert(tx, run, pointer, sql`
      with said as (select s.source, s.source_id, s.duplicate_of from signal_stage s where s.run = ${run} and s.knows_duplicates),
      meant as (
        select * from said where duplicate_of is not null
        union all
        select said.* from said join signal t on t.gemeente = ${options.gemeente} and t.source = said.source and t.source_id = said.source_id
        where said.duplicate_of is null and t.duplicate_of is not null)
      select ${options.gemeente}::text as gemeente, m.source, m.source_id, o.id as duplicate_of
      from meant m left join signal o on o.gemeente = ${options.gemeente} and o.source || '|' || o.source_id = m.duplicate_of`)
    const [counts] = await rows<{ all: number; applied: number }>(tx, sql`
      select (select count(*)::int from signal_stage where run = ${run}) as all, (select count(*)::int from signal where import_run = ${run}) as applied`)
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
