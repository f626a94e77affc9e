import { sql } from 'drizzle-orm'
import type { Tx } from './client'

const teams: [string, string][] = [
  ['wijkbeheer', 'Team Wijkbeheer'],
  ['zorg', 'Team Zorg'],
  ['beleid', 'Team Beleid'],
]
/** account, name, role, team; `wijkmanager` may see sensitive themes in the own werkgebied, `wijkmanager-2` may not. */
const accounts: [string, string, string, string | null][] = [
  ['wijkmanager', 'Wijkmanager 1', 'wijkmanager', null],
  ['wijkmanager-2', 'Wijkmanager 2', 'wijkmanager', null],
  ['planner', 'Planner programma 9', 'planner', null],
  ['college', 'Collegelid', 'college', null],
  ['adviser-zorg', 'Adviseur team Zorg', 'adviser', 'zorg'],
  ['adviser-wijkbeheer', 'Adviseur team Wijkbeheer', 'adviser', 'wijkbeheer'],
  ['organisation', 'Welzijnsorganisatie', 'organisation', null],
  ['admin', 'Beheerder', 'admin', null],
]

/** Teams come before the accounts: initiatives name them. */
export async function makeDemoTeams(tx: Tx): Promise<void> {
  for (const [slug, name] of teams) await tx.execute(sql`insert into team (slug, name) values (${slug}, ${name}) on conflict do nothing`)
}

/**
 * Makes the demo accounts, gives the two wijkmanagers the first two werkgebieden of the gemeente and the account `organisation` its organisation.
 * Doing it again changes nothing.
 */
export async function makeDemoAccounts(tx: Tx, gemeente: string, organisation?: { source: string; sourceId: string }): Promise<void> {
  await makeDemoTeams(tx)
  for (const [account, name, role, team] of accounts)
    await tx.execute(sql`insert into app_user (account, name, role, team, sensitive, demo) values (${account}, ${name}, ${role}, ${team}, ${account === 'wijkmanager'}, true) on conflict (account) do nothing`)
  await tx.execute(sql`
    insert into user_scope (app_user, gemeente, werkgebied, "from")
    select u.id, w.gemeente, w.id, date '2020-01-01'
    from (select id, row_number() over (order by name) as nth, gemeente from werkgebied where gemeente = ${gemeente}) w
    join app_user u on u.account = case w.nth when 1 then 'wijkmanager' when 2 then 'wijkmanager-2' end
    on conflict do nothing`)
  if (organisation)
    await tx.execute(sql`
      update app_user u set organisation = o.id from organisation o
      where u.account = 'organisation' and u.demo and (o.gemeente, o.source, o.source_id) = (${gemeente}, ${organisation.source}, ${organisation.sourceId})`)
}

/** Marks a gemeente as fictional; every screen then says so. */
export async function markFictional(tx: Tx, gemeente: string): Promise<void> {
  await tx.execute(sql`update gemeente set fictional = true where code = ${gemeente}`)
}

/** Replaces the backdrop of a gemeente. Geometry is GeoJSON in RD (EPSG:28992), in painting order. */
export async function replaceBackdrop(tx: Tx, gemeente: string, features: readonly { kind: string; name: string | null; geometry: object }[]): Promise<void> {
  await tx.execute(sql`delete from backdrop where gemeente = ${gemeente}`)
  for (let at = 0; at < features.length; at += 500)
    await tx.execute(sql`
      insert into backdrop (gemeente, kind, name, geom)
      select ${gemeente}, e->>'kind', e->>'name', ST_SetSRID(ST_GeomFromGeoJSON(e->>'geometry'), 28992)
      from jsonb_array_elements(${JSON.stringify(features.slice(at, at + 500))}::text::jsonb) with ordinality as t(e, nth) order by nth`)
  await tx.execute(sql`select home_points_again(id) from boundary_set where gemeente = ${gemeente}`) // people live along the streets
}

/** Whether the demo must be loaded: nothing real is there, and it was not loaded to the end before (the accounts come last). */
export async function needsDemo(tx: Tx, gemeente: string): Promise<boolean> {
  const [found] = (await tx.execute(sql`
    select not exists (select from gemeente where code <> ${gemeente}) and not exists (select from app_user where demo) as needed`)) as unknown as { needed: boolean }[]
  return found!.needed
}
