import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import { words } from '@/lib/views/my-work/words'
import { Desk } from '../desk'
import { me } from '../me'

export const metadata: Metadata = { title: words.work }

/** What waits for an adviser, an organisation, a planner or the college. */
export default async function MyWorkPage() {
  const who = await me()
  if (!who) redirect('/inloggen?terug=/mijn-werk')
  if (who.role === 'wijkmanager') redirect('/mijn-wijk')
  return <Desk who={who} title={words.work} />
}
