import 'server-only'
import { thresholdChange } from '@/lib/analysis/focus-choice'
import { limitable, listThresholds } from '@/lib/db/focus/thresholds'
import type { Tx } from '@/lib/db/client'
import { criteria, type Anchors, type Thresholds } from '@/lib/domain/focus-criteria'
import type { ThresholdChange } from '@/lib/domain/focus-thresholds'
import type { Reader } from '@/lib/domain/identity'
import { dateInAmsterdam } from '@/lib/domain/period'
import { dayOfCycle, loadCriteria, type Ask } from './criteria'
import { anchorsOfCycle, seesCandidates } from './load'

/** Thresholds that no buurt passes. */
const nobody: Thresholds = { limits: [{ key: 'need', direction: 'from', value: Infinity }], atLeast: 1 }

type Asked = Thresholds & { gemeente: string; year: number }

/** Keys of thresholds that are about nothing known in the gemeente. */
export async function unknownKeys(tx: Tx, { gemeente, limits }: Pick<Asked, 'gemeente' | 'limits'>): Promise<string[]> {
  const known = new Set([...criteria, ...(await limitable(tx, gemeente)).map((i) => i.key)])
  return limits.map((l) => l.key).filter((key) => !known.has(key))
}

/**
 * Who would become a candidate and who would be none any more, against the newest version (without one: against every buurt). Only what the asker may see takes part; `partly` says that something did not.
 * @returns null when no boundaries are loaded for the gemeente
 */
export async function previewThresholds(tx: Tx, asked: Asked, now: Date, reader: Reader, ask: Ask): Promise<ThresholdChange | null> {
  const versions = await listThresholds(tx, asked.gemeente)
  const facts = await loadCriteria(tx, { ...asked, on: dayOfCycle(asked.year, dateInAmsterdam(now)), anchors: anchorsOfCycle(versions, asked.year) }, reader, { ...ask, overlap: null })
  if (!facts) return null
  const before: Thresholds = versions[0] ?? { limits: [], atLeast: 1 }
  const { joins, leaves } = thresholdChange(facts, before, asked)
  const named = (codes: readonly string[]) => codes.map((code) => ({ code, name: facts.buurten.find((b) => b.code === code)!.name })).sort((a, b) => a.name.localeCompare(b.name, 'nl'))
  return { joins: named(joins), leaves: named(leaves), candidates: thresholdChange(facts, nobody, asked).joins.length, partly: !seesCandidates(reader.role) && asked.limits.some((l) => (criteria as readonly string[]).includes(l.key)) }
}

/** The anchors that a new version keeps: those of the cycle when it has some, else as they are now. Worked out by the program, so that they do not depend on who saves. */
export async function anchorsToKeep(tx: Tx, asked: Asked, now: Date, reader: Reader, ask: Ask): Promise<Anchors | null> {
  const kept = anchorsOfCycle(await listThresholds(tx, asked.gemeente), asked.year)
  if (kept) return kept
  return (await loadCriteria(tx, { ...asked, on: dayOfCycle(asked.year, dateInAmsterdam(now)), anchors: null }, reader, { ...ask, overlap: null }))?.anchors ?? null
}
