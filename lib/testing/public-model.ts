import { createHash } from 'node:crypto'
import type { PublicLeaf, PublicModel, PublicRings } from '@/lib/domain/public-model'

/** Follow codes of the initiatives of the made-up town. */
export const followCodes = { answered: 'wier-proef-0001', waiting: 'wier-proef-0002' } as const

const side = 500
const south = { x: 100_000, y: 540_000 }

/** A square of 500 m: column and row of a grid. */
const square = (column: number, row: number): PublicRings => {
  const [x, y] = [south.x + column * side, south.y + row * side]
  return [[[[x, y], [x + side, y], [x + side, y + side], [x, y + side], [x, y]]]]
}
const middle = (column: number, row: number) => ({ x: south.x + column * side + side / 2, y: south.y + row * side + side / 2 })

const west = { code: 'WK900101', name: 'Westkant' }
const east = { code: 'WK900102', name: 'Oostkant' }
const buurten = [
  { code: 'BU90010101', name: 'Kerkbuurt', wijk: west, werkgebied: 'West', area: 'PG90010101', inhabitants: 1_240, geometry: square(0, 0) },
  { code: 'BU90010102', name: 'Duinrand', wijk: west, werkgebied: 'West', area: 'PG90010102', inhabitants: 90, geometry: square(1, 0) },
  { code: 'BU90010103', name: "'t Zand & Veen", wijk: west, werkgebied: 'West', area: 'PG90010102', inhabitants: 410, geometry: square(2, 0) },
  { code: 'BU90010201', name: 'Stationsbuurt', wijk: east, werkgebied: 'Oost', area: 'PG90010201', inhabitants: 2_310, geometry: square(0, 1) },
  { code: 'BU90010202', name: 'Havenkwartier', wijk: east, werkgebied: 'Oost', area: 'PG90010202', inhabitants: 760, geometry: square(1, 1) },
  { code: 'BU90010203', name: 'Buitenwater', wijk: east, werkgebied: null, area: null, inhabitants: null, geometry: square(2, 1) },
]
const areas = [
  { code: 'PG90010101', name: 'Kerkbuurt', wijk: west.code, buurten: ['BU90010101'] },
  { code: 'PG90010102', name: "Duinrand en 't Zand & Veen", wijk: west.code, buurten: ['BU90010102', 'BU90010103'] },
  { code: 'PG90010201', name: 'Stationsbuurt', wijk: east.code, buurten: ['BU90010201'] },
  { code: 'PG90010202', name: 'Havenkwartier', wijk: east.code, buurten: ['BU90010202'] },
]
const themes = [
  { slug: 'zwerfafval', label: 'Zwerfafval', delicate: false },
  { slug: 'verkeersoverlast', label: 'Verkeersoverlast', delicate: false },
  { slug: 'bewonersinitiatief', label: 'Bewoners doen zelf iets', delicate: false },
  { slug: 'jongerenoverlast', label: 'Overlast door jongeren', delicate: true },
]
const wijken = [west, east].map(({ code, name }) => ({ code, name, wijk: code, buurten: buurten.filter((b) => b.wijk.code === code && b.area !== null).map((b) => b.code) }))
const quarters = [
  { id: '2026Q1', from: '2026-01-01', to: '2026-04-01' },
  { id: '2026Q2', from: '2026-04-01', to: '2026-07-01' },
  { id: '2026Q3', from: '2026-07-01', to: '2026-10-01' },
]
const half = { id: '2026H1', from: '2026-01-01', to: '2026-07-01' }

/** Zwerfafval and verkeersoverlast per quarter, the third, of which there is little, per half-year, and one delicate theme per wijk and in tens: each with its own p, some of them 0. */
const leaves: PublicLeaf[] = [
  ...themes.slice(0, 2).flatMap(({ slug }, t) => areas.flatMap(({ code }, a) => quarters.map(({ id }, q) => ({ area: code, theme: slug, period: id, p: 5 * ((3 * a + 2 * q + t) % 5) })))),
  ...areas.map(({ code }, a) => ({ area: code, theme: themes[2]!.slug, period: half.id, p: a === 2 ? 5 : 0 })),
  ...wijken.flatMap(({ code }, w) => quarters.map(({ id }, q) => ({ area: code, theme: themes[3]!.slug, period: id, p: 10 * ((2 * w + q) % 4) }))),
]

const figureKinds = [
  { indicator: 'inwoners', label: 'Inwoners', unit: '', value: (at: number): number | null => buurten[at]!.inhabitants, source: 'CBS, Kerncijfers wijken en buurten', licence: 'CC BY 4.0' },
  { indicator: 'eenzaam', label: 'Mensen die zich eenzaam voelen', unit: '%', value: (at: number): number | null => (at === 1 ? null : 40 + at), source: 'RIVM, 50150NED', licence: 'CC BY 4.0' },
]

/** The hash under which a follow code is known. */
export const codeHashOf = (code: string): string => createHash('sha256').update(code).digest('hex')

