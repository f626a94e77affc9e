import { expect, it } from 'vitest'
import { circleAround } from './circle'

it('draws a closed circle of the radius in metres, as wide as it is high', () => {
  const ring = circleAround({ lon: 4.76, lat: 52.95, radiusM: 150 })
  expect(ring).toHaveLength(49)
  expect(ring.at(-1)).toEqual(ring[0])
  // On a sphere of 6,371 km.
  const metres = ring.map(([lon, lat]) => 6_371_000 * Math.hypot(((lat! - 52.95) * Math.PI) / 180, ((lon! - 4.76) * Math.PI * Math.cos((52.95 * Math.PI) / 180)) / 180))
  for (const m of metres) expect(Math.abs(m - 150)).toBeLessThan(1)
})
