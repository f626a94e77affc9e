import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import { words } from '@/lib/views/my-work/words'
import { Desk } from '../desk'
import { me } from '../me'
import type { Query } from '../query'

export const metadata: Metadata = { title: words.work }

/** What waits for an adviser, an organisation, a planner or the college; `?gemeente=` chooses where there are several. */
export default async function MyWorkPage({ searchParams }: { searchParams: Query }) {
  const who = await me()
  if (!who) redirect('/inloggen?terug=/mijn-werk')
  if (who.role === 'wijkmanager') redirect('/mijn-wijk')
  return <Desk who={who} title={words.work} gemeente={(await searchParams).gemeente} />
}
