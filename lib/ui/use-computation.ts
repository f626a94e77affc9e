'use client'
import { useCallback, useEffect, useState } from 'react'
import { ProblemError, readJson } from './read-json'
import { sendJson } from './send-json'

const lookEveryMs = 400
const attempts = 5
const againAfterMs = 3_000

/** A computation of the web server as its API tells it. */
type Job = { id: string; status: 'running' | 'done' | 'cancelled' | 'failed'; progress: unknown; detail: string | null }

export type Computed<J extends Job> =
  | { status: 'idle' }
  | { status: 'busy'; id: string | null; progress: J['progress'] | null }
  | { status: 'done'; job: J }
  | { status: 'stopped' }
  | { status: 'failed'; message: string }

/**
 * Has the server compute the answer to a question whenever it changes; an answer that is no longer wanted is stopped.
 * @param api address that takes the question (POST) and tells of a computation by its id (GET, DELETE)
 */
export function useComputation<J extends Job>(api: string, question: object | null): { computed: Computed<J>; stop: () => void; again: () => void } {
  const [computed, setComputed] = useState<Computed<J>>({ status: 'idle' })
  const [round, setRound] = useState(0)
  const key = question && JSON.stringify(question)

  useEffect(() => {
    if (key === null) return setComputed({ status: 'idle' })
    let wanted = true
    let id: string | null = null
    const end = (of: string) => sendJson('DELETE', `${api}/${of}`).catch(() => undefined)
    const follow = async (): Promise<void> => {
      let job = await sendJson<J>('POST', api, JSON.parse(key) as object)
      id = job.id
      while (job.status === 'running') {
        if (!wanted) return void (await end(job.id))
        setComputed({ status: 'busy', id: job.id, progress: job.progress })
        await new Promise((next) => setTimeout(next, lookEveryMs))
        job = await look(api, job)
      }
      if (!wanted) return
      id = null
      setComputed(job.status === 'done' ? { status: 'done', job } : job.status === 'cancelled' ? { status: 'stopped' } : { status: 'failed', message: job.detail ?? '' })
    }
    setComputed({ status: 'busy', id: null, progress: null })
    let timer: ReturnType<typeof setTimeout>
    /** What passes by itself (a database that is away) is tried again, a few times. */
    const attempt = (nth: number): void => void follow().catch((error: unknown) => {
      if (!(error instanceof ProblemError)) throw error
      if (!wanted) return
      setComputed({ status: 'failed', message: error.message })
      if (error.passing && nth < attempts) timer = setTimeout(() => attempt(nth + 1), againAfterMs)
    })
    // A tick later: Strict Mode mounts twice in development, and quick changes follow each other.
    timer = setTimeout(() => attempt(1), 50)
    return () => {
      wanted = false
      clearTimeout(timer)
      if (id) void end(id)
    }
  }, [api, key, round])

  const busyId = computed.status === 'busy' ? computed.id : null
  const stop = useCallback(() => {
    if (busyId) void sendJson('DELETE', `${api}/${busyId}`).catch(() => undefined)
  }, [api, busyId])
  return { computed, stop, again: useCallback(() => setRound((n) => n + 1), []) }
}

/** How far a computation is; while the server is away for a moment it is as it was. */
const look = <J extends Job>(api: string, job: J): Promise<J> =>
  readJson<J>(`${api}/${job.id}`).catch((error: unknown) => {
    if (error instanceof ProblemError && error.passing) return job
    throw error
  })
