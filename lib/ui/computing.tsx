'use client'
import { Alert } from './alert'
import { Button } from './button'
import { Progress } from './progress'
import type { Computed } from './use-computation'
import { words } from './words'

type Stage = { step: string; done: number; of: number }
type Job<P extends Stage> = { id: string; status: 'running' | 'done' | 'cancelled' | 'failed'; progress: P; detail: string | null }

/** How far a computation is, that it was stopped, or why there is no answer. @param counts the step whose parts are counted; `says` a stage in Dutch */
export function Computing<P extends Stage>({ computed, counts, says, stop, again }: { computed: Computed<Job<P>>; counts: P['step']; says: (stage: P) => string; stop: () => void; again: () => void }) {
  const text = words.computing
  if (computed.status === 'busy') {
    const { progress } = computed
    const counted = progress?.step === counts
    return (
      <div className="computation__busy">
        <Progress label={text.busy} value={counted ? progress.done : undefined} max={counted ? progress.of : undefined} text={progress ? says(progress) : undefined} />
        {computed.id && <Button onClick={stop}>{text.stop}</Button>}
      </div>
    )
  }
  if (computed.status === 'stopped') return <Alert action={<div><Button onClick={again}>{text.compute}</Button></div>}>{text.stopped}</Alert>
  if (computed.status === 'failed') return <Alert kind="error" action={<div><Button onClick={again}>{text.again}</Button></div>}>{computed.message}</Alert>
  return null
}
