import { describe, expect, it } from 'vitest'
import { inCrs, rd, toCrs84 } from './crs'

/** Metres between two positions in degrees, on a sphere; near enough for less than a metre. */
function metres([lon, lat]: readonly [number, number], [lon2, lat2]: readonly [number, number]): number {
  const m = 111_320
  return Math.hypot((lon - lon2) * m * Math.cos((lat * Math.PI) / 180), (lat - lat2) * m)
}

describe('RD to degrees', () => {
  // What PROJ 9.1 (gdaltransform -s_srs EPSG:28992 -t_srs OGC:CRS84) says.
  const known: [number, number, number, number][] = [
    [155_000, 463_000, 5.38720350841377, 52.1551723011922],
    [121_687, 487_484, 4.89800990935911, 52.374218164055],
    [100_000, 540_000, 4.5708641266343, 52.8444011966744],
  ]
  it.each(known)('%d, %d as PROJ has it, within 2 cm', (x, y, lon, lat) => {
    expect(metres(toCrs84([x, y]), [lon, lat])).toBeLessThan(0.02)
  })
  it('the tower of Amersfoort, 155000 463000, lies within 0.25 m of where RDNAPTRANS has it', () => {
    // RDNAPTRANS2018: ETRS89 52.155172897 N, 5.387203657 E (https://www.nsgi.nl/rdnaptrans).
    expect(metres(toCrs84([155_000, 463_000]), [5.387203657, 52.155172897])).toBeLessThan(0.25)
  })
  it('RD stays as it is', () => expect(inCrs(rd, [1.25, 2])).toEqual([1.25, 2]))
})
