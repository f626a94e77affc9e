/**
 * A place where people live and a place of supply; `weight` falls with the time that it takes, 0..1, and is 0 out of reach. `choice` is how much the supply counts when people choose
 * where to go, also out of reach; the weight unless it is given.
 */
export type Link = { demand: number; supply: number; weight: number; choice?: number }
export type Access = {
  /** supply per unit of demand at each place (with people and hours a week: hours a week per person); 0 where nothing is in reach */
  access: number[]
  /** indexes of supply that nobody can reach */
  unreached: number[]
}

/**
 * How much supply is within reach of each place, when everybody in reach shares it (enhanced two-step floating catchment area). First each supply is divided over the people in
 * its reach, then each place adds up what it can reach; both steps count less what is further away.
 *
 * The sum over places of demand x access is the supply that somebody can reach. With `compete` people spread over what they can reach (three-step): one person is then not counted
 * in full at every desk. Demand and supply are not negative; a place without demand gets the access that somebody who came to live there would have.
 *
 * @param demand people (or needed hours) per place
 * @param supply hours a week per supply
 * Source: Luo & Qi 2009, doi:10.1016/j.healthplace.2009.06.002; Wan, Zou & Sternberg 2012, doi:10.1080/13658816.2011.624987
 */
export function floatingCatchment(demand: readonly number[], supply: readonly number[], links: readonly Link[], compete = false): Access {
  const used = links.filter((l) => l.weight > 0)
  const choices = new Float64Array(demand.length)
  for (const l of links) choices[l.demand]! += l.choice ?? l.weight
  const weights = used.map((l) => (compete ? (l.weight * (l.choice ?? l.weight)) / choices[l.demand]! : l.weight))
  const asking = new Float64Array(supply.length)
  used.forEach((l, i) => (asking[l.supply]! += demand[l.demand]! * weights[i]!))
  const access = new Array<number>(demand.length).fill(0)
  used.forEach((l, i) => {
    if (asking[l.supply]! > 0) access[l.demand]! += (supply[l.supply]! / asking[l.supply]!) * weights[i]!
  })
  return { access, unreached: supply.flatMap((_, j) => (asking[j]! > 0 ? [] : [j])) }
}

/** Metres of walking per metre as the crow flies, and metres walked in a minute. */
const detour = 1.3
const walkingMetresPerMinute = 80
/** Minutes on foot for a distance as the crow flies. Without a router: what lies between is not known. */
export const minutesOnFoot = (crowFliesM: number): number => (detour * crowFliesM) / walkingMetresPerMinute

/** How much a walk counts: up to 5 minutes in full, up to 10 and 20 less, further not (the slow steps of Luo & Qi on the scale of walking). */
export function walkingWeight(minutes: number): number {
  return minutes <= 5 ? 1 : minutes <= 10 ? 0.68 : minutes <= 20 ? 0.22 : 0
}
