export type Point = { lon: number; lat: number }

const degrees = new Intl.NumberFormat('nl-NL', { minimumFractionDigits: 5, maximumFractionDigits: 5 })

/** Degrees as people type them: comma or point; null when it is no number of degrees. "" is null too. */
export function readDegrees(text: string): number | null {
  return /^\s*-?\d{1,3}([.,]\d+)?\s*$/.test(text) ? Number(text.replace(',', '.')) : null
}
/** About a metre: five decimals, with a comma. */
export const writeDegrees = (value: number): string => degrees.format(value)

/** "52,95340 NB, 4,76010 OL": north first, as people say it. */
export const textOfPoint = ({ lon, lat }: Point): string => `${writeDegrees(lat)} NB, ${writeDegrees(lon)} OL`

/** A point moved by metres; a metre in degrees at this latitude, exact enough for a nudge of tens of metres. */
export function moved({ lon, lat }: Point, eastM: number, northM: number): Point {
  const perDegree = 111_320
  return { lon: lon + eastM / (perDegree * Math.cos((lat * Math.PI) / 180)), lat: lat + northM / perDegree }
}
