import { listKinds, maxFreeText } from '@/lib/domain/free-text'
import { findPersonalData, kindLabel } from '@/lib/domain/personal-data'
import type { Context } from './kind'
import type { RecordReader } from './values'

const columns = ['note', 'toelichting']

/** `noteAsks`: somebody has to confirm that the note names nobody before it is kept (`countNotesToConfirm` in db/imports). */
export type StagedNote = { note: string | null; noteAsks?: true }

/**
 * The note of a signal, guarded. At a sensitive theme it is left behind before anything is stored; one with certain personal data
 * rejects its row, naming the kind and never the value; one that may name somebody asks.
 */
export function readNote(read: RecordReader, theme: string | null, { sensitiveThemes, warn }: Pick<Context, 'sensitiveThemes' | 'warn'>): StagedNote {
  const found = read.find(columns)
  const note = read.text(columns)
  if (found === null || note === null) return { note: null }
  if (theme !== null && sensitiveThemes.has(theme)) {
    warn('note_sensitive', 'keer een toelichting bij een gevoelig thema; die wordt niet bewaard.')
    return { note: null }
  }
  if (note.length > maxFreeText) read.reject(found.column, 'text_too_long', `De toelichting is ${note.length} tekens lang; verwacht: hoogstens ${maxFreeText}.`)
  const findings = findPersonalData(note)
  const blocking = [...new Set(findings.filter((f) => f.severity === 'block').map((f) => f.kind))]
  if (blocking.length > 0) read.reject(found.column, 'personal_data', `In de toelichting staat ${listKinds(blocking)}. Verwacht: een tekst zonder gegevens van personen.`)
  else for (const kind of new Set(findings.map((f) => f.kind))) warn(`note_${kind}`, `keer staat er misschien ${kindLabel[kind]} in een toelichting.`)
  return findings.length > 0 ? { note, noteAsks: true } : { note }
}
