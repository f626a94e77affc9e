import type { PublicArea } from '@/lib/domain/public-model'

/** Fewer inhabitants than this are never told about by themselves. */
export const fewestInhabitants = 250

/** A buurt on land. `inhabitants` null: no figure, counted as nobody. `neighbours`: codes of buurten that share a border (a line, not a corner). `middle`: RD, metres. */
export type BuurtToMerge = { code: string; name: string; wijk: string; inhabitants: number | null; neighbours: readonly string[]; middle: { x: number; y: number } }

type Group = { buurten: BuurtToMerge[]; inhabitants: number }

/**
 * The publication areas of a gemeente in one boundary year: buurten, merged inside their wijk until each has 250 inhabitants.
 *
 * Each time the smallest that is too small joins another of its wijk: of those that share a border with it the one with the fewest inhabitants; when
 * none does, the one whose middles are nearest. What cannot be decided so is decided by code, so that the same buurten always give the same areas. A
 * wijk with fewer than 250 inhabitants in all is one area; it borrows nothing from another wijk, because the sums of a wijk would then not be of that wijk.
 */
export function publicationAreas(buurten: readonly BuurtToMerge[]): PublicArea[] {
  const wijken = new Map<string, BuurtToMerge[]>()
  for (const buurt of buurten) wijken.set(buurt.wijk, [...(wijken.get(buurt.wijk) ?? []), buurt])
  return [...wijken.values()].flatMap((own) => mergedInside(own).map(asArea)).sort((a, b) => compare(a.code, b.code))
}

/**
 * The wijken about which delicate themes are told: all buurten of a wijk together, under the code and name of the wijk. A wijk with fewer than 250
 * inhabitants in all is left out, and so are buurten without a wijk: together with another wijk the figures would be of no wijk that people know.
 */
export function publicationWijken(buurten: readonly { code: string; wijk: string; wijkName: string; inhabitants: number | null }[]): PublicArea[] {
  return [...new Map(buurten.map((b) => [b.wijk, b.wijkName]))].flatMap(([code, name]) => {
    const own = buurten.filter((b) => b.wijk === code)
    const enough = own.reduce((sum, b) => sum + (b.inhabitants ?? 0), 0) >= fewestInhabitants
    return code !== '' && enough ? [{ code, name, wijk: code, buurten: own.map((b) => b.code).sort(compare) }] : []
  }).sort((a, b) => compare(a.code, b.code))
}

function mergedInside(buurten: readonly BuurtToMerge[]): Group[] {
  let groups: Group[] = buurten.map((buurt) => ({ buurten: [buurt], inhabitants: buurt.inhabitants ?? 0 })).sort(bySize)
  while (groups.length > 1 && groups[0]!.inhabitants < fewestInhabitants) {
    const [small, ...others] = groups as [Group, ...Group[]]
    const beside = others.filter((other) => touches(small, other))
    const host = beside.length > 0 ? beside.sort(bySize)[0]! : [...others].sort((a, b) => distance(small, a) - distance(small, b) || bySize(a, b))[0]!
    const joined = { buurten: [...small.buurten, ...host.buurten].sort((a, b) => compare(a.code, b.code)), inhabitants: small.inhabitants + host.inhabitants }
    groups = [...others.filter((other) => other !== host), joined].sort(bySize)
  }
  return groups
}

/** Plain order of codes, the same on every machine. */
const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)
const firstCode = (group: Group): string => group.buurten.map((b) => b.code).sort(compare)[0]!
const bySize = (a: Group, b: Group): number => a.inhabitants - b.inhabitants || compare(firstCode(a), firstCode(b))
const touches = (a: Group, b: Group): boolean => a.buurten.some((one) => b.buurten.some((other) => one.neighbours.includes(other.code) || other.neighbours.includes(one.code)))
const distance = (a: Group, b: Group): number => Math.min(...a.buurten.flatMap((one) => b.buurten.map((other) => Math.hypot(one.middle.x - other.middle.x, one.middle.y - other.middle.y))))

/** Named after its buurten; its code is that of the first one, with PG for BU, so that nobody takes it for a buurt. */
function asArea({ buurten }: Group): PublicArea {
  const sorted = [...buurten].sort((a, b) => compare(a.code, b.code))
  const names = sorted.map((b) => b.name)
  return {
    code: `PG${sorted[0]!.code.slice(2)}`,
    name: names.length === 1 ? names[0]! : `${names.slice(0, -1).join(', ')} en ${names.at(-1)!}`,
    wijk: sorted[0]!.wijk,
    buurten: sorted.map((b) => b.code),
  }
}
