import { sql, type SQL } from 'drizzle-orm'
import type { Tx } from '../client'

/** A question of somebody's own is kept for so many days; of standard ones the newest runs about a theme; and what they read for so long. */
const ownDays = 30
const standardRuns = 3
const inputMonths = 12

/**
 * Runs whose time is over on the date `on`. A standard run that holds the last sighting of a work item in its period stays: the course of a cluster is
 * told from those.
 */
const oldRuns = (on: string): SQL => sql`
  select r.id from (
    select r.*, row_number() over (partition by gemeente, theme, standard order by id desc) as newer,
           (exists (select from cluster_finding f where f.run = r.id and f.cluster is not null)
             and not exists (select from cluster_run n where n.key = r.key and n.id > r.id and n.standard and n.status = 'done')) as told
    from cluster_run r where r.status in ('done', 'failed', 'cancelled')) r
  where case when r.standard then r.newer > ${standardRuns} and not r.told
             else r.asked_at < (${on}::date - ${ownDays}::int)::timestamp at time zone 'Europe/Amsterdam' end`

const oldInputs = (on: string): SQL => sql`
  select i.run from cluster_input i join cluster_run r on r.id = i.run where (r.finished_at at time zone 'Europe/Amsterdam')::date + make_interval(months => ${inputMonths}) <= ${on}::date`

/** Lines of `signal_version` that can be one: adding them up says the same. */
const manyVersions = sql`select gemeente from signal_version group by gemeente having count(*) > 1000`

/** Whether something of calculations is due on the date. */
export const isRunDue = (on: string): SQL => sql`(exists (${oldRuns(on)}) or exists (${oldInputs(on)}) or exists (${manyVersions}))`

/** Drops runs and inputs whose time is over, at most so many (null: all), and adds up what says that data changed. @returns how many went */
export async function dropOldRuns(tx: Tx, on: string, most: number | null): Promise<{ n: number }[]> {
  const runs = await tx.execute(sql`with picked as (${oldRuns(on)} limit ${most}::bigint) delete from cluster_run r using picked p where p.id = r.id`)
  const inputs = await tx.execute(sql`with picked as (${oldInputs(on)} limit ${most}::bigint) delete from cluster_input i using picked p where p.run = i.run`)
  await tx.execute(sql`
    with many as (${manyVersions}), gone as (delete from signal_version v using many m where m.gemeente = v.gemeente returning v.gemeente, v.n, v.changed_at)
    insert into signal_version (gemeente, n, changed_at) select gemeente, sum(n), max(changed_at) from gone group by gemeente`)
  return [{ n: runs.count + inputs.count }]
}

/**
 * Before the reporters of the signals in the temporary table `due` are forgotten: remembers which reports were repeats, so that reporters can still be
 * counted. Of two reports within 90 days about the same theme in the same buurt the later one is marked, whichever of the two is forgotten first: while both
 * still know their reporter.
 */
export async function rememberRepeats(tx: Tx): Promise<void> {
  await tx.execute(sql`
    with going as materialized (
      select s.id, s.gemeente, s.theme, s.kind, s.reporter_key, s.observed_on from signal s join due d on d.id = s.id where s.reporter_key is not null and signal_counts(s.status, s.duplicate_of)),
    span as (select gemeente, min(observed_on) - 90 as first, max(observed_on) + 90 as last from going group by gemeente),
    near as materialized (
      select s.id, s.gemeente, s.theme, s.kind, s.reporter_key, s.observed_on, s.repeats_reporter, g.id is not null as going
      from span join signal s on s.gemeente = span.gemeente and s.observed_on between span.first and span.last left join going g on g.id = s.id
      where s.reporter_key is not null and signal_counts(s.status, s.duplicate_of)),
    repeats as (
      select distinct b.id from near a join near b
        on (a.gemeente, a.theme, a.kind, a.reporter_key) = (b.gemeente, b.theme, b.kind, b.reporter_key) and (b.observed_on, b.id) > (a.observed_on, a.id) and b.observed_on <= a.observed_on + 90
      where (a.going or b.going) and b.repeats_reporter is not true
        and exists (select from signal_area x join signal_area y on y.boundary_set = x.boundary_set and y.area = x.area where x.signal = a.id and y.signal = b.id))
    update signal s set repeats_reporter = true from repeats r where r.id = s.id`)
}
