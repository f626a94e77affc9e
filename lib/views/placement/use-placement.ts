'use client'
import { useCallback, useEffect, useState } from 'react'
import type { PlacementJob, PlacementProgress, PlacementQuestion } from '@/lib/domain/placement'
import { ProblemError, readJson } from '@/lib/ui/read-json'
import { sendJson } from '@/lib/ui/send-json'

const api = '/api/v1/placements'
const lookEveryMs = 400
const attempts = 5
const againAfterMs = 3_000

export type Computed =
  | { status: 'idle' }
  | { status: 'busy'; id: string | null; progress: PlacementProgress | null }
  | { status: 'done'; job: PlacementJob }
  | { status: 'stopped' }
  | { status: 'failed'; message: string }

/** How far a computation is; while the server is away for a moment it is as it was. */
const look = (job: PlacementJob): Promise<PlacementJob> =>
  readJson<PlacementJob>(`${api}/${job.id}`).catch((error: unknown) => {
    if (error instanceof ProblemError && error.passing) return job
    throw error
  })

/** Computes the answer to a question whenever it changes; an answer that is no longer wanted is stopped. */
export function usePlacement(question: PlacementQuestion | null): { computed: Computed; stop: () => void; again: () => void } {
  const [computed, setComputed] = useState<Computed>({ status: 'idle' })
  const [round, setRound] = useState(0)
  const key = question && JSON.stringify(question)

  useEffect(() => {
    if (key === null) return setComputed({ status: 'idle' })
    let wanted = true
    let id: string | null = null
    const follow = async (): Promise<void> => {
      let job = await sendJson<PlacementJob>('POST', api, JSON.parse(key) as object)
      id = job.id
      while (job.status === 'running') {
        if (!wanted) return void (await sendJson('DELETE', `${api}/${job.id}`).catch(() => undefined))
        setComputed({ status: 'busy', id: job.id, progress: job.progress })
        await new Promise((next) => setTimeout(next, lookEveryMs))
        job = await look(job)
      }
      if (!wanted) return
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
      if (id) void sendJson('DELETE', `${api}/${id}`).catch(() => undefined)
    }
  }, [key, round])

  const busyId = computed.status === 'busy' ? computed.id : null
  const stop = useCallback(() => {
    if (busyId) void sendJson('DELETE', `${api}/${busyId}`).catch(() => undefined)
  }, [busyId])
  return { computed, stop, again: useCallback(() => setRound((n) => n + 1), []) }
}
