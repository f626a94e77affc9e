import type { Metadata } from 'next'
import { notFound, redirect } from 'next/navigation'
import '@/lib/views/registers/registers.css'
import '@/lib/views/focus-plan/focus-plan.css'
import '@/lib/views/focus-result/focus-result.css'
import { asking } from '@/lib/db/client'
import { FocusNav } from '@/lib/views/focus-plan/nav'
import { loadResult, seesResults } from '@/lib/views/focus-result/load'
import { ResultView } from '@/lib/views/focus-result/view'
import { words } from '@/lib/views/focus-result/words'
import { me } from '../../../../me'

type Params = Promise<{ year: string; buurt: string }>
export const metadata: Metadata = { title: words.title }

/** What became of one focus buurt: aftercare and result. */
export default async function ResultPage({ params }: { params: Params }) {
  const { year, buurt } = await params
  if (!/^20\d\d$/.test(year) || !/^BU\d{4}[0-9A-Z]{4}$/.test(buurt)) notFound()
  const who = await me()
  if (!who) redirect(`/inloggen?terug=${encodeURIComponent(`/focus/${year}/${buurt}/resultaat`)}`)
  const found = seesResults(who.role) ? await asking(who, (tx) => loadResult(tx, { gemeente: `GM${buurt.slice(2, 6)}`, year: Number(year), buurt }, new Date(), who), { readOnly: true, deadlineMs: 10_000 }) : 'hidden'
  return (
    <div className="register">
      <div className="no-print"><FocusNav here={false} role={who.role} /></div>
      {found === 'hidden' ? <><h1>{words.title}</h1><p className="lead">{words.notForRole}</p></>
        : found === null ? <><h1>{words.notHere}</h1><p className="lead">{words.notHereText}</p></>
        : found === 'too_early' ? <><h1>{words.tooEarly}</h1><p className="lead">{words.tooEarlyText}</p></>
        : <ResultView answer={found} />}
    </div>
  )
}
