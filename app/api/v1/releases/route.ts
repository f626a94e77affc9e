import { findBoundarySet } from '@/lib/db/areas'
import { writeAudit } from '@/lib/db/audit'
import { asking } from '@/lib/db/client'
import { askRelease, findRelease, listReleases } from '@/lib/db/release/register'
import { parseParams } from '@/lib/domain/params'
import { dateInAmsterdam } from '@/lib/domain/period'
import { isClosed, periodOf } from '@/lib/domain/public-period'
import { makesReleases, newRelease, releaseListParams, releaseProblems, seesReleases } from '@/lib/domain/release'
import { readBody } from '@/lib/http/read-body'
import { answer, badParams, badRequest, json, notAllowed, notFound, signedIn } from '@/lib/http/respond'
import { words } from '@/lib/views/publications/words'
import { refusal } from './ask'

/** Publications, the newest first: what was asked, made, published and withdrawn. */
export function GET(request: Request): Promise<Response> {
  return answer('releases', async () => {
    const me = await signedIn()
    if (!seesReleases(me.role)) throw notAllowed(words.notForRole)
    const parsed = parseParams(releaseListParams, new URL(request.url).searchParams)
    if (parsed.problems) throw badParams(parsed.problems)
    return json({ items: await asking(me, (tx) => listReleases(tx, parsed.params.gemeente ?? null), { readOnly: true }) })
  })
}

/** Asks for a publication: it is made in the background and becomes a draft. 409 when one is being made. */
export function POST(request: Request): Promise<Response> {
  return answer('release-ask', async () => {
    const me = await signedIn()
    if (!makesReleases(me.role)) throw notAllowed(words.notYours)
    const { gemeente, until } = await readBody(request, newRelease)
    const today = dateInAmsterdam(new Date())
    if (until !== null && !isClosed(periodOf(until)!, today)) throw badRequest(releaseProblems.no_period, [{ name: 'until', message: releaseProblems.no_period }])
    try {
      const made = await asking(me, async (tx) => {
        if (!(await findBoundarySet(tx, gemeente, Number(today.slice(0, 4))))) return null
        const number = await askRelease(tx, gemeente, until)
        await writeAudit(tx, { action: 'release.ask', objectType: 'release', objectId: number, detail: { gemeente, until } })
        return findRelease(tx, number)
      })
      if (!made) throw notFound(releaseProblems.no_boundaries)
      return json(made, { status: 201 })
    } catch (error) {
      throw refusal(error)
    }
  })
}
