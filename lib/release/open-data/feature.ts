import type { PublicPoint, PublicRings } from '@/lib/domain/public-model'
import type { Collection, DataFeature, DataGeometry, Property } from './dataset'
import { words } from './words'

type Id = keyof typeof words.collections

/** Names of the properties that are no text. */
const types: Record<string, Property['type']> = {
  ...Object.fromEntries(['inwoners', 'indeling', 'jaar', 'minuten'].map((name) => [name, 'integer'])),
  ...Object.fromEntries(['van', 'tot', 'besluit', 'plan', 'vastgesteld', 'uitvoering', 'nazorg', 'einde', 'gereed', 'bevestigd', 'ontvangen'].map((name) => [name, 'date'])),
}

/** A collection with its words; features in the order of their numbers or codes. */
export function collection(id: Id, geometryType: DataGeometry['type'], time: Collection['time'], features: readonly DataFeature[], more: readonly Property[] = []): Collection {
  const { title, description, properties } = words.collections[id]
  const own = Object.entries(properties).map(([name, text]): Property => ({ name, type: types[name] ?? 'text', description: text }))
  return { id, title, description, geometryType, time, properties: [...own, ...more], features: [...features].sort((a, b) => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0)) }
}

export const pointOf = (point: PublicPoint | null): DataGeometry | null => point && { type: 'Point', coordinates: [point.x, point.y] }

/** Null when there is no shape. */
export const shapeOf = (rings: PublicRings): DataGeometry | null => (rings.length === 0 ? null : { type: 'MultiPolygon', coordinates: rings })

/** Several values in one cell. */
export const list = (values: readonly string[]): string | null => (values.length === 0 ? null : values.join('|'))
