'use client'
import { useRouter, useSearchParams } from 'next/navigation'
import { useEffect, useRef, useState } from 'react'
import useSWR from 'swr'
import { importKinds, type RunDetail, type RunSummary } from '@/lib/domain/import-run'
import { Alert } from '@/lib/ui/alert'
import { ProblemError, readJson } from '@/lib/ui/read-json'
import { Check } from './check'
import { Choose, type Choices } from './choose'
import { emptyDraft, optionsOf, sourceOf, type Draft } from './draft'
import { Earlier } from './earlier'
import { Reading, Sending } from './reading'
import { Loading, Report } from './report'
import { post, postPatiently, sendFile, type Sent } from './send'
import { Steps } from './step-heading'
import { useRun } from './use-run'
import { words } from './words'

export type WizardData = { choices: Choices; runs: RunSummary[]; detail: RunDetail | null }
type Stage = 'choose' | 'send' | 'read' | 'check' | 'load' | 'report'
const stepOf: Record<Stage, 1 | 2 | 3 | 4> = { choose: 1, send: 2, read: 2, check: 3, load: 4, report: 4 }

const reasonOf = (error: unknown): string => (error instanceof ProblemError ? error.problem.detail : words.offline)

/** The import wizard. Which run, and so which step, is in the address: a reload or a link shows the same. */
export function ImportWizard({ initial }: { initial: WizardData }) {
  const query = useSearchParams()
  const router = useRouter()
  const runId = /^\d+$/.test(query.get('run') ?? '') ? Number(query.get('run')) : null
  const kind = importKinds.find((k) => k === query.get('kind'))
  const { detail, problem, refresh } = useRun(runId, initial.detail)
  const list = useSWR<{ items: RunSummary[] }>('/api/v1/imports', readJson, { fallbackData: { items: initial.runs } })
  const [draft, setDraft] = useState<Draft | null>(null)
  const [sending, setSending] = useState<{ name: string; sent: Sent; startedAt: number; abort: AbortController } | null>(null)
  const [failed, setFailed] = useState<{ detail: string; retry: boolean } | null>(null)
  const [busy, setBusy] = useState(false)
  // What was just asked, until the server tells how it stands: one that loads may be too busy to say so.
  const [asked, setAsked] = useState<{ what: string; before: RunDetail | undefined } | null>(null)

  const go = (to: { run?: number; kind?: string }, how: 'push' | 'replace' = 'push') => {
    const next = new URLSearchParams()
    if (to.run !== undefined) next.set('run', String(to.run))
    if (to.kind !== undefined) next.set('kind', to.kind)
    window.history[how === 'push' ? 'pushState' : 'replaceState'](null, '', next.size ? `?${next}` : window.location.pathname)
  }
  const first = initial.choices.gemeenten[0]?.code ?? ''
  const shown = draft && (!kind || draft.kind === kind) ? draft : kind ? emptyDraft(kind, first) : null

  useEffect(() => {
    if (!sending) return
    const warn = (event: BeforeUnloadEvent) => event.preventDefault()
    window.addEventListener('beforeunload', warn)
    return () => window.removeEventListener('beforeunload', warn)
  }, [sending])

  async function start(from: Draft) {
    setDraft(from)
    setFailed(null)
    const options = optionsOf(from)
    const abort = new AbortController()
    const { file } = from
    const begun = { name: from.where === 'file' ? file!.name : sourceOf(from), sent: { loaded: 0, total: file?.size ?? 0 }, startedAt: Date.now(), abort }
    setSending(begun)
    try {
      const { run } = from.where === 'file' ? await sendFile(file!, from.kind, options, (sent) => setSending({ ...begun, sent }), abort.signal) : await post<{ run: number }>('/api/v1/imports', { kind: from.kind, source: sourceOf(from), options })
      go({ run })
    } catch (error) {
      setFailed({ detail: reasonOf(error), retry: error instanceof ProblemError && error.passing })
    } finally {
      setSending(null)
      void list.mutate()
    }
  }

  /** Asks the server for something about a run, once at a time, and shows how it stands afterwards. */
  async function ask(run: number, what: string, body?: object): Promise<{ run: number } | null> {
    if (busy) return null
    setBusy(true)
    setFailed(null)
    if (run === runId) setAsked({ what, before: detail })
    try {
      return await postPatiently<{ run: number }>(`/api/v1/imports/${run}/${what}`, body)
    } catch (error) {
      setFailed({ detail: reasonOf(error), retry: false })
      setAsked(null)
      return null
    } finally {
      await Promise.all([refresh(), list.mutate()]).catch(() => {})
      setBusy(false)
    }
  }

  const deciding = asked && asked.before === detail && (asked.what === 'apply' || asked.what === 'undo') ? asked.what : null
  const stage: Stage | null = sending ? 'send' : runId === null ? 'choose' : !detail ? null : deciding ? 'load' : detail.live ? (detail.live.phase === 'read' || detail.live.phase === 'check' ? 'read' : 'load') : detail.run.status === 'validated' ? 'check' : detail.orphan ? 'read' : 'report'
  const key = `${stage} ${runId ?? ''} ${stage === 'report' ? detail?.run.status : ''}`
  const run = detail?.run
  // A run that never got as far as loading stays at the step where it ended; after one that was stopped comes a new choice.
  const at = stage === 'report' && run?.status === 'cancelled' ? 1 : stage === 'report' && run && run.status !== 'applied' && run.status !== 'undone' ? (run.rows.read > 0 && run.status !== 'failed' ? 3 : 2) : stage ? stepOf[stage] : 2
  const takeFocus = useChanged(key)
  const error = failed?.detail ?? detail?.notice ?? null

  // Pages made on the server (what is loaded) are made again after something changed.
  const status = detail?.run.status
  const was = useRef(status)
  useEffect(() => {
    if (was.current !== undefined && status !== was.current && (status === 'applied' || status === 'undone')) router.refresh()
    was.current = status
  }, [status, router])

  return (
    <div className="wizard">
      <Steps at={at} />
      {problem && detail && <Alert kind="warning">{problem.problem.status === 503 ? words.busyServer : words.offline}</Alert>}
      {runId !== null && !detail && !sending && (problem ? <Alert kind="error">{problem.problem.status === 404 ? words.notFound : problem.problem.detail}</Alert> : <p className="quiet">{words.reading.title}…</p>)}
      {stage === 'choose' && (
        <Choose
          key="choose"
          draft={shown}
          choices={initial.choices}
          problem={failed}
          takeFocus={takeFocus}
          onKind={(chosen) => {
            setFailed(null)
            setDraft(emptyDraft(chosen, first))
            go({ kind: chosen }, 'replace')
          }}
          onChange={setDraft}
          onSubmit={(from) => void start(from)}
        />
      )}
      {stage === 'send' && sending && <Sending key={key} name={sending.name} sent={sending.sent} startedAt={sending.startedAt} takeFocus={takeFocus} onCancel={() => sending.abort.abort()} />}
      {stage === 'read' && detail && <Reading key={key} detail={detail} takeFocus={takeFocus} onCancel={async () => void (await ask(detail.run.id, 'cancel'))} />}
      {stage === 'check' && detail && (
        <Check
          key={key}
          detail={detail}
          busy={busy}
          problem={error}
          takeFocus={takeFocus}
          onLoad={(goodRows, confirmNotes) => void ask(detail.run.id, 'apply', { goodRows, confirmNotes })}
          onStop={() => void ask(detail.run.id, 'cancel')}
          onSwap={async () => {
            const again = await ask(detail.run.id, 'restart', { swapAxes: !detail.run.options.swapAxes })
            if (again) go({ run: again.run })
          }}
        />
      )}
      {stage === 'load' && detail && <Loading key={key} detail={detail} undo={(deciding ?? detail.live?.phase) === 'undo'} takeFocus={takeFocus} />}
      {stage === 'report' && detail && (
        <Report
          key={key}
          detail={detail}
          busy={busy}
          problem={error}
          takeFocus={takeFocus}
          onUndo={async () => void (await ask(detail.run.id, 'undo'))}
          onAgain={() => {
            setFailed(null)
            if (detail.run.status === 'applied' || detail.run.status === 'undone') setDraft(null)
            if (detail.run.status === 'cancelled') setDraft(draft && { ...draft, file: null })
            go({ kind: detail.run.kind })
          }}
        />
      )}
      {stage === 'choose' && <Earlier runs={list.data?.items ?? initial.runs} busy={busy} onUndo={async (run) => void ((await ask(run, 'undo')) && go({ run }))} />}
    </div>
  )
}

/** False until the key has changed once: the first screen of a page leaves the focus where the browser put it. */
function useChanged(key: string): boolean {
  const [firstKey] = useState(key)
  const [changed, setChanged] = useState(false)
  if (!changed && key !== firstKey) setChanged(true)
  return changed || key !== firstKey
}
