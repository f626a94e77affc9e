import type { Metadata } from 'next'
import { notFound, redirect } from 'next/navigation'
import '@/lib/views/registers/registers.css'
import '@/lib/views/focus-plan/focus-plan.css'
import { asking } from '@/lib/db/client'
import { loadPlan } from '@/lib/views/focus-plan/load'
import { FocusNav } from '@/lib/views/focus-plan/nav'
import { PlanView } from '@/lib/views/focus-plan/plan'
import { words } from '@/lib/views/focus-plan/words'
import { me } from '../../../me'

type Params = Promise<{ year: string; buurt: string }>
export const metadata: Metadata = { title: words.planOf }

/** The plan of one focus buurt: built, adopted, carried out, handed over, printed. */
export default async function PlanPage({ params }: { params: Params }) {
  const { year, buurt } = await params
  if (!/^20\d\d$/.test(year) || !/^BU\d{4}[0-9A-Z]{4}$/.test(buurt)) notFound()
  const who = await me()
  if (!who) redirect(`/inloggen?terug=${encodeURIComponent(`/focus/${year}/${buurt}`)}`)
  const plan = await asking(who, (tx) => loadPlan(tx, who, { gemeente: `GM${buurt.slice(2, 6)}`, year: Number(year), code: buurt }, new Date()), { readOnly: true })
  return (
    <div className="register">
      <div className="no-print"><FocusNav here={false} role={who.role} /></div>
      {plan ? <PlanView plan={plan} /> : <><h1>{words.notHere}</h1><p className="lead">{words.notHereText}</p></>}
    </div>
  )
}
