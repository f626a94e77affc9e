import { makeRandom } from './random'
import { planOrganisations, planServices, planVenues } from './plan-supply'
import type { DemoOrganisation, DemoService, DemoVenue } from './supply-types'
import type { DemoBase, Position } from './types'

/** Organisations, services and venues: who there is, what they offer, where it can be held. */
export type SupplyBase = { organisations: DemoOrganisation[]; services: DemoService[]; venues: DemoVenue[]; subsidised: ReadonlySet<string>; code: (buurt: string) => string; back: (days: number) => string }

const number = (prefix: string, n: number, digits = 3): string => `${prefix}-${String(n).padStart(digits, '0')}`
const opening: Readonly<Record<string, string | null>> = { buurthuis: 'ma-vr 9.00-17.00, di 19.00-22.00', wijkhuis: 'ma-vr 8.30-22.00, za 10.00-16.00', hub: 'ma-vr 8.30-17.30', bibliotheek: 'ma-za 10.00-17.30', zorg: 'dagelijks 8.00-20.00' }

export function makeSupplyBase(base: DemoBase): SupplyBase {
  const random = makeRandom(base.seed, 'supply base')
  const codes = new Map(base.areas.filter((a) => a.level === 'buurt' && !a.water).map((a) => [a.name, a.code]))
  const code = (buurt: string): string => codes.get(buurt) ?? fail(`no buurt ${buurt}`)
  const last = Date.parse(`${base.asOf}T00:00:00Z`)
  const back = (days: number): string => new Date(last - days * 86_400_000).toISOString().slice(0, 10)
  const organisations = planOrganisations.map((o, i): DemoOrganisation => ({ sourceId: number('O', i + 1), name: o.name, kind: o.kind, description: `Verzonnen organisatie in ${base.gemeente.name}.`, from: null }))
  const services = planOrganisations.flatMap((o, i) => o.services.map((key) => ({ o: organisations[i]!, plan: planServices[key] ?? fail(`no service ${key}`) }))).map(({ o, plan }, n): DemoService => ({
    sourceId: number('D', n + 1), organisation: o.sourceId, name: `${plan.label} (${o.name})`, serviceType: plan.type, themes: [...plan.themes], targetGroups: [...plan.groups], professional: plan.professional,
  }))
  const venues = planVenues.map((v, i): DemoVenue => {
    const buurtCode = code(v.buurt)
    const inside = base.addresses.filter((a) => a.buurtCode === buurtCode)
    const at = inside[Math.floor(inside.length / 2)] ?? fail(`nobody lives in ${v.buurt}`)
    const keeper = organisations.find((o) => v.name.includes(o.name) || o.name.endsWith(v.name))
    return { sourceId: number('L', i + 1), name: v.name, kind: v.kind, address: at.street, point: [at.x, at.y] as Position, buurtCode, openingHours: opening[v.kind] ?? null, wheelchair: random.pick(['ja', 'ja', 'gedeeltelijk', 'onbekend']), organisation: keeper?.sourceId ?? null, confirmedAt: back(10 + random.int(300)) }
  })
  return { organisations, services, venues, subsidised: new Set(organisations.filter((_, i) => planOrganisations[i]!.subsidised).map((o) => o.sourceId)), code, back }
}

function fail(text: string): never {
  throw new Error(`demo supply: ${text}`)
}
