import { sql } from 'drizzle-orm'
import { asking, rows, type Tx } from '@/lib/db/client'
import { criteria, type Anchors } from '@/lib/domain/focus-criteria'
import { anonymous, system, type Identity, type Role } from '@/lib/domain/identity'

/**
 * A small gemeente with one user of every kind and one row of everything that rights are about, for the tests of row-level security. Two
 * werkgebieden, west and oost, with one buurt each; places outside both are `none`.
 */
export type Where = 'west' | 'oost' | 'none'
export type TestUser = { name: string; role: Role; team: string | null; sensitive: boolean; scope: Where | null; active: boolean; organisation?: 'own'; identity: Identity }
/** Names of rows by their ids, so that a row can be named without reading another guarded table. */
export type Names = Record<'signal' | 'user' | 'run' | 'area' | 'venue' | 'initiative', Map<string, string>>
export type World = { users: TestUser[]; names: Names }

const made: readonly Omit<TestUser, 'identity'>[] = [
  { name: 'wijkmanager-west', role: 'wijkmanager', team: null, sensitive: false, scope: 'west', active: true },
  { name: 'wijkmanager-oost-sensitive', role: 'wijkmanager', team: null, sensitive: true, scope: 'oost', active: true },
  { name: 'wijkmanager-without', role: 'wijkmanager', team: null, sensitive: true, scope: null, active: true },
  { name: 'planner', role: 'planner', team: null, sensitive: true, scope: null, active: true }, // the right means nothing for this role
  { name: 'college', role: 'college', team: null, sensitive: false, scope: null, active: true },
  { name: 'adviser-zorg', role: 'adviser', team: 'zorg', sensitive: false, scope: null, active: true },
  { name: 'adviser-wijkbeheer', role: 'adviser', team: 'wijkbeheer', sensitive: false, scope: null, active: true },
  { name: 'planner-in-team-zorg', role: 'planner', team: 'zorg', sensitive: false, scope: null, active: true }, // a team is of advisers only
  { name: 'organisation', role: 'organisation', team: null, sensitive: false, scope: null, active: true, organisation: 'own' },
  { name: 'organisation-without', role: 'organisation', team: null, sensitive: false, scope: null, active: true },
  { name: 'planner-of-organisation', role: 'planner', team: null, sensitive: false, scope: null, active: true, organisation: 'own' }, // an organisation is of organisation users only
  { name: 'admin', role: 'admin', team: null, sensitive: false, scope: null, active: true },
  { name: 'switched-off', role: 'admin', team: null, sensitive: true, scope: null, active: false },
]

