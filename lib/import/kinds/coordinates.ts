/** Coordinate systems that sources may use; PostGIS turns each of them into RD. ETRS89 in degrees equals WGS 84 within a metre here. */
const known: Record<number, 'degrees' | 'rd' | 'metres'> = { 4326: 'degrees', 4258: 'degrees', 28992: 'rd', 7415: 'rd', 3857: 'metres', 25831: 'metres', 25832: 'metres' }

export type Place = { x: number; y: number; srid: number }
export type Fault = { code: 'crs_unknown' | 'crs_mismatch' | 'coord_swapped'; message: string }

const inDegrees = (x: number, y: number): boolean => x >= 2 && x <= 8 && y >= 50 && y <= 56
/** RD New with the sea around; x and y can never be each other's, so swapped axes show. */
const inRd = (x: number, y: number): boolean => x >= -60_000 && x <= 289_000 && y > 289_000 && y <= 900_000

/**
 * What a pair of numbers of a source means: which CRS, in which order. The CRS that the source says decides; when it says
 * nothing, the numbers must fit exactly one (degrees and RD do not overlap in the Netherlands). Swapped axes are told, and only
 * turned round when the user has said so.
 */
export function placeOf(first: number, second: number, srid: number | null, swapAxes: boolean): Place | Fault {
  const [x, y] = swapAxes ? [second, first] : [first, second]
  const system = srid === null ? (inDegrees(x, y) || inDegrees(y, x) ? 'degrees' : inRd(x, y) || inRd(y, x) ? 'rd' : null) : known[srid]
  if (system === undefined || system === null) {
    return {
      code: 'crs_unknown',
      message: srid === null
        ? `Het coordinatenstelsel is niet vermeld en volgt niet uit de getallen (${x}, ${y}). Verwacht: RD (EPSG:28992) of lengte- en breedtegraad (CRS84).`
        : `Coordinatenstelsel EPSG:${srid} kennen we niet. Verwacht: EPSG:${Object.keys(known).join(', EPSG:')} of CRS84.`,
    }
  }
  if (system === 'metres') return { x, y, srid: srid! }
  const fits = system === 'degrees' ? inDegrees : inRd
  if (fits(x, y)) return { x, y, srid: system === 'degrees' ? 4326 : 28992 }
  if (fits(y, x))
    return { code: 'coord_swapped', message: `De assen lijken verwisseld: ${x}, ${y}. Verwacht: ${system === 'degrees' ? 'eerst lengtegraad (ongeveer 3 tot 7), dan breedtegraad (ongeveer 51 tot 54)' : 'eerst x (0 tot 280.000), dan y (300.000 tot 625.000)'}. Kies "assen omdraaien" als dat klopt.` }
  return {
    code: 'crs_mismatch',
    message: `${x}, ${y} ligt niet in Nederland. Verwacht: ${system === 'degrees' ? 'lengtegraad en breedtegraad' : 'RD-meters'}${srid === null ? '' : `, want de bron zegt EPSG:${srid}`}.`,
  }
}

export const isFault = (place: Place | Fault): place is Fault => 'code' in place
