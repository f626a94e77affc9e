import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import sqlite from 'node-sqlite3-wasm'
import type { Reading } from './passages'
import { tablePassages } from './read-data'

/** Every table of a GeoPackage as text, those of its bookkeeping included; points of geometry come from their bytes. */
export function geoPackagePassages(address: string, bytes: Uint8Array): Reading {
  const folder = mkdtempSync(path.join(tmpdir(), 'buurtfocus-attack-'))
  const file = path.join(folder, 'read.gpkg')
  writeFileSync(file, bytes)
  const database = new sqlite.Database(file, { readOnly: true })
  try {
    const names = database.all("select name from sqlite_master where type = 'table' order by name").map((row) => String(row.name))
    const readings = names.map((name) => {
      const rows = database.all(`select * from "${name.replaceAll('"', '""')}"`)
      const head = Object.keys(rows[0] ?? {})
      const reading = tablePassages(`${address} ${name}`, head, rows.map((row) => head.map((column) => (row[column] instanceof Uint8Array ? '' : String(row[column] ?? '')))))
      for (const row of rows) for (const cell of Object.values(row)) if (cell instanceof Uint8Array) reading.points.push(...pointOf(`${address} ${name}`, cell))
      return reading
    })
    return { passages: readings.flatMap((r) => r.passages), sequences: readings.flatMap((r) => r.sequences), points: readings.flatMap((r) => r.points) }
  } finally {
    database.close()
    rmSync(folder, { recursive: true, force: true })
  }
}

/** Lengths of the envelope by its code in the flags of a GeoPackage geometry (OGC 12-128r19, 2.1.3). */
const envelopeBytes = [0, 32, 48, 48, 64]

/** The point in a geometry of a GeoPackage; none when it is no point. */
function pointOf(where: string, blob: Uint8Array): { where: string; x: number; y: number }[] {
  if (blob.length < 29 || blob[0] !== 0x47 || blob[1] !== 0x50) return []
  const at = 8 + (envelopeBytes[(blob[3]! >> 1) & 7] ?? 0)
  const view = new DataView(blob.buffer, blob.byteOffset, blob.byteLength)
  if (at + 21 > blob.length) return []
  const little = view.getUint8(at) === 1
  return view.getUint32(at + 1, little) % 1000 === 1 ? [{ where, x: view.getFloat64(at + 5, little), y: view.getFloat64(at + 13, little) }] : []
}
