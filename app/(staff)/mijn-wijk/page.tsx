import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import { words } from '@/lib/views/my-work/words'
import { Desk } from '../desk'
import { me } from '../me'

export const metadata: Metadata = { title: words.area }

/** What a wijkmanager starts with; others have "Mijn werk". */
export default async function MyAreaPage() {
  const who = await me()
  if (!who) redirect('/inloggen?terug=/mijn-wijk')
  if (who.role !== 'wijkmanager') redirect('/mijn-werk')
  return <Desk who={who} title={words.area} />
}
