'use client'
import { useState } from 'react'
import type { RunDetail } from '@/lib/domain/import-run'
import { Alert } from '@/lib/ui/alert'
import { Button } from '@/lib/ui/button'
import { count, longMoment } from '@/lib/ui/format'
import { Counts } from './counts'
import { Preview } from './preview'
import { Recognised } from './recognised'
import { Rejects } from './rejects'
import { StepHeading } from './step-heading'
import { Warnings } from './warnings'
import { words } from './words'

/** Step 3: what was found, what is wrong, and the choice. Nothing has changed yet. */
export function Check({ detail, busy, problem, takeFocus, onLoad, onStop, onSwap }: { detail: RunDetail; busy: boolean; problem: string | null; takeFocus: boolean; onLoad: (goodRows: boolean, confirmNotes: boolean) => void; onStop: () => void; onSwap: () => void }) {
  const text = words.check
  const { run, sameAs } = detail
  const { read, rejected } = run.rows
  const good = read - rejected
  const asks = good > 0 ? run.notesToConfirm : 0
  const [confirmed, setConfirmed] = useState(false)
  const [reminded, setReminded] = useState(false)
  const swapped = detail.rejectGroups.find((g) => g.code === 'coord_swapped')
  const answer = good === 0 ? text.noneGood(count(read)) : rejected > 0 ? text.someBad(count(good), count(read)) : read === 1 ? text.oneGood : text.allGood(count(read))
  return (
    <div className="step">
      <StepHeading takeFocus={takeFocus}>{text.title}</StepHeading>
      <p className="answer-line">
        {answer} {text.nothingYet}
      </p>
      <Counts items={[{ label: text.read, n: read }, { label: text.good, n: good, look: 'good' }, { label: text.rejected, n: rejected, look: 'bad' }]} />
      {sameAs && (
        <Alert title={text.sameAsTitle} quiet>
          {text.sameAs(sameAs.id, longMoment(sameAs.finishedAt))}
        </Alert>
      )}
      {swapped && (
        <Alert kind="warning" title={text.swapTitle} quiet action={detail.canRestart ? <div><Button onClick={onSwap} disabled={busy}>{text.swapButton}</Button></div> : undefined}>
          {text.swap(count(swapped.n))} {!detail.canRestart && text.swapGone}
        </Alert>
      )}
      {run.options.swapAxes && <p className="quiet">{text.swapped}</p>}
      <Warnings detail={detail} />
      {asks > 0 && (
        <Alert kind="warning" title={text.notesTitle} quiet>
          <p>{text.notes(count(asks))}</p>
          <label className="check">
            <input
              type="checkbox"
              checked={confirmed}
              aria-describedby={reminded ? 'bevestig-eerst' : undefined}
              onChange={(e) => {
                setConfirmed(e.target.checked)
                setReminded(false)
              }}
            />
            <span>{text.notesConfirm}</span>
          </label>
        </Alert>
      )}
      {reminded && (
        <Alert kind="error">
          <span id="bevestig-eerst">{text.notesFirst}</span>
        </Alert>
      )}
      {problem && <Alert kind="error">{problem}</Alert>}
      <div className="decide" role="group" aria-label={text.kept}>
        {good > 0 && (
          <Button look="primary" disabled={busy} onClick={() => (asks > 0 && !confirmed ? setReminded(true) : onLoad(rejected > 0, confirmed))}>
            {rejected > 0 ? text.loadGood(count(good)) : text.load}
          </Button>
        )}
        <Button disabled={busy} onClick={onStop}>
          {text.stop}
        </Button>
        <span className="quiet small">{text.stopHelp}</span>
      </div>
      <Rejects detail={detail} />
      <Preview run={run} />
      <section className="block" aria-labelledby="herkend">
        <h3 id="herkend">{text.recognised}</h3>
        <Recognised detail={detail} />
      </section>
    </div>
  )
}