/** Themes: `plain` and `care` (sensitive). Every cell of buurt x theme holds five signals, so that rounding leaves it as it is. */
export async function makeWorld(): Promise<World> {
  return asking(system, async (tx) => {
    await tx.execute(sql.raw(`
      insert into gemeente values ('GM9990', 'Proefstad', true);
      insert into boundary_set (gemeente, year, source) values ('GM9990', 2024, 'proef');
      insert into theme (slug, label, domain, sensitive) values ('plain', 'Zwerfafval', 'fysiek', false), ('care', 'Eenzaamheid', 'sociaal', true);
      insert into area (boundary_set, gemeente, year, level, code, name, geom, label_point)
      select b.id, 'GM9990', 2024, 'buurt', code, code, g, ST_PointOnSurface(g)
      from boundary_set b, (values ('BU99900101', 100000), ('BU99900201', 101000), ('BU99900301', 102000)) v(code, x),
           lateral (select ST_Multi(ST_MakeEnvelope(x, 500000, x + 1000, 501000, 28992)) as g) s;
      insert into werkgebied (gemeente, slug, name) values ('GM9990', 'west', 'West'), ('GM9990', 'oost', 'Oost');
      insert into werkgebied_buurt (werkgebied, gemeente, year, buurt_code)
      select id, 'GM9990', 2024, case slug when 'west' then 'BU99900101' else 'BU99900201' end from werkgebied;
      insert into team values ('zorg', 'Team Zorg'), ('wijkbeheer', 'Team Wijkbeheer') on conflict do nothing;
      insert into signal (gemeente, source, source_id, kind, theme, evidence, observed_on, point, accuracy, note)
      select 'GM9990', 'spreekuur', t || w || i, 'knelpunt', t, 'waarneming', '2026-03-10', ST_SetSRID(ST_MakePoint(x + 137, 500213), 28992), 'punt', 'canary ' || t || ' ' || w
      from (values ('plain'), ('care')) v(t), (values ('west', 100000), ('oost', 101000), ('none', 102000)) w(w, x), generate_series(1, 5) i;
      insert into signal_event (signal, kind) select id, 'status' from signal where source_id like '%1';
      insert into visit (gemeente, source, source_id, buurt_code, boundary_year, by_role, kind, visited_on) values ('GM9990', 'log', '1', 'BU99900101', 2024, 'wijkmanager', 'ronde', '2026-03-01'), ('GM9990', 'log', '2', 'BU99900201', 2024, 'wijkmanager', 'ronde', '2026-03-02');
      insert into app_user (account, name, role, demo) values ('demo-account', 'Demo', 'planner', true);
      insert into claim_rule (claim, value, role) values ('groups', 'bf-planner', 'planner');
      insert into import_run (kind, status, source, by_user) values ('signals', 'refused', 'a.csv', 'admin'), ('signals', 'refused', 'b.csv', 'planner');
      insert into import_reject (run, row, code, message, value) select id, 1, 'x', 'x', 'canary reject' from import_run;
      insert into import_stage (run, row, data) select id, 1, '{"note": "canary stage"}' from import_run;
      insert into signal_stage (run, row, source, source_id, observed_on, kind, theme, evidence, accuracy, audience, status, note, note_asks, knows_duplicates)
      select id, 1, 'spreekuur', 'x', '2026-03-10', 'knelpunt', 'plain', 'waarneming', 'buurt', 'internal', 'open', 'canary stage', false, false from import_run limit 1;
      insert into import_before (run, target, key, before) select id, 'signal', '1', '{"note": "canary before"}' from import_run;
      insert into signal_expired (area, theme, month, source, evidence, kind, import_run, n) select id, 'plain', '2026-03-01', 'spreekuur', 'waarneming', 'knelpunt', 0, 5 from area where code = 'BU99900101';
      insert into signal_gone (key, why, gone_on) values ('x', 'expired', '2026-03-01');
      insert into retention_run ("on", report) values ('2026-03-01', '{"on": "2026-03-01", "themes": []}');
      insert into erasure (gemeente, by_user, signals, reason) values ('GM9990', 'admin', 1, 'test');
      select write_audit('test', 'world', '', 'ok', '{}')`))
    await makeRegisters(tx)
    const users = [...made.map((u) => ({ ...u, identity: anonymous })), { name: 'anonymous', role: 'anonymous' as const, team: null, sensitive: false, scope: null, active: false, identity: anonymous }]
    for (const user of users.slice(0, -1)) {
      const [row] = await rows<{ id: number }>(tx, sql`
        insert into app_user (account, name, role, team, sensitive, active, organisation)
        values (${user.name}, ${user.name}, ${user.role}, ${user.team}, ${user.sensitive}, ${user.active}, (select id from organisation where source_id = ${user.organisation ?? ''})) returning id`)
      await tx.execute(sql`insert into session (token_hash, app_user, expires_at) values (${`hash of ${user.name}`}, ${row!.id}, now() + interval '1 hour')`)
      if (user.scope) await tx.execute(sql`insert into user_scope (app_user, gemeente, werkgebied, "from") select ${row!.id}, 'GM9990', id, '2020-01-01' from werkgebied where slug = ${user.scope}`)
      user.identity = { account: user.name, role: user.role, uid: row!.id, team: user.team, sensitive: user.sensitive, werkgebieden: await scopeOf(tx, row!.id) }
    }
    // Scopes that are over, or not yet there, give nothing.
    await tx.execute(sql`
      insert into user_scope (app_user, gemeente, werkgebied, "from", "to", kind)
      select u.id, 'GM9990', w.id, s.a::date, s.b::date, 'replacement' from app_user u, werkgebied w, (values ('2020-01-01', '2021-01-01'), ('2999-01-01', null)) s(a, b)
      where u.account = 'wijkmanager-without' and w.slug = 'west'`)
    await makeClusters(tx)
    // Thrown away by the organisation itself: it still reads what it was.
    await tx.execute(sql`select set_config('app.uid', (select id::text from app_user where account = 'organisation'), true)`)
    await tx.execute(sql`delete from service where source_id = 'gone-own'`)
    await tx.execute(sql`select set_config('app.uid', '', true)`)
    await tx.execute(sql`delete from service where source_id = 'gone'`)
    // Scenarios of two makers; one was taken away, and is left for its maker.
    await tx.execute(sql.raw(`
      insert into placement_scenario (gemeente, source_id, theme, name, "on", question, input, result, method, created_by, removed_at)
      select 'GM9990', s, 'plain', 'x', '2026-03-01', '{}', '{"buurten": []}', '{}', 'x', u.id, case when s like 'removed%' then now() end
      from (values ('of-planner', 'planner'), ('of-west', 'wijkmanager-west'), ('removed-of-planner', 'planner')) v(s, account) join app_user u using (account)`))
    await tx.execute(sql.raw(`
      insert into rotation_scenario (gemeente, source_id, name, from_year, years, question, input, result, method, created_by, removed_at)
      select 'GM9990', s, 'x', 2031, 4, '{}', '{}', '{}', 'x', u.id, case when s like 'removed%' then now() end
      from (values ('rotation-of-planner', 'planner'), ('removed-rotation-of-planner', 'planner'), ('rotation-of-nobody', null)) v(s, account) left join app_user u using (account)`))
    const namesOf = async (statement: string): Promise<Map<string, string>> => new Map((await rows<{ id: string; name: string }>(tx, sql.raw(statement))).map((r) => [r.id, r.name]))
    const names: Names = {
      signal: await namesOf('select id::text, source_id as name from signal'),
      user: await namesOf('select id::text, account as name from app_user'),
      run: await namesOf('select id::text, by_user as name from import_run'),
      area: await namesOf(`select id::text, case code when 'BU99900101' then 'west' when 'BU99900201' then 'oost' else 'none' end as name from area`),
      venue: await namesOf('select id::text, source_id as name from venue'),
      initiative: await namesOf('select id::text, source_id as name from initiative'),
    }
    return { users, names }
  }, { deadlineMs: null })
}

