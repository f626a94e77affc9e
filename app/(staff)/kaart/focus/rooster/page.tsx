import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import '@/lib/ui/computation.css'
import '@/lib/views/rotation/rotation.css'
import { rotationCriteria } from '@/app/rotation-criteria'
import { asking } from '@/lib/db/client'
import { parseParams } from '@/lib/domain/params'
import { words as shared } from '@/lib/ui/words'
import { WrongAddress } from '@/lib/ui/wrong-address'
import { params as schema, questionOf } from '@/lib/views/rotation/definition'
import { loadRotation } from '@/lib/views/rotation/load'
import { RotationView } from '@/lib/views/rotation/view'
import { words } from '@/lib/views/rotation/words'
import { me } from '../../../me'
import { queryOf, type Query } from '../../../query'

export const metadata: Metadata = { title: words.title }
const here = '/kaart/focus/rooster'

/** The rotation planner: address -> question -> what it is about; the browser asks for the schedule. */
export default async function RotationPage({ searchParams }: { searchParams: Query }) {
  const query = queryOf(await searchParams)
  const who = await me()
  if (!who) redirect(`/inloggen?terug=${encodeURIComponent(query.size ? `${here}?${query}` : here)}`)
  const parsed = parseParams(schema, query)
  if (parsed.problems) return <WrongAddress problems={parsed.problems} href={here} />
  const { question, problems } = questionOf(parsed.params)
  if (!question) return <WrongAddress problems={problems} href={here} />
  const answer = await asking(who, (tx) => loadRotation(tx, parsed.params, question, new Date(), { ...who, home: who.scopes[0]?.gemeente }, rotationCriteria), { readOnly: true, deadlineMs: 10_000 })
  if (!answer)
    return (
      <div className="page">
        <h1>{shared.pages.noBoundaries.title}</h1>
        <p className="lead">{shared.pages.noBoundaries.text}</p>
      </div>
    )
  return <RotationView answer={answer} params={parsed.params} />
}
