import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import '@/lib/views/registers/registers.css'
import '@/lib/ui/seen.css'
import { asking } from '@/lib/db/client'
import { seesDecisions } from '@/lib/domain/focus-decision'
import { loadDecision } from '@/lib/views/decision/load'
import { DecisionView } from '@/lib/views/decision/view'
import { words } from '@/lib/views/decision/words'
import { me } from '../../me'

export const metadata: Metadata = { title: words.title }

/** A decision of the college, opened as it was frozen. */
export default async function DecisionPage({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params
  const who = await me()
  if (!who) redirect(`/inloggen?terug=${encodeURIComponent(`/besluiten/${id}`)}`)
  const sees = seesDecisions(who.role)
  const decision = sees && /^[1-9]\d{0,14}$/.test(id) ? await asking(who, (tx) => loadDecision(tx, Number(id)), { readOnly: true }) : null
  return (
    <div className="register">
      {decision ? <DecisionView decision={decision} /> : <><h1>{sees ? words.notHere : words.title}</h1><p className="lead">{sees ? words.notHereText : words.notForRole}</p></>}
    </div>
  )
}
