import type { RegisterId } from '@/lib/domain/register'
import type { RegisterItem, RegisterList } from '@/lib/domain/register-item'

export type { BulkAnswer, BulkItem, Conflict, HistoryItem, UndoAnswer } from '@/lib/domain/register-item'
export type Item = RegisterItem
export type List = RegisterList
export type Names = Item['names']

export type Option = { value: string; label: string }
/** Choices of references, buurten and filters: by what they point at. `themes`, `buurten`, `organisations` ...; `slugs`: werkgebieden as filters name them. */
export type Choices = Readonly<Partial<Record<RegisterId | 'themes' | 'werkgebieden' | 'teams' | 'advisers' | 'buurten' | 'slugs', readonly Option[]>>>

/** The gemeente on the screen, and the boundaries that its map shows. */
export type Where = { code: string; name: string; fictional: boolean; boundaryYear: number | null }
