import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import '@/lib/views/registers/registers.css'
import { asking } from '@/lib/db/client'
import { requestParams } from '@/lib/domain/coverage-request'
import { parseParams } from '@/lib/domain/params'
import { WrongAddress } from '@/lib/ui/wrong-address'
import { loadRequests } from '@/lib/views/requests/load'
import { RequestList } from '@/lib/views/requests/view'
import { words } from '@/lib/views/requests/words'
import { me } from '../me'
import { queryOf, type Query } from '../query'

export const metadata: Metadata = { title: words.title }

/** Requests for deployment under the filters of the address: of an organisation its own. */
export default async function RequestsPage({ searchParams }: { searchParams: Query }) {
  const query = queryOf(await searchParams)
  for (const name of [...query.keys()]) if (query.get(name) === '') query.delete(name) // a form without scripts sends what was left open
  const who = await me()
  if (!who) redirect(`/inloggen?terug=${encodeURIComponent(query.size ? `/verzoeken?${query}` : '/verzoeken')}`)
  const parsed = parseParams(requestParams, query)
  if (parsed.problems) return <WrongAddress problems={parsed.problems} href="/verzoeken" label={words.title} />
  const answer = await asking(who, (tx) => loadRequests(tx, parsed.params, new Date(), { ...who, home: who.scopes[0]?.gemeente }), { readOnly: true })
  return (
    <div className="register">
      <h1>{words.title}</h1>
      <RequestList answer={answer} params={parsed.params} />
    </div>
  )
}
