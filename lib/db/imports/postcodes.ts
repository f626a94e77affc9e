import { sql } from 'drizzle-orm'
import type { ImportOptions } from '@/lib/domain/import-run'
import { many } from '@/lib/domain/many'
import { SourceError } from '@/lib/domain/source-record'
import { rows, type Tx } from '../client'
import { boundarySetFor, rejectUnknownBuurt, type Subject } from './subject'
import { ImportRefused, undoUpsert, upsert, type Target } from './upsert'

const target: Target = { table: 'postcode_buurt', key: ['gemeente', 'year', 'postcode'], content: ['buurten', 'house_numbers'] }

/** Addresses become one row per postcode; house numbers stay only where a postcode lies in several buurten. What a file says of a postcode replaces what was known of it. */
export const postcodes: Subject = {
  async validate(check, options) {
    const { tx, run } = check
    const set = await setOfRun(tx, run, options, SourceError)
    if (!set) return []
    await rejectUnknownBuurt(check, set)
    const [found] = await rows<{ postcodes: number; split: number; named: number; buurten: number; loaded: number; replaced: number }>(tx, sql`
      with postcode as (
        select s.data->>'postcode' as code, count(distinct s.data->>'buurt') as n from import_stage s
        where s.run = ${run} and not exists (select from import_reject r where r.run = s.run and r.row = s.row) group by 1)
      select count(*)::int as postcodes, (count(*) filter (where n > 1))::int as split,
             (select count(*)::int from area a where a.boundary_set = ${set.id} and a.level = 'buurt' and not a.water) as buurten,
             (select count(*)::int from area a where a.boundary_set = ${set.id} and a.level = 'buurt' and not a.water
                and a.code in (select s.data->>'buurt' from import_stage s where s.run = ${run})) as named,
             (select count(*)::int from postcode_buurt p where p.gemeente = ${set.gemeente} and p.year = ${set.year}) as loaded,
             (select count(*)::int from postcode_buurt p where p.gemeente = ${set.gemeente} and p.year = ${set.year} and p.postcode in (select code from postcode)) as replaced
      from postcode`)
    const { postcodes, split, named, buurten, loaded, replaced } = found!
    return [
      `${many(postcodes, 'postcode', 'postcodes')}, waarvan ${split === 0 ? 'geen in meer dan een buurt.' : `${split.toLocaleString('nl-NL')} in meer dan een buurt: daar worden ook de huisnummers bewaard.`}`,
      `${named} van ${many(buurten, 'buurt', 'buurten')} (indeling ${set.year}) ${named === 1 ? 'heeft' : 'hebben'} een postcode in dit bestand.`,
      ...(loaded === 0 ? [] : [whatStays(loaded, replaced, set.year)]),
    ]
  },

  async apply(tx, run, options) {
    const set = await setOfRun(tx, run, options, ImportRefused)
    if (!set) return { applied: 0, unchanged: 0 }
    await tx.execute(sql`drop table if exists staged_postcode`)
    await tx.execute(sql`
      create temporary table staged_postcode on commit drop as
      with in_buurt as (
        select s.data->>'postcode' as postcode, s.data->>'buurt' as buurt, jsonb_agg(distinct (s.data->>'houseNumber')::int order by (s.data->>'houseNumber')::int) as numbers, count(*)::int as addresses
        from import_stage s where s.run = ${run} group by 1, 2)
      select ${set.gemeente}::text as gemeente, ${set.year}::int as year, postcode, array_agg(buurt order by buurt collate "C") as buurten,
             case when count(*) > 1 then jsonb_object_agg(buurt, numbers) end as house_numbers, sum(addresses)::int as addresses
      from in_buurt group by postcode`)
    // Addresses are counted, as the user sees them in the file, not postcodes.
    const [counts] = await rows<{ all: number; changed: number }>(tx, sql`
      select coalesce(sum(s.addresses), 0)::int as all, coalesce(sum(s.addresses) filter (where p.postcode is null or (p.buurten, p.house_numbers) is distinct from (s.buurten, s.house_numbers)), 0)::int as changed
      from staged_postcode s left join postcode_buurt p on (p.gemeente, p.year, p.postcode) = (s.gemeente, s.year, s.postcode)`)
    await upsert(tx, run, target, sql`select gemeente, year, postcode, buurten, house_numbers from staged_postcode`)
    return { applied: counts!.changed, unchanged: counts!.all - counts!.changed }
  },

  async undo(tx, run) {
    await undoUpsert(tx, run, target)
  },
}

/** What becomes of the postcodes that are there already: only those in the file are replaced. */
function whatStays(loaded: number, replaced: number, year: number): string {
  const there = `Er ${loaded === 1 ? 'is' : 'zijn'} al ${many(loaded, 'postcode', 'postcodes')} (indeling ${year})`
  if (replaced === 0) return `${there}; daarvan staat er geen in dit bestand, dus ${loaded === 1 ? 'die blijft' : 'die blijven'} staan.`
  if (replaced === loaded) return `${there}; ${loaded === 1 ? 'die staat ook in dit bestand en wordt' : 'die staan ook in dit bestand en worden'} vervangen.`
  return `${there}: ${many(replaced, 'die ook in dit bestand staat wordt', 'die ook in dit bestand staan worden')} vervangen, ${many(loaded - replaced, 'andere blijft', 'andere blijven')} staan.`
}

/**
 * The boundaries of the year that the rows speak of: codes of one year mean something else in another. null when nothing is staged.
 * @throws {Refusal} when the boundaries of that year are not loaded
 */
async function setOfRun(tx: Tx, run: number, options: ImportOptions, Refusal: typeof SourceError | typeof ImportRefused): Promise<{ id: number; gemeente: string; year: number } | null> {
  const [staged] = await rows<{ year: number | null }>(tx, sql`select (s.data->>'year')::int as year from import_stage s where s.run = ${run} limit 1`)
  if (!staged) return null
  const set = await boundarySetFor(tx, options.gemeente, staged.year ?? 9999)
  if (set && (staged.year === null || staged.year === set.year)) return set
  const [known] = await rows<{ years: string | null }>(tx, sql`select string_agg(year::text, ', ' order by year) as years from boundary_set where gemeente = ${options.gemeente}`)
  throw new Refusal('boundaries_missing', `Deze postcodes zijn van de indeling ${staged.year}, maar van ${options.gemeente} zijn alleen grenzen geladen van: ${known?.years ?? 'geen jaar'}. Laad eerst de grenzen van ${staged.year}, of neem het postcodebestand van een jaar dat er is.`)
}
