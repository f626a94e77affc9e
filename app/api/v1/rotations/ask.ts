import 'server-only'
import type { Me } from '@/lib/db/people'
import { log } from '@/lib/http/log'
import { answer, HttpProblem, notAllowed, notFound, signedIn } from '@/lib/http/respond'
import { TooManyComputations } from '@/lib/solver/jobs'
import { rotationJobs } from '@/lib/views/rotation/jobs'
import { makesRotations, seesRotations } from '@/lib/views/rotation/load'
import { words } from '@/lib/views/rotation/words'

export type Given = { params: Promise<{ id: string }> }

/** A route of the rotation planner: who asks, if that is somebody who reads schedules, or (`makes`) makes them. */
export function rotationAnswer(name: string, work: (me: Me & { uid: number }) => Promise<Response>, { makes = false } = {}): Promise<Response> {
  return answer(name, async () => {
    const me = await signedIn()
    if (!seesRotations(me.role) || me.uid === null) throw notAllowed(words.notForRole)
    if (makes && !makesRotations(me.role)) throw notAllowed(words.notMaker)
    return work({ ...me, uid: me.uid })
  })
}

export const jobs = () => rotationJobs((error) => log.error({ err: error }, 'rotation failed'))
export const noJob = () => notFound(words.gone)

/** @throws {HttpProblem} 429 when too much is computed already */
export async function inTurn<T>(work: () => T | Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    if (error instanceof TooManyComputations) throw new HttpProblem({ status: 429, title: 'Even wachten', detail: error.message }, { 'Retry-After': '10' })
    throw error
  }
}
