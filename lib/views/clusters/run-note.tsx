import { Alert } from '@/lib/ui/alert'
import { Button } from '@/lib/ui/button'
import { count } from '@/lib/ui/format'
import { Progress } from '@/lib/ui/progress'
import type { Answer } from './definition'
import { words } from './finding-words'
import { isGoing, type useRun } from './use-run'

/** What goes on behind the findings: real progress, a way to stop it, and what the page shows meanwhile. Nothing when all is done. */
export function RunNote({ answer, run: { live, refused, start, cancel } }: { answer: Answer; run: ReturnType<typeof useRun> }) {
  const { run, may } = answer.meta
  const hasOld = run?.status === 'done'
  // Done, and its findings are on their way.
  const fetching = live?.status === 'done' && (live.id !== run?.id || !hasOld)
  if (live && (isGoing(live) || fetching))
    return (
      <div className="run">
        <Progress label={hasOld ? words.updating : words.running} value={fetching ? 1 : live.progress} max={1} text={`${words.percent(count(fetching ? 100 : live.progress * 100))} · ${live.status === 'queued' ? words.queued : fetching ? words.fetching : (live.step ?? '')}`} />
        <p className="quiet small">{hasOld ? words.stillOld : words.useful}</p>
        {may.run && !fetching && <Button onClick={cancel}>{words.cancel}</Button>}
      </div>
    )
  const ended = live ?? run
  if (refused) return <Alert kind="warning" title={refused.problem.title} action={<div><Button onClick={start}>{words.again}</Button></div>}>{refused.message}</Alert>
  if (ended?.status === 'cancelled' || ended?.status === 'failed')
    return <Alert kind={ended.status === 'failed' ? 'warning' : 'info'} action={may.run && <div><Button onClick={start}>{words.again}</Button></div>}>{ended.status === 'failed' ? words.failed : words.cancelled}</Alert>
  if (run === null) return <p className="quiet">{may.run ? words.noRun : words.noRunForYou}</p>
  return null
}
