import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import sqlite from 'node-sqlite3-wasm'
import type { Collection, Dataset, Property } from './dataset'
import { gpkgGeometry } from './gpkg-geometry'
import { shapeExtent } from './extent'

/** EPSG:28992 as text (WKT 1), as QGIS and GDAL know it. */
const rdWkt =
  'PROJCS["Amersfoort / RD New",GEOGCS["Amersfoort",DATUM["Amersfoort",SPHEROID["Bessel 1841",6377397.155,299.1528128,AUTHORITY["EPSG","7004"]],AUTHORITY["EPSG","6289"]],PRIMEM["Greenwich",0,AUTHORITY["EPSG","8901"]],UNIT["degree",0.0174532925199433,AUTHORITY["EPSG","9122"]],AUTHORITY["EPSG","4289"]],PROJECTION["Oblique_Stereographic"],PARAMETER["latitude_of_origin",52.1561605555556],PARAMETER["central_meridian",5.38763888888889],PARAMETER["scale_factor",0.9999079],PARAMETER["false_easting",155000],PARAMETER["false_northing",463000],UNIT["metre",1,AUTHORITY["EPSG","9001"]],AXIS["Easting",EAST],AXIS["Northing",NORTH],AUTHORITY["EPSG","28992"]]'
const wgs84Wkt = 'GEOGCS["WGS 84",DATUM["WGS_1984",SPHEROID["WGS 84",6378137,298.257223563,AUTHORITY["EPSG","7030"]],AUTHORITY["EPSG","6326"]],PRIMEM["Greenwich",0,AUTHORITY["EPSG","8901"]],UNIT["degree",0.0174532925199433,AUTHORITY["EPSG","9122"]],AUTHORITY["EPSG","4326"]]'

/** The tables that every GeoPackage has: OGC 12-128r17 (GeoPackage 1.3), annex C. `1196444487` is "GPKG" in the header. */
const frame = `
  pragma application_id = 1196444487;
  pragma user_version = 10300;
  create table gpkg_spatial_ref_sys (srs_name text not null, srs_id integer primary key, organization text not null, organization_coordsys_id integer not null, definition text not null, description text);
  create table gpkg_contents (table_name text not null primary key, data_type text not null, identifier text unique, description text default '', last_change datetime not null default (strftime('%Y-%m-%dT%H:%M:%fZ','now')), min_x double, min_y double, max_x double, max_y double, srs_id integer, constraint fk_gc_r_srs_id foreign key (srs_id) references gpkg_spatial_ref_sys(srs_id));
  create table gpkg_geometry_columns (table_name text not null, column_name text not null, geometry_type_name text not null, srs_id integer not null, z tinyint not null, m tinyint not null, constraint pk_geom_cols primary key (table_name, column_name), constraint uk_gc_table_name unique (table_name), constraint fk_gc_tn foreign key (table_name) references gpkg_contents(table_name), constraint fk_gc_srs foreign key (srs_id) references gpkg_spatial_ref_sys(srs_id));`

const columnTypes: Record<Property['type'], string> = { text: 'text', integer: 'integer', date: 'date' }
const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`

/**
 * All collections as one GeoPackage 1.3 in RD (EPSG:28992), a table for each. The same data gives the same bytes: the moment in it is the day of the release.
 *
 * SQLite only writes to files, so it is written to a folder of its own and read back.
 */
export function toGeoPackage(dataset: Dataset): Uint8Array {
  const folder = mkdtempSync(join(tmpdir(), 'buurtfocus-gpkg-'))
  try {
    const path = join(folder, 'data.gpkg')
    const database = new sqlite.Database(path)
    try {
      database.exec(frame)
      for (const row of [['Undefined Cartesian SRS', -1, 'NONE', -1, 'undefined'], ['Undefined geographic SRS', 0, 'NONE', 0, 'undefined'], ['WGS 84', 4326, 'EPSG', 4326, wgs84Wkt], ['Amersfoort / RD New', 28992, 'EPSG', 28992, rdWkt]]) {
        database.run('insert into gpkg_spatial_ref_sys (srs_name, srs_id, organization, organization_coordsys_id, definition) values (?, ?, ?, ?, ?)', row)
      }
      for (const collection of dataset.collections) addTable(database, collection, `${dataset.madeOn}T00:00:00.000Z`)
    } finally {
      database.close()
    }
    return new Uint8Array(readFileSync(path))
  } finally {
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 })
  }
}

function addTable(database: InstanceType<typeof sqlite.Database>, { id, title, description, geometryType, properties, features }: Collection, moment: string): void {
  const table = tableOf(id)
  const extent = shapeExtent(features)
  database.exec('begin')
  database.exec(`create table ${quoted(table)} (fid integer primary key autoincrement not null, geom ${geometryType.toUpperCase()}, ${properties.map((p) => `${quoted(p.name)} ${columnTypes[p.type]}`).join(', ')})`)
  database.run('insert into gpkg_contents (table_name, data_type, identifier, description, last_change, min_x, min_y, max_x, max_y, srs_id) values (?, ?, ?, ?, ?, ?, ?, ?, ?, 28992)', [table, 'features', title, description, moment, ...(extent ?? [null, null, null, null])])
  database.run('insert into gpkg_geometry_columns values (?, ?, ?, 28992, 0, 0)', [table, 'geom', geometryType.toUpperCase()])
  const insert = database.prepare(`insert into ${quoted(table)} (geom, ${properties.map((p) => quoted(p.name)).join(', ')}) values (${['?', ...properties.map(() => '?')].join(', ')})`)
  try {
    for (const { geometry, properties: values } of features) insert.run([geometry && gpkgGeometry(geometry), ...properties.map((p) => values[p.name] ?? null)])
  } finally {
    insert.finalize()
  }
  database.exec('commit')
}

/** A name that needs no quotes in SQL. */
export const tableOf = (id: string): string => id.replaceAll('-', '_')
