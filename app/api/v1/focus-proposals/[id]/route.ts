import { focusSeen } from '@/app/focus-seen'
import { writeAudit } from '@/lib/db/audit'
import { asking } from '@/lib/db/client'
import { changeProposal, findProposal } from '@/lib/db/focus/proposals'
import { changedProposal } from '@/lib/domain/focus-decision'
import { readBody } from '@/lib/http/read-body'
import { answer, HttpProblem, json, notFound } from '@/lib/http/respond'
import { hashOfSeen } from '@/lib/views/focus-cohort/load'
import { contentOf, noProposal, numberOf, onlyPlanner, reader, refusal } from '../ask'

type Given = { params: Promise<{ id: string }> }

/** A proposal, and until it is decided on all that its weighing shows to who asks, with the hash that a decision names in `seen`. */
export function GET(_request: Request, { params }: Given): Promise<Response> {
  return answer('focus-proposal', async () => {
    const me = await reader()
    const id = numberOf((await params).id, noProposal)
    const found = await asking(me, async (tx) => {
      const proposal = await findProposal(tx, id)
      if (!proposal || proposal.status === 'decided') return proposal
      const facts = await focusSeen(tx, proposal, new Date(), { ...me, home: me.scopes[0]?.gemeente })
      return { ...proposal, seen: facts && facts !== 'no_version' ? { sha256: hashOfSeen(facts), facts } : null }
    }, { readOnly: true, deadlineMs: 10_000 })
    if (!found) throw notFound(noProposal)
    return json(found)
  })
}

/** Changes a proposal that is not decided on: `submit: true` lays it before the college, `false` makes it a draft (again). 409 when somebody changed it meanwhile. */
export function PATCH(request: Request, { params }: Given): Promise<Response> {
  return answer('focus-proposal-change', async () => {
    const me = await reader()
    onlyPlanner(me)
    const id = numberOf((await params).id, noProposal)
    const there = await asking(me, (tx) => findProposal(tx, id), { readOnly: true })
    if (!there) throw notFound(noProposal)
    const asked = await readBody(request, changedProposal)
    if (there.status === 'decided') throw new HttpProblem({ status: 409, title: 'Al besloten', detail: 'Het college besloot over dit voorstel. Maak een nieuw voorstel als het besluit moet worden herzien.' })
    try {
      return json(await asking(me, async (tx) => {
        const content = await contentOf(tx, there, asked, there.scenario)
        if (!(await changeProposal(tx, id, asked.version, content))) throw new HttpProblem({ status: 409, title: 'Intussen gewijzigd', detail: 'Iemand anders wijzigde dit voorstel intussen, of het college besloot erover. Laad de pagina opnieuw.' })
        await writeAudit(tx, { action: 'focus.propose', objectType: 'focus_proposal', objectId: id, detail: { before: there.codes, codes: content.codes, status: content.status } })
        return (await findProposal(tx, id))!
      }))
    } catch (error) {
      throw refusal(error)
    }
  })
}
