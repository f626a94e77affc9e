/**
 * What a reader hands to the pipeline, whatever the file or service was: one record per row or feature, as text and numbers,
 * with the geometry beside it. A reader knows formats; it does not know kinds (signals, boundaries, ...).
 */
export type SourceRecord = {
  /** 1-based; in a CSV the line of the file where the record starts (the header is line 1), elsewhere the ordinal of the feature */
  row: number
  /** as found: column name -> value, names not yet translated; strings are trimmed, never cast */
  fields: Record<string, string | number | boolean | null>
  /** null when the source has no geometry for this record */
  geometry: SourceGeometry | null
}

/** Coordinates in the order and CRS of the source; the pipeline decides, with `SourceInfo.srid`, what they mean. */
export type SourceGeometry = { type: string; coordinates: unknown; geometries?: unknown }

/** What a reader found out about the source as a whole; sent before the first record. */
export type SourceInfo = {
  format: 'csv' | 'geojson' | 'geopackage' | 'shapefile' | 'ogc-features' | 'odata-v4' | 'odata-v3' | 'signalen' | 'open311'
  /** EPSG code said by the source (4326 stands for CRS84, longitude first); null when the source says nothing */
  srid: number | null
  columns: string[]
  /** csv only */
  delimiter?: string
  encoding?: string
  decimalComma?: boolean
  /** layers of a GeoPackage or shapefiles in a zip, and the one that is read */
  layers?: string[]
  layer?: string
  /** bytes when the size is known, for the progress bar */
  totalBytes: number | null
  /** what was detected, in Dutch, to show to the user: "Scheidingsteken ; gevonden" */
  remarks: string[]
}

/** One rejected row: what was expected and what came, in Dutch; `value` is shortened and never holds free text of a person. */
export type Reject = { row: number; column: string | null; code: string; message: string; value?: string | null }

/** The whole source cannot be read; `message` is Dutch and meant for the user. */
export class SourceError extends Error {
  constructor(
    readonly code: string,
    message: string,
    readonly row: number | null = null,
  ) {
    super(message)
    this.name = 'SourceError'
  }
}