/**
 * A publication of a made-up town, by hand: six buurten in two wijken, of which two are published together and one is water; a focus buurt that is being
 * worked on, one that comes, one that has ended; a text that would be markup if it were not escaped; one initiative in a venue, one that only says its buurt.
 */
export const publicModel = (changes: Partial<PublicModel> = {}): PublicModel => ({
  madeOn: '2026-11-02',
  gemeente: { code: 'GM9001', name: 'Wierhaven', fictional: true },
  boundaryYear: 2026,
  buurten,
  areas,
  wijken,
  themes,
  periods: [half, ...quarters],
  leaves,
  figures: buurten.filter(({ inhabitants }) => inhabitants !== null).flatMap(({ code }, at) => figureKinds.map(({ value, ...kind }) => ({ buurt: code, ...kind, value: value(at), year: 2025 }))),
  focus: [
    {
      buurt: 'BU90010201', cohortYear: 2026, decidedOn: '2025-11-18', planFrom: '2026-01-12', adoptedOn: '2026-04-07', executionFrom: '2026-05-01', aftercareFrom: null, endedOn: null,
      goal: 'Een schone buurt waar buren elkaar kennen.',
      measures: [
        { title: 'Extra afvalbakken bij het station', description: 'Zes bakken, elke dag geleegd.', theme: 'zwerfafval', point: middle(0, 1), status: 'done', plannedFrom: '2026-05-01', plannedTo: '2026-07-01', doneOn: '2026-06-15', by: 'Wijkbeheer' },
        { title: 'Zitplek <b>met</b> schaduw & water', description: null, theme: null, point: null, status: 'planned', plannedFrom: '2027-03-01', plannedTo: '2027-06-01', doneOn: null, by: null },
        { title: 'Spreekuur in de buurtkamer', description: 'Iedere dinsdag.', theme: null, point: null, status: 'running', plannedFrom: '2026-06-01', plannedTo: null, doneOn: null, by: 'Stichting De Brug' },
      ],
      participation: [{ kind: 'bijeenkomst', heldOn: '2026-02-03' }, { kind: 'rondgang', heldOn: '2026-03-10' }],
      decision: 'Het college kiest de Stationsbuurt, omdat bewoners daar al een plan hadden.',
    },
    { buurt: 'BU90010102', cohortYear: 2028, decidedOn: '2026-10-06', planFrom: null, adoptedOn: null, executionFrom: null, aftercareFrom: null, endedOn: null, goal: null, measures: [], participation: [], decision: null },
    { buurt: 'BU90010101', cohortYear: 2021, decidedOn: '2020-12-01', planFrom: '2021-01-11', adoptedOn: '2021-04-06', executionFrom: '2021-05-01', aftercareFrom: '2023-05-01', endedOn: '2026-05-01', goal: 'Veilig oversteken.', measures: [{ title: 'Zebrapad bij de kerk', description: null, theme: 'verkeersoverlast', point: middle(0, 0), status: 'done', plannedFrom: null, plannedTo: null, doneOn: '2022-09-01', by: 'Wijkbeheer' }], participation: [{ kind: 'enquete', heldOn: '2021-02-15' }], decision: null },
  ],
  venues: [
    { id: 'buurtkamer-station', name: 'Buurtkamer Het Perron', kind: 'buurthuis', address: 'Perronstraat 4', point: { x: middle(0, 1).x + 60, y: middle(0, 1).y - 40 }, buurt: 'BU90010201', openingHours: 'Mo-Fr 09:00-17:00', wheelchair: 'yes' },
    { id: 'bibliotheek', name: 'Bibliotheek De Wier', kind: 'bibliotheek', address: 'Kerkplein 1', point: middle(0, 0), buurt: 'BU90010101', openingHours: null, wheelchair: null },
  ],
  activities: [
    { id: 'koffie', name: 'Koffieochtend', organisation: 'Stichting De Brug', service: 'Ontmoeting', theme: null, description: 'Binnenlopen mag altijd.', venue: 'buurtkamer-station', serves: [], schedule: 'FREQ=WEEKLY;BYDAY=TU', startTime: '10:00', durationMinutes: 120, from: '2025-09-02', to: null, targetGroups: ['ouderen'], professional: false, confirmedOn: '2026-10-01' },
    { id: 'spreekuur-geld', name: 'Spreekuur geld en post', organisation: 'Welzijn Wierhaven', service: 'Spreekuur', theme: null, description: null, venue: 'bibliotheek', serves: [], schedule: 'FREQ=WEEKLY;BYDAY=MO,TH', startTime: '13:30', durationMinutes: 90, from: '2026-01-05', to: '2027-01-01', targetGroups: [], professional: true, confirmedOn: null },
    { id: 'platform', name: 'Buurtplatform Stationsbuurt', organisation: 'Gemeente Wierhaven', service: 'Buurtplatform', theme: null, description: null, venue: 'buurtkamer-station', serves: [], schedule: 'FREQ=MONTHLY;BYDAY=2WE', startTime: '19:30', durationMinutes: 120, from: '2026-01-14', to: null, targetGroups: [], professional: true, confirmedOn: '2026-09-20' },
    { id: 'huisbezoek', name: 'Vrijwilliger aan huis', organisation: 'Welzijn Wierhaven', service: 'Bezoek', theme: null, description: null, venue: null, serves: ['BU90010102', 'BU90010103'], schedule: 'FREQ=WEEKLY;BYDAY=FR', startTime: null, durationMinutes: null, from: '2026-02-06', to: null, targetGroups: ['ouderen'], professional: false, confirmedOn: '2026-10-15' },
  ],
  platforms: [
    {
      id: 'oostkant', name: 'Wijkplatform Oostkant', form: 'bewonersgroep', about: 'Bewoners van de Oostkant praten over hun buurt.', buurten: ['BU90010201', 'BU90010202'],
      meetings: [
        { id: 'oostkant-1', heldOn: '2026-09-08', startTime: '19:30', endTime: '21:30', venue: 'buurtkamer-station', place: null, status: 'held', agenda: ['Licht'], summary: 'De gemeente zet drie lantaarns terug.' },
        { id: 'oostkant-2', heldOn: '2026-11-10', startTime: '19:30', endTime: null, venue: 'buurtkamer-station', place: null, status: 'cancelled', agenda: [], summary: null },
        { id: 'oostkant-3', heldOn: '2026-11-17', startTime: '19:30', endTime: '21:30', venue: 'buurtkamer-station', place: 'zaal 2', status: 'planned', agenda: ['Plein: <i>wat</i> vinden bewoners?', 'Rondvraag'], summary: null },
        { id: 'oostkant-4', heldOn: '2027-01-19', startTime: '19:30', endTime: null, venue: null, place: 'Kantine van de haven, Havenkade 3', status: 'planned', agenda: [], summary: null },
      ],
      actions: [
        { id: 'lantaarns', title: 'Drie lantaarns terugzetten', by: 'Wijkbeheer', due: '2026-12-01', status: 'open', doneOn: null, outcome: null },
        { id: 'bankjes', title: 'Lijst van plekken voor bankjes', by: null, due: '2026-10-01', status: 'open', doneOn: null, outcome: null },
        { id: 'flyer', title: 'Flyer in drie talen', by: 'Stichting De Brug', due: null, status: 'done', doneOn: '2026-08-20', outcome: 'De flyer ligt bij de bibliotheek.' },
      ],
    },
    { id: 'kerkbuurt', name: 'Dorpsraad Kerkbuurt', form: 'dorpsraad', about: null, buurten: ['BU90010101'], meetings: [], actions: [] },
  ],
  initiatives: [
    { id: 'tuin', title: 'Moestuin achter Het Perron', whatResidentsDo: 'Samen groente telen.', theme: null, buurt: 'BU90010201', point: { x: middle(0, 1).x + 60, y: middle(0, 1).y - 40 }, status: 'in_progress', receivedOn: '2026-08-03' },
    { id: 'soep', title: 'Soep op vrijdag', whatResidentsDo: 'Koken en samen eten.', theme: 'bewonersinitiatief', buurt: 'BU90010103', point: null, status: 'closed', receivedOn: '2026-03-02' },
  ],
  follow: [
    { codeHash: codeHashOf(followCodes.answered), title: 'Soep op vrijdag', status: 'closed', team: null, receivedOn: '2026-03-02', due: null, answeredOn: '2026-04-11', answer: 'U krijgt de sleutel van de keuken.' },
    { codeHash: codeHashOf(followCodes.waiting), title: null, status: 'in_progress', team: 'Wijkbeheer', receivedOn: '2026-08-03', due: '2026-11-20', answeredOn: null, answer: null },
  ],
  streets: [
    { name: 'Kerkplein', buurt: 'BU90010101', point: middle(0, 0) },
    { name: 'Duinweg', buurt: 'BU90010102', point: middle(1, 0) },
    { name: 'Perronstraat', buurt: 'BU90010201', point: middle(0, 1) },
    { name: 'Havenkade', buurt: 'BU90010202', point: middle(1, 1) },
  ],
  postcodes: [
    { postcode: '0901AB', buurten: ['BU90010101'], houseNumbers: null },
    { postcode: '0901AC', buurten: ['BU90010101'], houseNumbers: null },
    { postcode: '0901BA', buurten: ['BU90010102', 'BU90010201'], houseNumbers: { BU90010102: [1, 3, 12], BU90010201: [2, 4, 12] } },
    { postcode: '0902AB', buurten: ['BU90010202'], houseNumbers: null },
  ],
  backdrop: [
    { kind: 'water', geometry: { type: 'Polygon', coordinates: square(2, 1)[0] } },
    { kind: 'road', geometry: { type: 'LineString', coordinates: [[south.x, south.y + side], [south.x + 3 * side, south.y + side]] } },
  ],
  reportUrl: 'https://melden.wierhaven.example/',
  ...changes,
})
