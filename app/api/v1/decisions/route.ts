import { focusSeen } from '@/app/focus-seen'
import { writeAudit } from '@/lib/db/audit'
import { asking, sqlDetail, sqlState } from '@/lib/db/client'
import { addDecision, listDecisions } from '@/lib/db/focus/decisions'
import { findProposal } from '@/lib/db/focus/proposals'
import { decides, decisionListParams, deviates, maxDeviationReason, maxProposalText, newDecision } from '@/lib/domain/focus-decision'
import { parseParams } from '@/lib/domain/params'
import { dateInAmsterdam } from '@/lib/domain/period'
import { readBody } from '@/lib/http/read-body'
import { answer, badParams, badRequest, HttpProblem, json, notAllowed, notFound } from '@/lib/http/respond'
import { loadDecision } from '@/lib/views/decision/load'
import { hashOfSeen } from '@/lib/views/focus-cohort/load'
import { snapshotOf } from '@/lib/views/focus-cohort/save'
import { words } from '@/lib/views/focus-cohort/words'
import { againOf, noProposal, reader, textOf } from '../focus-proposals/ask'

/** Decisions of a gemeente, newest first, without their frozen content. */
export function GET(request: Request): Promise<Response> {
  return answer('decisions', async () => {
    const me = await reader()
    const parsed = parseParams(decisionListParams, new URL(request.url).searchParams)
    if (parsed.problems) throw badParams(parsed.problems)
    const { gemeente, year } = parsed.params
    return json({ items: await asking(me, (tx) => listDecisions(tx, gemeente, year === undefined ? null : Number(year)), { readOnly: true }) })
  })
}

/** Takes a decision on a proposal and freezes what was seen. 409 when the proposal, the data or the decision are not (any more) what the college saw. */
export function POST(request: Request): Promise<Response> {
  return answer('decision', async () => {
    const me = await reader()
    if (!decides(me.role)) throw notAllowed('Alleen het college neemt het besluit.')
    const asked = await readBody(request, newDecision)
    const again = againOf(asked.again, asked.chosen, asked.confirmText)
    const deviationReason = textOf('deviationReason', asked.deviationReason, asked.confirmText, maxDeviationReason)
    const text = textOf('text', asked.text, asked.confirmText, maxProposalText)
    const now = new Date()
    try {
      const made = await asking(me, async (tx) => {
        const proposal = await findProposal(tx, asked.proposal)
        if (!proposal || proposal.gemeente !== asked.gemeente || proposal.year !== asked.year) throw notFound(noProposal)
        if (proposal.version !== asked.proposalVersion) throw changed('Het voorstel is intussen gewijzigd.')
        if (deviates(asked.chosen, proposal.codes) && deviationReason === '') throw badRequest(words.deviationMissing, [{ name: 'deviationReason', message: words.deviationMissing }])
        const seen = await focusSeen(tx, asked, now, { ...me, home: me.scopes[0]?.gemeente })
        if (!seen) throw notFound('Er zijn nog geen grenzen geladen voor deze gemeente.')
        if (seen === 'no_version') throw badParams([{ name: 'question.thresholds', message: words.noVersion }])
        if (hashOfSeen(seen) !== asked.seen) throw changed('De gegevens zijn intussen gewijzigd. U besluit over wat u hebt gezien.')
        const snapshot = await snapshotOf(tx, { seen, proposal, chosen: asked.chosen, again, deviationReason, text, replaces: asked.replaces, decidedOn: dateInAmsterdam(now) })
        const id = await addDecision(tx, { gemeente: asked.gemeente, year: asked.year, proposal: proposal.id, proposalVersion: asked.proposalVersion, snapshot })
        await writeAudit(tx, { action: 'focus.decide', objectType: 'focus_decision', objectId: id, detail: { year: asked.year, proposed: proposal.codes, chosen: snapshot.decision.chosen, replaces: asked.replaces } })
        return (await loadDecision(tx, id))!
      }, { deadlineMs: 20_000 })
      return json(made, { status: 201, headers: { Location: `/api/v1/decisions/${made.id}` } })
    } catch (error) {
      throw refusal(error, again)
    }
  })
}

const changed = (detail: string): HttpProblem => new HttpProblem({ status: 409, title: 'Intussen gewijzigd', detail: `${detail} Laad opnieuw en kijk of uw besluit hetzelfde blijft.` })

/** What the database refused, as an answer. */
function refusal(error: unknown, again: Record<string, string>): unknown {
  const message = error instanceof Error ? `${error.message}.` : words.retry
  switch (sqlState(error)) {
    case '42501': return notAllowed('Alleen het college neemt het besluit.')
    case '23505': return changed('Er is intussen een ander besluit over dit jaar.')
    case '23503': return notFound('Het besluit dat wordt vervangen, is er niet.')
    case 'BF010': return badRequest(message, [{ name: 'deviationReason', message }])
    case 'BF008': {
      const code = sqlDetail(error)
      return badRequest(message, [{ name: `again.${code}`, message: again[code] ? `${message} ${words.againThere}` : message }])
    }
    case 'BF004': case 'BF007': case 'BF014': return badRequest(message, [{ name: 'chosen', message }])
    case 'BF012': case 'BF013': return changed(message)
    default: return error
  }
}
