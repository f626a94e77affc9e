import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import '@/lib/views/signal-list/signal-list.css'
import { asking } from '@/lib/db/client'
import { parseParams } from '@/lib/domain/params'
import { signalListParams, signalPageSize } from '@/lib/domain/signal-list'
import { Alert } from '@/lib/ui/alert'
import { ButtonLink } from '@/lib/ui/button'
import { SignalTabs } from '@/lib/ui/signal-tabs'
import { words as ui } from '@/lib/ui/words'
import { loadListChoices, loadSignalList, seesSignals } from '@/lib/views/signal-list/load'
import { SignalListView } from '@/lib/views/signal-list/view'
import { words } from '@/lib/views/signal-list/words'
import { me } from '../me'
import { queryOf, type Query } from '../query'

export const metadata: Metadata = { title: `${words.title}: ${ui.signalList.toLowerCase()}` }
const here = '/signalen'

/** List and map of the signals that somebody sees one by one; others are told that they see counts. */
export default async function SignalsPage({ searchParams }: { searchParams: Query }) {
  const query = queryOf(await searchParams)
  const who = await me()
  if (!who) redirect(`/inloggen?terug=${encodeURIComponent(query.size ? `${here}?${query}` : here)}`)
  if (!seesSignals(who))
    return (
      <div className="page">
        <h1>{words.title}</h1>
        <SignalTabs here="list" />
        <p className="lead">{words.counts}</p>
        <ButtonLink look="primary" href="/kaart/signalen">{words.toMap}</ButtonLink>
      </div>
    )
  const parsed = parseParams(signalListParams, query)
  const found = parsed.problems
    ? null
    : await asking(who, async (tx) => {
        const list = await loadSignalList(tx, who, parsed.params, { limit: signalPageSize, perBuurt: true }, new Date())
        return 'problem' in list ? list : { list, choices: await loadListChoices(tx, who, list.gemeente.code, list.set) }
      })
  if (parsed.problems || (found && 'problem' in found && found.problem === 'wrong-cursor'))
    return (
      <div className="page">
        <h1>{ui.pages.wrong.title}</h1>
        <p className="lead">{ui.pages.wrong.text}</p>
        <Alert kind="warning" quiet>
          <ul>{(parsed.problems ?? [{ name: 'cursor', message: '' }]).map((p) => <li key={p.name}><strong>{p.name}</strong>{p.message && `: ${p.message}`}</li>)}</ul>
        </Alert>
        <ButtonLink look="primary" href={here}>{words.clear}</ButtonLink>
      </div>
    )
  if (!found || 'problem' in found)
    return (
      <div className="page">
        <h1>{ui.pages.noBoundaries.title}</h1>
        <p className="lead">{words.noBoundaries}</p>
      </div>
    )
  const { items, total, next, areas, gemeente, set } = found.list
  return <SignalListView initial={{ items, total, next, areas }} query={query.toString()} choices={found.choices} gemeente={{ code: gemeente.code, fictional: gemeente.fictional }} year={set.year} />
}
