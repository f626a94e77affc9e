import proj4 from 'proj4'

/** The two systems in which positions are given, by the address that the OGC gives them; both with east first. */
export const crs84 = 'http://www.opengis.net/def/crs/OGC/1.3/CRS84'
export const rd = 'http://www.opengis.net/def/crs/EPSG/0/28992'
export const crsList = [crs84, rd] as const
export type Crs = (typeof crsList)[number]

export type Xy = readonly [number, number]

/**
 * RD New with the seven parameters of "Amersfoort to WGS 84 (4)", EPSG:15934, as PROJ chooses them without a grid: within 0.25 m of RDNAPTRANS
 * (https://epsg.org/transformation_15934).
 */
const toWgs84 = proj4(
  '+proj=sterea +lat_0=52.15616055555555 +lon_0=5.38763888888889 +k=0.9999079 +x_0=155000 +y_0=463000 +ellps=bessel +towgs84=565.4171,50.3319,465.5524,-0.398957388243134,0.343987817378283,-1.87740163998045,4.0725 +units=m +no_defs',
  'WGS84',
)
/** Seven decimals of a degree are about a centimetre. */
const round7 = (n: number): number => Math.round(n * 1e7) / 1e7

/** Metres in RD to degrees, longitude first; accurate to 0.25 m. */
export function toCrs84([x, y]: Xy): [number, number] {
  const [lon, lat] = toWgs84.forward([x, y]) as [number, number]
  return [round7(lon), round7(lat)]
}

/** A position of our own (RD) in the system that was asked for. */
export const inCrs = (crs: Crs, position: Xy): Xy => (crs === rd ? position : toCrs84(position))

/** Where RD is meant for, in metres: west, south, east, north (https://epsg.org/crs_28992). */
export const rdExtent = [-7_000, 289_000, 300_000, 629_000] as const
