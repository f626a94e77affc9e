import { asking } from '@/lib/db/client'
import type { Me } from '@/lib/db/people'
import { dateInAmsterdam } from '@/lib/domain/period'
import { loadRelapses } from '@/lib/views/focus-result/relapses'
import { loadMyWork, type AskRelapses } from '@/lib/views/my-work/load'
import { MyWorkView } from '@/lib/views/my-work/view'
import { words } from '@/lib/views/my-work/words'

const relapses: AskRelapses = async (tx, gemeente, today) => (await loadRelapses(tx, gemeente, today)).map((r) => ({ ...r, labels: r.relapses.map((x) => x.label) }))

/** The desk of who asks, under the title of their page. */
export async function Desk({ who, title, gemeente }: { who: Me; title: string; /** as it stands in the address; what is no code of a gemeente is as if it were not there */ gemeente?: string | string[] }) {
  const chosen = typeof gemeente === 'string' && /^GM\d{4}$/.test(gemeente) ? gemeente : undefined
  const nowhere = who.role === 'wijkmanager' && who.scopes.length === 0
  const work = nowhere ? null : await asking(who, (tx) => loadMyWork(tx, who, dateInAmsterdam(new Date()), chosen, relapses), { readOnly: true })
  if (!work)
    return (
      <div className="page">
        <h1>{title}</h1>
        <p className="lead">{nowhere ? words.noArea : words.noBoundaries}</p>
      </div>
    )
  const { role } = who
  return <MyWorkView work={work} title={title} may={{ signal: role === 'wijkmanager' || role === 'adviser' || role === 'planner' || role === 'organisation', initiative: role === 'wijkmanager' || role === 'adviser' || role === 'planner', visit: role === 'wijkmanager' }} />
}
