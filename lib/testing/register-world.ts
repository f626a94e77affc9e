import { sql } from 'drizzle-orm'
import { asking, rows } from '@/lib/db/client'
import type { Me } from '@/lib/db/people'
import { anonymous, system, type Role } from '@/lib/domain/identity'

/**
 * A gemeente for tests of the registers: buurten West, Oost and Zuid of 1 x 1 km in a row from (100000, 500000) in RD (Zuid in no werkgebied), two themes
 * (`geldzorgen`, and the sensitive `eenzaamheid`), two organisations, and a user of every kind.
 */
export const town = 'GM9990'
export const buurt = { west: 'BU99900101', oost: 'BU99900201', zuid: 'BU99900301' } as const
/** In CRS84: in West, in Oost, and far outside. */
export const places = { west: { lon: 4.583421, lat: 52.485632 }, oost: { lon: 4.598144, lat: 52.485721 }, outside: { lon: 6.5, lat: 53.2 } } as const
const accounts = ['wijkmanager-west', 'planner', 'college', 'adviser-zorg', 'adviser-wijkbeheer', 'org-a', 'org-b', 'admin'] as const
export type Account = (typeof accounts)[number]
export type RegisterWorld = { users: Record<Account, Me>; organisations: { a: number; b: number }; werkgebied: { west: number; oost: number } }

export async function makeRegisterWorld(): Promise<RegisterWorld> {
  return asking(system, async (tx) => {
    await tx.execute(sql.raw(`
      insert into gemeente values ('${town}', 'Proefstad', true);
      insert into boundary_set (gemeente, year, source) values ('${town}', 2024, 'proef');
      insert into theme (slug, label, domain, sensitive) values ('geldzorgen', 'Geldzorgen', 'sociaal', false), ('eenzaamheid', 'Eenzaamheid', 'sociaal', true);
      insert into area (boundary_set, gemeente, year, level, code, name, geom, label_point)
      select b.id, '${town}', 2024, 'buurt', code, name, g, ST_PointOnSurface(g)
      from boundary_set b, (values ('${buurt.west}', 'West', 100000), ('${buurt.oost}', 'Oost', 101000), ('${buurt.zuid}', 'Zuid', 102000)) v(code, name, x),
           lateral (select ST_Multi(ST_MakeEnvelope(x, 500000, x + 1000, 501000, 28992)) as g) s;
      insert into werkgebied (gemeente, slug, name) values ('${town}', 'west', 'Wijk West'), ('${town}', 'oost', 'Wijk Oost');
      insert into werkgebied_buurt (werkgebied, gemeente, year, buurt_code) select id, '${town}', 2024, case slug when 'west' then '${buurt.west}' else '${buurt.oost}' end from werkgebied;
      insert into team values ('zorg', 'Team Zorg'), ('wijkbeheer', 'Team Wijkbeheer');
      insert into organisation (gemeente, source, source_id, name, kind) values ('${town}', 'proef', 'a', 'De Brug', 'welzijn'), ('${town}', 'proef', 'b', 'Humanitas', 'vrijwilligers')`))
    const ids = async (statement: string): Promise<Record<string, number>> => Object.fromEntries((await rows<{ key: string; id: number }>(tx, sql.raw(statement))).map((r) => [r.key, r.id]))
    const organisations = (await ids('select source_id as key, id from organisation')) as { a: number; b: number }
    const werkgebied = (await ids('select slug as key, id from werkgebied')) as { west: number; oost: number }
    const users = {} as Record<Account, Me>
    for (const account of accounts) {
      const role = (account.startsWith('org-') ? 'organisation' : account.split('-')[0]) as Role
      const team = role === 'adviser' ? account.split('-')[1]! : null
      const organisation = account === 'org-a' ? organisations.a : account === 'org-b' ? organisations.b : null
      const sensitive = account === 'wijkmanager-west'
      const [user] = await rows<{ id: number }>(tx, sql`
        insert into app_user (account, name, role, team, sensitive, organisation) values (${account}, ${`Naam van ${account}`}, ${role}, ${team}, ${sensitive}, ${organisation}::bigint) returning id`)
      const scopes = role === 'wijkmanager' ? [{ id: werkgebied.west, slug: 'west', name: 'Wijk West', gemeente: town }] : []
      for (const { id } of scopes) await tx.execute(sql`insert into user_scope (app_user, gemeente, werkgebied, "from") values (${user!.id}, ${town}, ${id}, '2020-01-01')`)
      users[account] = { ...anonymous, account, name: account, role, team, sensitive, uid: user!.id, werkgebieden: scopes.map((s) => s.id), scopes }
    }
    return { users, organisations, werkgebied }
  }, { deadlineMs: null })
}
