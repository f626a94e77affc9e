import { sql } from 'drizzle-orm'
import { rows } from '../client'
import { boundarySetFor, rejectDuplicates, rejectUnknownBuurt, type Subject } from './subject'
import { undoUpsert, upsert, type Target } from './upsert'

const werkgebied: Target = { table: 'werkgebied', key: ['gemeente', 'slug'], content: ['name'] }
const membership: Target = { table: 'werkgebied_buurt', key: ['gemeente', 'year', 'buurt_code'], content: ['werkgebied'] }

export const werkgebieden: Subject = {
  async validate(check, options) {
    const { tx, run } = check
    const set = (await boundarySetFor(tx, options.gemeente, options.year ?? 9999))!
    await rejectDuplicates(check, 'buurt_code', sql`s.data->>'buurt'`)
    await rejectUnknownBuurt(check, set)
    const [left] = await rows<{ n: number; names: string }>(tx, sql`
      select count(*)::int as n, string_agg(name, ', ' order by name) as names from area a
      where a.boundary_set = ${set.id} and a.level = 'buurt' and not a.water
        and not exists (select from import_stage s where s.run = ${run} and s.data->>'buurt' = a.code)
        and not exists (select from werkgebied_buurt wb where wb.gemeente = a.gemeente and wb.year = ${set.year} and wb.buurt_code = a.code)`)
    return left!.n > 0 ? [`${left!.n} buurten horen nog bij geen werkgebied: ${left!.names.slice(0, 300)}.`] : []
  },

  async apply(tx, run, options) {
    const set = (await boundarySetFor(tx, options.gemeente, options.year ?? 9999))!
    await upsert(tx, run, werkgebied, sql`
      select distinct on (1, 2) ${options.gemeente}::text as gemeente, s.data->>'slug' as slug, s.data->>'name' as name
      from import_stage s where s.run = ${run} order by 1, 2, s.row`)
    return upsert(tx, run, membership, sql`
      select ${options.gemeente}::text as gemeente, ${set.year}::int as year, s.data->>'buurt' as buurt_code, w.id as werkgebied
      from import_stage s join werkgebied w on w.gemeente = ${options.gemeente} and w.slug = s.data->>'slug' where s.run = ${run}`)
  },

  async undo(tx, run) {
    await undoUpsert(tx, run, membership)
    await undoUpsert(tx, run, werkgebied)
  },
}
