'use client'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import type { CopyPlan } from '@/lib/db/agreement-copy'
import { Alert } from '@/lib/ui/alert'
import { Button, ButtonLink } from '@/lib/ui/button'
import { Field, Textbox } from '@/lib/ui/field'
import { postJson } from '@/lib/ui/post-json'
import { PlainTable } from '@/lib/ui/table'
import { words } from './words'

type Done = { made: { id: number }[]; change: string | null }
type Undone = { undone: number; kept: { id: number; name: string; reason: string }[] }

/** Choose, see what will happen, copy, and take it back. The years stand in the address; what can be copied comes from the server. */
export function CopyAgreements({ plan, from, to, gemeente }: { plan: readonly CopyPlan[]; from: number; to: number; gemeente: string }) {
  const router = useRouter()
  const [left, setLeft] = useState<ReadonlySet<number>>(new Set()) // organisations that are left out
  const [state, setState] = useState<'idle' | 'busy' | 'undoing'>('idle')
  const [done, setDone] = useState<Done | null>(null)
  const [undone, setUndone] = useState<Undone | null>(null)
  const [problem, setProblem] = useState('')
  const can = plan.filter((p) => p.state === 'new')
  const chosen = can.filter((p) => !left.has(p.organisation))

  async function run(work: () => Promise<void>, how: 'busy' | 'undoing') {
    setState(how)
    setProblem('')
    try {
      await work()
      router.refresh()
    } catch (error) {
      setProblem(error instanceof Error ? error.message : words.failed)
    }
    setState('idle')
  }
  const copy = () => run(async () => {
    setUndone(null)
    setDone(await postJson<Done>('/api/v1/agreements/copy', { from, to, gemeente, organisations: [...new Set(chosen.map((p) => p.organisation))], preview: false }))
  }, 'busy')
  const undo = () => run(async () => {
    setUndone(await postJson<Undone>(`/api/v1/agreements/changes/${done!.change}/undo`))
    setDone(null)
  }, 'undoing')

  return (
    <>
      <form className="filters" action="" method="get">
        <Field label={words.from}>{(box) => <Textbox {...box} className="short" type="number" name="from" min={2000} max={2100} required defaultValue={from} key={from} />}</Field>
        <Field label={words.to}>{(box) => <Textbox {...box} className="short" type="number" name="to" min={2000} max={2100} required defaultValue={to} key={to} />}</Field>
        <Button type="submit">{words.show}</Button>
      </form>
      {problem && <Alert kind="error" title={words.failed}>{problem}</Alert>}
      {done && (
        <Alert
          kind="ok"
          action={
            <div className="actions">
              <ButtonLink href={`/afspraken?year=${to}`}>{words.toList(to)}</ButtonLink>
              {done.change && <Button disabled={state !== 'idle'} onClick={() => void undo()}>{state === 'undoing' ? words.undoing : words.undo}</Button>}
            </div>
          }
        >
          {done.made.length > 0 ? words.done(done.made.length, to) : words.doneNone}
        </Alert>
      )}
      {undone && (
        <Alert kind={undone.kept.length > 0 ? 'warning' : 'ok'}>
          {words.undone(undone.undone)}
          {undone.kept.length > 0 && (
            <>
              {' '}{words.kept}
              <ul>{undone.kept.map((k) => <li key={`${k.name} ${k.id}`}>{k.name}: {k.reason}</li>)}</ul>
            </>
          )}
        </Alert>
      )}
      {plan.length === 0 ? (
        <Alert quiet>{words.none(from)}</Alert>
      ) : (
        <>
          <div>
            <Button look="primary" disabled={state !== 'idle' || chosen.length === 0} onClick={() => void copy()}>
              {state === 'busy' ? words.busy : chosen.length === 0 && can.length === 0 ? words.nothing : words.button(chosen.length, from, to)}
            </Button>
          </div>
          <PlainTable
            caption={words.table(from)}
            head={words.head}
            numeric={[3, 4, 5]}
            rows={plan.map((p) => [
              p.state === 'new' ? (
                <label key="k" className="pick-cell">
                  <input
                    type="checkbox"
                    aria-label={words.pick(p.title, p.organisationName)}
                    checked={!left.has(p.organisation)}
                    onChange={(e) => {
                      const now = new Set(left)
                      if (e.target.checked) now.delete(p.organisation)
                      else now.add(p.organisation)
                      setLeft(now)
                    }}
                  />
                </label>
              ) : '',
              p.organisationName,
              <a key="t" className="utrecht-link" href={`/afspraken/${p.id}`}>{p.title}</a>,
              String(p.lines), words.hours(p.hours), words.euro(p.subsidyEur),
              p.state === 'new' ? words.becomes(p.newTitle) : <span key="s" className="quiet">{words.state[p.state]} {p.there !== null && <a className="utrecht-link" href={`/afspraken/${p.there}`}>{words.there}</a>}</span>,
            ])}
          />
        </>
      )}
    </>
  )
}
