import 'server-only'
import { gemeenteOfView } from '@/lib/db/areas'
import type { Tx } from '@/lib/db/client'
import { limitable, listThresholds } from '@/lib/db/focus/thresholds'
import type { ThresholdVersion } from '@/lib/domain/focus-criteria'
import { seesThresholds, setsThresholds } from '@/lib/domain/focus-thresholds'
import type { Reader } from '@/lib/domain/identity'
import { dateInAmsterdam } from '@/lib/domain/period'

export type Subject = { key: string; label: string; unit: string; /** the bad side, when it has one */ direction: 'from' | 'to' }
/** Versions without their scales: those are of no use on this page. */
type Shown = Omit<ThresholdVersion, 'anchors'>
export type Answer = { gemeente: { code: string; name: string; fictional: boolean }; visible: boolean; may: boolean; year: number; subjects: Subject[]; versions: Shown[]; shown: Shown | null }

/** The thresholds of a gemeente: the version that is asked for, else the newest. @returns null without boundaries, 'no_version' when there is no such version */
export async function loadThresholds(tx: Tx, asked: { gemeente?: string; version?: number; year?: number }, now: Date, reader: Reader): Promise<Answer | 'no_version' | null> {
  const { gemeente } = await gemeenteOfView(tx, asked, reader.home)
  if (!gemeente) return null
  const visible = seesThresholds(reader.role)
  const versions = (await listThresholds(tx, gemeente.code)).map(({ anchors: _, ...v }): Shown => v)
  const shown = asked.version === undefined ? (versions[0] ?? null) : versions.find((v) => v.version === asked.version)
  if (visible && shown === undefined) return 'no_version'
  const subjects = (await limitable(tx, gemeente.code)).map(({ key, label, unit, direction }): Subject => ({ key, label, unit, direction: direction === 'lower_is_worse' ? 'to' : 'from' }))
  return { gemeente, visible, may: setsThresholds(reader.role), year: asked.year ?? Number(dateInAmsterdam(now).slice(0, 4)) + 1, subjects, versions, shown: shown ?? null }
}
