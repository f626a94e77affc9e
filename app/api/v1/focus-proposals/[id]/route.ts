import { writeAudit } from '@/lib/db/audit'
import { asking } from '@/lib/db/client'
import { changeProposal, findProposal } from '@/lib/db/focus/proposals'
import { changedProposal } from '@/lib/domain/focus-decision'
import { readBody } from '@/lib/http/read-body'
import { answer, HttpProblem, json, notFound } from '@/lib/http/respond'
import { contentOf, noProposal, numberOf, onlyPlanner, reader, refusal } from '../ask'

type Given = { params: Promise<{ id: string }> }

export function GET(_request: Request, { params }: Given): Promise<Response> {
  return answer('focus-proposal', async () => {
    const me = await reader()
    const id = numberOf((await params).id, noProposal)
    const found = await asking(me, (tx) => findProposal(tx, id), { readOnly: true })
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
        const content = await contentOf(tx, there.gemeente, asked, there.scenario)
        if (!(await changeProposal(tx, id, asked.version, content))) throw new HttpProblem({ status: 409, title: 'Intussen gewijzigd', detail: 'Iemand anders wijzigde dit voorstel intussen, of het college besloot erover. Laad de pagina opnieuw.' })
        await writeAudit(tx, { action: 'focus.propose', objectType: 'focus_proposal', objectId: id, detail: { before: there.codes, codes: content.codes, status: content.status } })
        return (await findProposal(tx, id))!
      }))
    } catch (error) {
      throw refusal(error)
    }
  })
}
