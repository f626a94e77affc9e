import type { Metadata } from 'next'
import { notFound, redirect } from 'next/navigation'
import '@/lib/views/registers/registers.css'
import '@/lib/views/cluster/cluster.css'
import { asking } from '@/lib/db/client'
import { Method } from '@/lib/ui/method'
import { loadClusterRecord, seesClusters } from '@/lib/views/cluster/load'
import { ClusterRecord } from '@/lib/views/cluster/record'
import { words } from '@/lib/views/cluster/words'
import { clusters } from '@/lib/views/clusters/definition'
import { me } from '../../me'
import { NotForYou } from '../not-for-you'

export const metadata: Metadata = { title: words.title }

/** One cluster that is followed. What the reader may not see does not exist. */
export default async function ClusterPage({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params
  const who = await me()
  if (!who) redirect(`/inloggen?terug=${encodeURIComponent(`/opeenhopingen/${id}`)}`)
  if (!seesClusters(who)) return <NotForYou />
  // Not read-only: that team Zorg reads signals of sensitive themes is written down.
  const answer = /^[1-9]\d{0,14}$/.test(id) ? await asking(who, (tx) => loadClusterRecord(tx, Number(id), who)) : null
  if (!answer) notFound()
  return <ClusterRecord answer={answer} method={<Method question={clusters.question} method={clusters.method} sources={clusters.sources} />} />
}
