/** Small hand-made files and loopback servers for the reader tests; nothing here is real data. */
import { mkdtempSync, writeFileSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { deflateRawSync } from 'node:zlib'
import sqlite from 'node-sqlite3-wasm'
import { SourceError, type Reject, type SourceInfo, type SourceRecord } from '@/lib/domain/source-record'
import type { Allowed, Reader } from './reader'

/** A directory that disappears with `remove()`; `put` writes a file in it and gives its path. */
export function tempFolder() {
  const path = mkdtempSync(join(tmpdir(), 'buurtfocus-test-'))
  return {
    path,
    put(name: string, content: string | Buffer): string {
      const file = join(path, name)
      writeFileSync(file, content)
      return file
    },
    /** Windows may still hold a file for a moment. */
    remove: () => rm(path, { recursive: true, force: true, maxRetries: 5 }),
  }
}

export async function collect(reader: Reader): Promise<{ info: SourceInfo; records: SourceRecord[]; rejects: Reject[] }> {
  let info: SourceInfo | null = null
  const records: SourceRecord[] = []
  const rejects: Reject[] = []
  for await (const event of reader) {
    if (event.type === 'info') {
      if (info) throw new Error('info came twice')
      info = event.info
    } else if (!info) throw new Error('a record came before info')
    else if (event.type === 'record') records.push(event.record)
    else if (event.type === 'records') records.push(...event.records)
    else rejects.push(event.reject)
  }
  if (!info) throw new Error('no info')
  return { info, records, rejects }
}

/** The SourceError that the reader ends with. */
export async function failure(run: Promise<unknown> | Reader): Promise<SourceError> {
  try {
    await (Symbol.asyncIterator in run ? collect(run as Reader) : run)
  } catch (error) {
    if (error instanceof SourceError) return error
    throw error
  }
  throw new Error('no error came')
}

type ZipPart = { name: string; content: Buffer | string; encrypted?: boolean; claimSize?: number }

/** A zip with deflated entries; `claimSize` lies about the unpacked size. */
export function makeZip(parts: readonly ZipPart[]): Buffer {
  const local: Buffer[] = []
  const central: Buffer[] = []
  let offset = 0
  for (const part of parts) {
    const content = Buffer.from(part.content)
    const packed = deflateRawSync(content)
    const name = Buffer.from(part.name)
    const common = Buffer.alloc(26)
    common.writeUInt16LE(20, 0)
    common.writeUInt16LE(0x800 | (part.encrypted ? 1 : 0), 2)
    common.writeUInt16LE(8, 4)
    common.writeUInt32LE(crc32(content), 10)
    common.writeUInt32LE(packed.length, 14)
    common.writeUInt32LE(part.claimSize ?? content.length, 18)
    common.writeUInt16LE(name.length, 22)
    local.push(Buffer.from('PK\x03\x04', 'latin1'), common, name, packed)
    const tail = Buffer.alloc(14)
    tail.writeUInt32LE(offset, 10)
    central.push(Buffer.from('PK\x01\x02\x14\x00', 'latin1'), common, tail, name)
    offset += 30 + name.length + packed.length
  }
  const directory = Buffer.concat(central)
  const end = Buffer.alloc(22)
  end.write('PK\x05\x06', 0, 'latin1')
  end.writeUInt16LE(parts.length, 8)
  end.writeUInt16LE(parts.length, 10)
  end.writeUInt32LE(directory.length, 12)
  end.writeUInt32LE(offset, 16)
  return Buffer.concat([...local, directory, end])
}

function crc32(bytes: Buffer): number {
  let crc = ~0
  for (const byte of bytes) {
    crc ^= byte
    for (let bit = 0; bit < 8; bit++) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0)
  }
  return ~crc >>> 0
}

type GpkgLayer = { name: string; srsId?: number; rows: readonly { code: string; geometry: Buffer | null }[] }

