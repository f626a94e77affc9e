import 'server-only'
import type { QuestionProblem } from '@/lib/db/clusters/asked'
import type { Me } from '@/lib/db/people'
import { answer, badParams, notAllowed, notFound, signedIn, type HttpProblem } from '@/lib/http/respond'

export type Given = { params: Promise<{ id: string }> }

/** Staff who see counts. An organisation sees rounded ones only, an administrator no content. */
const seesClusters = (me: Me): boolean => ['wijkmanager', 'planner', 'college', 'adviser'].includes(me.role)

/** A route of clusters: who asks, if that is somebody who may see them; `also` lets another role in. */
export function clusterAnswer(name: string, work: (me: Me) => Promise<Response>, also: Me['role'][] = []): Promise<Response> {
  return answer(name, async () => {
    const me = await signedIn()
    if (!seesClusters(me) && !also.includes(me.role)) throw notAllowed('Met uw rol kunt u geen opeenhopingen berekenen of volgen.')
    return work(me)
  })
}

/** The number of an address such as `/api/v1/clusters/12`. @throws {HttpProblem} 404 */
export async function numberOf({ params }: Given, what: string): Promise<number> {
  const { id } = await params
  if (!/^[1-9]\d{0,14}$/.test(id)) throw notFound(`${what} "${id.slice(0, 20)}" bestaat niet.`)
  return Number(id)
}

export const questionProblem = ({ problem }: QuestionProblem, theme: string | undefined): HttpProblem =>
  problem === 'no_boundaries' ? notFound('Er zijn nog geen grenzen geladen voor deze gemeente.') : badParams([{ name: 'theme', message: `het thema "${theme}" bestaat niet` }])
