import { access, chmod, copyFile, open, rm, stat, symlink } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import sqlite from 'node-sqlite3-wasm'
import { SourceError, type SourceRecord } from '@/lib/domain/source-record'
import { chooseLayer } from './choose-layer'
import { readHead } from './detect-format'
import type { Reader, ReaderContext, ReaderEvent } from './reader'
import { inTempDir } from './temp-dir'
import { decodeGeoPackageGeometry, WkbError } from './wkb'

type Database = InstanceType<typeof sqlite.Database>
type Row = Record<string, unknown>
type Layer = { name: string; geometry: string | null; srid: number | null }

/**
 * Reads one layer of a GeoPackage row by row from disk; all layers are listed in the info.
 *
 * `wished` is a layer name or the start of one (`buurten`). A geometry that cannot be read makes that row a reject.
 * @throws {SourceError} `gpkg_invalid`, `no_layers`, `layer_unknown`, `no_rows`
 */
export function readGeoPackage(path: string, wished: string | undefined, context: ReaderContext = {}): Reader {
  return inTempDir(context.tempDir, async function* (dir) {
    const place = await placeFor(path, dir)
    let database: Database | null = null
    try {
      database = new sqlite.Database(place, { readOnly: true, fileMustExist: true })
      yield* readLayer(database, wished, (await stat(path)).size, context)
    } catch (error) {
      if (error instanceof SourceError) throw error
      throw translate(error)
    } finally {
      try {
        database?.close()
      } catch {
        // a damaged file may refuse to close; the process ends soon
      }
    }
  })
}

/**
 * A path in our own directory for the same content: node-sqlite3-wasm 0.8 makes a `.lock` directory beside the file (which may
 * be read-only, and would stay locked after a kill), and cannot open write-ahead-log mode, which QGIS leaves behind; then a copy
 * with the journal mode in the header (bytes 18 and 19, https://sqlite.org/fileformat2.html#file_format_version_numbers) reset.
 */
async function placeFor(path: string, dir: string): Promise<string> {
  const place = join(dir, 'data.gpkg')
  const head = await readHead(path, 100)
  const wal = head[18] === 2 || head[19] === 2
  if (!wal) {
    try {
      await symlink(resolve(path), place)
      await access(place)
      return place
    } catch {
      // Windows: symbolic links need a right, and one to another drive may be made but not followed
      await rm(place, { force: true })
    }
  }
  await copyFile(path, place)
  await chmod(place, 0o600)
  if (wal) {
    const file = await open(place, 'r+')
    await file.write(Buffer.from([1, 1]), 0, 2, 18).finally(() => file.close())
  }
  return place
}

async function* readLayer(database: Database, wished: string | undefined, totalBytes: number, context: ReaderContext): Reader {
  const layers = listLayers(database)
  const { layer: name, remark } = chooseLayer(layers.map((layer) => layer.name), wished)
  const layer = layers.find((one) => one.name === name)!
  const columns = columnsOf(database, layer)
  const total = Number(first(database, `select count(*) as n from ${quote(name)}`).n)
  if (total === 0) throw new SourceError('no_rows', `Kaartlaag "${name}" is leeg.`)
  const remarks = [layer.srid === null ? 'Geen bekend coördinatenstelsel vermeld' : `Coördinatenstelsel EPSG:${layer.srid} vermeld`]
  if (remark) remarks.unshift(remark)
  yield {
    type: 'info',
    info: { format: 'geopackage', srid: layer.srid, columns, layers: layers.map((one) => one.name), layer: name, totalBytes, remarks },
  }
  const wanted = [...columns, ...(layer.geometry ? [layer.geometry] : [])]
  const statement = database.prepare(`select ${wanted.map(quote).join(', ')} from ${quote(name)}`)
  try {
    let row = 0
    for (const values of statement.iterate() as Iterable<Row>) {
      yield toEvent(values, ++row, columns, layer.geometry)
      if (row % 100 === 0) {
        context.signal?.throwIfAborted()
        context.onBytes?.(Math.round((row / total) * totalBytes), totalBytes)
      }
    }
  } finally {
    statement.finalize()
  }
  context.onBytes?.(totalBytes, totalBytes)
}

/** Layers with data, with their EPSG code; a custom srs id is resolved to the code of its organisation. */
function listLayers(database: Database): Layer[] {
  const rows = database.all(
    `select c.table_name as name, g.column_name as geometry, s.organization as organization, s.organization_coordsys_id as code
     from gpkg_contents c
     left join gpkg_geometry_columns g on g.table_name = c.table_name
     left join gpkg_spatial_ref_sys s on s.srs_id = coalesce(g.srs_id, c.srs_id)
     where c.data_type in ('features', 'attributes', 'aspatial') order by c.rowid`,
  ) as Row[]
  return rows.map((row) => ({
    name: String(row.name),
    geometry: row.geometry === null ? null : String(row.geometry),
    srid: /^epsg$/i.test(String(row.organization)) && Number(row.code) > 0 ? Number(row.code) : null,
  }))
}

function columnsOf(database: Database, layer: Layer): string[] {
  const rows = database.all(`select name, type from pragma_table_info(?)`, [layer.name]) as Row[]
  if (rows.length === 0) throw new SourceError('gpkg_invalid', `Kaartlaag "${layer.name}" staat in de inhoudsopgave maar bestaat niet.`)
  return rows
    .filter((row) => row.name !== layer.geometry && !/^blob/i.test(String(row.type)) && row.name !== '__proto__')
    .map((row) => String(row.name))
}

function toEvent(values: Row, row: number, columns: readonly string[], geometryColumn: string | null): ReaderEvent {
  const fields: SourceRecord['fields'] = {}
  for (const column of columns) fields[column] = toField(values[column])
  const bytes = geometryColumn === null ? null : values[geometryColumn]
  try {
    const geometry = bytes instanceof Uint8Array && bytes.length > 0 ? decodeGeoPackageGeometry(bytes) : null
    return { type: 'record', record: { row, fields, geometry } }
  } catch (error) {
    if (!(error instanceof WkbError)) throw error
    return { type: 'reject', reject: { row, column: geometryColumn, code: error.code, message: error.message } }
  }
}

function toField(value: unknown): string | number | null {
  if (typeof value === 'string') return value.replaceAll('\0', '').trim() || null
  if (typeof value === 'number') return Number.isFinite(value) ? value : null
  return typeof value === 'bigint' ? String(value) : null
}

const quote = (name: string) => `"${name.replaceAll('"', '""')}"`

const first = (database: Database, sql: string): Row => database.get(sql) as Row

function translate(error: unknown): unknown {
  const message = error instanceof Error ? error.message : ''
  if (!(error instanceof sqlite.SQLite3Error) && !/wasm|memory|aborted/i.test(message)) return error
  if (/no such table: gpkg_/i.test(message)) {
    return new SourceError('wrong_format', 'Dit is een SQLite-database maar geen GeoPackage: de inhoudsopgave (gpkg_contents) ontbreekt.')
  }
  return new SourceError('gpkg_invalid', 'Het GeoPackage is beschadigd of onvolledig en kan niet worden gelezen. Is het volledig gedownload?')
}
