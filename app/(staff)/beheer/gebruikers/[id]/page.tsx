import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import '@/lib/views/users/users.css'
import { asking } from '@/lib/db/client'
import { findUser, listAllWerkgebieden, listTeams } from '@/lib/db/users'
import { dateInAmsterdam } from '@/lib/domain/period'
import { UserDetail } from '@/lib/views/users/detail'
import { Outcome } from '@/lib/views/users/outcome'
import { words } from '@/lib/views/users/words'
import { adminAt } from '../../admin'
import { addScopeAction, changeRightsAction, confirmRightsAction, endScopeAction, endSessionsAction } from '../actions'
import type { Query } from '../../../query'
import { idIn, outcomeOf } from '../query'

export const metadata: Metadata = { title: words.title }

export default async function UserPage({ params, searchParams }: { params: Promise<{ id: string }>; searchParams: Query }) {
  const id = idIn((await params).id)
  const who = await adminAt(id === null ? '/beheer/gebruikers' : `/beheer/gebruikers/${id}`)
  if (!who) return null
  const [user, teams, werkgebieden] = await asking(who, async (tx) => [id === null ? null : await findUser(tx, id), await listTeams(tx), await listAllWerkgebieden(tx)] as const, { readOnly: true })
  if (!user) notFound()
  return (
    <>
      <nav className="crumbs small" aria-label={words.title}>
        <a href="/beheer/gebruikers">{words.title}</a>
      </nav>
      <h1>{user.name}</h1>
      <Outcome {...outcomeOf(await searchParams)} />
      <UserDetail
        user={user}
        own={user.id === who.uid}
        today={dateInAmsterdam(new Date())}
        teams={teams}
        werkgebieden={werkgebieden}
        actions={{ rights: changeRightsAction, addScope: addScopeAction, endScope: endScopeAction, endSessions: endSessionsAction, confirm: confirmRightsAction }}
      />
    </>
  )
}
