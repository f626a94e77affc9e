type System = { /** whether a position can be one of the Netherlands with its sea */ fits: (x: number, y: number) => boolean; expected: string; order: string }

const box = (west: number, south: number, east: number, north: number) => (x: number, y: number): boolean => x >= west && x <= east && y >= south && y <= north
const degrees: System = { fits: box(2, 50, 8, 56), expected: 'lengtegraad en breedtegraad', order: 'eerst lengtegraad (ongeveer 3 tot 7), dan breedtegraad (ongeveer 51 tot 54)' }
/** RD New with the sea around; x and y can never be each other's, so swapped axes show. */
const rd: System = { fits: (x, y) => x >= -60_000 && x <= 289_000 && y > 289_000 && y <= 900_000, expected: 'RD-meters', order: 'eerst x (0 tot 280.000), dan y (300.000 tot 625.000)' }
const metres = (fits: System['fits']): System => ({ fits, expected: 'meters', order: 'eerst x (naar het oosten), dan y (naar het noorden)' })

/** Coordinate systems that sources may use; PostGIS turns each of them into RD. ETRS89 in degrees equals WGS 84 within a metre here. Those in metres hold what the degrees hold. */
const known: Record<number, System> = {
  4326: degrees, 4258: degrees, 28992: rd, 7415: rd,
  3857: metres(box(222_000, 6_446_000, 891_000, 7_559_000)), 25831: metres(box(400_000, 5_500_000, 880_000, 6_300_000)), 25832: metres(box(-20_000, 5_500_000, 460_000, 6_300_000)),
}

export type Place = { x: number; y: number; srid: number }
export type Fault = { code: 'crs_unknown' | 'crs_mismatch' | 'coord_swapped' | 'coord_outside'; message: string }

/**
 * What a pair of numbers of a source means: which CRS, in which order. The CRS that the source says decides; when it says
 * nothing, the numbers must fit exactly one (degrees and RD do not overlap in the Netherlands). Swapped axes are told, and only
 * turned round when the user has said so.
 */
export function placeOf(first: number, second: number, srid: number | null, swapAxes: boolean): Place | Fault {
  const [x, y] = swapAxes ? [second, first] : [first, second]
  const system = srid === null ? [degrees, rd].find(({ fits }) => fits(x, y) || fits(y, x)) : known[srid]
  if (system === undefined) {
    return {
      code: 'crs_unknown',
      message: srid === null
        ? `Het coördinatenstelsel is niet vermeld en volgt niet uit de getallen (${x}, ${y}). Verwacht: RD (EPSG:28992) of lengte- en breedtegraad (CRS84).`
        : `Coördinatenstelsel EPSG:${srid} kennen we niet. Verwacht: EPSG:${Object.keys(known).join(', EPSG:')} of CRS84.`,
    }
  }
  if (system.fits(x, y)) return { x, y, srid: system === degrees ? 4326 : system === rd ? 28992 : srid! }
  if (system.fits(y, x)) return { code: 'coord_swapped', message: `De assen lijken verwisseld: ${x}, ${y}. Verwacht: ${system.order}. Kies "assen omdraaien" als dat klopt.` }
  return { code: 'crs_mismatch', message: `${x}, ${y} ligt niet in Nederland. Verwacht: ${system.expected}${srid === null ? '' : `, want de bron zegt EPSG:${srid}`}.` }
}

/**
 * The first position of a shape that lies far outside the Netherlands, although its first one fits: one wrong point would draw an area over half of Europe, and
 * a wild one cannot be turned into RD at all.
 * @param srid as `placeOf` said for the first position
 */
export function strayOf(coordinates: unknown, srid: number, swapAxes: boolean): Fault | null {
  const list = coordinates as unknown[]
  if (Array.isArray(list[0])) {
    for (const part of list) {
      const fault = strayOf(part, srid, swapAxes)
      if (fault) return fault
    }
    return null
  }
  const [x, y] = (swapAxes ? [list[1], list[0]] : list) as [number, number]
  return known[srid]!.fits(x, y) ? null : { code: 'coord_outside', message: `Een punt van de rand, ${x}, ${y}, ligt niet in Nederland. Verwacht: ${known[srid]!.expected}, zoals de andere punten.` }
}

export const isFault = (place: Place | Fault): place is Fault => 'code' in place
