import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import '@/lib/views/registers/registers.css'
import { asking } from '@/lib/db/client'
import { parseParams } from '@/lib/domain/params'
import { WrongAddress } from '@/lib/ui/wrong-address'
import { reminderParams } from '@/lib/views/reminders/definition'
import { loadReminders } from '@/lib/views/reminders/load'
import { Reminders } from '@/lib/views/reminders/view'
import { words } from '@/lib/views/reminders/words'
import { RegisterNav } from '@/lib/views/registers/subnav'
import { me } from '../me'
import { queryOf, type Query } from '../query'

export const metadata: Metadata = { title: words.title }

/** What ends soon and what was not confirmed for long, under the filters of the address. */
export default async function RemindersPage({ searchParams }: { searchParams: Query }) {
  const query = queryOf(await searchParams)
  const who = await me()
  if (!who) redirect(`/inloggen?terug=${encodeURIComponent(query.size ? `/herinneringen?${query}` : '/herinneringen')}`)
  const parsed = parseParams(reminderParams, query)
  if (parsed.problems) return <WrongAddress problems={parsed.problems} href="/herinneringen" label={words.title} />
  const answer = await asking(who, (tx) => loadReminders(tx, parsed.params, new Date(), { ...who, home: who.scopes[0]?.gemeente }), { readOnly: true })
  return (
    <div className="register">
      <RegisterNav here="reminders" role={who.role} />
      <h1>{words.title}</h1>
      <Reminders answer={answer} params={parsed.params} query={query.toString()} />
    </div>
  )
}
