import type { SupplyBase } from './supply-base'
import type { DemoActivity, DemoService, DemoVerdict } from './supply-types'

type Make = {
  service: (organisation: string, type: string) => DemoService
  activity: (id: string, name: string, of: DemoService, venue: string, more?: Partial<DemoActivity>) => DemoActivity
  pair: (id: string, label: string, a: DemoActivity, b: DemoActivity, candidate: boolean, why: string) => void
}

/** Pairs that somebody judged: one for every state of a verdict. Both of a pair are held at one place, by two organisations with the same service. */
export function plantVerdicts(s: SupplyBase, { service, activity, pair }: Make): DemoVerdict[] {
  const plan: readonly [id: string, type: string, venue: string, organisations: [string, string], says: Omit<DemoVerdict, 'pair'>, label: string, why: string][] = [
    ['judged-double', 'taalcafé', 'Dorpshuis Heemduin', ['Taalhuis Wierhaven', 'Bibliotheek Wierhaven'], { verdict: 'double', reason: 'Zelfde avond en zelfde groep; in gesprek over samenvoegen.', at: s.back(20), expires: s.back(-160), by: 'planner', changedSince: false }, 'Stapeling, oordeel: dubbel', 'oordeel dubbel, blijft op de lijst'],
    ['judged-complementary', 'koffieochtend', 'Wijkhuis Vismarkt', ['Welzijn Wierhaven', 'Ouderenbond Wierhaven'], { verdict: 'complementary', reason: 'De een is op dinsdag, de ander op donderdag.', at: s.back(30), expires: s.back(-335), by: 'adviser-wijkbeheer', changedSince: false }, 'Stapeling, oordeel: aanvullend', 'oordeel aanvullend, niet op de lijst tot het verloopt'],
    ['judged-wanted', 'verkeersactie', 'School De Krokus', ['Wijkvereniging Heemduin', 'Basisschool De Stuurman'], { verdict: 'wanted', reason: 'Zolang de kruising nog niet veilig is.', at: s.back(60), expires: s.back(-120), by: 'planner', changedSince: false }, 'Stapeling, oordeel: gewenst', 'oordeel gewenst, niet op de lijst tot het verloopt'],
    ['verdict-expired', 'beweeggroep', 'Sporthal Meeuwenlaan', ['Sportservice Wierhaven', 'Thuiszorg Het Anker'], { verdict: 'complementary', reason: 'Proef van een jaar.', at: s.back(400), expires: s.back(35), by: 'planner', changedSince: false }, 'Stapeling, oordeel verlopen', 'oordeel aanvullend is verlopen, weer kandidaat'],
    ['verdict-changed', 'jongerenwerk', 'Wijkhuis De Wissel', ['Welzijn Wierhaven', 'Jongerenwerk Noorderlicht'], { verdict: 'complementary', reason: 'De een is in de middag, de ander in de avond.', at: s.back(90), expires: s.back(-275), by: 'planner', changedSince: true }, 'Stapeling, activiteit gewijzigd na het oordeel', 'een activiteit is gewijzigd na het oordeel, weer kandidaat'],
  ]
  return plan.map(([id, type, venue, [first, second], says, label, why], i) => {
    const a = activity(`A-P${16 + 2 * i}`, `${type[0]!.toUpperCase()}${type.slice(1)} ${venue} (${first})`, service(first, type), venue)
    const b = activity(`A-P${17 + 2 * i}`, `${type[0]!.toUpperCase()}${type.slice(1)} ${venue} (${second})`, service(second, type), venue, { schedule: 'FREQ=WEEKLY;BYDAY=TH' })
    pair(id, label, a, b, true, why)
    return { pair: [a.sourceId, b.sourceId], ...says }
  })
}
