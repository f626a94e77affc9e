import { sql } from 'drizzle-orm'
import { asking, rows } from '@/lib/db/client'
import type { Me } from '@/lib/db/people'
import { anonymous, system, type Role } from '@/lib/domain/identity'
import type { RegisterId, RegisterRecord } from '@/lib/domain/register'

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
      insert into team values ('zorg', 'Team Zorg'), ('wijkbeheer', 'Team Wijkbeheer') on conflict do nothing;
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

/** One record of a register that may be kept; `n` makes it differ from others, `of` says what it refers to. */
export type Refs = { organisation: number; service: number; venue: number; activity: number; agreement: number; line: number; werkgebied: number; /** at least one */ cohorts?: number[]; focusPeriod?: number; platform?: number; meeting?: number }
export const sample: Readonly<Record<RegisterId, (n: number, of: Refs) => RegisterRecord>> = {
  organisations: (n) => ({ name: `Stichting ${String.fromCharCode(65 + (n % 26))}${n}`, kind: n % 2 ? 'sport' : 'cultuur', from: n % 3 ? `202${n % 5}-01-01` : null }),
  services: (n, of) => ({ name: `dienst ${n % 7}`, organisation: of.organisation, serviceType: n % 2 ? 'inloop' : 'Spreekuur', themes: n % 3 ? ['geldzorgen'] : ['geldzorgen', 'eenzaamheid'], targetGroups: n % 2 ? ['iedereen'] : ['ouderen', 'mantelzorgers'], professional: n % 2 === 0 }),
  venues: (n) => ({ name: `Buurthuis ${n}`, kind: n % 2 ? 'buurthuis' : 'school', point: n % 2 ? places.west : places.oost, wheelchair: n % 3 ? 'ja' : null, from: '2020-01-01', to: n % 4 ? null : '2027-01-01' }),
  activities: (n, of) => ({
    name: `Inloop ${n}`, service: of.service, schedule: 'FREQ=WEEKLY;BYDAY=TU', startTime: '10:00', from: '2026-01-01', to: n % 3 ? null : '2026-07-01', capacityHours: n % 5,
    ...(n % 2 ? { venue: of.venue } : { serviceArea: 'buurten', buurten: n % 4 ? [buurt.oost] : [buurt.oost, buurt.zuid] }), targetGroups: n % 3 ? ['ouderen'] : [], professional: n % 2 === 0, cooperationWith: n % 5 ? [] : [of.organisation],
  }),
  agreements: (n, of) => ({ title: `Afspraak ${n}`, organisation: of.organisation, year: 2024 + (n % 3), status: n % 2 ? 'agreed' : 'concept', subsidyEur: n % 3 ? 1000.5 * n : null, hours: n % 4 ? 400 : null, attendanceClause: n % 2 === 0 }),
  'agreement-lines': (n, of) => ({ agreement: of.agreement, description: `Regel ${n % 6}`, theme: n % 2 ? 'geldzorgen' : 'eenzaamheid', hours: 1 + (n % 3), ...(n % 3 === 0 ? { level: 'buurt', buurt: buurt.west } : n % 3 === 1 ? { level: 'werkgebied', werkgebied: of.werkgebied } : { level: 'gemeente' }), frequency: n % 2 ? 'weekly' : null }),
  deliveries: (n, of) => ({ ...(n % 2 ? { agreementLine: of.line } : { activity: of.activity }), from: `202${5 + (n % 2)}-0${1 + (n % 6)}-01`, to: '2026-12-31', hours: n / 4, participants: n % 3 ? n : null, stage: (['agreed', 'planned', 'delivered', 'seen'] as const)[n % 4] }),
  visits: (n) => ({ visitedOn: `2026-0${1 + (n % 6)}-1${n % 9}`, buurtCode: n % 2 ? buurt.west : buurt.oost, kind: n % 3 ? 'ronde' : 'spreekuur', byRole: n % 2 ? 'wijkmanager' : 'wijkagent', planned: n % 2 === 0 }),
  initiatives: (n) => ({
    title: `Samen tuinieren ${n}`, receivedOn: `2026-0${1 + (n % 6)}-01`, byWhom: n % 2 ? 'bewoner' : 'wijkplatform', whatResidentsDo: 'Zij leggen een tuin aan.', whatTheyAsk: 'Grond en een waterpunt.',
    ...(n % 2 ? { point: places.west } : { buurt: buurt.oost }), theme: n % 3 ? 'geldzorgen' : null, route: n % 2 ? 'wijkbeheer' : null, handOverRef: n % 2 ? 'WB-1' : null, status: n % 4 === 3 ? 'assigned' : 'received', ...(n % 4 === 3 && { ownerTeam: 'wijkbeheer' }),
  }),
  cohorts: (n) => ({ year: 2001 + n, budgetEur: n % 3 ? 100_000 + n : null, capacity: n % 4 ? 2 : null, note: n % 2 ? 'Met het wijkbudget.' : null }),
  // Twelve cohorts of one buurt, then of the next: a cohort has a buurt once.
  'focus-periods': (n, of) => ({ cohort: of.cohorts![n % of.cohorts!.length]!, buurtCode: [buurt.west, buurt.oost, buurt.zuid][Math.floor(n / of.cohorts!.length)], planFrom: `${2001 + n}-01-01`, executionFrom: n % 2 ? `${2002 + n}-01-01` : null, reasonAgain: 'Het vorige plan is niet af.' }),
  measures: (n, of) => ({ title: `Bankjes ${n}`, focusPeriod: of.focusPeriod!, theme: n % 3 ? 'geldzorgen' : null, point: n % 2 ? places.west : null, status: n % 4 === 3 ? 'done' : n % 2 ? 'running' : 'planned', doneOn: n % 4 === 3 ? '2026-05-01' : null, plannedFrom: '2026-02-01', plannedTo: n % 3 ? '2026-06-01' : '2026-09-01', budgetEur: 1000.5 * n, ...(n % 2 ? { ownerTeam: 'wijkbeheer' } : { ownerOrganisation: of.organisation }), ...(n % 5 === 4 && { handedToTeam: 'zorg', handedOn: '2026-06-01' }) }),
  // The platform meets in the venue and keeps itself: it is of the organisation.
  wijkplatforms: (n, of) => ({ name: `Platform ${n}`, form: n % 2 ? 'bewonersgroep' : 'dorpsraad', buurten: n % 3 ? [buurt.west] : [buurt.oost, buurt.zuid], about: n % 2 ? 'Praten over de buurt.' : null, organisation: of.organisation, from: '2020-01-01', to: n % 4 ? null : '2030-01-01' }),
  'platform-meetings': (n, of) => ({ platform: of.platform!, heldOn: `2025-0${1 + (n % 6)}-12`, startTime: '19:30', endTime: n % 2 ? '21:00' : null, ...(n % 3 ? { venue: of.venue } : { place: 'Zaal 2' }), status: n % 4 === 3 ? 'held' : n % 4 === 2 ? 'cancelled' : 'planned', agenda: 'Licht\nRondvraag', summary: n % 4 === 3 ? 'Er komt licht.' : null }),
  'platform-actions': (n, of) => ({ title: `Bankje ${n}`, platform: of.platform!, meeting: n % 2 ? (of.meeting ?? null) : null, ...(n % 3 === 0 ? { by: 'platform' } : n % 3 === 1 ? { by: 'gemeente', team: 'wijkbeheer' } : { by: 'organisation', organisation: of.organisation }), due: n % 2 ? '2026-05-01' : null, status: n % 4 === 3 ? 'done' : 'open', doneOn: n % 4 === 3 ? '2026-04-01' : null }),
  participation: (n, of) => ({ focusPeriod: of.focusPeriod!, heldOn: `2026-0${1 + (n % 6)}-12`, kind: n % 2 ? 'bijeenkomst' : 'rondgang', people: n % 3 ? 10 + n : null, notes: n % 2 ? 'Meer licht.' : null }),
}
