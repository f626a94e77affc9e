'use client'
import { useEffect, useState } from 'react'
import useSWR from 'swr'
import useSWRImmutable from 'swr/immutable'
import type { RunState } from '@/lib/domain/cluster'
import { postJson } from '@/lib/ui/post-json'
import { readJson, type ProblemError } from '@/lib/ui/read-json'
import { sendJson } from '@/lib/ui/send-json'
import type { Answer } from './definition'

const api = '/api/v1/cluster-runs'
const askAgainMs = 700
export const isGoing = (run: Pick<RunState, 'status'> | null | undefined): boolean => run?.status === 'queued' || run?.status === 'running'

/** What is asked of the calculation: exactly what the answer is about, so that it is ready for everybody who opens the same address. */
export function questionOf({ meta, params }: Answer): Record<string, string> {
  const { theme, source, evidence, kind } = params
  return Object.fromEntries(Object.entries({ gemeente: meta.gemeente.code, theme, from: meta.from, to: meta.to, source, evidence, kind }).filter((entry): entry is [string, string] => entry[1] !== undefined))
}

/** Whether the page starts a calculation by itself: there is none, or the data changed since. Not after somebody stopped it, or after it failed. */
export const startsItself = ({ meta }: Answer): boolean => meta.may.run && (meta.run === null || (meta.run.outdated && !isGoing(meta.run)))

/**
 * The calculation behind the findings of an answer: started once when there is none, followed while it runs; `onDone` asks for the answer again.
 * @param ready whether the answer is that of the address; while another is on its way nothing is started
 */
export function useRun(answer: Answer, ready: boolean, onDone: () => void) {
  const { run, asOf } = answer.meta
  const [again, setAgain] = useState(0)
  const question = questionOf(answer)
  const key = ready && (startsItself(answer) || (again > 0 && answer.meta.may.run && !isGoing(run) && run?.status !== 'done')) ? JSON.stringify([api, question, asOf, run?.id ?? null, again]) : null
  const { data: started, error: refused } = useSWRImmutable<RunState, ProblemError>(key, () => postJson<RunState>(api, question), { shouldRetryOnError: (problem: ProblemError) => problem.passing, errorRetryInterval: 3_000 })
  const id = started?.id ?? (isGoing(run) ? run!.id : null)
  const { data: seen, mutate } = useSWR<RunState, ProblemError>(id === null ? null : `${api}/${id}`, readJson, {
    fallbackData: started ?? run ?? undefined,
    refreshInterval: (latest) => (latest === undefined || isGoing(latest) ? askAgainMs : 0),
    dedupingInterval: 200,
  })
  const live = id === null ? null : seen?.id === id ? seen : (started ?? run)
  const finished = live?.status === 'done' && (live.id !== run?.id || run.status !== 'done') ? live.id : null
  useEffect(() => {
    if (finished !== null) onDone()
  }, [finished, onDone])
  return {
    /** null when nothing goes on */
    live,
    refused: refused ?? null,
    start: () => setAgain((n) => n + 1),
    cancel: () => {
      if (live) void sendJson('DELETE', `${api}/${live.id}`).then(() => mutate(), () => mutate())
    },
  }
}
