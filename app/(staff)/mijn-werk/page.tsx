import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import { words } from '@/lib/views/my-work/words'
import { Desk } from '../desk'
import { me } from '../me'

export const metadata: Metadata = { title: words.work }

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> }

/** What waits for an adviser, an organisation, a planner or the college; `?gemeente=` chooses where there are several. */
export default async function MyWorkPage({ searchParams }: Props) {
  const who = await me()
  if (!who) redirect('/inloggen?terug=/mijn-werk')
  if (who.role === 'wijkmanager') redirect('/mijn-wijk')
  return <Desk who={who} title={words.work} gemeente={(await searchParams).gemeente} />
}
