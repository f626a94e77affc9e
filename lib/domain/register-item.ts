import type { RecordFrame, RegisterRecord } from './register'

/** What the reader may do with a record. The database decides (drizzle/0012); this says it beforehand, a test compares the two. */
type RegisterMay = { update: boolean; delete: boolean; confirm: boolean }

/** A record as the API gives it: its fields by name, Dutch names of what it refers to, and where it lies. */
export type RegisterItem = RecordFrame & RegisterRecord & {
  gemeente: string
  /** Dutch names of references and buurten, by field */
  names: Record<string, string | string[]>
  /** CRS84 degrees; null when it has no place of its own */
  lon: number | null
  lat: number | null
  buurtCode: string | null
  may: RegisterMay
}

export type RegisterList = { items: RegisterItem[]; total: number; next: string | null }

/** One field that differs, with what people read of it. */
export type FieldChange = { field: string; label: string; before: unknown; after: unknown; beforeText: string; afterText: string }

/** `id` 0 is the making of the record, which has no line of its own. */
export type HistoryItem = { id: number; at: string; by: string | null; action: 'create' | 'update' | 'confirm' | 'delete'; change: string | null; changes: FieldChange[] }

/** What the reader of version `version` did not know yet. */
export type Conflict = { current: RegisterItem; changed: { field: string; label: string; before: unknown; theirs: unknown; beforeText: string; theirsText: string }[]; by: string | null; at: string }

export type BulkItem = { id: number; name: string; before: RegisterRecord; after: RegisterRecord; beforeText: Record<string, string>; afterText: Record<string, string>; problem?: string }
export type BulkAnswer = { items: BulkItem[]; change: string | null }
export type UndoAnswer = { undone: number; kept: { id: number; name: string; reason: string }[]; change: string }
