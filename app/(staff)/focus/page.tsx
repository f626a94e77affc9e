import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import '@/lib/views/registers/registers.css'
import '@/lib/views/focus-plan/focus-plan.css'
import { asking } from '@/lib/db/client'
import { words as shared } from '@/lib/ui/words'
import { FocusHome } from '@/lib/views/focus-plan/home'
import { loadHome } from '@/lib/views/focus-plan/load'
import { FocusNav } from '@/lib/views/focus-plan/nav'
import { words } from '@/lib/views/focus-plan/words'
import { seesResults } from '@/lib/views/focus-result/load'
import { loadRelapses } from '@/lib/views/focus-result/relapses'
import { me } from '../me'

export const metadata: Metadata = { title: words.title }

/** Every cohort with its buurten and how they stand: the first page of the college on focus. */
export default async function FocusPage({ searchParams }: { searchParams: Promise<{ gemeente?: string | string[] }> }) {
  const gemeente = [(await searchParams).gemeente].flat()[0]
  const who = await me()
  if (!who) redirect(`/inloggen?terug=${encodeURIComponent(gemeente ? `/focus?gemeente=${gemeente}` : '/focus')}`)
  const { home, relapses } = await asking(who, async (tx) => {
    const found = await loadHome(tx, who, gemeente, new Date())
    return { home: found, relapses: found && seesResults(who.role) ? await loadRelapses(tx, found.gemeente.code, found.today) : [] }
  }, { readOnly: true })
  return (
    <div className="register">
      <FocusNav here role={who.role} />
      <h1>{words.title}</h1>
      {home ? <FocusHome home={home} relapses={relapses.map((r) => ({ period: r.period, labels: r.relapses.map((x) => x.label) }))} /> : <p className="lead">{shared.pages.noBoundaries.text}</p>}
    </div>
  )
}
