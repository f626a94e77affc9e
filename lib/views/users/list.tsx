import { roleLabel } from '@/lib/domain/identity'
import { reviewDue } from '@/lib/domain/review'
import type { User } from '@/lib/domain/user'
import { Badge } from '@/lib/ui/badge'
import { Button, ButtonLink } from '@/lib/ui/button'
import { longDate, shortMoment } from '@/lib/ui/format'
import { PlainTable } from '@/lib/ui/table'
import { scopeText } from './scope-text'
import { words } from './words'

const address = (user: User): string => `/beheer/gebruikers/${user.id}`
export const dueOf = (user: User): string => reviewDue(user.role, user.reviewedOn ?? user.createdOn)
const roleOf = (user: User): string => (user.teamName ? `${roleLabel[user.role]}, ${user.teamName}` : roleLabel[user.role])

/** All users, and first those whose rights must be looked at again. `confirm` is a server action with the field `user`. */
export function UserList({ users, today, confirm }: { users: readonly User[]; today: string; confirm: (form: FormData) => Promise<void> }) {
  const text = words.list
  return (
    <>
      <Review users={users.filter((u) => u.active)} today={today} confirm={confirm} />
      <section className="block" aria-labelledby="alle">
        <h2 id="alle">{text.title}</h2>
        {users.length === 0 ? (
          <p className="quiet">{text.empty}</p>
        ) : (
          <PlainTable
            caption={text.caption}
            head={text.head}
            rows={users.map((user) => [
              <span key="name" className="user-name">
                <a href={address(user)}>{user.name}</a> {user.demo && <Badge>{text.demo}</Badge>}
              </span>,
              roleOf(user),
              <ul key="scopes" className="plain-list">
                {user.scopes.flatMap((scope) => {
                  const said = scopeText(scope, today)
                  return said === null ? [] : [<li key={scope.id}>{said}</li>]
                })}
              </ul>,
              <span key="last" className="nowrap">
                {user.lastSignInAt ? shortMoment(user.lastSignInAt) : words.none}
              </span>,
              user.active ? text.active : <strong key="off">{text.inactive}</strong>,
            ])}
          />
        )}
      </section>
      <section className="block" aria-labelledby="regels">
        <h2 id="regels">{text.toRules}</h2>
        <p className="quiet">{text.rulesHelp}</p>
        <p>
          <ButtonLink href="/beheer/gebruikers/regels">{text.toRules}</ButtonLink>
        </p>
      </section>
    </>
  )
}

function Review({ users, today, confirm }: { users: readonly User[]; today: string; confirm: (form: FormData) => Promise<void> }) {
  const text = words.review
  const due = users.filter((u) => dueOf(u) <= today).sort((a, b) => dueOf(a).localeCompare(dueOf(b)))
  const next = users.map(dueOf).sort()[0]
  return (
    <section className="block" aria-labelledby="nakijken">
      <h2 id="nakijken">{text.title}</h2>
      <p className="quiet">{text.lead}</p>
      {due.length === 0 ? (
        <p>
          {text.done} {next && text.next(longDate(next))}
        </p>
      ) : (
        <PlainTable
          caption={text.caption}
          head={text.head}
          actions
          rows={due.map((user) => [
            <a key="name" href={address(user)}>
              {user.name}
            </a>,
            roleOf(user),
            <span key="due" className="nowrap">
              {longDate(dueOf(user))}
            </span>,
            user.reviewedOn ? (user.reviewedBy ? text.by(longDate(user.reviewedOn), user.reviewedBy) : longDate(user.reviewedOn)) : words.none,
            <form key="confirm" action={confirm}>
              <input type="hidden" name="user" value={user.id} />
              <Button type="submit" aria-label={text.confirmOf(user.name)}>
                {text.confirm}
              </Button>
            </form>,
          ])}
        />
      )}
    </section>
  )
}
