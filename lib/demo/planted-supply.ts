import type { SupplyBase } from './supply-base'
import { plantVerdicts } from './planted-verdicts'
import type { DemoActivity, DemoAgreementLine, DemoDelivery, DemoService, DemoVerdict, PlantedSupply } from './supply-types'

/**
 * What is put there on purpose, so that the maps of coverage and overlap and the ladder have known answers; the same list for people is in docs/demo.md
 * (a test compares them, and works every answer out again from the rows).
 */
export type Planted = { truths: PlantedSupply[]; activities: DemoActivity[]; lines: (DemoAgreementLine & { organisation: string })[]; deliveries: DemoDelivery[]; verdicts: DemoVerdict[] }

/** Cells that chance must leave alone: no other supply of the theme reaches these buurten. */
export const protectedCells: readonly { theme: string; buurten: readonly string[] }[] = [
  { theme: 'eenzaamheid', buurten: ['Lijnbaan'] },
  { theme: 'schulden', buurten: ['Meerpaal', 'Dukdalf'] },
  { theme: 'bewegen-en-gezondheid', buurten: ['Oosterdijk'] },
]

const weekly = { schedule: 'FREQ=WEEKLY;BYDAY=TU', timesPerYear: 52 }
const quarterly = { schedule: 'FREQ=MONTHLY;INTERVAL=3;BYDAY=1TU', timesPerYear: 4 }

