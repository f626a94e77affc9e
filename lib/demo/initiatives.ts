import type { SupplyBase } from './supply-base'
import type { DemoInitiative } from './supply-types'
import type { DemoBase, Position } from './types'

type Plan = { title: string; buurt: string; daysAgo: number; byWhom: string; do: string; ask: string; theme: string | null; status: string } & Partial<Pick<DemoInitiative, 'route' | 'ownerTeam' | 'ownerOrganisation' | 'handOverRef' | 'answer' | 'publicConsent'>> & { dueIn?: number; answeredAgo?: number; toldAgo?: number }

/** Every status and every route occurs; two are late without an owner, two owners are late with an answer. */
const plans: readonly Plan[] = [
  { title: 'Moestuin achter het wijkhuis', buurt: 'Wisselbuurt', daysAgo: 4, byWhom: 'bewonersgroep', do: 'Wij leggen de tuin aan en onderhouden hem.', ask: 'Toestemming om de grond te gebruiken en een waterpunt.', theme: 'ontmoeten', status: 'received' },
  { title: 'Koffietafel in de hal van de flat', buurt: 'Sterneiland', daysAgo: 21, byWhom: 'bewoner', do: 'Een paar bewoners zetten twee keer per week koffie.', ask: 'Een ruimte met stoelen.', theme: 'ontmoeten', status: 'received' },
  { title: 'Samen wandelen op woensdag', buurt: 'Lijnbaan', daysAgo: 60, byWhom: 'bewonersgroep', do: 'Wij lopen elke week een ronde en halen mensen op.', ask: 'Iemand die de groep de eerste weken helpt.', theme: 'eenzaamheid', status: 'received' },
  { title: 'Speelstraat op zaterdag', buurt: 'Kievitsveld', daysAgo: 12, byWhom: 'bewonersgroep', do: 'Wij zetten de hekken neer en houden toezicht.', ask: 'Ontheffing en hekken.', theme: 'verkeersveiligheid', status: 'assigned', route: 'wijkbeheer', ownerTeam: 'wijkbeheer', handOverRef: 'WB-2311' },
  { title: 'Bankje bij de bushalte', buurt: 'Rietkraag', daysAgo: 30, byWhom: 'wijkplatform', do: 'Wij zoeken de plek uit en houden hem schoon.', ask: 'Een bankje.', theme: null, status: 'in_progress', route: 'wijkbeheer', ownerTeam: 'wijkbeheer', handOverRef: 'WB-2298', publicConsent: true },
  { title: 'Maaltijden voor buren', buurt: 'Ankerbuurt', daysAgo: 55, byWhom: 'vereniging', do: 'Vrijwilligers koken elke donderdag.', ask: 'Een keuken met vergunning.', theme: 'eenzaamheid', status: 'in_progress', route: 'adviser', ownerTeam: 'beleid' },
  { title: 'Hulp bij een verwarde buurtgenoot', buurt: 'Stationsbuurt', daysAgo: 9, byWhom: 'bewoner', do: 'Buren houden contact.', ask: 'Iemand van de zorg die meekijkt.', theme: 'verward-gedrag', status: 'assigned', route: 'zorg', ownerTeam: 'zorg' },
  { title: 'Buurthuiskamer in de oude winkel', buurt: 'Meerpaal', daysAgo: 35, byWhom: 'bewonersgroep', do: 'Wij richten de ruimte in en zijn gastheer.', ask: 'De huur voor het eerste jaar.', theme: 'ontmoeten', status: 'weighing', route: 'college', ownerTeam: 'beleid', dueIn: 20 },
  { title: 'Taalgroep voor ouders', buurt: 'Lamsoor', daysAgo: 48, byWhom: 'anders', do: 'Ouders oefenen samen op school.', ask: 'Een docent voor een ochtend per week.', theme: 'taal-en-meedoen', status: 'in_progress', route: 'organisation', ownerOrganisation: 'Welzijn Wierhaven' },
  { title: 'Opruimdag aan het strand', buurt: 'Duinrandbuurt', daysAgo: 90, byWhom: 'vereniging', do: 'Wij ruimen vier keer per jaar op.', ask: 'Knijpers, zakken en een container.', theme: 'zwerfafval', status: 'answered', route: 'wijkbeheer', ownerTeam: 'wijkbeheer', handOverRef: 'WB-2240', answer: 'Team Wijkbeheer brengt de spullen en haalt het afval op.', answeredAgo: 70, publicConsent: true },
  { title: 'Fietslessen voor nieuwkomers', buurt: 'Zeekraal', daysAgo: 150, byWhom: 'ondernemer', do: 'De fietsenmaker geeft les.', ask: 'Tien fietsen.', theme: 'taal-en-meedoen', status: 'closed', route: 'organisation', ownerOrganisation: 'Taalhuis Wierhaven', answer: 'Het Taalhuis neemt de lessen op in het programma.', answeredAgo: 120, toldAgo: 115, publicConsent: true },
  { title: 'Muurschildering bij de tunnel', buurt: 'Seinhuis', daysAgo: 110, byWhom: 'bewoner', do: 'Wij maken het ontwerp en schilderen.', ask: 'Verf en toestemming.', theme: null, status: 'withdrawn' },
  { title: 'Geveltuinen in de Kuipershoek', buurt: 'Kuipershoek', daysAgo: 16, byWhom: 'bewonersgroep', do: 'Elke bewoner onderhoudt de eigen tuin.', ask: 'Eerste planten en het lichten van tegels.', theme: null, status: 'received' },
  { title: 'Avond over geldzorgen', buurt: 'Dukdalf', daysAgo: 25, byWhom: 'wijkplatform', do: 'Het platform nodigt uit en zorgt voor koffie.', ask: 'Twee mensen die uitleg geven.', theme: 'schulden', status: 'assigned', route: 'adviser', ownerTeam: 'beleid' },
]

export function makeInitiatives(base: DemoBase, s: SupplyBase): DemoInitiative[] {
  return plans.map((p, i): DemoInitiative => {
    const inside = base.addresses.filter((a) => a.buurtCode === s.code(p.buurt))
    const at = inside[Math.floor(inside.length / 3)]!
    return {
      sourceId: `B-${String(i + 1).padStart(2, '0')}`, title: p.title, receivedOn: s.back(p.daysAgo), byWhom: p.byWhom, whatResidentsDo: p.do, whatTheyAsk: p.ask, point: p.route === 'zorg' ? null : (at.streetPoint as Position), buurt: p.route === 'zorg' ? s.code(p.buurt) : null, theme: p.theme, route: p.route ?? null, ownerTeam: p.ownerTeam ?? null,
      ownerOrganisation: p.ownerOrganisation ? s.organisations.find((o) => o.name === p.ownerOrganisation)!.sourceId : null, status: p.status, due: p.dueIn === undefined ? null : s.back(-p.dueIn), handOverRef: p.handOverRef ?? null,
      answer: p.answer ?? null, answeredOn: p.answeredAgo === undefined ? null : s.back(p.answeredAgo), toldBackOn: p.toldAgo === undefined ? null : s.back(p.toldAgo), publicConsent: p.publicConsent ?? false,
    }
  })
}
