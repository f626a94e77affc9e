/** A buurt as boundaries know it, with its werkgebied. */
export type PlacedBuurt = { code: string; water: boolean; werkgebiedId: number | null }
/** Where something is: one level, and what belongs to it. */
export type Place = { level: 'buurt' | 'buurten' | 'werkgebied' | 'gemeente'; buurten: readonly string[]; werkgebied: number | null }

/** The place of an activity: the buurt of its venue, or its service area. */
export function placeOfActivity(a: { venueBuurt: string | null; serviceArea: 'buurten' | 'werkgebied' | 'gemeente' | null; buurten: readonly string[]; werkgebied: number | null }): Place {
  if (a.serviceArea === null) return { level: 'buurt', buurten: a.venueBuurt ? [a.venueBuurt] : [], werkgebied: null }
  return { level: a.serviceArea, buurten: a.buurten, werkgebied: a.werkgebied }
}

/** The place of a line of an agreement. */
export const placeOfLine = (l: { level: 'buurt' | 'werkgebied' | 'gemeente'; buurt: string | null; werkgebied: number | null }): Place => ({ level: l.level, buurten: l.buurt ? [l.buurt] : [], werkgebied: l.werkgebied })

/** Codes of the buurten on land that a place covers. What these boundaries do not know is left out; a buurt that is named counts also in the water. */
export function buurtenOf(place: Place, all: readonly PlacedBuurt[]): string[] {
  const wanted = new Set(place.buurten)
  const found = place.level === 'gemeente' ? all.filter((b) => !b.water) : place.level === 'werkgebied' ? all.filter((b) => !b.water && b.werkgebiedId === place.werkgebied) : all.filter((b) => wanted.has(b.code))
  return [...new Set(found.map((b) => b.code))]
}