/**
 * The registers: what is `own` is of the organisation of the user `organisation`. Numbers are fixed (901 own, 902 other), so that a statement can
 * name what its user may not read. Each record was changed once, so that it has a history.
 */
async function makeRegisters(tx: Tx): Promise<void> {
  const at = (x: number): string => `ST_SetSRID(ST_MakePoint(${x + 137}, 500213), 28992)`
  await tx.execute(sql.raw(`
    insert into organisation (id, gemeente, source_id, name, kind) select i, 'GM9990', s, s, 'welzijn' from (values (901, 'own'), (902, 'other')) v(i, s);
    insert into service (id, gemeente, source_id, organisation, name, service_type, themes) select id, 'GM9990', source_id, id, 'x', 'inloop', '{plain}' from organisation;
    insert into service (gemeente, source_id, organisation, name, service_type) select 'GM9990', s, id, 'x', 'inloop' from organisation, (values ('gone'), ('gone-own')) v(s) where source_id = 'own';
    insert into venue (gemeente, source_id, organisation, name, kind, point) select 'GM9990', source_id, id, 'x', 'buurthuis', ${at(100_000)} from organisation;
    insert into venue (gemeente, source_id, name, kind, point) values ('GM9990', 'of-nobody', 'x', 'buurthuis', ${at(101_000)});
    insert into activity (id, gemeente, source_id, service, venue, name, schedule, times_per_year, "from")
    select s.id, 'GM9990', s.source_id, s.id, v.id, 'x', 'FREQ=WEEKLY;BYDAY=TU', 52, '2026-01-01' from service s join venue v using (source_id);
    insert into agreement (id, gemeente, source_id, organisation, year, title, status, hours) select id, 'GM9990', source_id, id, extract(year from now() at time zone 'Europe/Amsterdam'), 'x', 'agreed', 400 from organisation;
    insert into agreement_line (id, gemeente, source_id, agreement, description, theme, level, hours) select id, 'GM9990', source_id, id, 'x', 'plain', 'gemeente', 100 from agreement;
    insert into delivery (gemeente, source_id, agreement_line, activity, "from", "to", hours, stage)
    select 'GM9990', l.source_id || '-' || stage, l.id, case stage when 'planned' then a.id end, '2026-01-01', '2026-02-01', 10, stage
    from agreement_line l join activity a using (source_id), (values ('agreed'), ('planned'), ('seen')) v(stage);
    insert into delivery (gemeente, source_id, activity, "from", "to", hours, stage) select 'GM9990', source_id || '-activity', id, '2026-01-01', '2026-02-01', 10, 'delivered' from activity;
    insert into delivery (gemeente, source_id, agreement_line, activity, "from", "to", hours, stage)
    select 'GM9990', 'own-line-at-other', l.id, a.id, '2026-01-01', '2026-02-01', 10, 'delivered' from agreement_line l, activity a where l.source_id = 'own' and a.source_id = 'other';
    insert into presence_target (gemeente, buurt_code, weeks) values ('GM9990', 'BU99900101', 4), ('GM9990', 'BU99900201', 4);
    insert into initiative (gemeente, source_id, title, received_on, by_whom, what_residents_do, what_they_ask, point, route, owner_organisation)
    select 'GM9990', w || '-' || r, 'canary ' || r, '2026-03-01', 'bewoner', 'x', 'x', ST_SetSRID(ST_MakePoint(x + 137, 500213), 28992), case r when 'open' then null when 'owned' then 'organisation' when 'owned-zorg' then 'zorg' else r end,
           case when r like 'owned%' then (select id from organisation where source_id = 'own') end
    from (values ('west', 100000), ('oost', 101000), ('none', 102000)) w(w, x), (values ('open'), ('zorg'), ('college'), ('owned'), ('owned-zorg')) r(r);
    insert into signal_link (first, second)
    select least(a.id, b.id), greatest(a.id, b.id) from (values ('plainwest1', 'plainwest2'), ('carewest1', 'carewest2'), ('plainoost1', 'plainoost2'), ('plainwest3', 'plainoost3'), ('plainoost4', 'careoost4')) v(a, b)
    join signal a on a.source_id = v.a join signal b on b.source_id = v.b;
    insert into coverage_request (gemeente, source_id, buurt, theme, organisation, due, text)
    select 'GM9990', o.source_id || '-' || b.w, b.code, 'plain', o.id, '2999-01-01', 'canary request' from organisation o, (values ('west', 'BU99900101'), ('oost', 'BU99900201')) b(w, code);
    update coverage_request set reason = 'y';
    update organisation set name = name || '.'; update service set name = 'y'; update venue set name = 'y'; update activity set name = 'y'; update agreement set title = 'y';
    update agreement_line set description = 'y'; update delivery set hours = 11; update visit set planned = true; update initiative set what_they_ask = 'y'`))
  await makeVerdicts(tx)
  await makePlatforms(tx)
  await makeFocus(tx)
  await makeDecisions(tx)
}

