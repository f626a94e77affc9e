import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import '@/lib/ui/computation.css'
import '@/lib/views/placement/placement.css'
import { asking } from '@/lib/db/client'
import { parseParams } from '@/lib/domain/params'
import { words as shared } from '@/lib/ui/words'
import { WrongAddress } from '@/lib/ui/wrong-address'
import { coverageFacts } from '@/lib/views/coverage/cells'
import { params as schema, questionOf } from '@/lib/views/placement/definition'
import { loadPlacement } from '@/lib/views/placement/load'
import { PlacementView } from '@/lib/views/placement/view'
import { words } from '@/lib/views/placement/words'
import { me } from '../../../me'
import { queryOf, type Query } from '../../../query'

export const metadata: Metadata = { title: words.title }
const here = '/kaart/dekking/plek'

/** "Waar spreekuur?": address -> question -> what it is about; the browser asks for the answer. */
export default async function PlacementPage({ searchParams }: { searchParams: Query }) {
  const query = queryOf(joined(await searchParams))
  const who = await me()
  if (!who) redirect(`/inloggen?terug=${encodeURIComponent(query.size ? `${here}?${query}` : here)}`)
  const parsed = parseParams(schema, query)
  const problems = parsed.problems ?? questionOf(parsed.params).problems
  if (parsed.problems || problems.length > 0) return <WrongAddress problems={problems} href={here} />
  const answer = await asking(who, (tx) => loadPlacement(tx, parsed.params, new Date(), { ...who, home: who.scopes[0]?.gemeente }, coverageFacts), { readOnly: true })
  if (!answer)
    return (
      <div className="page">
        <h1>{shared.pages.noBoundaries.title}</h1>
        <p className="lead">{shared.pages.noBoundaries.text}</p>
      </div>
    )
  return <PlacementView answer={answer} params={parsed.params} />
}

/** Boxes of a form without scripts come one by one. */
const joined = (given: Awaited<Query>): Awaited<Query> => ({ ...given, ...Object.fromEntries(['classes', 'kinds'].flatMap((name) => (given[name] ? [[name, [given[name]].flat().join()]] : []))) })
