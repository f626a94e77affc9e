import 'server-only'
import type { Me } from '@/lib/db/people'
import { log } from '@/lib/http/log'
import { answer, notAllowed, notFound, signedIn } from '@/lib/http/respond'
import { placementJobs } from '@/lib/views/placement/jobs'
import { mayPlace } from '@/lib/views/placement/load'
import { words as shared } from '@/lib/ui/words'
import { words } from '@/lib/views/placement/words'

export type Given = { params: Promise<{ id: string }> }

/** A route of "Waar spreekuur?": who asks, if that is somebody who sees counts. */
export function placementAnswer(name: string, work: (me: Me & { uid: number }) => Promise<Response>): Promise<Response> {
  return answer(name, async () => {
    const me = await signedIn()
    if (!mayPlace(me.role) || me.uid === null) throw notAllowed(words.notForRole)
    return work({ ...me, uid: me.uid })
  })
}

export const jobs = () => placementJobs((error) => log.error({ err: error }, 'placement failed'))
export const noJob = () => notFound(shared.computing.gone)
