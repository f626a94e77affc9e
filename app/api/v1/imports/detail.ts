import 'server-only'
import { asking } from '@/lib/db/client'
import { findSameFile, groupRejects, listRejects, summaryOf, type RunRow } from '@/lib/db/imports/runs'
import type { Me } from '@/lib/db/people'
import { hasEnded, type RunDetail } from '@/lib/domain/import-run'
import { jobs } from './guard'

const firstRejects = 100

/** A run as the wizard shows it: the database's truth, and what this server is doing with it. */
export async function detailOf(me: Me, row: RunRow): Promise<RunDetail> {
  const state = jobs().state(row.id)
  const [rejects, rejectGroups, sameAs] = await asking(me, async (tx) => [await listRejects(tx, row.id, firstRejects), await groupRejects(tx, row.id), await findSameFile(tx, row)] as const, { readOnly: true })
  return {
    run: summaryOf(row),
    live: state?.running ? { ...state.progress, cancelling: state.cancelling } : null,
    orphan: !state?.running && !hasEnded(row.status) && row.status !== 'validated',
    notice: state?.notice ?? null,
    info: row.info ?? state?.info ?? null,
    rejects,
    rejectGroups,
    sameAs,
    canRestart: state?.canRestart ?? false,
  }
}