/** A GeoPackage with the tables that matter; srs 28992, 4326 and a custom 100000 that stands for EPSG:28992. */
export function makeGeoPackage(path: string, layers: readonly GpkgLayer[]): void {
  const db = new sqlite.Database(path)
  db.exec(`
    create table gpkg_spatial_ref_sys (srs_name text, srs_id integer primary key, organization text, organization_coordsys_id integer);
    create table gpkg_contents (table_name text primary key, data_type text, srs_id integer);
    create table gpkg_geometry_columns (table_name text, column_name text, geometry_type_name text, srs_id integer);
    insert into gpkg_spatial_ref_sys values ('RD', 28992, 'EPSG', 28992), ('WGS 84', 4326, 'EPSG', 4326), ('eigen', 100000, 'epsg', 28992), ('niets', -1, 'NONE', -1);`)
  for (const { name, srsId = 28992, rows } of layers) {
    db.exec(`create table "${name}" (fid integer primary key, buurtcode text, aantal integer, foto blob, geom blob)`)
    db.run('insert into gpkg_contents values (?, ?, ?)', [name, 'features', srsId])
    db.run('insert into gpkg_geometry_columns values (?, ?, ?, ?)', [name, 'geom', 'GEOMETRY', srsId])
    for (const row of rows) db.run(`insert into "${name}" (buurtcode, aantal, foto, geom) values (?, ?, ?, ?)`, [row.code, 12, Buffer.from('x'), row.geometry])
  }
  db.close()
}

/** WKB (little endian) in a GeoPackage header without envelope. */
export function gpkgGeometry(type: number, ...numbers: (number | { count: number })[]): Buffer {
  const parts: Buffer[] = [Buffer.from('GP\x00\x01', 'latin1'), int(28992), Buffer.from([1]), int(type)]
  for (const number of numbers) parts.push(typeof number === 'number' ? double(number) : int(number.count))
  return Buffer.concat(parts)
}

const int = (n: number) => {
  const bytes = Buffer.alloc(4)
  bytes.writeUInt32LE(n >>> 0)
  return bytes
}
const double = (n: number) => {
  const bytes = Buffer.alloc(8)
  bytes.writeDoubleLE(n)
  return bytes
}

/** The .shp, .shx and .dbf of points with one text column NAAM of 10 bytes. */
export function makeShapefile(points: readonly { x: number; y: number; naam: Buffer | string }[]): { shp: Buffer; shx: Buffer; dbf: Buffer } {
  const header = (words: number) => {
    const bytes = Buffer.alloc(100)
    bytes.writeInt32BE(9994, 0)
    bytes.writeInt32BE(words, 24)
    bytes.writeInt32LE(1000, 28)
    bytes.writeInt32LE(1, 32)
    return bytes
  }
  const records = points.map(({ x, y }, i) => {
    const head = Buffer.alloc(8)
    head.writeInt32BE(i + 1, 0)
    head.writeInt32BE(10, 4)
    return Buffer.concat([head, int(1), double(x), double(y)])
  })
  const dbfHead = Buffer.alloc(65)
  dbfHead[0] = 3
  dbfHead.writeUInt32LE(points.length, 4)
  dbfHead.writeUInt16LE(65, 8)
  dbfHead.writeUInt16LE(11, 10)
  dbfHead.write('NAAM', 32, 'latin1')
  dbfHead.write('C', 43, 'latin1')
  dbfHead[48] = 10
  dbfHead[64] = 0x0d
  const rows = points.map(({ naam }) => {
    const row = Buffer.alloc(11, ' ')
    Buffer.from(naam).copy(row, 1)
    return row
  })
  return {
    shp: Buffer.concat([header(50 + points.length * 14), ...records]),
    shx: header(50 + points.length * 4),
    dbf: Buffer.concat([dbfHead, ...rows, Buffer.from([0x1a])]),
  }
}

/**
 * Lets a reader ask a server of a test, which is on loopback. Given by hand to each request, because nothing in the environment may
 * open loopback by accident.
 */
export const only = (url: string): Allowed => ({ hosts: [], origins: [new URL(url).origin] })

export type Answer = { status?: number; headers?: Record<string, string>; body?: unknown }

/** A server on loopback; `answer` says what to give for an address, `asked` lists what was asked. */
export async function serve(answer: (url: URL, request: IncomingMessage) => Answer | Promise<Answer>) {
  const asked: string[] = []
  const server = createServer((request: IncomingMessage, response: ServerResponse) => {
    asked.push(request.url!)
    void Promise.resolve(answer(new URL(request.url!, 'http://localhost'), request)).then(({ status = 200, headers = {}, body = {} }) => {
      response.writeHead(status, { 'content-type': 'application/json', connection: 'close', ...headers })
      response.end(typeof body === 'string' ? body : JSON.stringify(body))
    })
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  return { url, asked, close: () => new Promise<void>((done) => (server.closeAllConnections(), server.close(() => done()))) }
}
