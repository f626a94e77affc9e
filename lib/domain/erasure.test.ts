import { expect, it } from 'vitest'
import { parsePoint } from './erasure'

it.each([
  ['52.9563, 4.7601', { first: 4.7601, second: 52.9563, srid: 4326 }],
  ['4.7601,52.9563', { first: 4.7601, second: 52.9563, srid: 4326 }],
  ['52,9563; 4,7601', { first: 4.7601, second: 52.9563, srid: 4326 }],
  ['113456 551234', { first: 113456, second: 551234, srid: 28992 }],
  ['113456,5 551234,25', { first: 113456.5, second: 551234.25, srid: 28992 }],
])('reads %s as a point', (text, point) => expect(parsePoint(text)).toEqual(point))

it.each(['', 'Kerkstraat 12', '52.9', '52.9563, 104.7', '0, 0', '551234 113456', '1e5 5e5'])('refuses %j', (text) => expect(parsePoint(text)).toBeNull())
