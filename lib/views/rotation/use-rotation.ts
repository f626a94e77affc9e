'use client'
import { useCallback, useEffect, useState } from 'react'
import type { RotationJob, RotationProgress, RotationQuestion } from '@/lib/domain/rotation'
import { ProblemError, readJson } from '@/lib/ui/read-json'
import { sendJson } from '@/lib/ui/send-json'

const api = '/api/v1/rotations'
const lookEveryMs = 400

export type Computed =
  | { status: 'idle' }
  | { status: 'busy'; id: string | null; progress: RotationProgress | null }
  | { status: 'done'; job: RotationJob }
  | { status: 'stopped' }
  | { status: 'failed'; message: string }

/** How far a computation is; while the server is away for a moment it is as it was. */
const look = (job: RotationJob): Promise<RotationJob> =>
  readJson<RotationJob>(`${api}/${job.id}`).catch((error: unknown) => {
    if (error instanceof ProblemError && error.passing) return job
    throw error
  })

/** Computes the schedule of a question whenever it changes; one that is no longer wanted is stopped. */
export function useRotation(question: RotationQuestion | null): { computed: Computed; stop: () => void; again: () => void } {
  const [computed, setComputed] = useState<Computed>({ status: 'idle' })
  const [round, setRound] = useState(0)
  const key = question && JSON.stringify(question)

  useEffect(() => {
    if (key === null) return setComputed({ status: 'idle' })
    let wanted = true
    let id: string | null = null
    const follow = async (): Promise<void> => {
      let job = await sendJson<RotationJob>('POST', api, JSON.parse(key) as object)
      id = job.id
      while (job.status === 'running') {
        if (!wanted) return void (await sendJson('DELETE', `${api}/${job.id}`).catch(() => undefined))
        setComputed({ status: 'busy', id: job.id, progress: job.progress })
        await new Promise((next) => setTimeout(next, lookEveryMs))
        job = await look(job)
      }
      if (!wanted) return
      id = null
      setComputed(job.status === 'done' ? { status: 'done', job } : job.status === 'cancelled' ? { status: 'stopped' } : { status: 'failed', message: job.detail ?? '' })
    }
    setComputed({ status: 'busy', id: null, progress: null })
    // A tick later: Strict Mode mounts twice in development, and quick changes follow each other.
    const timer = setTimeout(() => void follow().catch((error: unknown) => {
      if (!(error instanceof ProblemError)) throw error
      if (wanted) setComputed({ status: 'failed', message: error.message })
    }), 50)
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