/** Platforms 971 (own, west) and 972 (other, oost), with a meeting and actions of each; one action is of the team that has it. */
async function makePlatforms(tx: Tx): Promise<void> {
  await tx.execute(sql.raw(`
    insert into wijkplatform (id, gemeente, source_id, name, form, buurten, organisation) values (971, 'GM9990', 'own', 'x', 'dorpsraad', '{BU99900101}', 901), (972, 'GM9990', 'other', 'x', 'dorpsraad', '{BU99900201}', 902);
    insert into platform_meeting (id, gemeente, source_id, platform, held_on, start_time, place) select id, 'GM9990', source_id, id, '2999-01-01', '20:00', 'x' from wijkplatform;
    insert into platform_action (gemeente, source_id, platform, meeting, title, by, team) select 'GM9990', w.source_id || '-' || v.s, w.id, w.id, 'x', v.by, v.team from wijkplatform w, (values ('plain', 'platform', null), ('zorg', 'gemeente', 'zorg')) v(s, by, team);
    update wijkplatform set name = 'y'; update platform_meeting set agenda = 'y'; update platform_action set title = 'y'`))
}

/** Cohorts 2025 (951: west and oost, decided, and one proposed in no werkgebied) and 2030 (952, empty); focus buurten 951 to 953, with measures and samenspraak. */
async function makeFocus(tx: Tx): Promise<void> {
  await tx.execute(sql.raw(`
    insert into cohort (id, gemeente, source_id, year) values (951, 'GM9990', '2025', 2025), (952, 'GM9990', '2030', 2030);
    insert into focus_period (id, gemeente, source_id, cohort, buurt_code, proposed_on, decided_on, plan_from) values (951, 'GM9990', 'west', 951, 'BU99900101', '2024-10-01', '2024-11-01', '2025-01-01'),
      (952, 'GM9990', 'oost', 951, 'BU99900201', '2024-10-01', '2024-11-01', '2025-01-01'), (953, 'GM9990', 'none', 951, 'BU99900301', '2024-10-01', null, null);
    insert into measure (gemeente, source_id, focus_period, title, owner_team, owner_organisation, handed_to_organisation, handed_on)
    select 'GM9990', s, f, 'canary measure', team, o, h, case when h is not null then date '2025-06-01' end
    from (values ('plain', 951, null, null, null), ('owned', 951, null, 901, null), ('handed', 952, null, null, 901), ('zorg', 952, 'zorg', null, null)) v(s, f, team, o, h);
    insert into participation (gemeente, source_id, focus_period, kind, held_on, notes) values ('GM9990', 'west', 951, 'gesprek', '2025-02-01', 'canary'), ('GM9990', 'oost', 952, 'gesprek', '2025-02-01', 'canary');
    update cohort set note = 'y'; update focus_period set goal = 'y'; update measure set title = 'canary measure.'; update participation set notes = 'canary.'`))
}

