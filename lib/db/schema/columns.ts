import { customType } from 'drizzle-orm/pg-core'

/**
 * Geometry columns in RD New metres (EPSG:28992). drizzle's own `geometry()` writes `geometry(point)` without a CRS
 * (drizzle-orm 0.45.4), so the type is spelled out here. Values travel as text; SQL decides the form (WKT, GeoJSON).
 */
const geometry = (kind: 'Point' | 'MultiPolygon' | 'Geometry') =>
  customType<{ data: string }>({ dataType: () => `geometry(${kind}, 28992)` })

export const pointRd = geometry('Point')
export const multiPolygonRd = geometry('MultiPolygon')
export const anyGeometryRd = geometry('Geometry')
