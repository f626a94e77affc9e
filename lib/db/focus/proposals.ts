import { sql } from 'drizzle-orm'
import type { ProposalItem, ProposalScenario, SeenQuestion } from '@/lib/domain/focus-decision'
import { rows, type Tx } from '../client'
import { jsonText } from '../json-text'
import { savedOnce } from '../scenarios'
import { arrayText } from '../text-array'

const item = sql`
  p.id, p.version, p.gemeente, p.year, to_json(p.codes) as codes, p.again, p.text, p.question, p.scenario, p.status, p.submitted_on::text as "submittedOn", coalesce(p.created_by = my_id(), false) as mine`

/** Proposals that the reader may see, newest first; of one year when it is given. */
export function listProposals(tx: Tx, gemeente: string, year: number | null): Promise<ProposalItem[]> {
  return rows(tx, sql`select ${item} from focus_proposal p where p.gemeente = ${gemeente} and (${year}::int is null or p.year = ${year}) order by p.year desc, p.id desc limit 200`)
}

export async function findProposal(tx: Tx, id: number): Promise<ProposalItem | null> {
  const [found] = await rows<ProposalItem>(tx, sql`select ${item} from focus_proposal p where p.id = ${id}`)
  return found ?? null
}

export type ProposalContent = { codes: readonly string[]; again: Record<string, string>; text: string; question: SeenQuestion; scenario: ProposalScenario | null; status: 'draft' | 'submitted' }

/**
 * Adds a proposal; the same `sourceId` again is the same one.
 * @returns its id, and whether it was made now; null when somebody else used this number
 * @throws SQLSTATE 42501 for who may not, 23505 when another one for this year is open, BF004 for a buurt that is not there
 */
export async function addProposal(tx: Tx, p: ProposalContent & { gemeente: string; year: number; sourceId: string }): Promise<{ id: number; made: boolean } | null> {
  const [made] = await rows<{ id: number }>(tx, sql`
    insert into focus_proposal (gemeente, source_id, year, codes, again, text, question, scenario, status)
    values (${p.gemeente}, ${p.sourceId}, ${p.year}, ${arrayText(p.codes)}::text::text[], ${jsonText(p.again)}::text::jsonb, ${p.text}, ${jsonText(p.question)}::text::jsonb, ${p.scenario && jsonText(p.scenario)}::text::jsonb, ${p.status})
    on conflict (gemeente, source, source_id) do nothing returning id`)
  return savedOnce(tx, 'focus_proposal', made, p)
}

/** Changes a proposal that is not decided on, if it still is what the planner saw. @returns whether it was changed */
export async function changeProposal(tx: Tx, id: number, version: number, p: ProposalContent): Promise<boolean> {
  return (await rows(tx, sql`
    update focus_proposal set codes = ${arrayText(p.codes)}::text::text[], again = ${jsonText(p.again)}::text::jsonb, text = ${p.text}, question = ${jsonText(p.question)}::text::jsonb,
      scenario = ${p.scenario && jsonText(p.scenario)}::text::jsonb, status = ${p.status}
    where id = ${id} and version = ${version} and status <> 'decided' returning id`)).length > 0
}
