import { sql } from 'drizzle-orm'
import type { Anchors, ThresholdVersion, Thresholds } from '@/lib/domain/focus-criteria'
import { rows, type Tx } from '../client'

const columns = sql`
  f.version, f.year, f.limits, f.at_least as "atLeast", f.anchors, f.reason, f.restores, u.role as by, to_char(f.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as at`

/** All versions of the thresholds of a gemeente that the reader may see, newest first. */
export function listThresholds(tx: Tx, gemeente: string): Promise<ThresholdVersion[]> {
  return rows(tx, sql`select ${columns} from focus_threshold f left join user_roles() u on u.id = f.by_user where f.gemeente = ${gemeente} order by f.version desc`)
}

export type NewThresholds = Thresholds & { gemeente: string; version: number; year: number; anchors: Anchors; reason: string; restores: number | null }

/** Adds a version. @throws SQLSTATE 42501 for who may not, 23505 when it is not the next one (any more), BF018 when it is not equal to the version it brings back */
export async function addThresholds(tx: Tx, v: NewThresholds): Promise<void> {
  await tx.execute(sql`
    insert into focus_threshold (gemeente, version, year, limits, at_least, anchors, reason, restores)
    values (${v.gemeente}, ${v.version}, ${v.year}, ${JSON.stringify(v.limits)}::text::jsonb, ${v.atLeast}, ${JSON.stringify(v.anchors)}::text::jsonb, ${v.reason}, ${v.restores})`)
}

/** The indicators that a threshold can be about: those with figures per buurt in this gemeente. */
export function limitable(tx: Tx, gemeente: string): Promise<{ key: string; label: string; unit: string; direction: 'higher_is_worse' | 'lower_is_worse' | 'neutral'; source: string }[]> {
  return rows(tx, sql`
    select i.slug as key, i.label, i.unit, i.direction, i.source from indicator i
    where exists (select from indicator_value v where v.gemeente = ${gemeente} and v.indicator = i.slug and v.level = 'buurt' and v.value is not null) order by i.direction = 'neutral', i.label`)
}