/** What is frozen of a decision on one buurt, as an expression in SQL. @param on the day of the decision, in SQL */
export const decisionSnapshot = (year: number, code: string, on: string): string =>
  `jsonb_build_object('seen', jsonb_build_object('gemeente', jsonb_build_object('code', 'GM9990'), 'year', ${year}), 'decision', jsonb_build_object('proposed', array['${code}'], 'chosen', array['${code}'], 'again', '{}'::jsonb, 'deviationReason', null, 'publicText', 'x', 'decidedOn', ${on}, 'replaces', null))::text`

/** Proposals: a draft, one that was submitted (962) and one that was decided on (oost, for 2034, which makes a cohort and a focus buurt). */
async function makeDecisions(tx: Tx): Promise<void> {
  await tx.execute(sql.raw(`
    insert into focus_proposal (id, gemeente, source_id, year, codes, text, question, status, submitted_on)
    select i, 'GM9990', s, y, array[c], 'canary proposal', '{}', status, d::date from (values (961, 'draft', 2038, 'BU99900101', 'draft', null), (962, 'submitted', 2036, 'BU99900101', 'submitted', '2026-01-01'), (963, 'decided', 2034, 'BU99900201', 'submitted', '2026-01-01')) v(i, s, y, c, status, d);
    insert into focus_decision (id, gemeente, year, proposal, proposal_version, chosen, public_text, decided_on, snapshot) select 961, 'GM9990', 2034, 963, 1, '{BU99900201}', 'x', '2026-02-01', ${decisionSnapshot(2034, 'BU99900201', `date '2026-02-01'`)};
    update cohort set note = 'y' where year = 2034; update focus_period set goal = 'y' where decided_on = '2026-02-01'`))
}

/** Scales of a focus that was decided on, as a value in SQL. */
const anchors = `'${JSON.stringify({ from: 'gemeente', figures: {}, criteria: Object.fromEntries(criteria.map((c) => [c, { low: 0, high: 1 }])) as Anchors['criteria'] } satisfies Anchors)}'`

