import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import '@/lib/views/registers/registers.css'
import '@/lib/views/cluster/cluster.css'
import { asking } from '@/lib/db/client'
import { clusterListParams } from '@/lib/domain/cluster-query'
import { parseParams } from '@/lib/domain/params'
import { dateInAmsterdam } from '@/lib/domain/period'
import { words as ui } from '@/lib/ui/words'
import { WrongAddress } from '@/lib/ui/wrong-address'
import { ClusterList } from '@/lib/views/cluster/list'
import { loadClusterList, seesClusters } from '@/lib/views/cluster/load'
import { words } from '@/lib/views/cluster/words'
import { me } from '../me'
import { queryOf, type Query } from '../query'
import { NotForYou } from './not-for-you'

export const metadata: Metadata = { title: words.title }
const here = '/opeenhopingen'

/** The clusters that are followed: address -> question -> rows, as HTML; the API takes the same address. */
export default async function ClustersPage({ searchParams }: { searchParams: Query }) {
  const query = queryOf(await searchParams)
  const who = await me()
  if (!who) redirect(`/inloggen?terug=${encodeURIComponent(query.size ? `${here}?${query}` : here)}`)
  if (!seesClusters(who)) return <NotForYou />
  const parsed = parseParams(clusterListParams, query)
  if (parsed.problems) return <WrongAddress problems={parsed.problems} href={here} />
  const found = await asking(who, (tx) => loadClusterList(tx, who, parsed.params, Number(dateInAmsterdam(new Date()).slice(0, 4))), { readOnly: true })
  if (!found)
    return (
      <div className="page">
        <h1>{ui.pages.noBoundaries.title}</h1>
        <p className="lead">{query.has('gemeente') ? ui.pages.noBoundaries.other : ui.pages.noBoundaries.text}</p>
      </div>
    )
  return <ClusterList answer={found} query={query.toString()} />
}
