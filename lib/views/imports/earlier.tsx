'use client'
import type { RunSummary } from '@/lib/domain/import-run'
import { count } from '@/lib/ui/format'
import { PlainTable } from '@/lib/ui/table'
import { Undo } from './report'
import { shortMoment } from './sizes'
import { words } from './words'

/** Imports so far: what, from where, by whom, and how it ended. */
export function Earlier({ runs, busy, onUndo }: { runs: readonly RunSummary[]; busy: boolean; onUndo: (run: number) => Promise<void> }) {
  const text = words.earlier
  return (
    <section className="block earlier" aria-labelledby="eerder">
      <h2 id="eerder">{text.title}</h2>
      {runs.length === 0 ? (
        <p className="quiet">{text.empty}</p>
      ) : (
        <div className="short-cells">
          <PlainTable
            caption={text.caption}
            head={text.head}
            numeric={[4, 5, 6]}
            actions
            rows={runs.map((run) => [
              <a key="open" href={`/beheer/import?run=${run.id}`} aria-label={text.open(run.id)}>
                {run.id}
              </a>,
              words.kinds[run.kind].label,
              <span key="source" className="source-name">
                {run.source}
              </span>,
              words.status[run.status],
              count(run.rows.applied),
              count(run.rows.unchanged),
              count(run.rows.rejected),
              run.by === 'system' ? words.byCommand : run.by,
              shortMoment(run.startedAt),
              run.status === 'applied' && run.rows.applied > 0 ? <Undo key="undo" run={run} busy={busy} small onUndo={() => onUndo(run.id)} /> : null,
            ])}
          />
        </div>
      )}
    </section>
  )
}