/** What was said of two pairs: of both organisations in west, and of two of the other one of which one (903) is held in oost. */
async function makeVerdicts(tx: Tx): Promise<void> {
  await tx.execute(sql.raw(`
    insert into activity (id, gemeente, source_id, service, venue, name, schedule, times_per_year, "from") select 903, 'GM9990', 'other-oost', 902, id, 'x', 'FREQ=WEEKLY;BYDAY=TU', 52, '2026-01-01' from venue where source_id = 'of-nobody';
    update activity set name = 'y' where id = 903;
    insert into postcode_buurt (gemeente, year, postcode, buurten) values ('GM9990', 2024, '0901AB', '{BU99900101}');
    insert into public_release (gemeente, status, id, sha256, made_at, made_on, boundary_year, key_mark) values ('GM9990', 'draft', '00000000000000aa', 'x', now(), '2026-05-01', 2024, 'x');
    insert into focus_threshold (gemeente, version, year, limits, at_least, anchors, reason) values ('GM9990', 1, 2027, '[]', 1, ${anchors}, 'canary threshold');
    insert into overlap_verdict (id, first, second, verdict, reason, expires, first_version, second_version) values (901, 901, 902, 'double', 'canary verdict', '2999-01-01', 2, 2), (902, 902, 903, 'wanted', 'canary verdict', '2999-01-01', 2, 2)`))
}

/**
 * One calculation (801) with a finding and a work item for every cell of buurt x theme, and one over west and oost together, numbered from 811 and 821 on
 * in the order of `foundCells`; and calculations that wait, of three users. Observed numbers are no multiples of five.
 */
export const foundCells = ['plain west', 'plain oost', 'plain none', 'care west', 'care oost', 'care none', 'plain both', 'care both'] as const

async function makeClusters(tx: Tx): Promise<void> {
  const codes: Record<string, string> = { west: 'BU99900101', oost: 'BU99900201', none: 'BU99900301', both: `BU99900101','BU99900201` }
  const areas = (where: string): string => `array(select id from area where code in ('${codes[where]!}') order by id)`
  await tx.execute(sql.raw(`
    insert into cluster_run (id, gemeente, "from", "to", kind, data_version, seed, standard, status, boundary_set, method, finished_at)
    select 801, 'GM9990', '2026-01-01', '2026-04-01', 'knelpunt', 1, 7, true, 'done', id, 'test', now() from boundary_set;
    insert into cluster_run (id, gemeente, "from", "to", kind, data_version, seed, asked_by)
    select v.id, 'GM9990', '2026-01-01', date '2026-01-01' + v.id::int, 'knelpunt', 1, 7, u.id from (values (802, 'wijkmanager-west'), (803, 'planner'), (804, 'switched-off')) v(id, account) join app_user u using (account);
    insert into cluster_input (run, input) values (801, '{"canary": "input"}');
    insert into cluster_theme (run, theme, place, total, state, indicative, power) values (801, 'plain', 0, 33, 'ok', false, 0.777), (801, 'care', 1, 44, 'ok', false, 0.777);
    insert into cluster_area (run, theme, area, reporters, expected, trend) select 801, t, id, 11, 3.3, 'none' from area, (values ('plain'), ('care')) v(t);
    insert into signal_pile (gemeente, version, point) values ('GM9990', 0, ST_SetSRID(ST_MakePoint(100500, 500500), 28992));
    ${foundCells.map((cell, i) => {
      const [theme, where] = cell.split(' ') as [string, string]
      return `insert into cluster (id, gemeente, theme, state, name, areas, first_seen, last_seen) values (${821 + i}, 'GM9990', '${theme}', 'new', 'x', ${areas(where)}, '2026-03-01', '2026-03-01');
        insert into cluster_event (cluster, kind, text) values (${821 + i}, 'note', 'canary note');
        insert into cluster_finding (id, run, theme, kind, label, areas, certainty, "from", "to", observed, expected, ratio, ratio_low, ratio_high, llr, p, signals, visits, people, sources, cluster)
        values (${811 + i}, 801, '${theme}', 'area', 'new', ${areas(where)}, ${where === 'both' ? 'array[0.9, 0.4]' : 'array[1.0]'}, '2026-01-01', '2026-04-01', 13, 3.3, 3.94, 2.1, 6.7, 8.8, 0.0004, 17, 6, 1234, 3, ${821 + i})`
    }).join(';')}`))
}

async function scopeOf(tx: Tx, user: number): Promise<number[]> {
  return (await rows<{ werkgebied: number }>(tx, sql`select werkgebied from user_scope where app_user = ${user}`)).map((r) => r.werkgebied)
}
