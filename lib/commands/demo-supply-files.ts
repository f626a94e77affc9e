import type { DemoAgreement, DemoSupply } from '@/lib/demo/supply-types'
import type { ImportKind } from '@/lib/domain/import-run'
import { columnOf } from '@/lib/domain/register'
import { toCsv } from '@/lib/domain/csv'

type Cell = string | number | null
const yes = (value: boolean): string => (value ? 'ja' : 'nee')
const list = (values: readonly string[]): string => values.join('|')

/** A file whose columns are the fields of the rows; what is no plain value is said apart. */
function file<Row extends { sourceId: string }>(rows: readonly Row[], columns: { [name: string]: (row: Row) => Cell | boolean }): string {
  const cell = (value: Cell | boolean): Cell => (typeof value === 'boolean' ? yes(value) : value)
  return toCsv(['source_id', ...Object.keys(columns).map(columnOf)], rows.map((row) => [row.sourceId, ...Object.values(columns).map((of) => cell(of(row)))]))
}

/** The supply of the demo as files of the import formats, in the order in which they need each other. */
export function supplyFiles(s: DemoSupply): { kind: ImportKind; name: string; content: string }[] {
  const agreement = new Map(s.agreements.map((a) => [a.sourceId, a]))
  const of = (id: string): DemoAgreement => agreement.get(id)!
  return [
    { kind: 'organisations', name: 'organisaties.csv', content: file(s.organisations, { name: (o) => o.name, kind: (o) => o.kind, description: (o) => o.description, from: (o) => o.from }) },
    { kind: 'services', name: 'diensten.csv', content: file(s.services, { name: (x) => x.name, organisation: (x) => x.organisation, serviceType: (x) => x.serviceType, themes: (x) => list(x.themes), targetGroups: (x) => list(x.targetGroups), professional: (x) => x.professional }) },
    { kind: 'venues', name: 'locaties.csv', content: file(s.venues, { name: (v) => v.name, kind: (v) => v.kind, address: (v) => v.address, x: (v) => v.point[0], y: (v) => v.point[1], openingHours: (v) => v.openingHours, wheelchair: (v) => v.wheelchair, organisation: (v) => v.organisation, confirmedAt: (v) => v.confirmedAt }) },
    {
      kind: 'activities', name: 'activiteiten.csv',
      content: file(s.activities, {
        name: (a) => a.name, service: (a) => a.service, venue: (a) => a.venue, serviceArea: (a) => (a.venue ? null : a.buurten.length > 0 ? 'buurten' : a.werkgebied ? 'werkgebied' : 'gemeente'), buurten: (a) => list(a.buurten), werkgebied: (a) => a.werkgebied,
        schedule: (a) => a.schedule, startTime: (a) => a.startTime, durationMinutes: (a) => a.durationMinutes, from: (a) => a.from, to: (a) => a.to, capacityHours: (a) => a.capacityHours, targetGroups: (a) => list(a.targetGroups), professional: (a) => a.professional,
        cooperationWith: (a) => list(a.cooperationWith), endReason: (a) => a.endReason, confirmedAt: (a) => a.confirmedAt,
      }),
    },
    {
      kind: 'agreements', name: 'afspraken.csv',
      content: toCsv(
        ['agreement_source_id', 'title', 'organisation', 'year', 'status', 'agreement_subsidy_eur', 'agreement_hours', 'attendance_clause', 'source_id', 'description', 'theme', 'service', 'level', 'buurt', 'werkgebied', 'hours', 'frequency', 'subsidy_eur', 'confirmed_at'],
        s.lines.map((l) => [l.agreement, of(l.agreement).title, of(l.agreement).organisation, of(l.agreement).year, of(l.agreement).status, of(l.agreement).subsidyEur, of(l.agreement).hours, yes(of(l.agreement).attendanceClause), l.sourceId, l.description, l.theme, l.service, l.level, l.buurt, l.werkgebied, l.hours, l.frequency, l.subsidyEur, l.confirmedAt]),
      ),
    },
    { kind: 'deliveries', name: 'inzet.csv', content: file(s.deliveries, { agreementLine: (d) => d.agreementLine, activity: (d) => d.activity, from: (d) => d.from, to: (d) => d.to, hours: (d) => d.hours, participants: (d) => d.participants, stage: (d) => d.stage }) },
    {
      kind: 'initiatives', name: 'initiatieven.csv',
      content: file(s.initiatives, {
        title: (i) => i.title, receivedOn: (i) => i.receivedOn, byWhom: (i) => i.byWhom, whatResidentsDo: (i) => i.whatResidentsDo, whatTheyAsk: (i) => i.whatTheyAsk, x: (i) => i.point?.[0] ?? null, y: (i) => i.point?.[1] ?? null, buurt: (i) => i.buurt, theme: (i) => i.theme, route: (i) => i.route,
        ownerTeam: (i) => i.ownerTeam, ownerOrganisation: (i) => i.ownerOrganisation, status: (i) => i.status, due: (i) => i.due, handOverRef: (i) => i.handOverRef, answer: (i) => i.answer, answeredOn: (i) => i.answeredOn, toldBackOn: (i) => i.toldBackOn, publicConsent: (i) => i.publicConsent,
      }),
    },
    { kind: 'wijkplatforms', name: 'wijkplatforms.csv', content: file(s.network.platforms, { name: (p) => p.name, form: (p) => p.form, buurten: (p) => list(p.buurten), about: (p) => p.about, organisation: (p) => p.organisation, from: (p) => p.from }) },
    { kind: 'platform-meetings', name: 'bijeenkomsten.csv', content: file(s.network.meetings, { platform: (m) => m.platform, heldOn: (m) => m.heldOn, startTime: (m) => m.startTime, endTime: (m) => m.endTime, venue: (m) => m.venue, place: (m) => m.place, status: (m) => m.status, agenda: (m) => m.agenda.join('\n'), summary: (m) => m.summary }) },
    { kind: 'platform-actions', name: 'afspraken-wijkplatforms.csv', content: file(s.network.actions, { title: (a) => a.title, platform: (a) => a.platform, meeting: (a) => a.meeting, by: (a) => a.by, team: (a) => a.team, organisation: (a) => a.organisation, due: (a) => a.due, status: (a) => a.status, doneOn: (a) => a.doneOn, outcome: (a) => a.outcome }) },
  ]
}
