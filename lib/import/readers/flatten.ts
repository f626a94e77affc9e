import type { SourceGeometry, SourceRecord } from '@/lib/domain/source-record'

export type Json = null | boolean | number | string | Json[] | { [key: string]: Json }

type Fields = SourceRecord['fields']

export const isObject = (value: unknown): value is Record<string, Json> => typeof value === 'object' && value !== null && !Array.isArray(value)

const maxText = 100_000
const maxFields = 2000

/**
 * Makes one flat set of fields of an object: `{status: {state: 'o'}}` gives `status.state`; strings are trimmed, an empty one
 * becomes null, a list of plain values is joined with `; `. Lists of objects and levels deeper than four are left out.
 */
export function flatten(source: Record<string, unknown>): Fields {
  const fields: Fields = {}
  let count = 0
  const walk = (object: Record<string, unknown>, prefix: string, level: number) => {
    for (const [key, value] of Object.entries(object)) {
      const name = prefix + key
      if (key === '__proto__' || count >= maxFields) continue
      if (isObject(value)) {
        if (level < 4) walk(value, `${name}.`, level + 1)
        continue
      }
      if (Array.isArray(value)) {
        if (value.some((item) => typeof item === 'object' && item !== null)) continue
        fields[name] = text(value.map(String).join('; '))
      } else fields[name] = typeof value === 'string' ? text(value) : typeof value === 'number' || typeof value === 'boolean' ? value : null
      count++
    }
  }
  walk(source, '', 0)
  return fields
}

const text = (value: string) => value.slice(0, maxText).replaceAll('\0', '').trim() || null

const geometryTypes = ['Point', 'MultiPoint', 'LineString', 'MultiLineString', 'Polygon', 'MultiPolygon']

/** Whether a value has the outer form of a GeoJSON geometry; coordinates are passed on as found. */
export function isGeometry(value: unknown): value is SourceGeometry & Record<string, Json> {
  if (!isObject(value) || typeof value.type !== 'string') return false
  if (value.type === 'GeometryCollection') return Array.isArray(value.geometries) && value.geometries.every(isGeometry)
  return geometryTypes.includes(value.type) && Array.isArray(value.coordinates)
}

/** Only the members of a geometry that mean something. */
export function toGeometry(value: SourceGeometry): SourceGeometry {
  return value.type === 'GeometryCollection'
    ? { type: value.type, coordinates: null, geometries: (value.geometries as SourceGeometry[]).map(toGeometry) }
    : { type: value.type, coordinates: value.coordinates }
}