export function plantSupply(s: SupplyBase): Planted {
  const out: Planted = { truths: [], activities: [], lines: [], deliveries: [], verdicts: [] }
  const service = (organisation: string, type: string): DemoService => s.services.find((x) => x.serviceType === type && x.organisation === org(s, organisation)) ?? fail(`${organisation} has no ${type}`)
  const activity = (id: string, name: string, of: DemoService, venue: string, more: Partial<DemoActivity> = {}): DemoActivity => {
    const made: DemoActivity = {
      sourceId: id, name, service: of.sourceId, venue: s.venues.find((v) => v.name === venue)?.sourceId ?? fail(`no venue ${venue}`), buurten: [], werkgebied: null, ...weekly, startTime: '10:00', durationMinutes: 120, capacityHours: 3,
      from: s.back(700), to: null, targetGroups: [...of.targetGroups], professional: of.professional, cooperationWith: [], endReason: null, confirmedAt: s.back(40), ...more,
    }
    out.activities.push(made)
    return made
  }
  const deliver = (of: DemoActivity, from: number, to: number, hours: number, stage: DemoDelivery['stage']): void => {
    out.deliveries.push({ sourceId: `I-P${out.deliveries.length + 1}`, agreementLine: null, activity: of.sourceId, from: s.back(from), to: s.back(to), hours, participants: stage === 'planned' ? null : 12, stage })
  }
  const coverage = (id: string, label: string, theme: string, buurt: string, expect: Extract<PlantedSupply, { kind: 'coverage' }>['expect'], since: string | null = null, ended: string | null = null): void => {
    out.truths.push({ id, label, kind: 'coverage', theme, buurtCode: s.code(buurt), expect, since, ended })
  }

  // gap: the only inloop stopped three weeks ago, when there was need already
  const stopped = activity('A-P01', 'Inloop in het Huis aan de Lijnbaan', service('Welzijn Wierhaven', 'inloop ouderen'), 'Huis aan de Lijnbaan', { to: s.back(21), endReason: 'Geen begeleiding meer', confirmedAt: s.back(60) })
  deliver(stopped, 220, 130, 39, 'delivered')
  deliver(stopped, 130, 21, 43, 'delivered')
  coverage('gap-lonely', 'Gat: eenzaamheid in de Lijnbaan, sinds de inloop stopte', 'eenzaamheid', 'Lijnbaan', 'gap', s.back(21), stopped.sourceId)
  // thin: agreed, but held once a quarter
  const rare = activity('A-P02', 'Geldspreekuur Meerpaal', service('Schuldhulp De Peiler', 'spreekuur geldzorgen'), 'Buurtkamer Meerpaal', { ...quarterly })
  deliver(rare, 120, 30, 6, 'delivered')
  out.lines.push(line('R-P01', 'Spreekuur geldzorgen Meerpaal, wekelijks', service('Schuldhulp De Peiler', 'spreekuur geldzorgen'), 'schulden', { level: 'buurt', buurt: s.code('Meerpaal') }, 156, s.back(50)))
  coverage('thin-debts', 'Dun: geldzorgen in de Meerpaal, een keer per kwartaal', 'schulden', 'Meerpaal', 'thin')
  // covered
  const cafe = activity('A-P03', 'Taalcafé Sterneiland', service('Taalhuis Wierhaven', 'taalcafé'), 'Hub Sterneiland')
  deliver(cafe, 180, 90, 32, 'delivered')
  deliver(cafe, 90, 10, 28, 'seen')
  coverage('covered-language', 'Gedekt: taal en meedoen in Sterneiland', 'taal-en-meedoen', 'Sterneiland', 'covered')
  // unknown: nothing heard for more than a year
  const silent = activity('A-P04', 'Beweeggroep Oosterdijk', service('Sportservice Wierhaven', 'beweeggroep'), 'Gymzaal Oosterdijk', { confirmedAt: s.back(430) })
  deliver(silent, 520, 430, 18, 'delivered')
  coverage('unknown-exercise', 'Onbekend: bewegen in Oosterdijk, meer dan een jaar niets gehoord', 'bewegen-en-gezondheid', 'Oosterdijk', 'unknown')
  // supply without a signal
  const coach = activity('A-P05', 'Gezinscoach Jachthaven', service('Gezinshuis De Loods', 'gezinscoach'), 'Clubhuis Jachthaven')
  deliver(coach, 90, 10, 33, 'delivered')
  coverage('supply-coach', 'Aanbod zonder signaal: spanning thuis in de Jachthaven', 'huiselijke-spanning', 'Jachthaven', 'supply_without_signal')
  coverage('none-ringpolder', 'Geen bevinding: ontmoeten in de Ringpolder', 'ontmoeten', 'Ringpolder', 'none')

  // overlap, and what looks like it
  const pair = (id: string, label: string, a: DemoActivity, b: DemoActivity, candidate: boolean, why: string): void => {
    out.truths.push({ id, label, kind: 'overlap', pair: [a.sourceId, b.sourceId], candidate, why })
  }
  const inloopA = activity('A-P06', 'Inloop ouderen De Touw (Welzijn)', service('Welzijn Wierhaven', 'inloop ouderen'), 'Wijkhuis De Touw')
  const inloopB = activity('A-P07', 'Inloop ouderen De Touw (De Brug)', service('Stichting De Brug', 'inloop ouderen'), 'Wijkhuis De Touw', { schedule: 'FREQ=WEEKLY;BYDAY=TH' })
  for (const one of [inloopA, inloopB]) deliver(one, 90, 10, 36, 'delivered')
  pair('overlap-inloop', 'Stapeling: twee inlopen voor ouderen in Wijkhuis De Touw', inloopA, inloopB, true, 'twee gesubsidieerde organisaties, dezelfde dienst en doelgroep, dezelfde plek')
  const together = activity('A-P08', 'Gezinscoach Bastion', service('Gezinshuis De Loods', 'gezinscoach'), 'Wijkhuis Bastion', { cooperationWith: [org(s, 'GGZ Kusthoek')] })
  pair('miss-cooperation', 'Geen stapeling: samenwerking', together, activity('A-P09', 'Gezinscoach Bastion (GGZ)', service('GGZ Kusthoek', 'gezinscoach'), 'Wijkhuis Bastion'), false, 'gemarkeerd als samenwerking')
  const leaving = activity('A-P10', 'Taalcafé De Admiraal (Taalhuis)', service('Taalhuis Wierhaven', 'taalcafé'), 'Wijkhuis De Admiraal', { from: s.back(500), to: s.back(100) })
  pair('miss-seven-weeks', 'Geen stapeling: zeven weken tegelijk', leaving, activity('A-P11', 'Taalcafé De Admiraal (De Brug)', service('Stichting De Brug', 'taalcafé'), 'Wijkhuis De Admiraal', { from: s.back(149) }), false, 'zeven weken tegelijk, de grens is acht')
  const young = activity('A-P12', 'Jongerenwerk Kruipwilg', service('Jongerenwerk Noorderlicht', 'jongerenwerk'), 'Wijkhuis Kruipwilg')
  pair('miss-group', 'Geen stapeling: andere doelgroep', young, activity('A-P13', 'Kinderwerk Kruipwilg', service('Sportservice Wierhaven', 'jongerenwerk'), 'Wijkhuis Kruipwilg', { targetGroups: ['kinderen'] }), false, 'de een is voor jongeren, de ander voor kinderen')
  const church = activity('A-P14', 'Inloop De Vuurtoren (kerk)', service('Kerk aan de Haven', 'inloop ouderen'), 'Zorgcentrum De Vuurtoren')
  pair('miss-subsidy', 'Geen stapeling: geen van beide krijgt subsidie', church, activity('A-P15', 'Inloop De Vuurtoren', service('Zorgcentrum De Vuurtoren', 'inloop ouderen'), 'Zorgcentrum De Vuurtoren'), false, 'geen van beide krijgt subsidie')
  out.verdicts.push(...plantVerdicts(s, { service, activity, pair }))

  // the ladder of scenario C4: 120 of 400 hours, last confirmed three months ago
  out.lines.push(line('R-P02', 'Huisbezoek bij ouderen in Heemduin', service('Welzijn Wierhaven', 'huisbezoek'), 'eenzaamheid', { level: 'werkgebied', werkgebied: 'heemduin-en-buitengebied' }, 400, null))
  const rung = (from: number, to: number, hours: number, stage: DemoDelivery['stage']): void => {
    out.deliveries.push({ sourceId: `I-P${out.deliveries.length + 1}`, agreementLine: 'R-P02', activity: null, from: s.back(from), to: s.back(to), hours, participants: null, stage })
  }
  rung(240, 180, 50, 'delivered')
  rung(180, 120, 40, 'delivered')
  rung(120, 92, 30, 'seen')
  rung(60, -30, 60, 'planned')
  out.truths.push({ id: 'ladder-c4', label: 'Ladder: 120 van 400 uur, drie maanden geleden bevestigd', kind: 'ladder', line: 'R-P02', agreedHours: 400, confirmedHours: 120, lastConfirmed: s.back(92) })
  out.lines.push(line('R-P03', 'Maatjes voor ouderen in Nieuwstad', service('Maatjesproject Samen Op', 'maatje'), 'eenzaamheid', { level: 'buurt', buurt: s.code('Admiraalsbuurt') }, 200, null))
  out.truths.push({ id: 'ladder-silent', label: 'Ladder: 0 van 200 uur, nooit bevestigd', kind: 'ladder', line: 'R-P03', agreedHours: 200, confirmedHours: 0, lastConfirmed: null })
  return out
}

const org = (s: SupplyBase, name: string): string => s.organisations.find((o) => o.name === name)?.sourceId ?? fail(`no organisation ${name}`)

function line(sourceId: string, description: string, service: DemoService, theme: string, where: Partial<DemoAgreementLine>, hours: number, confirmedAt: string | null): DemoAgreementLine & { organisation: string } {
  return { sourceId, agreement: '', description, theme, service: service.sourceId, level: 'gemeente', buurt: null, werkgebied: null, hours, frequency: 'weekly', subsidyEur: hours * 75, confirmedAt, organisation: service.organisation, ...where }
}

function fail(text: string): never {
  throw new Error(`planted supply: ${text}`)
}
