import type { Reject, SourceInfo } from '@/lib/domain/source-record'
import type { SourceRequest } from '@/lib/import/readers/reader'
import type { RecordBatch } from './batch'

/** Parent to child: one line of JSON on stdin, which then stays open; when it closes the child ends itself. */
export type ChildRequest = { source: SourceRequest; tempDir: string }

/**
 * Child to parent: one line of JSON each on file descriptor 3. A batch holds at most 1,000 records and, except for one large
 * record, about 1 MB.
 */
export type ChildMessage =
  | { type: 'info'; info: SourceInfo }
  | RecordBatch
  | { type: 'rejects'; rejects: Reject[] }
  | { type: 'progress'; bytesRead: number; totalBytes: number | null; rss: number }
  | { type: 'error'; code: string; message: string; row: number | null }
  | { type: 'end'; rss: number }

export const batchRecords = 1000
export const batchChars = 1024 * 1024
