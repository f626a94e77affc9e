import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import { focusAsk } from '@/app/focus-facts'
import { asking } from '@/lib/db/client'
import { parseParams } from '@/lib/domain/params'
import { words as shared } from '@/lib/ui/words'
import { WrongAddress } from '@/lib/ui/wrong-address'
import { params as schema } from '@/lib/views/candidates/definition'
import { loadCandidates } from '@/lib/views/candidates/load'
import { CandidatesView } from '@/lib/views/candidates/view'
import { words } from '@/lib/views/candidates/words'
import { me } from '../../../me'
import { queryOf, type Query } from '../../../query'

export const metadata: Metadata = { title: words.title }
const here = '/kaart/focus/kandidaten'

/** Candidates for the focus of a year: address -> parameters -> the first answer, as HTML. */
export default async function CandidatesPage({ searchParams }: { searchParams: Query }) {
  const query = queryOf(await searchParams)
  const who = await me()
  if (!who) redirect(`/inloggen?terug=${encodeURIComponent(query.size ? `${here}?${query}` : here)}`)
  const parsed = parseParams(schema, query)
  if (parsed.problems) return <WrongAddress problems={parsed.problems} href={here} />
  const initial = await asking(who, (tx) => loadCandidates(tx, parsed.params, new Date(), { ...who, home: who.scopes[0]?.gemeente }, focusAsk), { readOnly: true, deadlineMs: 10_000 })
  if (initial === 'no_version') return <WrongAddress problems={[{ name: 'thresholds', message: words.noVersion }]} href={here} />
  if (!initial)
    return (
      <div className="page">
        <h1>{shared.pages.noBoundaries.title}</h1>
        <p className="lead">{shared.pages.noBoundaries.text}</p>
      </div>
    )
  return <CandidatesView initial={initial} />
}
