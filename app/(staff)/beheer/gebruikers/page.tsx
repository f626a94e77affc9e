import type { Metadata } from 'next'
import '@/lib/views/users/users.css'
import { oidcSettings } from '@/lib/auth/settings'
import { asking } from '@/lib/db/client'
import { listTeams, listUsers } from '@/lib/db/users'
import { dateInAmsterdam } from '@/lib/domain/period'
import { AddUser } from '@/lib/views/users/add'
import { UserList } from '@/lib/views/users/list'
import { Outcome } from '@/lib/views/users/outcome'
import { words } from '@/lib/views/users/words'
import { adminAt } from '../admin'
import { addUserAction, confirmFromListAction } from './actions'
import type { Query } from '../../query'
import { outcomeOf } from './query'

export const metadata: Metadata = { title: words.title }

/** Everybody who may be here, and whose rights must be looked at again. */
export default async function UsersPage({ searchParams }: { searchParams: Query }) {
  const who = await adminAt('/beheer/gebruikers')
  if (!who) return null
  const [users, teams] = await asking(who, async (tx) => [await listUsers(tx), await listTeams(tx)] as const, { readOnly: true })
  const settings = oidcSettings()
  return (
    <>
      <nav className="crumbs small" aria-label={words.manage}>
        <a href="/beheer">{words.manage}</a>
      </nav>
      <h1>{words.title}</h1>
      <p className="quiet manage__lead">{words.lead}</p>
      <Outcome {...outcomeOf(await searchParams)} />
      <UserList users={users} today={dateInAmsterdam(new Date())} confirm={confirmFromListAction} />
      {settings && <AddUser teams={teams} claim={settings.accountClaim} add={addUserAction} />}
    </>
  )
}
