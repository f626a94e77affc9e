import { effectiveProviders, together, type Cell, type ProviderHours } from './effective-providers'

/** An activity with its hours a month and whom it reaches. */
export type SpreadActivity = {
  organisation: number
  serviceType: string
  themes: readonly string[]
  /** for whom; empty counts as everybody */
  targetGroups: readonly string[]
  hours: number
  /** inhabitants that it reaches, per buurt */
  perBuurt: ReadonlyMap<string, number>
}
/** Per theme: which share of the need of the gemeente lies in each buurt (see need-share.ts). */
export type Need = ReadonlyMap<string, ReadonlyMap<string, number>>
export type OverlapCell = Cell & { buurt: string; theme: string; serviceType: string; group: string; needHours: number; providers: ProviderHours[] }

/**
 * Who gives how many hours of what, for whom, in which buurt: one cell per buurt x theme x service x target group. The hours of an activity go in equal parts to its themes and target groups, and over the buurten that it
 * reaches by need (inhabitants reached x need per inhabitant; where no need is known by inhabitants reached). All cells together hold the hours of all activities that reach
 * somebody; `nowhere` are the hours of those that reach nobody.
 *
 * What a cell needs is in proportion: all hours of that theme, service and group in the gemeente x the share of the need that lies in the buurt. So "more than needed" means more than the
 * share of this buurt; a gemeente that gives too little of something everywhere still has places with more than their share.
 *
 * @param inhabitants per buurt
 */
export function overlapCells(activities: readonly SpreadActivity[], need: Need, inhabitants: ReadonlyMap<string, number>): { cells: OverlapCell[]; nowhere: number } {
  type Kind = { theme: string; serviceType: string; group: string; perBuurt: Map<string, ProviderHours[]>; hours: number }
  const kinds = new Map<string, Kind>()
  let nowhere = 0
  for (const a of activities) {
    const groups = a.targetGroups.length > 0 ? a.targetGroups : ['iedereen']
    for (const theme of a.themes.length > 0 ? a.themes : ['']) {
      const parts = spread(a, need.get(theme), inhabitants)
      const hours = a.hours / Math.max(1, a.themes.length) / groups.length
      for (const group of groups) {
        if (parts.length === 0) {
          nowhere += hours
          continue
        }
        const key = `${theme}|${a.serviceType}|${group}`
        const kind = kinds.get(key) ?? { theme, serviceType: a.serviceType, group, perBuurt: new Map(), hours: 0 }
        kinds.set(key, kind)
        kind.hours += hours
        for (const { buurt, share } of parts) {
          const there = kind.perBuurt.get(buurt)
          if (there) there.push({ organisation: a.organisation, hours: hours * share })
          else kind.perBuurt.set(buurt, [{ organisation: a.organisation, hours: hours * share }])
        }
      }
    }
  }
  const cells = [...kinds.values()].flatMap((k) => {
    const shares = need.get(k.theme)
    const buurten = new Set([...k.perBuurt.keys(), ...[...(shares ?? [])].filter(([, share]) => share > 0).map(([code]) => code)])
    return [...buurten].map((buurt): OverlapCell => {
      const providers = k.perBuurt.get(buurt) ?? []
      const needHours = k.hours * (shares?.get(buurt) ?? 0)
      return { buurt, theme: k.theme, serviceType: k.serviceType, group: k.group, needHours, providers, ...effectiveProviders(providers, needHours) }
    })
  })
  return { cells, nowhere }
}

/** Shares (together 1) of an activity over the buurten that it reaches; empty when it reaches nobody. */
function spread(a: SpreadActivity, shares: ReadonlyMap<string, number> | undefined, inhabitants: ReadonlyMap<string, number>): { buurt: string; share: number }[] {
  const reached = [...a.perBuurt].filter(([, n]) => n > 0)
  const byNeed = reached.map(([buurt, n]) => ({ buurt, weight: (n / (inhabitants.get(buurt) || n)) * (shares?.get(buurt) ?? 0) }))
  const weights = byNeed.some((w) => w.weight > 0) ? byNeed : reached.map(([buurt, n]) => ({ buurt, weight: n }))
  const all = weights.reduce((sum, w) => sum + w.weight, 0)
  return weights.filter((w) => w.weight > 0).map((w) => ({ buurt: w.buurt, share: w.weight / all }))
}

/** Cells of each buurt together; buurten without a cell have none. */
export function perBuurt(cells: readonly OverlapCell[]): Map<string, Cell & { needHours: number; organisations: number }> {
  const groups = new Map<string, OverlapCell[]>()
  for (const c of cells) {
    const there = groups.get(c.buurt)
    if (there) there.push(c)
    else groups.set(c.buurt, [c])
  }
  return new Map([...groups].map(([buurt, own]) => [buurt, {
    ...together(own), needHours: own.reduce((sum, c) => sum + c.needHours, 0),
    organisations: new Set(own.flatMap((c) => c.providers.filter((p) => p.hours > 0).map((p) => p.organisation))).size,
  }]))
}
