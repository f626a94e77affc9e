import { sql } from 'drizzle-orm'
import { boundarySetFor, rejectDuplicates, rejectUnknownBuurt, type Subject } from './subject'
import { keptEdited, undoUpsert, upsert, type Target } from './upsert'

const target: Target = {
  table: 'visit',
  key: ['gemeente', 'source', 'source_id'],
  content: ['werkgebied', 'buurt_code', 'boundary_year', 'by_role', 'kind', 'visited_on', 'planned'],
  edited: true,
}

export const visits: Subject = {
  async validate(check, options) {
    const set = (await boundarySetFor(check.tx, options.gemeente, 9999))!
    const repeats = await rejectDuplicates(check, 'source_id', sql`(s.data->>'source') || '|' || (s.data->>'sourceId')`, { content: sql`s.data` })
    await rejectUnknownBuurt(check, set)
    return repeats
  },

  async apply(tx, run, options) {
    const set = (await boundarySetFor(tx, options.gemeente, 9999))!
    return upsert(tx, run, target, sql`
      select ${options.gemeente}::text as gemeente, s.data->>'source' as source, s.data->>'sourceId' as source_id,
             (select wb.werkgebied from werkgebied_buurt wb where wb.gemeente = ${options.gemeente} and wb.buurt_code = s.data->>'buurt' and wb.year <= ${set.year}
              order by wb.year desc limit 1) as werkgebied,
             s.data->>'buurt' as buurt_code, ${set.year}::int as boundary_year, s.data->>'byRole' as by_role, s.data->>'kind' as kind,
             (s.data->>'visitedOn')::date as visited_on, (s.data->>'planned')::boolean as planned
      from import_stage s where s.run = ${run}`)
  },

  undo: async (tx, run) => keptEdited(await undoUpsert(tx, run, target)),
}
