import 'server-only'
import type { Me } from '@/lib/db/people'
import { log } from '@/lib/http/log'
import { answer, notAllowed, notFound, signedIn } from '@/lib/http/respond'
import { rotationJobs } from '@/lib/views/rotation/jobs'
import { makesRotations, seesRotations } from '@/lib/views/rotation/load'
import { words as shared } from '@/lib/ui/words'
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
export const noJob = () => notFound(shared.computing.gone)
