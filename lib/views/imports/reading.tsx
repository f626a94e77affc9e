'use client'
import { useState } from 'react'
import type { RunDetail } from '@/lib/domain/import-run'
import { Alert } from '@/lib/ui/alert'
import { Button } from '@/lib/ui/button'
import { count } from '@/lib/ui/format'
import { Progress } from '@/lib/ui/progress'
import { Announce } from './announce'
import type { Sent } from './send'
import { left, size } from './sizes'
import { StepHeading } from './step-heading'
import { words } from './words'

/** Step 2, first half: the file goes to the server. */
export function Sending({ name, sent, startedAt, takeFocus, onCancel }: { name: string; sent: Sent; startedAt: number; takeFocus: boolean; onCancel: () => void }) {
  const text = words.upload
  const seconds = Math.max(0.2, (Date.now() - startedAt) / 1000)
  const rate = sent.loaded / seconds
  const all = sent.total > 0 && sent.loaded >= sent.total
  const line = all
    ? text.received
    : [text.progress(size(sent.loaded), size(sent.total)), sent.loaded > 0 && text.perSecond(size(Math.round(rate))), sent.loaded > 0 && left((sent.total - sent.loaded) / rate)].filter(Boolean).join(' · ')
  return (
    <div className="step">
      <StepHeading takeFocus={takeFocus}>{text.title}</StepHeading>
      <Progress label={text.label(name)} value={sent.loaded} max={sent.total > 0 && !all ? sent.total : undefined} text={line} />
      <Announce text={line} />
      <div className="step__actions">
        <Button onClick={onCancel}>{text.cancel}</Button>
      </div>
    </div>
  )
}

/** Step 2, second half: reading and checking, with rate and time left. */
export function Reading({ detail, takeFocus, onCancel }: { detail: RunDetail; takeFocus: boolean; onCancel: () => Promise<void> }) {
  const [asked, setAsked] = useState(false)
  const text = words.reading
  const { live, run } = detail
  const stopping = asked || live?.cancelling
  const stop = () => {
    setAsked(true)
    void onCancel().finally(() => setAsked(false))
  }
  if (detail.orphan)
    return (
      <div className="step">
        <StepHeading takeFocus={takeFocus}>{text.orphanTitle}</StepHeading>
        <Alert kind="warning" quiet>
          {text.orphan}
        </Alert>
        <div className="step__actions">
          <Button onClick={stop} disabled={stopping}>
            {stopping ? text.cancelling : text.orphanStop}
          </Button>
        </div>
      </div>
    )
  const checking = live?.phase === 'check'
  const parts = live ? [text.rows(count(live.rows)), !checking && live.rowsPerSecond > 0 && text.perSecond(text.rows(count(live.rowsPerSecond))), !checking && live.secondsLeft !== null && left(live.secondsLeft)] : []
  const line = parts.filter(Boolean).join(' · ')
  return (
    <div className="step">
      <StepHeading takeFocus={takeFocus}>{text.title}</StepHeading>
      <p className="quiet">{run.source}</p>
      <Progress label={checking ? text.check : text.read} value={live?.share ?? undefined} max={!checking && live?.share != null ? 1 : undefined} text={line} />
      <Announce text={stopping ? text.cancelling : `${checking ? text.check : text.read}: ${line}`} />
      {checking && <p className="quiet small">{text.checkHelp}</p>}
      <div className="step__actions">
        <Button onClick={stop} disabled={stopping}>
          {stopping ? text.cancelling : text.cancel}
        </Button>
        <span className="quiet small">{text.hint}</span>
      </div>
    </div>
  )
}
