import type { Kind } from './kind'
import { registerKind } from './register-kind'

/** Kinds that follow from the registers; the example rows of their templates refer to one another and can be loaded in this order. */
export const organisations: Kind = registerKind('organisations', [
  { source_id: 'O-001', name: 'Stichting De Brug', kind: 'welzijn', description: 'Ontmoeting en hulp in de buurt', website: 'https://debrug.example', from: '2015-01-01' },
  { source_id: 'O-002', name: 'Vereniging Samen Op Pad', kind: 'vrijwilligers', from: '2020-09-01' },
])

export const services: Kind = registerKind('services', [
  { source_id: 'D-001', name: 'Spreekuur Samen', organisation: 'O-001', service_type: 'spreekuur eenzaamheid', themes: 'eenzaamheid|ontmoeten', target_groups: 'ouderen|mantelzorgers', professional: 'ja' },
  { source_id: 'D-002', name: 'Koffie-inloop', organisation: 'Vereniging Samen Op Pad', service_type: 'inloop', themes: 'ontmoeten', target_groups: 'iedereen', professional: 'nee' },
])

export const venues: Kind = registerKind('venues', [
  { source_id: 'L-001', name: 'Buurthuis De Haven', kind: 'buurthuis', address: 'Kade 1', lon: '4.7601', lat: '52.9563', opening_hours: 'ma-vr 9.00-17.00', wheelchair: 'ja', organisation: 'O-001', from: '2015-01-01' },
  { source_id: 'L-002', name: 'Bibliotheek Zuid', kind: 'bibliotheek', address: 'Plein 2', lon: '4.7610', lat: '52.9565', wheelchair: 'onbekend' },
])

export const activities: Kind = registerKind('activities', [
  { source_id: 'T-001', name: 'Spreekuur dinsdag', service: 'D-001', venue: 'L-001', schedule: 'wekelijks', weekday: 'dinsdag', start_time: '10:00', duration_minutes: '120', from: '2026-01-01', capacity_hours: '4', professional: 'ja' },
  { source_id: 'T-002', name: 'Koffie aan huis', service: 'D-002', service_area: 'buurten', buurten: 'BU99990101|BU99990102', schedule: 'FREQ=MONTHLY;BYDAY=2WE', from: '2026-01-01', to: '2027-01-01', target_groups: 'ouderen', professional: 'nee', cooperation_with: 'O-001' },
])

export const deliveries: Kind = registerKind('deliveries', [
  { source_id: 'I-001', agreement_line: 'R-001', from: '2026-01-01', to: '2026-02-01', hours: '32', participants: '45', stage: 'delivered' },
  { source_id: 'I-002', activity: 'T-001', from: '2026-02-01', to: '2026-03-01', hours: '16.5', stage: 'planned' },
])

export const initiatives: Kind = registerKind('initiatives', [
  { source_id: 'N-001', title: 'Buurttuin bij de haven', received_on: '2026-03-02', by_whom: 'bewonersgroep', what_residents_do: 'Zaaien, wieden en water geven', what_they_ask: 'Een stuk grond en een kraan', lon: '4.7601', lat: '52.9563', theme: 'ontmoeten', route: 'wijkbeheer', hand_over_ref: 'WB-2026-0147', status: 'received', public_consent: 'ja' },
  { source_id: 'N-002', title: 'Samen eten', received_on: '2026-03-09', by_whom: 'vereniging', what_residents_do: 'Elke maand koken', what_they_ask: 'Een keuken', buurt: 'BU99990101', theme: 'ontmoeten', route: 'organisation', owner_organisation: 'O-001', status: 'assigned' },
])

export const wijkplatforms: Kind = registerKind('wijkplatforms', [
  { source_id: 'W-001', name: 'Wijkplatform Haven', form: 'bewonersgroep', buurten: 'BU99990101|BU99990102', about: 'Bewoners van de haven praten over hun buurt', organisation: 'O-002', from: '2019-09-01' },
  { source_id: 'W-002', name: 'Dorpsraad Zuid', form: 'dorpsraad', buurten: 'BU99990101' },
])

export const platformMeetings: Kind = registerKind('platform-meetings', [
  { source_id: 'B-001', platform: 'W-001', held_on: '2026-12-08', start_time: '19:30', end_time: '21:30', venue: 'L-001', place: 'zaal 2', status: 'planned', agenda: 'Licht op de kade\nPlan voor het plein\nRondvraag' },
  { source_id: 'B-002', platform: 'Dorpsraad Zuid', held_on: '2026-10-06', start_time: '20:00', place: 'Kantine van de sportclub, Plein 4', status: 'held', agenda: 'Verkeer bij de school', summary: 'De school en de gemeente meten in november hoe hard er wordt gereden.' },
])

export const platformActions: Kind = registerKind('platform-actions', [
  { source_id: 'P-001', title: 'Meten hoe hard er wordt gereden', platform: 'W-002', meeting: 'B-002', by: 'gemeente', team: 'wijkbeheer', due: '2026-12-01', status: 'open' },
  { source_id: 'P-002', title: 'Bloembakken neerzetten', platform: 'W-001', by: 'platform', status: 'done', done_on: '2026-05-20', outcome: 'Er staan acht bakken op de kade.' },
])
