import type { User } from '@/lib/domain/user'
import { Button } from '@/lib/ui/button'
import { Field } from '@/lib/ui/field'
import { longDate, longMoment } from '@/lib/ui/format'
import { Select } from '@/lib/ui/select'
import { Checkbox } from './checkbox'
import { dueOf } from './list'
import { Scopes } from './scopes'
import { words } from './words'

type Action = (form: FormData) => Promise<void>
const text = words.detail

/** One user: what is known, and forms to change rights, werkgebieden and sessions. The actions read the field `user`. */
export function UserDetail({ user, own, today, teams, werkgebieden, actions }: {
  user: User
  /** the administrator looks at the own account */
  own: boolean
  today: string
  teams: readonly { slug: string; name: string }[]
  werkgebieden: readonly { id: number; name: string; gemeente: string }[]
  actions: { rights: Action; addScope: Action; endScope: Action; endSessions: Action; confirm: Action }
}) {
  const id = <input type="hidden" name="user" value={user.id} />
  return (
    <>
      <Known user={user} />
      <section className="block" aria-labelledby="rechten">
        <h2 id="rechten">{text.rights}</h2>
        <form action={actions.rights} className="form" key={JSON.stringify([user.role, user.team, user.sensitive, user.active, user.byRule])}>
          {id}
          <div className="form__row">
            <Field label={text.role} help={own ? text.ownRole : undefined}>
              {(field) => <Select {...field} name="role" options={own ? words.roles.filter((r) => r.value === user.role) : words.roles} defaultValue={user.role} />}
            </Field>
            <Field label={text.team} help={text.teamHelp}>
              {(field) => <Select {...field} name="team" options={[{ value: '', label: text.noTeam }, ...teams.map((t) => ({ value: t.slug, label: t.name }))]} defaultValue={user.team ?? ''} />}
            </Field>
          </div>
          <Checkbox name="sensitive" label={text.sensitive} help={text.sensitiveHelp} checked={user.sensitive} />
          {user.linked && <Checkbox name="byRule" label={text.byRule} help={text.byRuleHelp} checked={user.byRule} />}
          {own ? <input type="hidden" name="active" value="ja" /> : <Checkbox name="active" label={text.active} help={text.activeHelp} checked={user.active} />}
          <p>
            <Button type="submit" look="primary">
              {text.save}
            </Button>
          </p>
        </form>
      </section>
      {(user.role === 'wijkmanager' || user.scopes.length > 0) && <Scopes user={user} today={today} werkgebieden={werkgebieden} add={actions.addScope} end={actions.endScope} />}
      <section className="block" aria-labelledby="sessies">
        <h2 id="sessies">{text.sessions}</h2>
        <p>{text.sessionsOpen(user.sessions)}</p>
        {user.sessions > 0 && (
          <form action={actions.endSessions}>
            {id}
            <Button type="submit">{text.endSessions}</Button>
          </form>
        )}
      </section>
      <section className="block" aria-labelledby="nakijken">
        <h2 id="nakijken">{words.review.title}</h2>
        <p className="quiet">{words.review.lead}</p>
        <form action={actions.confirm}>
          {id}
          <Button type="submit">{words.review.confirm}</Button>
        </form>
      </section>
    </>
  )
}

function Known({ user }: { user: User }) {
  const facts: [string, string][] = [
    [text.account, user.account],
    [text.signIn, user.demo ? text.demo : user.linked ? text.linked : text.unlinked],
    [text.last, user.lastSignInAt ? longMoment(user.lastSignInAt) : words.none],
    [text.reviewed, user.reviewedOn ? (user.reviewedBy ? words.review.by(longDate(user.reviewedOn), user.reviewedBy) : longDate(user.reviewedOn)) : words.none],
    [text.due, longDate(dueOf(user))],
  ]
  return (
    <dl className="known">
      {facts.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  )
}
