import type { Metadata } from 'next'
import { notFound, redirect } from 'next/navigation'
import '@/lib/views/registers/registers.css'
import '@/lib/ui/seen.css'
import { focusSeen } from '@/app/focus-seen'
import { asking } from '@/lib/db/client'
import { seesDecisions } from '@/lib/domain/focus-decision'
import { parseParams } from '@/lib/domain/params'
import { words as shared } from '@/lib/ui/words'
import { WrongAddress } from '@/lib/ui/wrong-address'
import { params as schema } from '@/lib/views/focus-cohort/definition'
import { loadCohort } from '@/lib/views/focus-cohort/load'
import { CohortView } from '@/lib/views/focus-cohort/view'
import { words } from '@/lib/views/focus-cohort/words'
import { FocusNav } from '@/lib/views/focus-plan/nav'
import { me } from '../../me'
import { queryOf, type Query } from '../../query'

export const metadata: Metadata = { title: words.title }

/** Proposal and decision of one year. */
export default async function CohortPage({ params, searchParams }: { params: Promise<{ year: string }>; searchParams: Query }) {
  const { year } = await params
  if (!/^20\d\d$/.test(year)) notFound()
  const query = queryOf(await searchParams)
  const here = `/focus/${year}`
  const who = await me()
  if (!who) redirect(`/inloggen?terug=${encodeURIComponent(query.size ? `${here}?${query}` : here)}`)
  const parsed = parseParams(schema, query)
  if (parsed.problems) return <WrongAddress problems={parsed.problems} href={here} />
  const page = seesDecisions(who.role) ? await asking(who, (tx) => loadCohort(tx, Number(year), parsed.params, new Date(), { ...who, home: who.scopes[0]?.gemeente }, focusSeen), { readOnly: true, deadlineMs: 10_000 }) : null
  if (page === 'no_version') return <WrongAddress problems={[{ name: 'thresholds', message: words.noVersion }]} href={here} />
  return (
    <div className="register">
      <FocusNav here={false} role={who.role} />
      {page ? <CohortView page={page} /> : <><h1>{words.heading(Number(year))}</h1><p className="lead">{seesDecisions(who.role) ? shared.pages.noBoundaries.text : words.notForRole}</p></>}
    </div>
  )
}
