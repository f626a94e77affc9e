import type { Metadata } from 'next'
import Link from 'next/link'
import { notFound, redirect } from 'next/navigation'
import '@/lib/views/registers/registers.css'
import { asking } from '@/lib/db/client'
import { listRequests, requestHistory } from '@/lib/db/coverage/requests'
import { ownOrganisation } from '@/lib/db/ladder'
import { dateInAmsterdam } from '@/lib/domain/period'
import { RequestRecord } from '@/lib/views/requests/view'
import { words } from '@/lib/views/requests/words'
import { me } from '../../me'

export const metadata: Metadata = { title: words.title }

/** One request for deployment; the organisation that was asked answers here. */
export default async function RequestPage({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params
  const who = await me()
  if (!who) redirect(`/inloggen?terug=${encodeURIComponent(`/verzoeken/${id}`)}`)
  if (!/^\d{1,15}$/.test(id)) notFound()
  const found = await asking(who, async (tx) => {
    const [request] = await listRequests(tx, null, dateInAmsterdam(new Date()), { id: Number(id) })
    return request && { request, history: await requestHistory(tx, request.id), own: who.role === 'organisation' ? await ownOrganisation(tx) : null }
  }, { readOnly: true })
  if (!found) notFound()
  return (
    <div className="register register--form">
      <nav className="crumbs small" aria-label={words.title}>
        <Link href="/verzoeken" prefetch={false}>
          {words.back}
        </Link>
      </nav>
      <RequestRecord request={found.request} history={found.history} answers={found.own === found.request.organisation.id} />
    </div>
  )
}
