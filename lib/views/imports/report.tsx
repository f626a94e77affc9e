'use client'
import { useState } from 'react'
import type { RunDetail, RunSummary } from '@/lib/domain/import-run'
import { Alert } from '@/lib/ui/alert'
import { Button, ButtonLink } from '@/lib/ui/button'
import { count } from '@/lib/ui/format'
import { Progress } from '@/lib/ui/progress'
import { Confirm } from './confirm'
import { Counts } from './counts'
import { Recognised } from './recognised'
import { Rejects } from './rejects'
import { StepHeading } from './step-heading'
import { Warnings } from './warnings'
import { words } from './words'

const text = words.report

/** Step 4 while it goes on: one transaction, so there is no half way to show. */
export function Loading({ detail, undo, takeFocus }: { detail: RunDetail; undo: boolean; takeFocus: boolean }) {
  return (
    <div className="step">
      <StepHeading takeFocus={takeFocus}>{undo ? text.undoing : text.applying}</StepHeading>
      <Progress label={undo ? text.undoingText : text.applyingText(count(detail.run.rows.read - detail.run.rows.rejected))} />
      <p role="status" className="quiet">
        {words.reading.hint}
      </p>
    </div>
  )
}

/** Step 4: what happened, where to see it, and how to take it back. */
export function Report({ detail, busy, problem, takeFocus, onUndo, onAgain }: { detail: RunDetail; busy: boolean; problem: string | null; takeFocus: boolean; onUndo: () => Promise<void>; onAgain: () => void }) {
  const { run } = detail
  const same = run.status === 'applied' && run.rows.applied === 0 && run.rows.unchanged > 0
  const title = run.status === 'applied' ? (same ? text.title.same : text.title.applied(count(run.rows.applied))) : text.title[run.status as 'undone' | 'refused' | 'failed' | 'cancelled']
  const line = run.status === 'applied' ? (same ? text.text.same(count(run.rows.unchanged)) : text.text.applied) : (run.problem ?? text.text[run.status as 'undone' | 'refused' | 'cancelled'])
  const map = run.status === 'applied' && run.gemeente ? `/kaart/signalen?gemeente=${run.gemeente}` : null
  return (
    <div className="step">
      <StepHeading takeFocus={takeFocus}>{title}</StepHeading>
      {run.status === 'failed' || run.status === 'refused' ? <Alert kind="error" quiet>{line}</Alert> : <p className="answer-line">{line}</p>}
      {(run.status === 'applied' || run.status === 'undone') && (
        <Counts items={[{ label: text.applied, n: run.rows.applied, look: 'good' }, { label: text.unchanged, n: run.rows.unchanged }, { label: text.rejected, n: run.rows.rejected, look: 'bad' }]} />
      )}
      {problem && <Alert kind="error" title={text.notHappened}>{problem}</Alert>}
      <div className="step__actions">
        {map && (
          <ButtonLink look="primary" href={map}>
            {text.map}
          </ButtonLink>
        )}
        <Button look={map ? undefined : 'primary'} onClick={onAgain}>
          {run.status === 'cancelled' ? text.other : run.status === 'failed' || run.status === 'refused' ? text.tryAgain : text.again}
        </Button>
        {run.status === 'applied' && run.rows.applied > 0 && <Undo run={run} busy={busy} onUndo={onUndo} />}
      </div>
      {run.status !== 'cancelled' && run.status !== 'undone' && <Warnings detail={detail} />}
      <Rejects detail={detail} />
      {detail.info && (
        <details>
          <summary>{words.check.recognised}</summary>
          <Recognised detail={detail} />
        </details>
      )}
    </div>
  )
}

/** Undo with a question first. */
export function Undo({ run, busy, small, onUndo }: { run: RunSummary; busy: boolean; small?: boolean; onUndo: () => Promise<void> }) {
  const [asking, setAsking] = useState(false)
  return (
    <>
      <Button look={small ? 'subtle' : 'secondary'} disabled={busy} aria-label={small ? words.earlier.undoOf(run.id) : undefined} onClick={() => setAsking(true)}>
        {text.undo}
      </Button>
      {asking && (
        <Confirm
          title={text.undoTitle(run.id)}
          text={text.undoText(run.source, count(run.rows.applied))}
          yes={text.undoYes}
          no={text.undoNo}
          onNo={() => setAsking(false)}
          onYes={() => {
            setAsking(false)
            void onUndo()
          }}
        />
      )}
    </>
  )
}
