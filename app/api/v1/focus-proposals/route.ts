import { writeAudit } from '@/lib/db/audit'
import { asking } from '@/lib/db/client'
import { addProposal, findProposal, listProposals } from '@/lib/db/focus/proposals'
import { newProposal, proposalListParams } from '@/lib/domain/focus-decision'
import { parseParams } from '@/lib/domain/params'
import { readBody } from '@/lib/http/read-body'
import { answer, badParams, HttpProblem, json } from '@/lib/http/respond'
import { contentOf, onlyPlanner, reader, refusal } from './ask'

/** Proposals of a gemeente, newest first; a draft only for planners. */
export function GET(request: Request): Promise<Response> {
  return answer('focus-proposals', async () => {
    const me = await reader()
    const parsed = parseParams(proposalListParams, new URL(request.url).searchParams)
    if (parsed.problems) throw badParams(parsed.problems)
    const { gemeente, year } = parsed.params
    return json({ items: await asking(me, (tx) => listProposals(tx, gemeente, year === undefined ? null : Number(year)), { readOnly: true }) })
  })
}

/** Makes the proposal of a year; 409 when there is an open one. The same `sourceId` again gives the same one, with 200 instead of 201. */
export function POST(request: Request): Promise<Response> {
  return answer('focus-proposal-made', async () => {
    const me = await reader()
    onlyPlanner(me)
    const asked = await readBody(request, newProposal)
    try {
      const { proposal, made } = await asking(me, async (tx) => {
        const content = await contentOf(tx, asked, asked, null)
        const done = await addProposal(tx, { ...content, gemeente: asked.gemeente, year: asked.year, sourceId: asked.sourceId })
        if (!done) throw new HttpProblem({ status: 409, title: 'Dit nummer is al gebruikt', detail: 'Een ander heeft al een voorstel met dit nummer bewaard. Bewaar het opnieuw.' })
        if (done.made) await writeAudit(tx, { action: 'focus.propose', objectType: 'focus_proposal', objectId: done.id, detail: { year: asked.year, codes: content.codes, status: content.status } })
        return { proposal: (await findProposal(tx, done.id))!, made: done.made }
      })
      return json(proposal, { status: made ? 201 : 200, headers: { Location: `/api/v1/focus-proposals/${proposal.id}` } })
    } catch (error) {
      throw refusal(error)
    }
  })
}
