import type { Reject, SourceInfo, SourceRecord } from '@/lib/domain/source-record'

/** Where data come from. `path` is a file on disk; `layer` names a GeoPackage layer or a shapefile in a zip. */
export type FileRequest = { kind: 'file'; path: string; originalName?: string; layer?: string }

/**
 * Where a service may be asked: `hosts` over https, when all their addresses are public; `origins` (scheme, host and port) as they stand,
 * also inside the organisation. Absent means nowhere. It travels with the request to the child process, which has no settings.
 */
export type Allowed = { hosts: readonly string[]; origins: readonly string[] }

/** OGC API Features (PDOK). `url` is the base that ends in `/ogc/v1`; `gemeente` is a code such as GM0400. */
export type OgcRequest = { kind: 'ogc-features'; url: string; allowed?: Allowed; collection: string; gemeente?: string; maxPages?: number }

/** CBS OData. `base` overrides the v4 address and may be a v3 (`ODataApi`) address; the table number is added when it is not there yet. */
export type ODataRequest = { kind: 'odata'; table: string; allowed?: Allowed; base?: string; version?: 3 | 4; gemeente?: string; maxPages?: number }

/** Signalen private API. `url` is the root of the installation; `since` an ISO moment, asked as `updated_after`. */
export type SignalenRequest = { kind: 'signalen'; url: string; allowed?: Allowed; token?: string; since?: string; maxPages?: number }

/** Open311 GeoReport v2, JSON only. `from` and `to` are dates (YYYY-MM-DD), both inclusive. */
export type Open311Request = {
  kind: 'open311'
  url: string
  allowed?: Allowed
  from?: string
  to?: string
  serviceCode?: string
  jurisdictionId?: string
}

export type SourceRequest = FileRequest | OgcRequest | ODataRequest | SignalenRequest | Open311Request

/** What a reader yields: `info` exactly once and before the first record; rejects and records in the order of the source. */
export type ReaderEvent =
  | { type: 'info'; info: SourceInfo }
  | { type: 'record'; record: SourceRecord }
  /** many at once, from a reader that has them: handing over one by one costs a large CSV as much time as splitting it */
  | { type: 'records'; records: SourceRecord[] }
  | { type: 'reject'; reject: Reject }

/** What a reader gets besides its source. `onBytes(read, total)` may be called often; total is null when unknown. */
export type ReaderContext = {
  signal?: AbortSignal
  onBytes?: (read: number, total: number | null) => void
  /** a directory for unpacked files; the caller removes it */
  tempDir?: string
}

export type Reader = AsyncGenerator<ReaderEvent, void, undefined>

/** The largest single record (CSV row, feature, service answer item) that is accepted, in bytes. */
export const maxFeatureBytes = 16 * 1024 * 1024

/** A name or value for a message: control characters out, at most 60 characters. */
export function shorten(value: unknown, length = 60): string {
  const text = String(value).replace(/[\u0000-\u001f\u007f-\u009f]+/g, ' ').trim()
  return text.length > length ? `${text.slice(0, length - 1)}…` : text
}
