import { sql } from 'drizzle-orm'
import { type Tx } from '@/lib/db/client'
import { inDb, load } from './imports'
import { Files, gemeente, origin } from './town'

export const releaseDay = '2026-11-27'
/** Of the initiative that lies in the venue. */
const followCode = 'proef-1111'
/** A key for tests only. */
export const releaseTestKey = Buffer.from('the key of a made-up publication, 40 long')
/** What must never be public: in the notes, ids, sources and reporters of signals. */
export const canaries = ['canary-note', 'canary-source', 'canary-id', 'canary-reporter', 'canary-care', 'canary-secret-ask', 'canary-theme', 'canary-figure', 'proef-1111', 'proef-3333'] as const

const buurten = { aanleg: 'BU99900101', brink: 'BU99900102', centrum: 'BU99900201' } as const
export type SignalCount = { buurt: keyof typeof buurten; theme: string; day: string; n: number }

/** Where all signals of a buurt are: more than 250 m from its corners, its middle and everything else that has a place. RD, metres. */
export const signalPoint = (buurt: keyof typeof buurten): { x: number; y: number } => ({ x: origin.x + Object.keys(buurten).indexOf(buurt) * 1000 + 250, y: origin.y + 740 })

/** The hand-made town with four public themes (one per half-year, one delicate), one sensitive; a venue, an activity, a focus buurt with a measure, two initiatives. */
export async function loadReleaseTown(): Promise<void> {
  const files = new Files()
  await load('themes', files.csv('themes.csv', [
    'slug,label,domain,sensitive,public,public_period,delicate', 'zwerfafval,Zwerfafval,fysiek,nee,ja,kwartaal,nee', 'verkeer,Verkeer,fysiek,nee,ja,kwartaal,', 'ontmoeten,Ontmoeten,sociaal,nee,ja,halfjaar,', 'jongeren,Overlast door jongeren,veiligheid,nee,ja,kwartaal,ja',
    'taal,Taal,sociaal,nee,nee,,', 'canary-theme,canary-theme,sociaal,ja,nee,,',
  ]))
  await load('boundaries', files.town(), { gemeente, year: 2026 })
  await load('postcodes', files.csv('postcodes.csv', ['PC6;Huisnummer;Buurt2026;Wijk2026;Gemeente2026', ...['0901AA;1;99900101', '0901AB;1;99900101', '0901AB;2;99900102', '0902AA;7;99900201'].map((a) => `${a};999001;9990`)]), { gemeente })
  await load('indicators', files.csv('figures.csv', ['code,year,indicator,unit,value,licence', 'BU99900101,2024,Laag inkomen,percentage,8,CC0-1.0', 'BU99900101,2025,Laag inkomen,percentage,9,CC0-1.0', 'BU99900101,2025,canary-figure,mensen,3,']), { gemeente, source: 'Proefcijfers' })
  const at = (x: number, y: number): string => `ST_SetSRID(ST_MakePoint(${origin.x + x}, ${origin.y + y}), 28992)`
  await inDb((tx) => tx.execute(sql.raw(`
    insert into team (slug, name) values ('wijkbeheer', 'Team Wijkbeheer') on conflict do nothing;
    insert into organisation (id, gemeente, source_id, name, kind) values (901, '${gemeente}', 'o1', 'Stichting De Brug', 'welzijn');
    insert into venue (id, gemeente, source_id, name, kind, address, point) values (901, '${gemeente}', 'v1', 'Buurthuis De Brink', 'hub', 'Brinkplein 1', ${at(1500, 480)});
    insert into service (id, gemeente, source_id, organisation, name, service_type, themes) values (901, '${gemeente}', 's1', 901, 'Inloop', 'inloop', '{canary-theme,ontmoeten}');
    insert into activity (gemeente, source_id, service, venue, name, schedule, start_time, times_per_year, "from") values ('${gemeente}', 'a1', 901, 901, 'Koffie', 'FREQ=WEEKLY;BYDAY=TU', '10:00', 52, '2026-01-01');
    insert into cohort (id, gemeente, source_id, year) values (901, '${gemeente}', 'c1', 2026), (902, '${gemeente}', 'c2', 2028);
    insert into focus_period (id, gemeente, source_id, cohort, buurt_code, boundary_year, decided_on, plan_from, goal) values (901, '${gemeente}', 'f1', 901, 'BU99900101', 2026, '2025-11-01', '2026-01-01', 'Samen schoon');
    insert into focus_period (gemeente, source_id, cohort, buurt_code, boundary_year, proposed_on) values ('${gemeente}', 'f2', 902, 'BU99900102', 2026, '2026-11-01');
    insert into measure (gemeente, source_id, focus_period, title, point, theme, owner_team, status) values ('${gemeente}', 'm1', 901, 'Bankje', ${at(480, 480)}, 'canary-theme', 'wijkbeheer', 'running');
    insert into wijkplatform (id, gemeente, source_id, name, form, buurten) values (901, '${gemeente}', 'w1', 'Platform Brink', 'bewonersgroep', '{BU99900102}');
    insert into platform_meeting (gemeente, source_id, platform, held_on, start_time, venue, agenda) values ('${gemeente}', 'b1', 901, '2027-01-12', '19:30', 901, 'Licht');
    insert into platform_action (gemeente, source_id, platform, title, by, team) values ('${gemeente}', 'p1', 901, 'Bankje terugzetten', 'gemeente', 'wijkbeheer');
    insert into initiative (gemeente, source_id, title, received_on, by_whom, what_residents_do, what_they_ask, point, status, public_consent, follow_code) values
      ('${gemeente}', 'i1', 'Buurttuin', '2026-05-01', 'bewoner', 'tuinieren', 'canary-secret-ask', ${at(1510, 490)}, 'received', true, '${followCode}'),
      ('${gemeente}', 'i2', 'Soep thuis', '2026-05-02', 'bewoner', 'koken', 'canary-secret-ask', ${at(1800, 200)}, 'received', true, 'proef-2222'),
      ('${gemeente}', 'i3', 'canary-care', '2026-05-03', 'bewoner', 'canary-care', 'canary-secret-ask', ${at(1200, 200)}, 'received', false, 'proef-3333');
  `)))
}

/** Puts signals in the town, all of a buurt at one place. */
export async function addSignals(counts: readonly SignalCount[], name = 'canary-id'): Promise<void> {
  await inDb(async (tx) => {
    for (const [i, { buurt, theme, day, n }] of counts.entries()) await insertSignals(tx, `${name}-${i}`, signalPoint(buurt), theme, day, n)
  })
}

export async function insertSignals(tx: Tx, name: string, { x, y }: { x: number; y: number }, theme: string, day: string, n: number): Promise<void> {
  await tx.execute(sql`
    insert into signal (gemeente, source, source_id, kind, theme, evidence, observed_on, point, accuracy, note, reporter_key)
    select ${gemeente}, 'canary-source', ${name} || '-' || i, 'knelpunt', ${theme}, 'waarneming', ${day}::date, ST_SetSRID(ST_MakePoint(${x}::float8, ${y}::float8), 28992), 'punt', 'canary-note', 'canary-reporter'
    from generate_series(1, ${n}) i`)
}
